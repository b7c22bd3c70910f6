"""Lists 8 and 9: children in care and care leavers."""

from datetime import date

import pytest

from everycase.synthetic.writers.annex_a import annex_a_lists

AS_OF = date(2026, 10, 31)
EPISODES = "child_id episode_id started_on start_reason primary_need ended_on end_reason"


@pytest.fixture
def in_care(people, table):
    """Ada came into care a second time on 2 March 2026 and moved to a foster home on 1 May."""
    return {
        **people,
        "care_episodes": table(
            EPISODES,
            ("ADA", "1", date(2025, 9, 1), "S", "N4", date(2025, 12, 1), "E4A"),
            ("ADA", "2", date(2026, 3, 2), "S", "N1", date(2026, 5, 1), "X1"),
            ("ADA", "3", date(2026, 5, 1), "P", "N1", None, None),
        ),
        "legal_statuses": table(
            "child_id status from_on",
            ("ADA", "V2", date(2026, 3, 2)),
            ("ADA", "C1", date(2026, 4, 7)),
        ),
        "placements": table(
            "child_id started_on ended_on kind provider postcode urn",
            ("ADA", date(2026, 3, 2), date(2026, 5, 1), "K2", "PR4", "ZZ1 1AA", "SC012345"),
            ("ADA", date(2026, 5, 1), None, "U6", "PR1", "ZZ2 2BB", None),
        ),
        "care_reviews": table(
            "child_id held_on cancelled",
            ("ADA", date(2025, 9, 20), None),  # in the earlier period
            ("ADA", date(2026, 9, 1), False),
            ("ADA", date(2026, 10, 1), True),
        ),
        "care_visits": table("child_id visited_on", ("ADA", date(2026, 10, 3)), ("ADA", date(2026, 9, 3))),
        "health_checks": table(
            "child_id kind checked_on status",
            ("ADA", "INITIAL", date(2026, 3, 25), "Completed"),
            ("ADA", "REVIEW", date(2026, 9, 25), "Refused"),
            ("ADA", "DENTAL", date(2026, 6, 1), None),
        ),
        "care_plans": table(
            "child_id from_on permanence",
            ("ADA", date(2026, 3, 20), ["RETURN6M"]),
            ("ADA", date(2026, 9, 1), ["LTFOST18", "ADOPTION"]),
        ),
        "missing_episodes": table(
            "child_id kind from_on interview_offered interview_accepted",
            ("ADA", "Missing", date(2025, 10, 30), "N", "NA"),
            ("ADA", "Missing", date(2026, 6, 6), "Y", "NA"),
            ("ADA", "Away", date(2026, 7, 7), None, None),
        ),
    }


def test_a_child_in_care_is_one_row_of_latest_dates_and_counts(in_care):
    (row,) = annex_a_lists(in_care, AS_OF)[8].to_dicts()
    assert {header: value for header, value in row.items() if value is not None} == {
        "Child Unique ID": "ADA",
        "Gender": "b) Female",
        "Ethnicity": "a) WBRI",
        "Date of Birth": date(2016, 11, 1),
        "Age of Child (Years)": 9,
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "b) No",
        "Does the Child have a Disability": "a) Yes",
        "Date Started to be Looked After": date(2026, 3, 2),
        "Child's Category of Need": "N1 - Abuse or neglect",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months"
        " (Y/N)": "a) Yes",
        "Start date of current legal status": date(2026, 4, 7),
        "Child's Legal Status": "C1: ICO",
        "Date of Latest Statutory Review": date(2026, 9, 1),
        "Date of Last Social Work Visit": date(2026, 10, 3),
        "What is the permanence plan for this child?": "b) Adoption",
        "Date of Last Health Assessment": date(2026, 3, 25),
        "Date of Last Dental Check": date(2026, 6, 1),
        "Number of Placements in the Last 12 months": 2,
        "Start Date of Most Recent Placement": date(2026, 5, 1),
        "Placement Type": "f) U6: Foster placement - not FFA",
        "Placement Provider": "b) PR1: Own provision",
        "Placement postcode": "ZZ2 2BB",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": 1,
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months": 1,
        "Was the child offered a Return Interview after their last missing episode (Y/N)?": "a) Yes",
        "Allocated Team": "North",
        "Allocated Worker": "Sam Okoro",
    }


@pytest.mark.parametrize(("ended", "rows"), [(date(2026, 4, 30), 1), (date(2026, 4, 29), 0)])
def test_a_child_who_left_care_is_listed_for_six_months(people, table, ended, rows):
    episodes = table(EPISODES, ("ADA", "1", date(2026, 1, 5), "S", "N1", ended, "E4A"))
    found = annex_a_lists({**people, "care_episodes": episodes}, AS_OF)[8]
    said = found.select("Date Ceased to be Looked After", "Reason Ceased to be Looked After").rows()
    home = "e) E4A: Returned home to live with parents or relatives - part of planning"
    assert said == [(ended, home)] * rows


def test_a_care_leaver_has_letters_for_everything(people, table):
    leavers = table(
        "child_id eligibility in_touch latest_contact_on accommodation suitable activity"
        " pathway_plan_reviewed_on adviser_id worker_id team_id",
        ("ADA", "Former Relevant", "YES", date(2026, 9, 9), "U", "1", "F2", None, "W1", None, "T2"),
        ("BEN", "No Current Eligibility", "NO", None, None, None, None, None, None, None, None),
    )
    (row,) = annex_a_lists({**people, "care_leavers": leavers}, AS_OF)[9].to_dicts()
    assert list(row.values())[5:] == [
        *("b) No", "a) Yes", "North", None, "Jo Reed", "b) Former relevant child", None, "a) Yes"),
        *(date(2026, 9, 9), "U: Independent living", "a) Suitable"),
        "F2: Full time in education other than higher",
    ]
