"""Young people leaving care and care leavers: intervals and rules, each answer by hand."""

from typing import Any

import pytest
from tests.tables import due, given, says, states, untold, wrong

AS_OF = "2026-11-24"
NOBODYS = "child_id | kind | happened_on\nBilal | {} | 2026-01-05"


def events(*lines):
    """Events of Amira's, a line each: kind and day."""
    rows = "\n".join(f"Amira | {kind} | {day}" for kind, day in map(str.split, lines))
    return f"child_id | kind | happened_on\n{rows}"


def leaver(born, columns="in_touch | eligibility", row="YES | Former Relevant", **more):
    """Amira as a care leaver, with one row of the columns."""
    return given(
        more.pop("as_of", AS_OF),
        children=f"child_id | born_on\nAmira | {born}",
        care_leavers=f"child_id | {columns}\nAmira | {row}",
        **more,
    )


@pytest.mark.parametrize(
    ("born", "care", "found"),
    [
        ("2010-05-02", "2020-01-06 |", [("2026-08-02", "overdue")]),  # sixteen on 2 May 2026
        # Thirteen weeks from 1 June end on 31 August.
        ("2010-05-02", "2026-06-01 |", [("2026-11-30", "due soon")]),
        ("2010-11-25", "2020-01-06 |", []),  # sixteen tomorrow
        ("2010-05-02", "2026-06-01 | 2026-08-30", []),  # left a day too soon
        ("2010-05-02", "2020-01-06 | 2026-07-31", []),  # left before it fell due
    ],
)
def test_needs_are_assessed_within_three_months_of_becoming_eligible(born, care, found):
    record = given(
        AS_OF,
        children=f"child_id | born_on\nAmira | {born}",
        care_episodes=f"child_id | started_on | ended_on\nAmira | {care}",
        events=NOBODYS.format("leaving-care-needs-assessed"),
    )
    assert [(row[1], row[3]) for row in due(record, "pathway-needs-assessment-16-plus-3-months")] == found


def test_short_breaks_do_not_make_a_child_eligible():
    record = given(
        AS_OF,
        children="child_id | born_on\nAmira | 2010-05-02",
        care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 |",
        legal_statuses="child_id | status | from_on\nAmira | V4 | 2020-01-06",
        events=NOBODYS.format("leaving-care-needs-assessed"),
    )
    assert due(record, "pathway-needs-assessment-16-plus-3-months") == []


@pytest.mark.parametrize(
    ("left", "reason", "assessed", "found"),
    [
        ("2026-07-01", "E6", "Amira | {} | 2026-10-01", [("2026-10-01", "met")]),
        ("2026-07-01", "E6", "Amira | {} | 2026-10-02", [("2026-10-01", "met late")]),
        ("2026-07-01", "E6", "Amira | {} | 2026-06-01", []),  # already assessed while in care
        ("2026-07-01", "E4A", "Bilal | {} | 2026-06-01", []),  # home to parents
        ("2026-07-01", "E3", "Bilal | {} | 2026-06-01", []),  # another council's care
        ("2026-04-30", "E6", "Bilal | {} | 2026-06-01", []),  # before sixteen
        ("2026-07-01", "E6", None, [("2026-10-01", "cannot tell")]),
    ],
)
def test_a_young_person_who_left_at_sixteen_is_assessed(left, reason, assessed, found):
    kind = "leaving-care-needs-assessed"
    tables: dict[str, Any] = {}
    if assessed:
        tables["events"] = f"child_id | kind | happened_on\n{assessed.format(kind)}"
    record = given(
        AS_OF,
        children="child_id | born_on\nAmira | 2010-05-02",
        care_episodes=f"""
            child_id | started_on | ended_on | end_reason
            Amira    | 2020-01-06 | {left}   | {reason}
        """,
        **tables,
    )
    assert [(row[1], row[3]) for row in due(record, "relevant-child-assessment-3-months")] == found


