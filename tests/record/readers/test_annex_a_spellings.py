"""How councils spell values in Annex A, and the code that each means."""

import pytest
from tests.record.readers.workbooks import read, rows

COLUMN = {
    "sex": (1, "children", "Gender"),
    "ethnicity": (1, "children", "Ethnicity"),
    "source": (1, "contacts", "Contact Source"),
    "no_further_action": (3, "referrals", "Referral NFA?"),
    "child_seen": (4, "assessments", "Child Seen During Continuous Assessment"),
    "disabled": (4, "children", "Does the Child have a Disability"),
    "primary_need": (6, "referrals", "Primary Need Code"),
    "close_reason": (6, "referrals", "Reason for Closure"),
    "case_status": (6, "referrals", "Case Status"),
    "initial_category": (7, "child_protection_plans", "Initial Category of Abuse"),
    "end_reason": (8, "care_episodes", "Reason Ceased to be Looked After"),
    "status": (8, "legal_statuses", "Child's Legal Status"),
    "kind": (8, "placements", "Placement Type"),
    "provider": (8, "placements", "Placement Provider"),
    "eligibility": (9, "care_leavers", "Eligibility Category"),
    "in_touch": (9, "care_leavers", "LA in Touch"),
    "suitable": (9, "care_leavers", "Suitability of Accommodation"),
    "activity": (9, "care_leavers", "Activity Status"),
    "reversed_reason": (10, "permanence", "Reason Why Child No Longer Placed for Adoption"),
}
# A column of each list that no other has, and a date for it, so that the sheet is known for what it is.
KNOWN_BY = {
    1: "Date of Contact",
    3: "Date of referral",
    4: "Continuous Assessment Start Date",
    6: "CIN Start Date",
    7: "Child Protection Plan Start Date",
    8: "Date Started to be Looked After",
    9: "Latest Date of Contact",
    10: "Date of Placement Order",
}


def value(folder, field, written):
    """The value, and how many problems there are of its column."""
    number, table, header = COLUMN[field]
    sheet = [["Child Unique ID", KNOWN_BY[number], header], ["7", "2024-02-01", written]]
    reading = read(folder, {f"List {number}": sheet})
    found = reading.problems.filter(column=header, kind="not understood").height
    if table not in reading.tables:
        return None, found
    return rows(reading, table, field)[0][0], found


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("sex", "b) Female", "F"),
        ("sex", "Unborn", "U"),
        ("ethnicity", "a) WBRI", "WBRI"),
        ("ethnicity", "White - British", "WBRI"),
        ("ethnicity", "Mixed – White and Asian", "MWAS"),
        ("ethnicity", "Black or Black British - Caribbean", "BCRB"),
        ("ethnicity", "Refused", "REFU"),
        ("source", "q) 6: Police", "6"),
        ("source", "b) 1B: Individual", "1B"),
        ("source", "Police - CAIU", "6"),
        ("source", "CAMHS", "3"),
        ("no_further_action", "NFA", True),
        ("no_further_action", "Further action", False),
        ("child_seen", "Child seen", True),
        ("child_seen", "a) Yes", True),
        ("disabled", "AUTISM", True),
        ("disabled", "NO DISABILITY", False),
        ("primary_need", "N1 - Abuse or Neglect", "N1"),
        ("primary_need", "Family dysfunction", "N5"),
        ("close_reason", "RC1 - Adopted", "RC1"),
        ("case_status", "CPP", "PROTECTION_PLAN"),
        ("initial_category", "Neglect and Emotional abuse", "MUL"),
        ("end_reason", "E4A: Returned home", "E4A"),
        ("end_reason", "Adopted", "ADOPTED"),
        ("status", "C2: FCO", "C2"),
        ("status", "Interim Care Order", "C1"),
        ("kind", "f) U6: Foster placement - not FFA", "U6"),
        ("kind", "Foster placement", "FOSTER"),
        ("provider", "e) PR4 - Private provision", "PR4"),
        ("eligibility", "a) Relevant child", "Relevant"),
        ("in_touch", "d) Refu", "REFU"),
        ("in_touch", "Yes, resident in the UK", "YES"),
        ("suitable", "b) Unsuitable", "2"),
        ("activity", "G5: Not in education, employment or training - other", "G5"),
        ("reversed_reason", "(RD2) The Court did not make a placement order", "RD2"),
    ],
)
def test_a_spelling_that_is_known(tmp_path, field, written, code):
    assert value(tmp_path, field, written) == (code, 0)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("source", "CAFCASS"),  # published with two meanings
        ("source", "Councillor"),
        ("source", "The milkman"),
        ("primary_need", "PSRMEM - Support with memory"),
        ("case_status", "zz"),
        ("status", "Special Guardianship Order"),  # no legal basis of care
    ],
)
def test_a_spelling_that_is_not(tmp_path, field, written):
    assert value(tmp_path, field, written) == (None, 1)


@pytest.mark.parametrize(
    ("field", "written"),
    [("child_seen", "c) Unknown"), ("child_seen", "Unborn"), ("disabled", "Refused"), ("suitable", "0")],
)
def test_a_spelling_that_says_that_nothing_is_recorded(tmp_path, field, written):
    assert value(tmp_path, field, written) == (None, 0)
