"""What starts, stops and excuses the time limits of children in care; each answer by hand."""

import pytest
from tests.tables import due, given, states

CARE = "child_id | started_on | ended_on | start_reason\nAmira | 2026-09-07 | | S"
HOME = "child_id | kind | started_on | ended_on | distance\nAmira | K2 | 2026-09-07 | | {}"


def events(*lines, child="Amira"):
    """Events of one child, a line each: kind and day."""
    return "child_id | kind | happened_on\n" + "\n".join(
        f"{child} | {kind} | {day}" for kind, day in map(str.split, lines)
    )


def test_reviews_run_twenty_days_then_three_months_then_six():
    reviewed = given(
        "2026-11-24",
        care_episodes="child_id | started_on | ended_on\nAmira | 2025-12-01 |",
        care_reviews="""
            child_id | held_on    | cancelled
            Amira    | 2025-12-24 |
            Amira    | 2026-03-20 | yes
            Amira    | 2026-03-25 | no
            Amira    | 2026-09-25 | no
        """,
    )
    # 25, 26 and 28 December and New Year's Day: twenty working days from 1 December end on 31 December.
    assert due(reviewed, "cla-review-first-20-working-days") == [("Amira", "2025-12-31", "2025-12-24", "met")]
    # Three months from the review held, and a cancelled one is not held.
    assert due(reviewed, "cla-review-second-3-months") == [("Amira", "2026-03-24", "2026-03-25", "met late")]
    assert due(reviewed, "cla-review-every-6-months") == [
        ("Amira", "2026-09-25", "2026-09-25", "met"),
        ("Amira", "2027-03-25", None, "due"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"care_episodes": "child_id | started_on | ended_on\nAmira | 2026-09-07 | 2026-10-02"},  # left first
        {"legal_statuses": "child_id | status | from_on\nAmira | V4 | 2026-09-07"},  # short breaks
    ],
)
def test_no_first_review_is_due(more):
    tables = {
        "care_episodes": CARE,
        "care_reviews": "child_id | held_on | cancelled\nBilal | 2026-01-05 |",
        **more,
    }
    assert due(given("2026-11-24", **tables), "cla-review-first-20-working-days") == []


@pytest.mark.parametrize(
    ("made", "state"), [("2026-06-07", "met"), ("2026-06-06", "overdue"), ("2026-09-07", "met")]
)
def test_a_care_plan_made_up_to_three_months_ahead_counts(made, state):
    planned = given("2026-11-24", care_episodes=CARE, care_plans=f"child_id | from_on\nAmira | {made}")
    assert states(planned, "cla-care-plan-10-working-days") == {"Amira": [state]}


@pytest.mark.parametrize(
    ("standard", "kind"),
    [
        ("cla-placement-plan-5-working-days", "placement-plan-recorded"),
        ("cla-placement-notification-5-working-days", "placement-notice-sent"),
        ("out-of-area-placement-decision", "distant-placement-approved"),
    ],
)
def test_what_should_come_before_a_placement_may(standard, kind):
    early = given("2026-10-01", placements=HOME.format(31), events=events(f"{kind} 2026-08-24"))
    assert states(early, standard) == {"Amira": ["met"]}


@pytest.mark.parametrize(("miles", "found"), [("20", {}), ("", {"Amira": ["cannot tell"]})])
def test_only_distant_placements_need_approval(miles, found):
    assert (
        states(given("2026-10-01", placements=HOME.format(miles)), "out-of-area-placement-decision") == found
    )


@pytest.mark.parametrize("reason", ["CARPL", "PLACE", "CUSTOD", "OTHER"])
def test_a_planned_move_needs_no_disruption_meeting(reason):
    moved = given(
        "2026-12-01",
        placements=f"""
            child_id | kind | started_on | ended_on   | change_reason
            Amira    | U6   | 2026-05-04 | 2026-09-07 | {reason}
        """,
        events=events("disruption-meeting 2026-09-08"),
    )
    assert due(moved, "placement-disruption-meeting-20-working-days") == []


