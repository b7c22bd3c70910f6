"""My team: which findings are a manager's, and what stands where on their first screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone
from tests.web.conftest import finding_about
from tests.web.nights import found, night, received, record_of, said

from everycase.web.actions.headings import Heading, groups_of
from everycase.web.actions.models import Finding, State
from everycase.web.actions.team import standing, theirs
from everycase.web.cases.models import Restriction

OPEN = Q(state=State.OPEN)
LEO_S_TEAM_HOLDS_AMIRA = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    C1       | W2        | T2      | ALLOCATED | 2026-01-05 |
    C2       | W2        | T2      | ALLOCATED | 2026-01-05 |
    """


@pytest.mark.parametrize("status", ["proved right", "out of reach", "no longer applies", "still open"])
def test_whatever_became_of_a_finding_it_is_the_team_s_that_holds_the_case(house, status):
    """A red line that can't be told any more must not stay with a manager who can't see the child."""
    received(night("2026-10-24", found("F1", red_line=True)))
    moved = record_of("2026-11-24", involvements=LEO_S_TEAM_HOLDS_AMIRA)
    shown = [found("F1", red_line=True)] if status == "still open" else []
    received(night("2026-11-24", *shown, told=[said("F1", status)], record=moved))
    assert Finding.objects.get().team == house.other_team
    assert not theirs(house.team_manager).exists()
    assert theirs(house.other_team_manager).exists()
    assert theirs(house.director).exists()


def test_a_team_s_own_finding_is_its_manager_s(house):
    team_only = finding_about(house.amira, None)
    Finding.objects.update(child=None)
    assert theirs(house.team_manager).get() == team_only
    assert theirs(house.service_manager).get() == team_only
    assert not theirs(house.other_team_manager).exists()


def test_a_restricted_child_s_finding_is_for_those_who_are_named(house):
    finding_about(house.amira, house.social_worker)
    Restriction.objects.create(child=house.amira, why="A colleague’s child", by=house.director).people.add(
        house.team_manager
    )
    assert theirs(house.team_manager).exists()
    assert not theirs(house.service_manager).exists()
    assert not theirs(house.director).exists()


def test_what_is_past_its_date_and_nobody_s_stands_in_one_place(house):
    long_ago = timezone.now() - timedelta(days=90)
    past = {"action_due_on": date(2026, 1, 5), "state_since": long_ago}
    finding_about(house.amira, None, "F1", **past)
    finding_about(house.amira, house.social_worker, "F2", **past)
    finding_about(house.amira, None, "F3", state=State.NOT_IN_RECORD)
    told = standing(theirs(house.team_manager), date(2026, 11, 24))
    assert {name: {g.title: keys(g) for g in groups} for name, groups in told.items()} == {
        "unowned": {"Nobody’s": ["F1"]},
        "stuck": {
            "Signed off, and not in the record": ["F3"],
            "Past its date, and nobody has said anything": ["F2"],
        },
    }


def keys(group):
    return [finding.key for piece in group.pieces for finding in piece.findings]


def test_more_than_are_shown_are_counted(house):
    for number in range(3):
        finding_about(house.amira, house.social_worker, f"F{number}", severity=number)
    (group,) = groups_of(Finding.objects.all(), [Heading("Open", OPEN)], 2)
    assert (group.count, group.shown) == (3, 2)
    assert groups_of(Finding.objects.exclude(OPEN), [Heading("Open", OPEN)]) == []


def test_red_lines_are_shown_a_page_at_a_time_and_none_is_left_out(client, house):
    for number in range(51):
        finding_about(house.amira, None, f"F{number:02}", red_line=True)
    client.force_login(house.team_manager)
    pages = [client.get(f"/my-team/?page={number}").content.decode() for number in (1, 2)]
    assert all("Red lines nobody has taken in hand (51)" in page for page in pages)
    linked = {
        f"F{number:02}" for number in range(51) for page in pages if f'href="/findings/F{number:02}/"' in page
    }
    assert len(linked) == 51
