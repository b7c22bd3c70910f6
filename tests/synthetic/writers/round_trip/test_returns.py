"""What is written in each other format is read back the same, as far as the format holds it.

Each case is a table, the fields that the format holds, and which of the story's rows belong in it.
"""

import polars as pl
import pytest
from tests.synthetic.writers.round_trip.story import (
    AS_OF,
    BOY_IN_CARE,
    CARE_LEAVER,
    EARLY,
    STORY,
    TO_ADOPT,
)

from everycase.record.readers import annex_a, cin_census, events, ssda903
from everycase.synthetic.writers.annex_a import write_annex_a
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.events import write_events
from everycase.synthetic.writers.ssda903 import write_ssda903

EVERY_ROW = pl.lit(value=True)
CHILD, LATEST = pl.col("child_id"), "latest"
IN_CARE = CHILD.is_in([BOY_IN_CARE, TO_ADOPT])
IN_RETURN = IN_CARE | (CHILD == CARE_LEAVER)

ANNEX_A = [
    ("children", "child_id sex ethnicity born_on", EVERY_ROW),
    ("contacts", "child_id received_on source", EVERY_ROW),
    ("early_help", "child_id started_on ended_on organisation", EVERY_ROW),
    ("referrals", "child_id referred_on source no_further_action team_id worker_id primary_need", EVERY_ROW),
    (
        "assessments",
        "child_id started_on authorised_on child_seen needs_support team_id worker_id",
        EVERY_ROW,
    ),
    ("section_47_enquiries", "child_id started_on conference_not_needed team_id worker_id", EVERY_ROW),
    ("initial_conferences", "child_id held_on made_plan", EVERY_ROW),
    ("child_protection_plans", "child_id started_on ended_on initial_category latest_category", EVERY_ROW),
    ("child_protection_plans", "child_id earlier_plans", EVERY_ROW),
    ("child_protection_visits", "child_id visited_on seen_alone", LATEST),
    ("child_protection_reviews", "child_id held_on", LATEST),
    ("care_episodes", "child_id entered_care_on primary_need ended_on", LATEST),
    ("care_episodes", "child_id last_reviewing_officer_contact_on", LATEST),
    ("legal_statuses", "child_id status from_on", LATEST),
    ("placements", "child_id started_on kind provider urn postcode", LATEST),
    ("care_plans", "child_id permanence", LATEST),
    ("care_visits", "child_id visited_on", LATEST),
    ("care_reviews", "child_id held_on", LATEST),
    ("permanence", "child_id decided_on placement_order_on matched_on placed_on reversed_on", EVERY_ROW),
    ("permanence", "child_id fostered_for_adoption_on", EVERY_ROW),
    ("prospective_adopters", "adopter_id family_id enquired_on stage_1_started_on approved_on", EVERY_ROW),
    ("care_leavers", "child_id eligibility in_touch accommodation suitable activity", EVERY_ROW),
    ("care_leavers", "child_id latest_contact_on pathway_plan_reviewed_on adviser_id team_id", EVERY_ROW),
]

CIN_CENSUS = [
    ("children", "child_id sex ethnicity born_on expected_on upn", ~CHILD.is_in([CARE_LEAVER, EARLY])),
    ("disabilities", "child_id disability", EVERY_ROW),
    ("referrals", "child_id referred_on source primary_need no_further_action", EVERY_ROW),
    ("referrals", "child_id closed_on close_reason", EVERY_ROW),
    ("assessments", "child_id started_on authorised_on factors", EVERY_ROW),
    ("child_in_need_plans", "child_id started_on ended_on", EVERY_ROW),
    ("section_47_enquiries", "child_id started_on conference_not_needed", EVERY_ROW),
    ("initial_conferences", "child_id target_on held_on", EVERY_ROW),
    ("child_protection_plans", "child_id started_on ended_on initial_category latest_category", EVERY_ROW),
    ("child_protection_plans", "child_id earlier_plans", EVERY_ROW),
    ("child_protection_reviews", "child_id held_on", EVERY_ROW),
    ("pre_proceedings", "child_id decided_on letter_on first_meeting_on", EVERY_ROW),
]

