"""What a night's review does to findings on their way, whatever state people had brought them to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.web.conftest import finding_about
from tests.web.nights import found, night, received, record_of, said

from everycase.review.compare import STATUSES
from everycase.web.actions.models import Action, Finding, InHand, SetAside, State, Transition
from everycase.web.actions.moving import MovedMeanwhileError, move
from everycase.web.actions.receiving import OlderExtractError
from everycase.web.actions.red_lines import taken
from everycase.web.actions.told import STANDING
from everycase.web.cases.models import Child, Load

FOUND_NOW = ["new", "still open", "back again", "new by a changed standard"]
STAYS = ""
TABLE = {
    # found now; proved right; can't be told; no longer asked
    "open": (STAYS, "proved", "out of reach", "ended"),
    "waiting for check": (STAYS, "proved", "out of reach", "ended"),
    "waiting for proof": (STAYS, "proved", "out of reach", "ended"),
    "asked to set aside": (STAYS, "proved", "out of reach", "ended"),
    "set aside": (STAYS, "proved", "out of reach", "ended"),
    "signed off, not in the record": (STAYS, "proved", "out of reach", "ended"),
    "proved": ("open", STAYS, "out of reach", "ended"),
    "out of reach": ("open", "proved", STAYS, "ended"),
    "ended": ("open", "proved", "out of reach", STAYS),
}
COLUMN = {
    **dict.fromkeys(FOUND_NOW, 0),
    "proved right": 1,
    **dict.fromkeys(["out of reach", "child gone", "record gone"], 2),
    **dict.fromkeys(["standard changed", "no longer applies", "ended, not done"], 3),
}
SIGNED_OFF = datetime(2026, 11, 20, 15, tzinfo=UTC)
CELLS = [(state, status) for state in State.values for status in STATUSES]


def test_every_state_and_status_has_its_cell():
    assert set(TABLE) == set(State.values)
    assert set(COLUMN) == set(STATUSES)


@pytest.mark.parametrize(("state", "status"), CELLS)
def test_each_status_of_each_state(house, state, status):
    finding = finding_about(house.amira, house.social_worker, state=state, state_since=SIGNED_OFF)
    if state == State.SET_ASIDE:
        set_aside(finding, house, date(2026, 12, 31))
    shown = [found("F1", subject="assessments/F1")] if status in FOUND_NOW else []
    received(night("2026-11-24", *shown, told=[said("F1", status)]))
    finding.refresh_from_db()
    becomes = TABLE[state][COLUMN[status]]
    assert finding.state == (becomes or state)
    moves = [(m.from_state, m.to_state, m.by, m.extract) for m in finding.transitions.all()]
    assert moves == ([(state, becomes, None, date(2026, 11, 24))] if becomes else [])
    slipped = state == "proved" and status in {"new", "still open", "back again"}
    assert finding.back_again == slipped


def set_aside(finding: Finding, house, until: date) -> SetAside:
    return SetAside.objects.create(
        finding=finding,
        ground=SetAside.Ground.DOES_NOT_APPLY,
        why="Lives abroad",
        asked_by=house.social_worker,
        asked_at=SIGNED_OFF,
        decided_by=house.team_manager,
        decided_at=SIGNED_OFF,
        agreed=True,
        until=until,
    )


def test_a_new_finding_is_open_and_the_workers_with_its_move(house):
    received(night("2026-11-24", found("F1")))
    finding = Finding.objects.get()
    assert (finding.state, finding.child, finding.team) == ("open", house.amira, house.team)
    assert (finding.seen_first, finding.seen_last) == (date(2026, 11, 24),) * 2
    assert finding.action.owner == house.social_worker
    assert finding.action.title == "Assessment of 3 March 2026"
    move = finding.transitions.get()
    assert (move.from_state, move.to_state, move.verb) == ("", "open", "new")


@pytest.mark.parametrize(
    ("status", "verb", "back"),
    [
        ("new", "new", False),
        ("still open", "new", False),  # of a council that reviewed before it had the web system
        ("back again", "back again", True),
        ("new by a changed standard", "new by a changed standard", False),
    ],
)
def test_the_first_move_says_how_it_came(house, status, verb, back):
    received(night("2026-11-24", found("F1"), told=[said("F1", status)]))
    finding = Finding.objects.get()
    assert ([m.verb for m in finding.transitions.all()], finding.back_again) == ([verb], back)


def test_one_piece_of_work_holds_the_findings_about_one_row(house):
    shown = [found("F1"), found("F2", standard="assessment-no-worker"), found("F3", subject="assessments/A2")]
    received(night("2026-11-24", *shown, found("F4", subject="assessment_limits/A1")))
    held = {action.about: action.findings.count() for action in Action.objects.all()}
    assert held == {"assessments/A1": 3, "assessments/A2": 1}


@pytest.mark.parametrize(
    ("severity", "red_line", "due"),
    [  # received on Tuesday 24 November 2026
        (4, True, date(2026, 11, 25)),
        (2, True, date(2026, 11, 25)),
        (4, False, date(2026, 11, 26)),
        (3, False, date(2026, 12, 1)),
        (2, False, date(2026, 12, 8)),
        (1, False, date(2026, 12, 22)),
        (0, False, date(2027, 1, 22)),  # 40 working days, over Christmas, Boxing Day and New Year's Day
    ],
)
def test_a_due_date_by_severity(house, severity, red_line, due):
    received(night("2026-11-24", found("F1", severity=severity, red_line=red_line)))
    assert Action.objects.get().due_on == due


def test_the_councils_own_days_count(house):
    received(night("2026-11-24", found("F1"), putting_right={"medium_working_days": 3}))
    assert Action.objects.get().due_on == date(2026, 11, 27)


def test_the_due_date_is_the_soonest_of_what_is_open_in_a_piece_of_work(house):
    received(night("2026-11-02", found("F1")))
    shown = [found("F1"), found("F2", severity=1)]
    received(night("2026-11-03", *shown, told=[said("F1", "still open")]))
    assert Action.objects.get().due_on == date(2026, 11, 16)


def test_a_piece_of_work_that_was_right_is_due_anew_when_something_of_it_is_wrong_again(house):
    received(night("2026-11-02", found("F1", severity=4)))
    received(night("2026-11-09", told=[said("F1", "proved right")]))
    received(night("2026-11-24", found("F2"), told=[]))
    assert Action.objects.get().due_on == date(2026, 12, 8)
    received(night("2026-11-25", found("F1", severity=4), found("F2"), told=[said("F2", "still open")]))
    assert Action.objects.get().due_on == date(2026, 11, 27)


def test_the_same_extract_twice_changes_nothing(house):
    first = night("2026-10-24", found("F1"), found("F2", subject="assessments/A2"))
    second = night(
        "2026-11-24",
        found("F1"),
        found("F3", subject="assessments/A3"),
        told=[said("F1", "still open"), said("F2", "proved right")],
    )
    received(first)
    received(second)
    before = everything()
    again = received(second)
    assert everything() == before
    assert not again.moves
    assert not again.handed_over


def everything() -> list[object]:
    return [sorted(model.objects.values_list()) for model in (Finding, Action, Transition)]


def test_a_second_version_of_the_same_extract_takes_back_what_the_first_proved(house):
    received(night("2026-10-24", found("F1")))
    received(night("2026-11-24", told=[said("F1", "proved right")]))
    received(night("2026-11-24", told=[said("F1", "record gone")]))
    assert Finding.objects.get().state == State.OUT_OF_REACH


def test_what_only_the_first_version_of_an_extract_showed_is_not_told_and_not_right(house):
    received(night("2026-11-24", found("F1")))
    received(night("2026-11-24"))
    finding = Finding.objects.get()
    assert finding.state == State.OUT_OF_REACH
    assert [m.verb for m in finding.transitions.all()] == ["new", "not told"]


def test_an_older_extract_is_refused_and_changes_nothing(house):
    received(night("2026-11-24", found("F1")))
    before = everything()
    with pytest.raises(OlderExtractError, match=r"of 23 November 2026, and one of 24 November 2026"):
        received(night("2026-11-23", told=[said("F1", "proved right")]))
    assert everything() == before
    assert Load.objects.filter(state=Load.State.DONE).count() == 1


def test_a_failure_half_way_leaves_everything_as_it_was(house, monkeypatch):
    received(night("2026-10-24", found("F1")))
    before = everything()
    monkeypatch.setattr("everycase.web.actions.receiving.settle_owners", lambda: 1 / 0)
    record = record_of("2026-11-24", children="child_id\nC3")
    with pytest.raises(ZeroDivisionError):
        received(night("2026-11-24", found("F2", "C3"), told=[said("F1", "proved right")], record=record))
    assert everything() == before
    assert not Child.objects.filter(child_id="C3").exists()


# ---------------------------------------------------------------- identities


def test_a_row_whose_key_was_made_anew_keeps_its_work(house):
    received(night("2026-10-24", found("F1")))
    finding = Finding.objects.get()
    finding.action.comments.create(by=house.social_worker, text="Asked the school")
    move(house.social_worker, finding, "done", "Outcome added")
    shown = found("F9", subject="assessments/B1")
    received(night("2026-11-24", shown, told=[said("F1", "still open", now="F9")]))
    again = Finding.objects.get()
    assert (again.pk, again.key, again.subject) == (finding.pk, "F9", "assessments/B1")
    assert again.state == State.WAITING_CHECK
    assert again.action.about == "assessments/B1"
    assert again.action.comments.count() == 1


def test_two_rows_can_exchange_their_keys(house):
    received(night("2026-10-24", found("F1"), found("F2", subject="assessments/A2")))
    first = Finding.objects.get(key="F1").pk
    told = [said("F1", "still open", now="F2"), said("F2", "still open", now="F1")]
    received(night("2026-11-24", found("F1"), found("F2", subject="assessments/A2"), told=told))
    assert Finding.objects.get(key="F2").pk == first
    assert Finding.objects.filter(state=State.OPEN).count() == 2


def test_an_identity_that_a_closed_finding_had_is_given_up(house):
    received(night("2026-09-24", found("F9", subject="assessments/B1")))
    received(night("2026-10-24", found("F1"), told=[said("F9", "proved right")]))
    old, work = Finding.objects.get(key="F9").pk, Finding.objects.get(key="F1").pk
    shown = found("F9", subject="assessments/B1")
    received(night("2026-11-24", shown, told=[said("F1", "still open", now="F9")]))
    assert Finding.objects.get(key="F9").pk == work
    assert Finding.objects.get(pk=old).state == State.PROVED


def test_findings_of_a_merged_child_go_on_under_the_one_that_is_left(house):
    both = night("2026-10-24", found("F1"), found("F2", child="C2", subject="contacts/K1"))
    received(both)
    merged = record_of(
        "2026-11-24",
        involvements="child_id | worker_id | team_id | role | from_on\nC2 | W2 | T2 | ALLOCATED | 2026-01-05",
        linked_identifiers="link_id | child_id | value\nL1 | C2 | C1",
    )
    told = [said("F1", "still open", now="F8"), said("F2", "still open")]
    shown = [found("F8", child="C2"), found("F2", child="C2", subject="contacts/K1")]
    received(night("2026-11-24", *shown, told=told, record=merged))
    assert set(Finding.objects.values_list("key", "child", "state")) == {
        ("F8", house.leo.pk, "open"),
        ("F2", house.leo.pk, "open"),
    }
    assert set(Action.objects.values_list("child", "owner")) == {(house.leo.pk, house.other_social_worker.pk)}


def test_of_one_finding_that_both_merged_children_had_one_goes_on(house):
    received(night("2026-10-24", found("F1"), found("F2", child="C2")))
    told = [said("F1", "still open", now="F2"), said("F2", "still open")]
    received(night("2026-11-24", found("F2", child="C2"), told=told))
    assert dict(Finding.objects.values_list("key", "state")) == {"F1": "ended", "F2": "open"}


# ---------------------------------------------------------------- signed off, set aside


@pytest.mark.parametrize(
    ("extracts", "state"),
    [
        (["2026-11-19"], State.WAITING_PROOF),  # cut before the sign-off
        (["2026-11-20"], State.WAITING_PROOF),  # on its day: perhaps before it
        (["2026-11-20", "2026-11-21"], State.WAITING_PROOF),  # one after it
        (["2026-11-21", "2026-11-21"], State.WAITING_PROOF),  # the same one twice is one
        (["2026-11-21", "2026-11-22"], State.NOT_IN_RECORD),
        (["2026-11-21", "2026-11-22", "2026-11-23"], State.NOT_IN_RECORD),
    ],
)
def test_signed_off_and_not_in_the_record(house, extracts, state):
    finding = finding_about(
        house.amira, house.social_worker, state=State.WAITING_PROOF, state_since=SIGNED_OFF
    )
    for day in extracts:
        received(night(day, found("F1", subject="assessments/F1"), told=[said("F1", "still open")]))
    finding.refresh_from_db()
    assert finding.state == state
    assert finding.transitions.count() == (state == State.NOT_IN_RECORD)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-11-29", "set aside"), ("2026-11-30", "set aside"), ("2026-12-01", "open")],
)
def test_set_aside_until_a_date_and_not_after(house, as_of, state):
    finding = finding_about(house.amira, house.social_worker, state=State.SET_ASIDE)
    set_aside(finding, house, date(2026, 11, 30))
    received(night(as_of, found("F1", subject="assessments/F1"), told=[said("F1", "still open")]))
    finding.refresh_from_db()
    assert finding.state == state


def test_what_was_asked_of_a_finding_that_was_proved_meanwhile_is_withdrawn(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "right already", "It is on the other form")
    received(night("2026-11-24", told=[said("F1", "proved right")]))
    finding.refresh_from_db()
    assert finding.state == State.PROVED
    assert not finding.set_asides.exists()
    moves = [(m.verb, m.why) for m in finding.transitions.all()]
    assert moves == [("right already", "It is on the other form"), ("proved right", "")]


# ---------------------------------------------------------------- people at work


def test_done_between_reading_and_receiving_stays_done(house):
    received(night("2026-10-24", found("F1")))
    read_before = night("2026-11-24", found("F1", says="Still none."), told=[said("F1", "still open")])
    move(house.social_worker, Finding.objects.get(), "done", "Outcome added")
    received(read_before)
    finding = Finding.objects.get()
    assert (finding.state, finding.says) == (State.WAITING_CHECK, "Still none.")
    assert list(finding.transitions.values_list("verb", flat=True)) == ["new", "done"]


def test_one_who_presses_after_an_extract_moved_it_is_told(house):
    received(night("2026-10-24", found("F1")))
    on_screen = Finding.objects.get()
    received(night("2026-11-24", told=[said("F1", "proved right")]))
    with pytest.raises(MovedMeanwhileError):
        move(house.social_worker, on_screen, "done", "Outcome added")
    assert Finding.objects.get().state == State.PROVED


# ---------------------------------------------------------------- whose work it is

MOVED = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    C1       | W1        | T1      | ALLOCATED | 2026-01-05 | 2026-11-01
    C1       | W2        | T2      | ALLOCATED | 2026-11-01 |
    """