@pytest.mark.parametrize(
    ("adviser", "found"),
    [
        ("w1 | ADVISER | 2026-08-02", "met"),
        ("w1 | ADVISER | 2026-08-03", "met late"),
        ("w1 | ADVISER | 2026-03-02", "met"),  # named before sixteen
        ("w1 | ALLOCATED | 2026-03-02", "overdue"),
        ("   | ADVISER | 2026-03-02", "overdue"),  # a team's place, and nobody in it
    ],
)
def test_an_adviser_is_named_by_sixteen_and_three_months(adviser, found):
    record = given(
        AS_OF,
        children="child_id | born_on\nAmira | 2010-05-02",
        care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 |",
        involvements=f"child_id | worker_id | role | from_on\nAmira | {adviser}",
    )
    assert states(record, "personal-adviser-named-by-16-plus-3-months") == {"Amira": [found]}


def test_pathway_plan_reviews_are_one_chain_whichever_file_holds_them():
    record = leaver(
        "2007-05-02",
        "in_touch | eligibility | pathway_plan_reviewed_on",
        "YES | Former Relevant | 2026-05-20",
        events=events(
            "pathway-plan-written 2025-05-20",
            "pathway-plan-reviewed 2025-11-21",
            "pathway-plan-reviewed 2026-05-20",  # in both files
        ),
    )
    assert due(record, "pathway-plan-review-every-6-months") == [
        ("Amira", "2025-11-20", "2025-11-21", "met late"),
        ("Amira", "2026-05-21", "2026-05-20", "met"),
        ("Amira", "2026-11-20", None, "overdue"),
    ]


@pytest.mark.parametrize(
    ("born", "row"),
    [
        ("2005-11-20", "YES | Former Relevant | 2026-05-20"),  # twenty-one as it fell due
        ("2007-05-02", "DIED | Former Relevant | 2026-05-20"),
        ("2007-05-02", "YES | Qualifying | 2026-05-20"),
    ],
)
def test_pathway_plan_reviews_that_are_no_longer_due(born, row):
    record = leaver(born, "in_touch | eligibility | pathway_plan_reviewed_on", row)
    assert due(record, "pathway-plan-review-every-6-months") == []


def test_adviser_visits_are_two_months_apart_up_to_eighteen():
    columns, row = "in_touch | eligibility | latest_contact_on", "YES | Relevant | 2026-09-23"
    record = leaver("2009-05-02", columns, row, events=events("adviser-visit 2026-07-24"))
    assert due(record, "personal-adviser-visit-every-2-months") == [
        ("Amira", "2026-09-24", "2026-09-23", "met"),
        ("Amira", "2026-11-23", None, "overdue"),
    ]
    adult = leaver("2008-11-23", columns, row)
    assert due(adult, "personal-adviser-visit-every-2-months") == []
    came_out = leaver(
        "2009-05-02",
        columns,
        row,
        care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 | 2026-09-20",
        events=events("adviser-visit 2026-03-02"),
    )
    assert due(came_out, "personal-adviser-visit-every-2-months") == [
        ("Amira", "2026-11-23", None, "overdue")
    ]
    still_in_care = leaver("2009-05-02", columns, "YES | Eligible | 2026-09-23")
    assert due(still_in_care, "personal-adviser-visit-every-2-months") == []


@pytest.mark.parametrize(
    ("contact", "state"),
    [
        ("2026-05-01", "overdue"),
        ("2026-05-02", "met"),  # three months before the nineteenth birthday, 2 August
        ("2026-09-02", "met"),  # one month after
        ("2026-09-03", "met late"),
    ],
)
def test_in_touch_around_the_birthday(contact, state):
    record = leaver("2007-08-02", events=events(f"adviser-visit {contact}"))
    seen = due(record, "care-leaver-in-touch-birthday-window")
    assert (seen[-1][1], seen[-1][3]) == ("2026-09-02", state)


