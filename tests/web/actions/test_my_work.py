"""My work: what stands under which heading, on which day, and for whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.standards.council import CaseWeights
from everycase.web.actions.loads import workers
from everycase.web.actions.models import State
from everycase.web.actions.moving import move
from everycase.web.actions.team import held_by, theirs
from everycase.web.actions.work import grouped, mine_to_do
from everycase.web.cases.models import Load
from everycase.web.people.models import User

TODAY = date(2026, 11, 24)  # a Tuesday; five working days later is the Tuesday after


def headings(person, today=TODAY):
    return {
        group.title: [finding.key for piece in group.pieces for finding in piece.findings]
        for group in grouped(mine_to_do(person), today)
    }


@pytest.mark.parametrize(
    ("due_on", "heading"),
    [
        (date(2026, 11, 23), "Late"),
        (date(2026, 11, 24), "Due in 5 working days"),
        (date(2026, 12, 1), "Due in 5 working days"),
        (date(2026, 12, 2), "Due later"),
        (None, "Due later"),
    ],
)
def test_by_the_day_that_it_is_due(house, due_on, heading):
    finding_about(house.amira, house.social_worker, action_due_on=due_on)
    assert headings(house.social_worker) == {heading: ["F1"]}


def test_a_red_line_comes_first_however_late_the_rest_is(house):
    finding_about(house.amira, house.social_worker, "F1", action_due_on=date(2026, 1, 1))
    finding_about(house.amira, house.social_worker, "F2", red_line=True)
    assert list(headings(house.social_worker).items()) == [("Red lines", ["F2"]), ("Late", ["F1"])]


def test_what_was_sent_back_says_why_and_by_whom(house):
    finding = finding_about(house.amira, house.social_worker)
    move(house.social_worker, finding, "done", "Date added")
    move(house.team_manager, finding, "send back", "Add the outcome, not only the date.")
    (group,) = grouped(mine_to_do(house.social_worker), TODAY)
    (shown,) = group.pieces[0].findings
    assert group.title == "Sent back to you"
    assert vars(shown)["last_why"] == "Add the outcome, not only the date."
    assert vars(shown)["last_by"] == "Team Manager"


def test_a_case_that_moves_takes_its_work_with_it(house):
    finding_about(house.amira, house.social_worker)
    house.amira.worker_key, house.amira.team = "W2", house.other_team
    house.amira.save()
    assert headings(house.social_worker) == {}


def test_proved_right_is_shown_for_a_week(house):
    now = timezone.now()
    for key, days in (("F1", 6), ("F2", 8)):
        finding_about(
            house.amira, house.social_worker, key, state=State.PROVED, state_since=now - timedelta(days=days)
        )
    assert headings(house.social_worker) == {"Proved right this week": ["F1"]}


def test_the_page_says_how_many_things_need_somebody_today(client, house):
    finding_about(house.amira, house.social_worker, "F1", red_line=True)
    finding_about(house.amira, house.social_worker, "F2", action_due_on=date(2020, 1, 1))
    client.force_login(house.social_worker)
    page = client.get("/my-work/")
    assert "2 things need you today." in page.content.decode()
    assert "Amira K" in page.content.decode()


def test_the_number_of_queries_does_not_grow(client, house, django_assert_max_num_queries):
    client.force_login(house.social_worker)
    for number in range(20):
        finding_about(house.amira, house.social_worker, f"F{number}", action_due_on=date(2020, 1, 1))
    with django_assert_max_num_queries(18):
        client.get("/my-work/")


def test_without_an_extract_nothing_is_said_to_be_fine(client, house):
    client.force_login(house.social_worker)
    assert "no extract has been loaded yet" in client.get("/my-work/").content.decode()
    Load.objects.create(state=Load.State.DONE, as_of=TODAY)
    assert (
        "Nothing in the extract of Tuesday 24 November needs you" in client.get("/my-work/").content.decode()
    )


def test_an_account_of_nobody_in_the_record_is_told_so(client, house):
    Load.objects.create(state=Load.State.DONE, as_of=TODAY)
    User.objects.filter(pk=house.social_worker.pk).update(worker_key="")
    client.force_login(house.social_worker)
    assert "isn’t linked to a worker" in client.get("/my-work/").content.decode()


@pytest.mark.parametrize(("red_line", "shown"), [(True, {"Red lines": ["F1"]}), (False, {})])
def test_a_red_line_that_cannot_be_told_any_more_stays_on_the_first_screen(house, red_line, shown):
    finding_about(house.amira, house.social_worker, red_line=red_line, state=State.OUT_OF_REACH)
    assert headings(house.social_worker) == shown


def test_what_a_returns_rules_flag_stands_apart_and_needs_nobody_today(client, house):
    flagged = {"kind": "return", "standard": "ssda903 103"}
    finding_about(house.amira, house.social_worker, "F1", action_due_on=date(2020, 1, 1), **flagged)
    finding_about(house.amira, house.social_worker, "F2", action_due_on=date(2020, 1, 1))
    assert headings(house.social_worker) == {"Late": ["F2"], "In the statutory returns": ["F1"]}
    client.force_login(house.social_worker)
    assert "1 thing needs you today." in client.get("/my-work/").content.decode()
    assert "One of the DfE’s own rules" in client.get("/findings/F1/").content.decode()
    manager = house.team_manager
    (line,) = workers(held_by(manager), theirs(manager), TODAY, CaseWeights())
    assert line.to_do == (1, 1, 0)
