"""Lists 1 to 6, as an inspector would read them."""

from datetime import date

import pytest

from everycase.synthetic.writers.annex_a import annex_a_lists

AS_OF = date(2026, 10, 31)
ADA = {
    "Child Unique ID": "ADA",
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": date(2016, 11, 1),
    "Age of Child (Years)": 9,  # ten the next day
}
ADA_DISABLED = {**ADA, "Does the Child have a Disability": "a) Yes"}


def listed(number, tables):
    return annex_a_lists(tables, AS_OF)[number].to_dicts()


def test_a_contact_names_its_child_and_who_made_it(people, table):
    contacts = table("child_id received_on source", ("ADA", date(2026, 10, 1), "3B"))
    assert listed(1, {**people, "contacts": contacts}) == [
        {**ADA, "Date of Contact": date(2026, 10, 1), "Contact Source": "h) 3B: Health services"}
    ]


def test_an_unborn_child_has_no_date_of_birth_and_no_age(people, table):
    contacts = table("child_id received_on source", ("BEN", date(2026, 10, 1), "6"))
    assert listed(1, {**people, "contacts": contacts}) == [
        {
            "Child Unique ID": "BEN",
            "Gender": "c) Not stated/recorded",
            "Ethnicity": "f) MWBC",
            "Date of Birth": None,
            "Age of Child (Years)": None,
            "Date of Contact": date(2026, 10, 1),
            "Contact Source": "q) 6: Police",
        }
    ]


@pytest.mark.parametrize(("received", "rows"), [(date(2026, 4, 30), 1), (date(2026, 4, 29), 0)])
def test_contacts_go_back_six_months(people, table, received, rows):
    contacts = table("child_id received_on", ("ADA", received))
    assert len(listed(1, {**people, "contacts": contacts})) == rows


@pytest.mark.parametrize(
    ("started", "ended", "rows"),
    [
        (date(2024, 1, 8), None, 1),  # still going
        (date(2024, 1, 8), date(2026, 4, 30), 1),  # ended on the first of the days looked back to
        (date(2024, 1, 8), date(2026, 4, 29), 0),
        (date(2026, 9, 7), date(2026, 10, 5), 1),
    ],
)
def test_early_help_is_in_while_it_goes_on(people, table, started, ended, rows):
    spells = table("child_id started_on ended_on organisation", ("ADA", started, ended, "Family Hub"))
    found = listed(2, {**people, "early_help": spells})
    assert [(row["Assessment start date"], row["Assessment completion date"]) for row in found] == [
        (started, ended)
    ] * rows


def test_referrals_are_counted_over_twelve_months_and_listed_over_six(people, table):
    referrals = table(
        "child_id referred_on source no_further_action team_id worker_id",
        ("ADA", date(2025, 10, 30), "6", False, "T1", "W1"),  # a day too early to be counted
        ("ADA", date(2025, 10, 31), "6", True, "T1", "W1"),
        ("ADA", date(2026, 6, 2), "2A", False, "T1", "W9"),
    )
    assert listed(3, {**people, "referrals": referrals}) == [
        {
            **ADA,
            "Date of referral": date(2026, 6, 2),
            "Referral Source": "e) 2A: Schools",
            "Referral NFA?": "b) No",
            "Number of Referrals in Last 12 Months": 2,
            "Allocated Team": "Intake",
            "Allocated Worker": "W9",  # not among the workers: the id itself
        }
    ]


def test_an_assessment_says_if_the_child_was_seen_and_needs_help(people, table):
    assessments = table(
        "child_id started_on authorised_on child_seen needs_support no_further_action team_id",
        ("ADA", date(2026, 9, 1), date(2026, 10, 9), True, None, False, "T2"),
        ("ADA", date(2025, 3, 1), None, None, None, None, None),  # long open, and so still listed
        ("ADA", date(2025, 3, 1), date(2026, 4, 29), False, None, True, "T2"),
    )
    first, second = listed(4, {**people, "assessments": assessments})
    assert first == {
        **ADA_DISABLED,
        "Continuous Assessment Start Date": date(2026, 9, 1),
        "Child Seen During Continuous Assessment": "a) Yes",
        "Continuous Assessment Date of Authorisation": date(2026, 10, 9),
        "Was the child assessed as requiring LA children's social care support?": "a) Yes",
        "Allocated Team": "North",
        "Allocated Worker": None,
    }
    assert second["Child Seen During Continuous Assessment"] is None
    assert second["Continuous Assessment Date of Authorisation"] is None