def test_in_touch_is_asked_from_seventeen_to_twenty_one_and_only_of_care_leavers():
    seen = due(
        leaver("2004-03-01", events=events("adviser-visit 2020-01-06")),
        "care-leaver-in-touch-birthday-window",
    )
    assert [row[1] for row in seen] == [f"{year}-04-01" for year in (2021, 2022, 2023, 2024, 2025)]
    in_care = leaver(
        "2007-08-02",
        care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 | 2025-08-02",
        events=events("adviser-visit 2026-08-02"),
    )
    assert [row[1] for row in due(in_care, "care-leaver-in-touch-birthday-window")] == [
        "2025-09-02",
        "2026-09-02",
    ]
    refused = leaver("2007-08-02", row="REFU | Former Relevant", events=events("adviser-visit 2026-08-02"))
    assert due(refused, "care-leaver-in-touch-birthday-window") == []
    child = given(
        AS_OF, children="child_id | born_on\nAmira | 2007-08-02", events=events("adviser-visit 2026-08-02")
    )
    assert due(child, "care-leaver-in-touch-birthday-window") == []


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-05-01", []), ("2026-05-02", ["due"]), ("2026-08-28", ["due soon"])],
)
def test_the_window_opens_three_months_before_the_birthday(as_of, found):
    record = leaver("2007-08-02", as_of=as_of, events=events("adviser-visit 2025-09-01"))
    windows = due(record, "care-leaver-in-touch-birthday-window")
    assert [state for _, on, _, state in windows if on == "2026-09-02"] == found


def test_born_on_29_february_the_window_is_around_the_28th():
    record = leaver("2008-02-29", events=events("adviser-visit 2026-03-28"))
    assert due(record, "care-leaver-in-touch-birthday-window")[-1][1:] == ("2026-03-28", "2026-03-28", "met")


def test_support_is_offered_every_year_from_twenty_one_to_twenty_five():
    record = leaver("2003-06-10", events=events("support-offer 2025-06-10", "support-offer 2026-06-11"))
    assert due(record, "care-leaver-21-plus-offer-yearly") == [
        ("Amira", "2025-06-10", "2025-06-10", "met"),
        ("Amira", "2026-06-10", "2026-06-11", "met late"),
        ("Amira", "2027-06-11", None, "due"),
    ]
    past = leaver("2001-06-10", events=events("support-offer 2025-07-01"))
    assert due(past, "care-leaver-21-plus-offer-yearly")[-1][1:] == ("2023-06-10", "2025-07-01", "met late")


def test_supervision_goes_on_after_leaving_care_up_to_twenty_one():
    record = leaver(
        "2008-05-02",
        care_episodes="child_id | started_on | ended_on\nAmira | 2020-01-06 | 2026-05-02",
        events=events("supervision 2026-08-02"),
    )
    assert due(record, "supervision-care-leavers-3-months") == [
        ("Amira", "2026-08-02", "2026-08-02", "met"),
        ("Amira", "2026-11-02", None, "overdue"),
    ]


@pytest.mark.parametrize(
    ("born", "row", "broken", "unsure"),
    [
        ("2007-05-02", "YES | Former Relevant |", ["Amira"], []),
        ("2007-05-02", "YES | Former Relevant | W7", [], []),
        ("2009-05-02", "YES | Eligible |", ["Amira"], []),
        ("2005-11-25", "YES | Relevant |", ["Amira"], []),  # twenty-one tomorrow
        ("2005-11-24", "YES | Relevant |", [], []),
        ("2007-05-02", "YES | Qualifying |", [], []),
        ("2007-05-02", "DIED | Former Relevant |", [], []),
        ("2007-05-02", "YES | |", [], ["Amira"]),  # the category isn't recorded
    ],
)
def test_no_personal_adviser(born, row, broken, unsure):
    record = leaver(born, "in_touch | eligibility | adviser_id", row)
    assert wrong(record, "care-leaver-no-adviser") == broken
    assert untold(record, "care-leaver-no-adviser") == unsure


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("YES | Former Relevant |", ["Amira"]),
        ("YES | Former Relevant | 2026-05-23", ["Amira"]),
        ("YES | Former Relevant | 2026-05-24", []),
        ("YES | | 2026-05-23", ["Amira"]),
        ("YES | Qualifying |", []),
        ("NREQ | Former Relevant |", []),
    ],
)
def test_no_pathway_plan_in_the_last_six_months(row, broken):
    record = leaver("2007-05-02", "in_touch | eligibility | pathway_plan_reviewed_on", row)
    assert wrong(record, "care-leaver-no-pathway-plan") == broken