@pytest.mark.parametrize(
    ("next_home", "found"), [("2026-09-07", {"Amira": ["cannot tell"]}), ("2026-10-07", {})]
)
def test_a_move_with_no_reason_may_have_been_unplanned_and_leaving_care_is_no_move(next_home, found):
    moved = given(
        "2026-12-01",
        placements=f"""
            child_id | kind | started_on  | ended_on   | change_reason
            Amira    | U6   | 2026-05-04  | 2026-09-07 |
            Amira    | U6   | {next_home} |            |
        """,
        events=events("disruption-meeting 2026-09-08"),
    )
    assert states(moved, "placement-disruption-meeting-20-working-days") == found


CONTACT = "child_id | started_on | ended_on | last_reviewing_officer_contact_on\nAmira | {} | | {}"


@pytest.mark.parametrize(
    ("held", "second", "later"),
    [
        ("2026-05-23", "cannot tell", "overdue"),  # later than any review may be
        (
            "2026-05-24",
            "cannot tell",
            "cannot tell",
        ),  # in time, unless the next is the second
    ],
)
def test_where_earlier_reviews_are_not_told_six_months_are_too_long_in_any_case(held, second, later):
    latest_only = given(
        "2026-11-24",
        reach={"care_reviews": (held, "2026-11-24")},
        care_episodes="child_id | started_on | ended_on\nAmira | 2019-09-16 |",
        care_reviews=f"child_id | held_on | cancelled\nAmira | {held} |",
    )
    assert states(latest_only, "cla-review-second-3-months") == {"Amira": [second]}
    assert states(latest_only, "cla-review-every-6-months") == {"Amira": [later]}


@pytest.mark.parametrize(
    ("contact", "state"),
    [
        ("2026-10-05", "met"),
        ("2026-10-06", "cannot tell"),  # only the latest contact is held: there may have been one before
        ("2026-09-01", "overdue"),  # the latest is from before this period of care
        ("", "overdue"),
    ],
)
def test_the_latest_contact_can_show_that_the_officer_spoke_in_time(contact, state):
    spoken = given("2026-11-24", care_episodes=CONTACT.format("2026-09-07", contact))
    assert states(spoken, "iro-meets-child-before-first-review") == {"Amira": [state]}


def test_the_check_between_reviews_ends_with_the_next_review_or_with_care():
    reviews = "child_id | held_on | cancelled\nAmira | 2026-01-12 |\nAmira | 2026-04-10 |"
    checked = events("midpoint-check 2026-06-01")
    open_care = "child_id | started_on | ended_on\nAmira | 2025-12-15 | {}"
    between = given("2026-11-24", care_reviews=reviews, events=checked, care_episodes=open_care.format(""))
    assert due(between, "iro-midpoint-check-3-months") == [
        ("Amira", "2026-07-10", "2026-06-01", "met"),  # the first review's next came at three months
        ("Amira", "2026-09-01", None, "overdue"),
    ]
    left = given(
        "2026-11-24", care_reviews=reviews, events=checked, care_episodes=open_care.format("2026-08-31")
    )
    assert due(left, "iro-midpoint-check-3-months") == [("Amira", "2026-07-10", "2026-06-01", "met")]


@pytest.mark.parametrize(
    ("contact", "state"),
    [
        ("2026-10-20", "cannot tell"),  # a contact may have been a check
        ("2026-08-20", "overdue"),  # and if it was, another has fallen due since
        ("", "overdue"),
    ],
)
def test_a_contact_may_have_been_a_check(contact, state):
    found = given(
        "2026-11-24",
        care_episodes=CONTACT.format("2026-07-13", contact),
        care_reviews="child_id | held_on | cancelled\nAmira | 2026-08-07 |",
    )
    assert states(found, "iro-midpoint-check-3-months") == {"Amira": [state]}


def test_leaving_care_ends_the_checks_where_no_file_holds_when_care_began():
    left = given(
        "2026-11-24",
        care_episodes="child_id | started_on | start_reason | ended_on\nAmira | 2026-05-04 | L | 2026-07-01",
        care_reviews="child_id | held_on | cancelled\nAmira | 2026-06-01 |",
        events=events("midpoint-check 2026-01-05", child="Bilal"),
    )
    assert due(left, "iro-midpoint-check-3-months") == []