def test_work_follows_the_case_and_both_can_be_told(house):
    received(night("2026-10-24", found("F1")))
    moved = record_of("2026-11-24", involvements=MOVED)
    what = received(night("2026-11-24", found("F1"), told=[said("F1", "still open")], record=moved))
    action = Action.objects.get()
    assert (action.owner, action.team) == (house.other_social_worker, house.other_team)
    assert [(h.action, h.from_owner, h.to_owner) for h in what.handed_over] == [
        (action.pk, house.social_worker.pk, house.other_social_worker.pk)
    ]
    assert Finding.objects.get().worker_key == "W2"


def test_work_given_by_hand_stays_with_whom_it_was_given(house):
    received(night("2026-10-24", found("F1")))
    Action.objects.update(owner=house.team_manager, reassigned=True)
    moved = record_of("2026-11-24", involvements=MOVED)
    received(night("2026-11-24", found("F1"), told=[said("F1", "still open")], record=moved))
    assert Action.objects.get().owner == house.team_manager


def test_work_of_one_who_left_comes_back_to_who_holds_the_case(house):
    received(night("2026-10-24", found("F1")))
    Action.objects.update(owner=house.team_manager, reassigned=True)
    house.team_manager.is_active = False
    house.team_manager.save()
    received(night("2026-11-24", found("F1"), told=[said("F1", "still open")]))
    assert Action.objects.get().owner == house.social_worker