@pytest.mark.parametrize(
    ("row", "broken", "unsure"),
    [
        ("YES | 2026-09-24", [], []),
        ("YES | 2026-09-23", ["Amira"], []),
        ("NO | 2026-11-20", ["Amira"], []),
        (" | 2026-11-20", ["Amira"], []),
        ("YES |", [], ["Amira"]),
        ("REFU | 2026-01-05", [], []),
        ("RHOM |", [], []),
    ],
)
def test_not_in_touch(row, broken, unsure):
    record = leaver("2007-05-02", "in_touch | latest_contact_on", row)
    assert wrong(record, "care-leaver-not-in-touch") == broken
    assert untold(record, "care-leaver-not-in-touch") == unsure


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("YES | U | 1", []),
        ("YES | U | 2", ["Amira"]),
        ("YES | U |", ["Amira"]),
        ("YES | X | 1", ["Amira"]),
        ("YES | W | 1", ["Amira"]),
        ("YES | S | 1", ["Amira"]),
        ("YES | | 1", []),
        ("DIED | |", []),
    ],
)
def test_an_unsuitable_home(row, broken):
    record = leaver("2007-05-02", "in_touch | accommodation | suitable", row)
    assert wrong(record, "care-leaver-unsuitable-home") == broken


def test_an_unsuitable_home_is_said_in_words():
    record = leaver("2007-05-02", "in_touch | accommodation | suitable", "YES | W |")
    assert says(record, "care-leaver-unsuitable-home") == [
        "Lives in: Bed and breakfast. Suitable: (not recorded)."
    ]


def test_where_no_file_says_if_homes_are_suitable_it_cannot_be_told():
    record = leaver("2007-05-02", "in_touch | accommodation", "YES | U")
    assert untold(record, "care-leaver-unsuitable-home") == ["Amira"]


@pytest.mark.parametrize(
    ("row", "broken"), [("YES |", ["Amira"]), ("YES | F5", []), ("YES | G5", []), ("NREQ |", [])]
)
def test_no_activity(row, broken):
    assert wrong(leaver("2007-05-02", "in_touch | activity", row), "care-leaver-activity-missing") == broken


@pytest.mark.parametrize(
    "clock", ["pathway-needs-assessment-16-plus-3-months", "personal-adviser-named-by-16-plus-3-months"]
)
@pytest.mark.parametrize("done", ["", "2026-04-01", "2026-11-20"])
def test_without_a_date_of_birth_nobody_can_tell_what_was_due_at_sixteen(clock, done):
    """Neither late nor in time, however it was done: it may have been due years before or after."""
    record = given(
        "2026-11-24",
        children="child_id | born_on\nAmira |\nBen | 2010-01-05",
        care_episodes="child_id | started_on | ended_on\nAmira | 2026-03-02 |",
        events=f"""
        child_id | kind                       | happened_on
        Amira    | leaving-care-needs-assessed | {done}
        Ben      | leaving-care-needs-assessed | 2026-04-01
        """,
        involvements=f"""
        child_id | role    | worker_id | from_on
        Amira    | ADVISER | W1        | {done}
        Ben      | ADVISER | W1        | 2026-04-01
        """,
    )
    assert states(record, clock)["Amira"] == ["cannot tell"]