def test_the_latest_contact_hides_those_between_earlier_reviews():
    found = given(
        "2026-11-24",
        care_episodes=CONTACT.format("2025-07-13", "2026-09-20"),
        care_reviews="""
        child_id | held_on    | cancelled
        Amira    | 2026-02-02 |
        Amira    | 2026-07-20 |
        """,
    )
    assert due(found, "iro-midpoint-check-3-months") == [
        ("Amira", "2026-05-02", None, "cannot tell"),  # the next review ended it, and a contact came later
        ("Amira", "2026-10-20", None, "cannot tell"),  # that contact may have been a check
    ]


def test_health_assessments_follow_the_childs_age():
    assessed = given(
        "2026-11-24",
        children="child_id | born_on\nAmira | 2021-03-15\nBilal | 2021-06-15",
        care_episodes="child_id | started_on | ended_on\nAmira | 2025-08-04 |\nBilal | 2025-08-04 |",
        health_checks="""
            child_id | kind    | checked_on | status
            Amira    | INITIAL | 2025-09-15 | Completed
            Amira    | REVIEW  | 2026-03-10 | Cancelled
            Bilal    | INITIAL | 2025-09-15 | Completed
            Bilal    | REVIEW  | 2026-02-20 |
        """,
    )
    # Amira is five on the day that six months are up, Bilal still four; by August he is five.
    assert due(assessed, "health-assessment-by-age") == [
        ("Amira", "2026-09-15", None, "overdue"),
        ("Bilal", "2026-03-15", "2026-02-20", "met"),
        ("Bilal", "2027-02-20", None, "due"),
    ]


def test_without_a_date_of_birth_the_age_cannot_be_told():
    unknown = given(
        "2026-11-24",
        children="child_id | born_on\nAmira |",
        care_episodes=CARE,
        health_checks="child_id | kind | checked_on | status\nAmira | INITIAL | 2026-09-15 | Completed",
    )
    assert states(unknown, "health-assessment-by-age") == {"Amira": ["cannot tell"]}


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("2022-11-02", [("2027-11-02", "due")]),  # four after entering care: a year from the birthday
        ("2014-05-02", [("2027-09-07", "due")]),
    ],
)
def test_the_questionnaire_is_for_children_of_four_to_sixteen(born, found):
    asked = given(
        "2026-11-24",
        children=f"child_id | born_on\nAmira | {born}",
        care_episodes=CARE,
        strengths_and_difficulties="child_id | completed_on\nBilal | 2026-01-05",
    )
    assert [(row[1], row[3]) for row in due(asked, "sdq-every-12-months-age-4-to-16")] == found


def test_the_questionnaire_ends_at_seventeen():
    asked = given(
        "2027-09-08",
        children="child_id | born_on\nAmira | 2010-09-06\nBilal | 2010-09-08",
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-09-07 |\nBilal | 2026-09-07 |",
        strengths_and_difficulties="child_id | completed_on\nCarys | 2026-01-05",
    )
    # Amira turned seventeen on the day before the year was up; Bilal on the day after.
    assert due(asked, "sdq-every-12-months-age-4-to-16") == [("Bilal", "2027-09-07", None, "not done")]


def test_an_education_plan_is_reviewed_after_four_months_and_not_asked_for_a_baby():
    planned = given(
        "2026-11-24",
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        events=events("education-plan-recorded 2026-03-10", "education-plan-recorded 2026-07-10"),
    )
    assert due(planned, "pep-review-termly") == [
        ("Amira", "2026-07-10", "2026-07-10", "met"),
        ("Amira", "2026-11-10", None, "overdue"),
    ]
    baby = given(
        "2026-11-24",
        children="child_id | born_on\nAmira | 2023-09-08",  # three on the day after entering care
        care_episodes=CARE,
        events=events("education-plan-recorded 2026-10-30"),
    )
    assert due(baby, "pep-initial-10-working-days") == []


def test_one_section_20_agreement_over_two_rows_starts_once():
    agreed = given(
        "2026-12-01",
        legal_statuses="""
            child_id | status | from_on    | to_on
            Amira    | V2     | 2026-06-01 | 2026-09-07
            Amira    | V2     | 2026-09-07 |
        """,
        events=events("section-20-consent 2026-05-28"),
    )
    assert due(agreed, "section-20-consent-before-placement") == [
        ("Amira", "2026-06-01", "2026-05-28", "met")
    ]


