"""The same questions of every page: works, wrong method, wrong team, a role without it, a restricted case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import InHand, NotedEvent, SecondReading, State, Transition
from everycase.web.actions.moving import move
from everycase.web.cases.models import Load, Look, Restriction

ABOUT_AMIRA = ["/to-put-right/{action}/", "/findings/F1/", "/children/C1/note/"]


@pytest.fixture
def finding(house):
    return finding_about(house.amira, house.social_worker)


@pytest.mark.parametrize("address", ABOUT_AMIRA)
def test_a_page_about_a_child_opens_for_those_who_hold_the_case_and_is_written_down(
    client, house, finding, address
):
    address = address.format(action=finding.action_id)
    for person, code in (
        (house.social_worker, 200),
        (house.team_manager, 200),
        (house.service_manager, 200),
        (house.other_social_worker, 403),
        (house.other_team_manager, 403),
        (house.councillor, 403),
        (house.administrator, 403),
        (house.partner, 403),
    ):
        client.force_login(person)
        assert client.get(address).status_code == code, person
    assert list(Look.objects.filter(allowed=False).values_list("person__name", flat=True)) == [
        "Other Team Manager",
        "Other Social Worker",
    ]


@pytest.mark.parametrize("address", ABOUT_AMIRA)
def test_a_restricted_case_is_closed_to_its_own_teams_manager(client, house, finding, address):
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    client.force_login(house.team_manager)
    assert client.get(address.format(action=finding.action_id)).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["move/", "say/"],
)
def test_what_changes_something_takes_no_get(client, house, finding, address):
    client.force_login(house.social_worker)
    assert client.get(f"/to-put-right/{finding.action_id}/{address}").status_code == 405


def test_a_worker_says_done_and_a_manager_agrees_from_the_queue(client, house, finding):
    client.force_login(house.social_worker)
    client.post(
        f"/to-put-right/{finding.action_id}/move/", {"finding": "F1", "verb": "done", "why": "Outcome added"}
    )
    client.force_login(house.team_manager)
    page = client.get("/checking/", follow=True).content.decode()
    assert "Outcome added" in page
    client.post(
        f"/to-put-right/{finding.action_id}/move/", {"finding": "F1", "verb": "agree", "next": "checking"}
    )
    finding.refresh_from_db()
    assert finding.state == State.WAITING_PROOF
    assert "Nothing waits for your check" in client.get("/checking/", follow=True).content.decode()


def test_done_without_a_reason_changes_nothing_and_says_what_to_do(client, house, finding):
    client.force_login(house.social_worker)
    page = client.post(
        f"/to-put-right/{finding.action_id}/move/", {"finding": "F1", "verb": "done", "why": " "}, follow=True
    )
    finding.refresh_from_db()
    assert finding.state == State.OPEN
    assert "so that the next person understands" in page.content.decode()


def test_a_finding_of_another_action_cannot_be_moved_through_this_one(client, house, finding):
    other = finding_about(house.leo, house.other_social_worker, "F2")
    client.force_login(house.social_worker)
    client.post(f"/to-put-right/{finding.action_id}/move/", {"finding": "F2", "verb": "done", "why": "Mine"})
    other.refresh_from_db()
    assert other.state == State.OPEN


def test_nobody_finds_their_own_work_in_the_queue(client, house):
    mine = finding_about(house.amira, house.team_manager)
    move(house.team_manager, mine, "done", "Outcome added")
    client.force_login(house.team_manager)
    assert "Nothing waits for your check" in client.get("/checking/", follow=True).content.decode()
    client.force_login(house.service_manager)
    assert "Outcome added" in client.get("/checking/", follow=True).content.decode()


def test_an_analyst_reads_a_finding_by_id_and_nothing_that_people_wrote(client, house, finding):
    move(house.social_worker, finding, "done", "A private reason")
    client.force_login(house.analyst)
    page = client.get("/findings/F1/").content.decode()
    assert "Child C1" in page
    assert "Amira" not in page
    assert "A private reason" not in page


def test_a_red_line_is_taken_in_hand_once(client, house):
    finding_about(house.amira, house.social_worker, red_line=True)
    client.force_login(house.social_worker)
    assert client.post("/findings/F1/take-in-hand/", {"done": "Visited today, safe"}).status_code == 403
    for person in (house.team_manager, house.service_manager):
        client.force_login(person)
        client.post("/findings/F1/take-in-hand/", {"done": "Visited today, safe"})
    assert InHand.objects.get().by == house.team_manager


def test_a_comment_mentions_only_those_who_may_see_the_child(client, house, finding):
    client.force_login(house.social_worker)
    page = client.post(
        f"/to-put-right/{finding.action_id}/say/",
        {"text": "@team_manager please look, and @other_team_manager"},
        follow=True,
    )
    comment = finding.action.comments.get()
    assert list(comment.mentions.all()) == [house.team_manager]
    assert "@other_team_manager was not told" in page.content.decode()


def test_a_challenge_is_answered_by_a_manager_and_not_by_its_maker(client, house, finding):
    from everycase.web.cases.models import Assignment

    Assignment.objects.create(person=house.reviewing_officer, child=house.amira, why="Reviews the plan")
    client.force_login(house.reviewing_officer)
    client.post("/findings/F1/challenge/", {"says": "The review is still not in the record."})
    challenge = finding.challenges.get()
    assert client.post(f"/challenges/{challenge.pk}/answer/", {"answer": "It is"}).status_code == 403
    client.force_login(house.team_manager)
    client.post(f"/challenges/{challenge.pk}/answer/", {"answer": "It will be by Friday."})
    challenge.refresh_from_db()
    assert challenge.answered_by == house.team_manager


def test_work_goes_only_to_one_who_may_see_the_child(client, house, finding):
    client.force_login(house.team_manager)
    for taker, owner in (
        (house.other_social_worker, house.social_worker),
        (house.team_manager, house.team_manager),
    ):
        client.post("/my-team/hand-over/", {"to": taker.pk, "action": finding.action_id})
        finding.action.refresh_from_db()
        assert finding.action.owner == owner


def test_a_second_reading_is_never_by_the_one_who_signed_off(client, house, finding):
    move(house.social_worker, finding, "done", "Outcome added")
    signed = move(house.service_manager, finding, "agree")
    reading = SecondReading.objects.create(sign_off=signed, sampled_at=timezone.now())
    client.force_login(house.service_manager)
    assert client.post(f"/second-readings/{reading.pk}/", {"agrees": "yes"}).status_code == 403
    client.force_login(house.director)
    client.post(f"/second-readings/{reading.pk}/", {"agrees": "no", "why": "The outcome is blank."})
    reading.refresh_from_db()
    assert (reading.by, reading.agrees) == (house.director, False)


def test_a_noted_event_is_taken_back_only_by_the_one_who_noted_it(client, house):
    client.force_login(house.team_manager)
    today = timezone.localdate().isoformat()
    client.post("/children/C1/note/", {"kind": "supervision", "happened_on": today, "value": ""})
    event = house.amira.noted_events.get()
    client.force_login(house.social_worker)
    client.post(f"/children/C1/note/{event.pk}/take-back/")
    event.refresh_from_db()
    assert event.taken_back_at is None
    client.force_login(house.team_manager)
    client.post(f"/children/C1/note/{event.pk}/take-back/")
    event.refresh_from_db()
    assert event.taken_back_at is not None


@pytest.mark.parametrize("days", [1, -367])
def test_an_event_to_come_or_longer_ago_than_a_year_is_not_noted(client, house, days):
    client.force_login(house.social_worker)
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    page = client.post("/children/C1/note/", {"kind": "supervision", "happened_on": day})
    assert "There is a problem" in page.content.decode()
    assert not house.amira.noted_events.exists()


def test_my_team_shows_red_lines_what_waits_and_each_worker(client, house, finding):
    finding_about(house.amira, None, "F2", red_line=True)
    move(house.social_worker, finding, "done", "Outcome added")
    client.force_login(house.team_manager)
    page = client.get("/my-team/").content.decode()
    assert "Red lines nobody has taken in hand (1)" in page
    assert "1 to check" in page
    assert "Worker 1" in page
    assert "Worker 2" not in page


def test_every_move_of_the_pages_leaves_a_row_with_who_made_it(client, house, finding):
    client.force_login(house.social_worker)
    client.post(f"/to-put-right/{finding.action_id}/move/", {"finding": "F1", "verb": "done", "why": "Added"})
    assert list(Transition.objects.values_list("verb", "by")) == [("done", house.social_worker.pk)]


def test_a_standard_is_found_by_its_words_and_explained(client, house):
    client.force_login(house.councillor)
    assert "Assessment" in client.get("/standards/?words=assessment+outcome").content.decode()
    assert client.get("/standards/assessment-no-outcome/").status_code == 200
    assert client.get("/standards/nothing-of-the-kind/").status_code == 404


def test_a_note_says_with_which_extract_it_was_read_or_that_it_waits(client, house):
    by = {"child": house.amira, "noted_by": house.team_manager, "kind": "supervision"}
    first = NotedEvent.objects.create(happened_on=date(2026, 10, 20), **by)
    NotedEvent.objects.create(happened_on=date(2026, 11, 3), **by)
    Load.objects.create(state=Load.State.DONE, as_of=date(2026, 10, 24), told={"noted": first.pk})
    client.force_login(house.team_manager)
    page = client.get("/children/C1/note/").content.decode()
    assert "noted by Team Manager, read with the extract of 24 October 2026" in page
    assert page.count("waits for the next extract") == 1