def test_where_nobody_with_an_account_holds_the_case_the_work_is_the_managers(house):
    nobody = record_of(
        "2026-11-24",
        involvements="child_id | worker_id | team_id | role | from_on\nC1 | W9 | T1 | ALLOCATED | 2026-01-05",
    )
    received(night("2026-11-24", found("F1"), record=nobody))
    action = Action.objects.get()
    assert (action.owner, action.team) == (None, house.team)


def test_a_teams_own_finding_has_no_child_and_its_team(house):
    shown = found("F1", child=None, subject="assessment_paces/T1", standard="assessment-pace")
    received(night("2026-11-24", shown))
    finding = Finding.objects.get()
    assert (finding.child, finding.team, finding.action.owner) == (None, house.team, None)


def test_a_workers_caseload_is_their_teams(house):
    received(night("2026-11-24", found("F1", child=None, subject="caseloads/W2")))
    assert Finding.objects.get().team == house.other_team


def test_seen_last_is_of_what_the_extract_shows(house):
    received(night("2026-10-24", found("F1"), found("F2", subject="assessments/A2")))
    told = [said("F1", "still open"), said("F2", "proved right")]
    received(night("2026-11-24", found("F1"), told=told))
    seen = dict(Finding.objects.values_list("key", "seen_last"))
    assert seen == {"F1": date(2026, 11, 24), "F2": date(2026, 10, 24)}
    assert Finding.objects.get(key="F1").state in STANDING


@pytest.mark.parametrize(("status", "in_hand"), [("proved right", False), ("out of reach", True)])
def test_a_red_line_that_was_right_and_is_wrong_again_is_in_nobodys_hands(house, status, in_hand):
    received(night("2026-10-24", found("F1", red_line=True)))
    taken(house.team_manager, Finding.objects.get(), "Visited today, and safe")
    received(night("2026-11-24", told=[said("F1", status)]))
    received(night("2026-12-24", found("F1", red_line=True), told=[said("F1", "back again")]))
    assert InHand.objects.exists() is in_hand