SSDA903 = [
    ("children", "child_id sex ethnicity born_on upn", IN_RETURN),
    ("care_episodes", "child_id started_on start_reason primary_need ended_on end_reason", EVERY_ROW),
    ("legal_statuses", "child_id status from_on to_on", EVERY_ROW),
    ("placements", "child_id started_on ended_on kind provider postcode urn change_reason", EVERY_ROW),
    ("care_reviews", "child_id held_on participation", EVERY_ROW),
    ("missing_episodes", "child_id kind from_on to_on", EVERY_ROW),
    ("previous_permanence", "child_id option authority order_date_as_written", EVERY_ROW),
    ("immigration_statuses", "child_id to_on", EVERY_ROW),
    ("involvements", "child_id from_on to_on change_reason", IN_CARE),
    ("permanence", "child_id decided_on reversed_on", EVERY_ROW),
]

WHEN = {
    "care_plans": "from_on",
    "care_reviews": "held_on",
    "care_visits": "visited_on",
    "child_protection_reviews": "held_on",
    "child_protection_visits": "visited_on",
    "care_episodes": "started_on",
    "legal_statuses": "from_on",
    "placements": "started_on",
}


def expected_rows(name, fields, which):
    frame = STORY[name]
    if isinstance(which, str):
        frame = frame.sort(WHEN[name]).unique("child_id", keep="last")
    else:
        frame = frame.filter(which)
    # Annex A names people and teams; their ids are not in it.
    for column, of, label in (
        ("worker_id", "workers", "full_name"),
        ("adviser_id", "workers", "full_name"),
        ("team_id", "teams", "team_name"),
    ):
        if column in fields:
            names = dict(STORY[of].select(of[:-1] + "_id", label).iter_rows())
            frame = frame.with_columns(pl.col(column).replace(names))
    return sorted(map(str, frame.select(fields).rows()))


def check(reading, name, fields, which):
    found = reading.tables[name].select(fields.split())
    assert sorted(map(str, found.rows())) == expected_rows(name, fields.split(), which)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    return annex_a.read(write_annex_a(STORY, AS_OF, tmp_path_factory.mktemp("made") / "Annex_A.xlsx"), AS_OF)


@pytest.fixture(scope="module")
def census(tmp_path_factory):
    return cin_census.read(write_cin_census(STORY, AS_OF, tmp_path_factory.mktemp("made") / "cin.xml"))


@pytest.fixture(scope="module")
def looked_after(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "2025-26"
    write_ssda903(STORY, AS_OF, folder)
    return ssda903.read(folder)


@pytest.mark.parametrize(("name", "fields", "which"), ANNEX_A)
def test_annex_a(workbook, name, fields, which):
    check(workbook, name, fields, which)


@pytest.mark.parametrize(("name", "fields", "which"), CIN_CENSUS)
def test_cin_census(census, name, fields, which):
    check(census, name, fields, which)


@pytest.mark.parametrize(("name", "fields", "which"), SSDA903)
def test_ssda903(looked_after, name, fields, which):
    check(looked_after, name, fields, which)


def test_health_checks_come_back_from_annex_a_without_their_kind_of_assessment(workbook):
    found = workbook.tables["health_checks"].select("child_id", "kind", "checked_on").rows()
    checks = STORY["health_checks"].select(
        "child_id", pl.col("kind").replace({"INITIAL": "ASSESSMENT"}), "checked_on"
    )
    assert sorted(found) == sorted(checks.rows())


def test_social_workers_come_back_from_the_return_by_registration_number(looked_after):
    ids = looked_after.tables["involvements"]["worker_id"].to_list()
    assert sorted(ids) == ["SW10001", "SW10002"]


def test_events(tmp_path):
    found = events.read(write_events(STORY, AS_OF, tmp_path / "events.csv"), AS_OF)
    fields = STORY["events"].columns
    assert found.tables["events"].select(fields).sort("happened_on").rows() == (
        STORY["events"].sort("happened_on").rows()
    )
    assert found.problems.is_empty()


def test_no_format_that_was_written_is_a_problem_to_its_reader(workbook, census, looked_after):
    assert [reading.problems.rows() for reading in (workbook, census, looked_after)] == [[], [], []]


def test_the_return_tells_of_seeking_asylum_alone_only_of_children_in_care(looked_after):
    told = dict(looked_after.tables["children"].select("child_id", "unaccompanied").iter_rows())
    assert told == {BOY_IN_CARE: True, TO_ADOPT: False, CARE_LEAVER: None}
