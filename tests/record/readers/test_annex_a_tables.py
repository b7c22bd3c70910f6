"""What each list says, in the record's tables; how far it reaches; and the cells that councils write."""

import datetime as dt

import pytest
from tests.record.readers.workbooks import CONTACTS, IN_NEED, REFERRALS, read, rows, says, since

FEBRUARY_1 = dt.datetime.fromisoformat("2024-02-01")
SECTION_47 = [
    "Child Unique ID",
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Was an Initial Child Protection Conference deemed unnecessary?",
    "Date of Initial Child Protection Conference",
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
]
PLANS = [
    "Child Unique ID",
    "Child Protection Plan Start Date",
    "Initial Category of Abuse",
    "Date of the Last Statutory Visit",
    "Was the Child Seen Alone?",
    "Date of latest review conference",
    "Child Protection Plan End Date",
]
CARE = [
    "Child Unique ID",
    "Date Started to be Looked After",
    "Date Ceased to be Looked After",
    "Child's Legal Status",
    "Start date of current legal status",
    "Start Date of Most Recent Placement",
    "Placement Type",
    "What is the permanence plan for this child?",
    "Date of Last Social Work Visit",
    "Date of Last Health Assessment",
    "Date of Last Dental Check",
]


@pytest.mark.parametrize(
    ("written", "is_"),
    [
        (FEBRUARY_1, "2024-02-01"),
        (dt.date(2024, 2, 1), "2024-02-01"),
        ("01/02/2024", "2024-02-01"),  # day before month
        ("1.2.24", "2024-02-01"),
        ("2024-02-01", "2024-02-01"),
        ("1 Feb 2024", "2024-02-01"),
        (45323, "2024-02-01"),  # days since 30 December 1899
        ("-", None),
        ("#N/A", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_in_any_form(tmp_path, written, is_):
    reading = read(tmp_path, {"List 1": [CONTACTS, ["7", written, "g) Police"]]})
    assert rows(reading, "contacts", "received_on") == [(is_,)]


def test_a_bare_number_of_days_in_a_workbook_that_counts_from_1904(tmp_path):
    who = ["Child Unique ID", "Date of Birth", "Date of Contact"]
    sheet = [who, ["7", 38_473, 43_861], ["8", dt.datetime.fromisoformat("2009-05-03"), FEBRUARY_1]]
    reading = read(tmp_path, {"List 1": sheet}, from_1904=True)
    assert rows(reading, "contacts", "received_on") == [("2024-02-01",), ("2024-02-01",)]
    assert rows(reading, "children", "born_on") == [("2009-05-02",), ("2009-05-03",)]


def test_a_date_that_is_none_is_listed_with_its_place(tmp_path):
    reading = read(tmp_path, {"List 1": [["Contacts"], CONTACTS, ["7", "soon", "g) Police"]]})
    problem = reading.problems.filter(kind="not understood").row(0, named=True)
    assert (problem["sheet"], problem["row"], problem["column"]) == ("List 1", 3, "Date of Contact")
    assert (problem["child_id"], problem["found"]) == ("7", "soon")


def test_a_number_typed_as_an_id_has_no_decimals(tmp_path):
    sheet = [CONTACTS, [7.0, "2024-02-01", "g) Police"], ["007", "2024-02-01", "g) Police"]]
    assert rows(read(tmp_path, {"List 1": sheet}), "contacts", "child_id") == [("7",), ("007",)]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    sheet = [["Child Unique ID", "Assessment start date", "Organisation completing assessment"]]
    reading = read(tmp_path, {"List 2": [*sheet, ["7", "2024-02-01", "'=cmd|' /C calc'!A0"]]})
    assert rows(reading, "early_help", "organisation") == [("'=cmd|' /C calc'!A0",)]


def test_a_row_without_a_child_is_left_out_and_kept_in_the_list_of_problems(tmp_path):
    sheet = [CONTACTS, ["7", "2024-02-01", "g) Police"], [None, "2024-02-02", "g) Police"]]
    reading = read(tmp_path, {"List 1": sheet})
    assert rows(reading, "contacts", "child_id") == [("7",)]
    (said,) = says(reading, "not placed")
    assert said == (
        "Annex A 2024-03-31.xlsx, sheet List 1, row 3, Child Unique ID: no Child Unique ID, so whose row it "
        "is can't be told: it was left out. It holds: 2024-02-02 | g) Police"
    )


def test_a_list_without_a_column_for_the_child_is_left_out_in_one_sentence(tmp_path):
    sheets = {
        "List 1": [CONTACTS[1:], ["2024-02-01", "g) Police"]],
        "List 3": [REFERRALS, ["7", "2024-02-01"]],
    }
    reading = read(tmp_path, sheets)
    assert "contacts" not in reading.tables
    assert "none of its 1 rows can be placed" in says(reading, "not placed")[0]
    assert "contacts" not in {window.table for window in reading.windows}


def test_the_same_row_twice_is_taken_once_and_listed(tmp_path):
    same = ["7", "2024-02-01", "g) Police"]
    reading = read(tmp_path, {"List 1": [CONTACTS, same, ["8", *same[1:]], same]})
    assert rows(reading, "contacts", "child_id", "row") == [("7", 2), ("8", 3)]
    assert reading.problems.filter(kind="duplicate")["row"].to_list() == [4]


def test_lists_hold_six_months_and_adoption_twelve(tmp_path):
    adoption = [
        ["Child Unique ID", "Family identifier", "Date of Placement Order", "Date Placed for Adoption"],
        ["7", "F1", "2024-01-05", None],
    ]
    reading = read(tmp_path, {"List 1": [CONTACTS, ["7", "2024-02-01", None]], "List 10": adoption})
    assert {(w.table, str(w.since), str(w.to)) for w in reading.windows} == {
        ("contacts", "2023-09-30", "2024-03-31"),
        ("permanence", "2023-03-31", "2024-03-31"),
    }
    assert rows(reading, "families", "child_id", "family_id") == [("7", "F1")]


def test_list_5_is_an_enquiry_and_where_it_was_held_a_conference(tmp_path):
    sheet = [
        SECTION_47,
        ["7", "2024-01-10", "No", "2024-01-30", "Yes"],
        ["8", "2024-01-11", "Yes", None, None],
        ["7", "2024-01-12", "No", "2024-01-30", "Yes"],  # two enquiries, one conference
    ]
    reading = read(tmp_path, {"List 5": sheet})
    assert rows(reading, "section_47_enquiries", "child_id", "started_on", "conference_not_needed") == [
        ("7", "2024-01-10", False),
        ("8", "2024-01-11", True),
        ("7", "2024-01-12", False),
    ]
    assert rows(reading, "initial_conferences", "child_id", "held_on", "made_plan") == [
        ("7", "2024-01-30", True)
    ]


def test_a_column_blank_in_every_row_says_nothing_of_its_table(tmp_path):
    reading = read(tmp_path, {"List 5": [SECTION_47, ["7", "2024-01-10", None, None, None]]})
    assert "initial_conferences" not in reading.tables
    assert {window.table for window in reading.windows} == {"section_47_enquiries"}
    assert "conference_not_needed" not in reading.supplied["section_47_enquiries"]


def test_list_6_is_a_referral_and_the_latest_time_the_child_was_seen(tmp_path):
    sheet = [
        IN_NEED,
        ["7", "2022-05-01", "2024-03-01", None, "c) Child in need plan"],
        ["8", "2023-05-01", None, "2024-02-02", "e) Closed episode"],
    ]
    reading = read(tmp_path, {"List 6": sheet})
    assert rows(reading, "referrals", "child_id", "referred_on", "closed_on", "case_status") == [
        ("7", "2022-05-01", None, "CHILD_IN_NEED"),
        ("8", "2023-05-01", "2024-02-02", "CLOSED"),
    ]
    assert rows(reading, "child_in_need_visits", "child_id", "visited_on", "seen") == [
        ("7", "2024-03-01", True)
    ]
    assert since(reading, "child_in_need_visits") == {("7", None): "2024-03-01", ("8", None): "1900-01-01"}


def test_referrals_are_not_all_there_without_list_3(tmp_path):
    reading = read(tmp_path, {"List 6": [IN_NEED, ["7", "2022-05-01", "2024-03-01", None, None]]})
    assert reading.windows == []


def test_a_latest_date_that_can_t_be_read_is_not_taken_for_none(tmp_path):
    sheet = [
        IN_NEED,
        ["7", "2022-05-01", "see notes", None, None],
        ["8", "2022-05-01", "#N/A", None, None],
        ["9", "2022-05-01", "2024-03-01", None, None],
    ]
    assert since(read(tmp_path, {"List 6": sheet}), "child_in_need_visits") == {("9", None): "2024-03-01"}


def test_list_7_is_a_plan_with_its_latest_visit_and_review(tmp_path):
    sheet = [
        PLANS,
        ["7", "2023-11-01", "a) Neglect", "2024-03-20", "a) Yes", "2024-01-25", None],
        ["8", "2023-12-01", "Neglect, Physical", "2024-03-02", "b) No", None, "2024-03-03"],
    ]
    reading = read(tmp_path, {"List 7": sheet})
    assert rows(
        reading, "child_protection_plans", "child_id", "started_on", "ended_on", "initial_category"
    ) == [
        ("7", "2023-11-01", None, "NEG"),
        ("8", "2023-12-01", "2024-03-03", "MUL"),
    ]
    # Not seen alone may be seen with others, so it says nothing of whether the child was seen.
    assert rows(reading, "child_protection_visits", "child_id", "visited_on", "seen_alone", "seen") == [
        ("7", "2024-03-20", True, True),
        ("8", "2024-03-02", False, None),
    ]
    assert rows(reading, "child_protection_reviews", "child_id", "held_on") == [("7", "2024-01-25")]
    assert since(reading, "child_protection_reviews") == {
        ("7", None): "2024-01-25",
        ("8", None): "1900-01-01",
    }


def test_list_8_is_a_whole_period_of_care_with_the_latest_of_the_rest(tmp_path):
    sheet = [
        CARE,
        [
            "7", "2019-06-01", None, "C2: FCO", "2020-01-15", "2023-08-09",
            "d) U4: Foster placement - long term", "f) Long-term fostering", "2024-03-10", "2023-09-01", None,
        ],
        ["8", "2024-02-01", None, "V2", "2024-02-01", "2024-02-01", "K2", None, None, None, "2024-03-01"],
    ]  # fmt: skip
    reading = read(tmp_path, {"List 8": sheet})
    assert rows(reading, "care_episodes", "child_id", "entered_care_on", "started_on", "ended_on") == [
        ("7", "2019-06-01", "2019-06-01", None),
        ("8", "2024-02-01", "2024-02-01", None),
    ]
    assert rows(reading, "legal_statuses", "status", "from_on") == [
        ("C2", "2020-01-15"),
        ("V2", "2024-02-01"),
    ]
    assert rows(reading, "placements", "kind", "started_on") == [("U4", "2023-08-09"), ("K2", "2024-02-01")]
    assert reading.tables["care_plans"].select("child_id", "permanence").rows() == [("7", ["LTFOST18"])]
    assert rows(reading, "health_checks", "child_id", "kind", "checked_on") == [
        ("7", "ASSESSMENT", "2023-09-01"),
        ("8", "DENTAL", "2024-03-01"),
    ]
    assert since(reading, "health_checks") == {
        ("7", "ASSESSMENT"): "2023-09-01",
        ("8", "ASSESSMENT"): "1900-01-01",
        ("7", "DENTAL"): "1900-01-01",
        ("8", "DENTAL"): "2024-03-01",
    }
    assert since(reading, "care_visits") == {("7", None): "2024-03-10", ("8", None): "1900-01-01"}
    # A plan has no date in the list: there may have been others before, but none after the workbook's date.
    assert since(reading, "care_plans") == {("7", None): "2024-03-31", ("8", None): "1900-01-01"}


def test_of_two_periods_of_care_the_later_dates_are_the_latest(tmp_path):
    visits = [CARE[0], CARE[1], CARE[2], "Date of Last Social Work Visit"]
    sheet = [visits, ["7", "2023-10-01", "2023-11-01", "2023-10-20"], ["7", "2024-01-01", None, "2024-03-10"]]
    reading = read(tmp_path, {"List 8": sheet})
    assert rows(reading, "care_episodes", "started_on") == [("2023-10-01",), ("2024-01-01",)]
    assert rows(reading, "care_visits", "visited_on", "row") == [("2024-03-10", 3)]
    assert since(reading, "care_visits") == {("7", None): "2024-03-10"}


def test_list_9_is_a_care_leaver_and_list_11_an_adopter(tmp_path):
    leavers = [
        ["Child Unique ID", "Eligibility Category", "LA in Touch", "Type of Accommodation"],
        ["7", "b) Former relevant child", "a) Yes", "U: Independent living"],
    ]
    adopters = [
        [
            "Individual adopter identifier",
            "Family identifier",
            "Date enquiry received",
            "Date Stage 1 started",
        ],
        ["A1", "F1", "2023-10-01", "2023-11-01"],
    ]
    reading = read(tmp_path, {"List 9": leavers, "List 11": adopters})
    assert rows(reading, "care_leavers", "child_id", "eligibility", "in_touch", "accommodation") == [
        ("7", "Former Relevant", "YES", "U")
    ]
    assert rows(reading, "prospective_adopters", "adopter_id", "family_id", "stage_1_started_on") == [
        ("A1", "F1", "2023-11-01")
    ]
    assert rows(reading, "children", "child_id") == [("7",)]


def test_what_the_workbook_only_counts_is_said_not_to_be_read(tmp_path):
    reading = read(tmp_path, {"List 1": [CONTACTS, ["7", "2024-02-01", None]]})
    assert any("missing and absent episodes" in note for note in reading.notes)
