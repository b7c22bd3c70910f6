"""The Children in Need census, element by element."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from everycase.synthetic.writers.cin_census import write_cin_census

END = date(2026, 3, 31)


def outline(element):
    """An element as nested pairs of tag and content."""
    return (element.tag, [outline(child) for child in element] or element.text)


@pytest.fixture
def census(tmp_path):
    def write(tables, end=END, **options):
        path = write_cin_census(tables, end, tmp_path / "made" / "census.xml", **options)
        return ET.fromstring(path.read_text("utf-8"))

    return write


@pytest.fixture
def one(table):
    """One child with one case open since June 2025."""
    return {
        "children": table(
            "child_id sex born_on ethnicity upn",
            ("C&1", "F", date(2016, 5, 1), "WBRI", "A123456789012"),
        ),
        "referrals": table(
            "referral_id child_id referred_on source primary_need no_further_action closed_on close_reason",
            ("R1", "C&1", date(2025, 6, 2), "6", "N1", False, date(2026, 4, 1), "RC7"),
        ),
    }


def test_the_header_says_which_year_and_whose(census, one):
    root = census(one, authority="823")
    assert outline(root.find("Header/CollectionDetails")) == (
        "CollectionDetails",
        [("Collection", "CIN"), ("Year", "2026"), ("ReferenceDate", "2026-03-31")],
    )
    assert root.findtext("Header/Source/LEA") == "823"
    assert root.findtext("Header/Source/DateTime") == "2026-07-01T09:00:00"


def test_a_case_is_as_it_stood_on_31_march(census, one):
    (child,) = census(one).findall("Children/Child")
    assert outline(child) == (
        "Child",
        [
            (
                "ChildIdentifiers",
                [
                    ("LAchildID", "C&1"),
                    ("UPN", "A123456789012"),
                    ("PersonBirthDate", "2016-05-01"),
                    ("Sex", "F"),
                ],
            ),
            ("ChildCharacteristics", [("Ethnicity", "WBRI")]),
            (
                "CINdetails",
                [
                    ("CINreferralDate", "2025-06-02"),
                    ("ReferralSource", "6"),
                    ("PrimaryNeedCode", "N1"),
                    ("ReferralNFA", "false"),  # it closed on 1 April, which the year doesn't know
                ],
            ),
        ],
    )


def test_everything_done_in_a_case_is_in_the_order_of_the_census(census, one, table):
    tables = {
        **one,
        "disabilities": table("child_id disability", ("C&1", "LD"), ("C&1", "AUT"), ("C&1", "LD")),
        "assessments": table(
            "child_id referral_id started_on authorised_on factors",
            ("C&1", "R1", date(2025, 6, 3), date(2025, 7, 1), ["1A", "3B"]),
            ("C&1", "R1", date(2026, 3, 30), date(2026, 5, 1), ["4B"]),
        ),
        "child_in_need_plans": table(
            "child_id referral_id started_on ended_on", ("C&1", "R1", date(2025, 7, 2), None)
        ),
        "section_47_enquiries": table(
            "enquiry_id child_id referral_id started_on ended_on outcomes",
            ("E1", "C&1", "R1", date(2025, 9, 1), date(2025, 9, 20), ["CP_CONFERENCE_FLAG"]),
        ),
        "initial_conferences": table(
            "enquiry_id child_id referral_id target_on held_on",
            ("E1", "C&1", "R1", date(2025, 9, 22), date(2025, 9, 21)),
        ),
        "child_protection_plans": table(
            "plan_id child_id referral_id started_on ended_on initial_category latest_category",
            ("P1", "C&1", "R1", date(2025, 9, 21), None, "NEG", "EMO"),
        ),
        "child_protection_reviews": table(
            "child_id plan_id held_on",
            ("C&1", "P1", date(2026, 3, 1)),
            ("C&1", "P1", date(2025, 12, 1)),
            ("C&1", "P1", date(2026, 6, 1)),
        ),
        "pre_proceedings": table(
            "child_id decided_on letter_on first_meeting_on outcome",
            ("C&1", date(2026, 2, 1), date(2026, 2, 3), date(2026, 2, 9), "Decision to step down"),
        ),
    }
    (child,) = census(tables).findall("Children/Child")
    assert outline(child.find("ChildCharacteristics/Disabilities")) == (
        "Disabilities",
        [("Disability", "LD"), ("Disability", "AUT")],
    )
    assert [outline(part) for part in child.find("CINdetails")][3:] == [
        (
            "Assessments",
            [
                ("AssessmentActualStartDate", "2025-06-03"),
                ("AssessmentAuthorisationDate", "2025-07-01"),
                (
                    "FactorsIdentifiedAtAssessment",
                    [("AssessmentFactors", "1A"), ("AssessmentFactors", "3B")],
                ),
            ],
        ),
        ("Assessments", [("AssessmentActualStartDate", "2026-03-30")]),
        ("CINPlanDates", [("CINPlanStartDate", "2025-07-02")]),
        (
            "Section47",
            [
                ("S47ActualStartDate", "2025-09-01"),
                ("InitialCPCtarget", "2025-09-22"),
                ("DateOfInitialCPC", "2025-09-21"),
                ("ICPCnotRequired", "false"),
            ],
        ),
        ("ReferralNFA", "false"),
        (
            "ChildProtectionPlans",
            [
                ("CPPstartDate", "2025-09-21"),
                ("InitialCategoryOfAbuse", "NEG"),
                ("LatestCategoryOfAbuse", "EMO"),
                ("NumberOfPreviousCPP", "0"),
                ("Reviews", [("CPPreviewDate", "2025-12-01")]),
                ("Reviews", [("CPPreviewDate", "2026-03-01")]),
            ],
        ),
        (
            "PreProceedingsandFGDM",
            [
                ("PPStartDate", "2026-02-01"),
                ("LBPSentDate", "2026-02-03"),
                ("InitialPPMeetingDate", "2026-02-09"),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("referred", "closed", "counted"),
    [
        (date(2020, 1, 1), date(2025, 4, 1), 1),  # open on the year's first day
        (date(2020, 1, 1), date(2025, 3, 31), 0),
        (date(2026, 3, 31), None, 1),
        (date(2026, 4, 1), None, 0),
    ],
)
def test_a_child_is_in_the_year_whose_days_the_case_was_open_on(census, table, referred, closed, counted):
    tables = {
        "children": table("child_id", ("C1",)),
        "referrals": table("referral_id child_id referred_on closed_on", ("R1", "C1", referred, closed)),
    }
    assert len(census(tables).findall("Children/Child")) == counted


def test_a_row_that_names_no_referral_goes_to_the_latest_before_it(census, table):
    tables = {
        "children": table("child_id", ("C1",), ("C2",)),
        "referrals": table(
            "referral_id child_id referred_on",
            ("R1", "C1", date(2025, 5, 1)),
            ("R2", "C1", date(2025, 9, 1)),
            ("R3", "C2", date(2025, 9, 1)),
        ),
        "child_in_need_plans": table(
            "child_id referral_id started_on",
            ("C1", None, date(2025, 10, 1)),
            ("C2", "R9", date(2025, 10, 1)),  # names a case that isn't in the census
        ),
    }
    first, second = census(tables).findall("Children/Child")
    assert [case.findtext("CINPlanDates/CINPlanStartDate") for case in first.findall("CINdetails")] == [
        None,
        "2025-10-01",
    ]
    assert second.find("CINdetails/CINPlanDates") is None


def test_a_conference_that_no_enquiry_led_to_stands_in_the_case_itself(census, one, table):
    conferences = table("child_id referral_id enquiry_id held_on", ("C&1", "R1", None, date(2025, 8, 8)))
    root = census({**one, "initial_conferences": conferences})
    assert root.findtext("Children/Child/CINdetails/DateOfInitialCPC") == "2025-08-08"


def test_an_unborn_child_has_the_expected_date_and_older_years_a_gender(census, table):
    tables = {
        "children": table("child_id sex expected_on", ("C1", "M", date(2024, 6, 1))),
        "referrals": table("referral_id child_id referred_on", ("R1", "C1", date(2024, 1, 1))),
    }
    identifiers = census(tables, date(2024, 3, 31)).find("Children/Child/ChildIdentifiers")
    assert outline(identifiers)[1] == [
        ("LAchildID", "C1"),
        ("ExpectedPersonBirthDate", "2024-06-01"),
        ("GenderCurrent", "1"),
    ]


def test_a_year_that_does_not_end_on_31_march_is_refused(census):
    with pytest.raises(ValueError, match=r"31 March, and 30/06/2026 isn't one"):
        census({}, date(2026, 6, 30))