@pytest.mark.parametrize(
    ("unaccompanied", "found"),
    [("yes", {}), ("", {"Amira": ["cannot tell"]}), ("no", {"Amira": ["due soon"]})],
)
def test_unaccompanied_children_are_left_out_of_the_section_20_review(unaccompanied, found):
    agreed = given(
        "2026-12-01",
        children=f"child_id | born_on | unaccompanied\nAmira | 2010-05-02 | {unaccompanied}",
        legal_statuses="child_id | status | from_on | to_on\nAmira | V2 | 2026-09-07 |",
        events=events("section-20-review 2026-01-05", child="Bilal"),
    )
    assert states(agreed, "section-20-review-every-3-months") == found


def test_where_no_file_says_who_is_unaccompanied_a_list_of_immigration_statuses_does():
    agreed = given(
        "2026-12-01",
        legal_statuses="""
            child_id | status | from_on    | to_on
            Amira    | V2     | 2026-09-07 |
            Bilal    | V2     | 2026-09-07 |
        """,
        immigration_statuses="child_id | status | from_on\nBilal | Asylum seeker | 2026-09-07",
        events=events("section-20-review 2026-01-05", child="Bilal"),
    )
    assert states(agreed, "section-20-review-every-3-months") == {"Amira": ["due soon"]}


@pytest.mark.parametrize(
    ("home", "ended", "found"),
    [
        ("K1 | 2026-09-07 |", "", [("2026-12-30", "overdue")]),
        ("K1 | 2026-09-07 | 2026-12-15", "", []),
        ("K1 | 2026-09-07 |", "secure-ended 2026-09-09", [("2026-12-30", "overdue")]),  # an order was made
        ("K2 | 2026-09-07 |", "secure-ended 2026-10-09", []),  # nothing more is known of the secure home
    ],
)
def test_secure_reviews_go_on_for_three_months_or_to_the_end_of_the_secure_home(home, ended, found):
    lines = ["placed-in-secure 2026-09-07", "secure-review-held 2026-09-30", *([ended] if ended else [])]
    secure = given(
        "2027-01-20",
        placements=f"child_id | kind | started_on | ended_on\nAmira | {home}",
        events=events(*lines),
    )
    seen = due(secure, "secure-accommodation-review-every-3-months")
    assert [(row[1], row[3]) for row in seen] == found


def test_homes_are_visited_every_month_and_reviewed_every_six():
    visited = events(
        "home-visited 2026-07-01", "home-visited 2026-08-31", "home-visited 2026-11-01", child="Home 1"
    )
    assert [row[1:] for row in due(given("2026-11-24", events=visited), "reg-44-visit-monthly")] == [
        ("2026-08-31", "2026-08-31", "met"),
        ("2026-10-31", "2026-11-01", "met late"),  # nothing in all of September and October
        ("2027-01-01", None, "due"),
    ]
    reviewed = events("home-quality-review 2026-01-15", "home-quality-review 2026-07-16", child="Home 1")
    assert [row[1:] for row in due(given("2026-11-24", events=reviewed), "reg-45-review-6-months")] == [
        ("2026-07-15", "2026-07-16", "met late"),
        ("2027-01-16", None, "due"),
    ]


@pytest.mark.parametrize(
    ("died", "destroyed", "found"),
    [
        ("", "2025-05-01", {"Amira": ["too soon"]}),
        ("", "2025-05-02", {"Amira": ["met"]}),
        ("1964-03-01", "1990-01-08", {}),  # died as a child: another limit
    ],
)
def test_a_record_is_kept_to_the_75th_birthday(died, destroyed, found):
    kept = given(
        "2026-11-24",
        children=f"child_id | born_on | died_on\nAmira | 1950-05-02 | {died}",
        care_episodes="child_id | started_on | ended_on\nAmira | 1960-01-04 | 1964-03-01",
        events=events(f"record-destroyed {destroyed}"),
    )
    assert states(kept, "cla-records-kept-75-years") == found
