"""Giving a case to an auditor or reviewing officer, taking it back, and what they have: My reviews."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.conftest import finding_about

from everycase.web.actions.models import Challenge, State
from everycase.web.cases.assigning import AlreadyGivenError, assign, end_assignment
from everycase.web.cases.glass import break_glass
from everycase.web.cases.models import Assignment, Child, Restriction
from everycase.web.people.access import may_see

PAGE = "/children/C1/assign/"
MINE = "/my-reviews/"


def given(house, to=None):
    return assign(house.team_manager, house.amira, to or house.auditor, "Dip sample")


def test_a_manager_gives_a_case_and_takes_it_back(client, house):
    client.force_login(house.team_manager)
    answer = client.post(PAGE, {"person": house.auditor.pk, "why": "Dip sample"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert may_see(house.auditor, house.amira).ground == "assigned"
    row = Assignment.objects.get()
    assert (row.given_by, row.why) == (house.team_manager, "Dip sample")
    client.force_login(house.director)
    client.post(f"{PAGE}{row.pk}/end/")
    row.refresh_from_db()
    assert row.ended_by == house.director
    assert not may_see(house.auditor, house.amira).allowed
    assert "by Director" in client.get(PAGE).content.decode()


def test_who_gets_a_case_is_told_so_without_a_name(house):
    given(house)
    (notice,) = house.auditor.notices.all()
    assert notice.link == MINE
    assert "Amira" not in notice.says


def test_a_case_that_was_taken_back_can_be_given_again_but_not_twice_at_once(client, house):
    row = given(house)
    with pytest.raises(AlreadyGivenError):
        given(house)
    client.force_login(house.team_manager)
    answer = client.post(PAGE, {"person": house.auditor.pk, "why": "Again"})
    assert answer.status_code == 400
    assert "has the case already" in answer.content.decode()
    end_assignment(house.team_manager, house.amira, row)
    assert given(house).ended_at is None


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"why": "Dip sample"}, "Choose who is to read the case."),
        ({"person": "x", "why": "Dip sample"}, "Select a valid choice"),
        ({"person": "auditor", "why": " "}, "Say what the case is given for"),
        ({"person": "social_worker", "why": "Dip sample"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said(client, house, posted, says):
    chosen = posted.get("person")
    posted = {**posted, "person": house.people[chosen].pk if chosen in house.people else chosen or ""}
    client.force_login(house.team_manager)
    answer = client.post(PAGE, posted)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_only_readers_with_an_open_account_can_be_given_a_case(house):
    for to in (house.social_worker, house.councillor, house.team_manager):
        with pytest.raises(PermissionDenied):
            given(house, to)
    house.auditor.is_active = False
    house.auditor.save()
    with pytest.raises(PermissionDenied):
        given(house)


@pytest.mark.parametrize("key", ["social_worker", "other_team_manager", "auditor", "analyst"])
def test_nobody_but_the_case_s_managers_gives_or_takes_it(client, house, key):
    row = given(house, house.reviewing_officer)
    client.force_login(getattr(house, key))
    assert client.post(PAGE, {"person": house.auditor.pk, "why": "Dip sample"}).status_code == 403
    assert client.post(f"{PAGE}{row.pk}/end/").status_code == 403
    row.refresh_from_db()
    assert row.ended_at is None


def test_one_who_broke_the_glass_gives_it_to_nobody(client, house):
    break_glass(house.other_team_manager, house.amira, "Duty call from the hospital", "http://here/")
    client.force_login(house.other_team_manager)
    assert "Only a manager of the case" in client.get(PAGE).content.decode()
    told = client.post(PAGE, {"person": house.auditor.pk, "why": "Dip sample"}, follow=True)
    assert "Only a manager of the case can give it" in told.content.decode()
    assert not Assignment.objects.exists()
    row = given(house)
    told = client.post(f"{PAGE}{row.pk}/end/", follow=True)
    assert "Only a manager of the case can give it" in told.content.decode()
    row.refresh_from_db()
    assert row.ended_at is None


def test_an_assignment_of_another_child_is_not_ended_from_here(client, house):
    row = assign(house.other_team_manager, house.leo, house.auditor, "Dip sample")
    client.force_login(house.team_manager)
    assert client.post(f"{PAGE}{row.pk}/end/").status_code == 404
    assert client.get(f"{PAGE}{row.pk}/end/").status_code == 405


def test_what_ended_already_keeps_its_end(house):
    row = given(house)
    end_assignment(house.team_manager, house.amira, row)
    end_assignment(house.director, house.amira, row)
    row.refresh_from_db()
    assert row.ended_by == house.team_manager


def test_the_database_refuses_an_end_by_somebody_without_a_time(house):
    given(house)
    with pytest.raises(IntegrityError):
        Assignment.objects.update(ended_by=house.director)


# --------------------------------------------------------------------------- my reviews


@pytest.mark.parametrize("key", ["auditor", "reviewing_officer"])
def test_the_first_screen_of_those_who_read_is_their_cases(client, house, key):
    given(house, getattr(house, key))
    client.force_login(getattr(house, key))
    text = client.get("/", follow=True).content.decode()
    assert "1 case given to you" in text
    assert "Amira K" in text
    assert 'aria-current="page">My reviews' in text


def test_others_have_no_reviews(client, house):
    for key in ("social_worker", "team_manager", "director", "analyst", "councillor", "administrator"):
        client.force_login(getattr(house, key))
        assert client.get(MINE).status_code == 403, key


def test_open_findings_are_counted_red_lines_first_and_settled_ones_not(client, house):
    given(house)
    assign(house.other_team_manager, house.leo, house.auditor, "Dip sample")
    finding_about(house.amira, house.social_worker, "F1")
    finding_about(house.amira, house.social_worker, "F2", state=State.WAITING_CHECK)
    finding_about(house.amira, house.social_worker, "F3", state=State.PROVED, red_line=True)
    finding_about(house.leo, house.other_social_worker, "F4", red_line=True)
    client.force_login(house.auditor)
    text = client.get(MINE).content.decode()
    assert text.index("Leo B") < text.index("Amira K")
    assert "1 red line</strong> 1 finding open" in text
    assert "2 findings open" in text


def test_ended_and_other_people_s_assignments_are_not_listed(client, house):
    row = given(house)
    end_assignment(house.team_manager, house.amira, row)
    given(house, house.reviewing_officer)
    client.force_login(house.auditor)
    assert "No case is given to you now." in client.get(MINE).content.decode()


def test_one_s_challenges_stand_with_their_answers_those_waiting_first(client, house):
    given(house, house.reviewing_officer)
    answered, waiting = (
        Challenge.objects.create(
            finding=finding_about(house.amira, house.social_worker, key, says=f"Finding {key}."),
            by=house.reviewing_officer,
            says=f"Not so, {key}",
        )
        for key in ("F1", "F2")
    )
    answered.answer, answered.answered_by, answered.answered_at = "It is", house.team_manager, timezone.now()
    answered.save()
    client.force_login(house.reviewing_officer)
    text = client.get(MINE).content.decode()
    assert text.index(waiting.says) < text.index(answered.says)
    assert "“It is”" in text
    assert "1 challenge not answered yet" in text


def test_a_challenge_about_a_case_that_was_taken_back_is_not_shown(client, house):
    row = given(house, house.reviewing_officer)
    finding = finding_about(house.amira, house.social_worker)
    Challenge.objects.create(finding=finding, by=house.reviewing_officer, says="Not so")
    end_assignment(house.team_manager, house.amira, row)
    client.force_login(house.reviewing_officer)
    assert "Not so" not in client.get(MINE).content.decode()


def test_a_restricted_case_given_to_somebody_is_listed_as_such(client, house):
    given(house)
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director)
    client.force_login(house.auditor)
    assert "Restricted" in client.get(MINE).content.decode()


def test_my_reviews_takes_no_post_and_asks_as_often_for_one_row_as_for_many(client, house):
    client.force_login(house.reviewing_officer)
    assert client.post(MINE).status_code == 405

    def asked(several):
        for number in several:
            child = Child.objects.create(child_id=f"S{number}", name="A child", team=house.team)
            assign(house.team_manager, child, house.reviewing_officer, "Dip sample")
            finding = finding_about(child, house.social_worker, f"F{number}")
            Challenge.objects.create(finding=finding, by=house.reviewing_officer, says="Not so")
        with CaptureQueriesContext(connection) as queries:
            client.get(MINE)
        return len(queries)

    assert asked([0]) == asked(range(1, 20))