def test_an_enquiry_is_a_row_with_the_conference_that_it_led_to(people, table):
    enquiries = table(
        "enquiry_id child_id started_on ended_on outcomes worker_id team_id",
        ("E1", "ADA", date(2026, 7, 1), date(2026, 7, 15), ["CP_CONFERENCE_FLAG"], "W2", "T2"),
        ("E2", "ADA", date(2026, 9, 1), date(2026, 9, 9), ["MONITOR_FLAG"], "W2", "T2"),
        ("E3", "ADA", date(2026, 10, 20), None, None, "W2", "T2"),
    )
    conferences = table("enquiry_id child_id held_on made_plan", ("E1", "ADA", date(2026, 7, 22), True))
    tables = {**people, "section_47_enquiries": enquiries, "initial_conferences": conferences}
    columns = [
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        "Allocated Worker",
    ]
    assert annex_a_lists(tables, AS_OF)[5].select(columns).rows() == [
        (date(2026, 7, 1), "b) No", date(2026, 7, 22), "a) Yes", 3, 1, "Sam Okoro"),
        (date(2026, 9, 1), "a) Yes", None, None, 3, 1, "Sam Okoro"),
        (date(2026, 10, 20), None, None, None, 3, 1, "Sam Okoro"),  # nothing decided yet
    ]


def test_a_conference_without_an_enquiry_is_not_lost(people, table):
    conferences = table("enquiry_id child_id held_on made_plan", (None, "ADA", date(2026, 7, 22), False))
    (row,) = listed(5, {**people, "initial_conferences": conferences})
    assert row["Strategy discussion initiating Section 47 Enquiry Start Date"] is None
    assert row["Date of Initial Child Protection Conference"] == date(2026, 7, 22)
    assert row["Did the Initial Child Protection Conference Result in a Child Protection Plan"] == "b) No"
    assert row["Number of Section 47 Enquiries in the last 12 months"] == 0


def test_a_child_in_need_was_last_seen_at_the_latest_visit_of_any_kind(people, table):
    tables = {
        **people,
        "referrals": table(
            "child_id referred_on closed_on primary_need no_further_action",
            ("ADA", date(2026, 1, 5), None, "N1", False),
        ),
        "child_in_need_visits": table(
            "child_id visited_on seen", ("ADA", date(2026, 8, 1), True), ("ADA", date(2026, 10, 20), False)
        ),
        "child_protection_visits": table("child_id visited_on seen", ("ADA", date(2026, 9, 1), None)),
    }
    assert listed(6, tables) == [
        {
            **ADA_DISABLED,
            "CIN Start Date": date(2026, 1, 5),
            "Primary Need Code": "N1 - Abuse or neglect",
            "Date Child Was Last Seen": date(2026, 9, 1),
            "CIN Closure Date": None,
            "Reason for Closure": None,
            "Case Status": None,
            "Allocated Team": "North",
            "Allocated Worker": "Sam Okoro",
        }
    ]


@pytest.mark.parametrize(
    ("closed", "nfa", "rows"),
    [
        (None, False, 1),
        (None, None, 1),
        (date(2026, 4, 30), False, 1),
        (date(2026, 4, 29), False, 0),
        (date(2026, 9, 1), True, 0),  # a referral and nothing more is not a case
    ],
)
def test_cases_open_in_six_months_are_listed(people, table, closed, nfa, rows):
    referrals = table(
        "child_id referred_on closed_on no_further_action", ("ADA", date(2026, 1, 5), closed, nfa)
    )
    assert len(listed(6, {**people, "referrals": referrals})) == rows


@pytest.mark.parametrize(
    ("closed", "opened", "status"),
    [
        (None, ["care_episodes", "child_protection_plans"], "a) Looked after child"),
        (None, ["child_protection_plans", "child_in_need_plans"], "b) Child Protection plan"),
        (None, ["child_in_need_plans", "assessments"], "c) Child in need plan"),
        (None, ["assessments"], "d) Open assessment"),
        (date(2026, 10, 31), ["assessments"], "e) Closed episode"),
    ],
)
def test_the_status_of_a_case_is_the_weightiest_that_is_open(people, table, closed, opened, status):
    referrals = table(
        "child_id referred_on closed_on no_further_action", ("ADA", date(2026, 1, 5), closed, False)
    )
    spell = table("child_id started_on", ("ADA", date(2026, 2, 1)))
    tables = {**people, "referrals": referrals, **dict.fromkeys(opened, spell)}
    assert [row["Case Status"] for row in listed(6, tables)] == [status]
