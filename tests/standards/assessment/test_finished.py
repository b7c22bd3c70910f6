"""What a finished assessment holds: rows that break each rule, rows that keep it, and blanks."""

import pytest
from tests.tables import given, says, untold, wrong

AS_OF = "2026-11-24"


def assessed(columns, *rows, **more):
    """Assessments of Amira, begun on 2 March 2026."""
    lines = "\n".join(f"Amira | 2026-03-02 | {row}" for row in rows)
    return given(AS_OF, assessments=f"child_id | started_on | {columns}\n{lines}", **more)


@pytest.mark.parametrize(
    ("standard", "columns", "row", "broken"),
    [
        ("assessment-no-outcome", "authorised_on | outcomes", "2026-04-20 |", True),
        ("assessment-no-outcome", "authorised_on | outcomes", "2026-04-20 | NFA_FLAG", False),
        ("assessment-no-outcome", "authorised_on | outcomes", "|", False),
        (
            "assessment-no-outcome",
            "authorised_on | outcomes | no_further_action",
            "2026-04-20 | | yes",
            False,
        ),
        ("assessment-no-outcome", "authorised_on | outcomes | no_further_action", "2026-04-20 | | no", True),
        ("assessment-child-not-seen", "authorised_on | child_seen", "2026-04-20 | no", True),
        ("assessment-child-not-seen", "authorised_on | child_seen", "2026-04-20 |", True),
        ("assessment-child-not-seen", "authorised_on | child_seen", "2026-04-20 | yes", False),
        ("assessment-child-not-seen", "authorised_on | child_seen", "| no", False),
        ("assessment-no-factors", "authorised_on | factors", "2026-04-20 |", True),
        ("assessment-no-factors", "authorised_on | factors", "2026-04-20 | 3A", False),
        ("assessment-no-factors", "authorised_on | factors", "|", False),
        ("assessment-no-factors-code-with-others", "authorised_on | factors", "2026-04-20 | 21 3A", True),
        ("assessment-no-factors-code-with-others", "authorised_on | factors", "2026-04-20 | 21", False),
        ("assessment-no-factors-code-with-others", "authorised_on | factors", "2026-04-20 | 3A 3B", False),
        ("assessment-no-factors-code-with-others", "authorised_on | factors", "2026-04-20 |", False),
        ("assessment-old-factor-codes", "authorised_on | factors", "2026-04-20 | 18A", True),
        ("assessment-old-factor-codes", "authorised_on | factors", "2026-04-20 | 2A 19A", True),
        ("assessment-old-factor-codes", "authorised_on | factors", "2026-04-20 | 18B 19C", False),
        ("assessment-same-day", "authorised_on", "2026-03-02", True),
        ("assessment-same-day", "authorised_on", "2026-03-03", False),
        ("assessment-same-day", "authorised_on", "", False),
    ],
)
def test_what_an_assessment_holds(standard, columns, row, broken):
    record = assessed(columns, row)
    assert wrong(record, standard) == (["Amira"] if broken else [])
    assert untold(record, standard) == []


@pytest.mark.parametrize(
    "standard", ["assessment-no-outcome", "assessment-child-not-seen", "assessment-no-factors"]
)
def test_what_no_file_holds_cannot_be_told(standard):
    record = assessed("authorised_on", "2026-04-20")
    assert (wrong(record, standard), untold(record, standard)) == ([], ["Amira"])


def test_the_sentence_has_the_day():
    assert says(assessed("authorised_on | outcomes", "2026-04-20 |"), "assessment-no-outcome") == [
        "The assessment authorised on 20 April 2026 has no outcome."
    ]


@pytest.mark.parametrize(
    ("born", "expected", "broken"),
    [("", "2026-06-01", []), ("2026-04-21", "", []), ("2026-04-20", "", ["Amira"])],
)
def test_a_child_not_born_by_the_end_need_not_be_seen(born, expected, broken):
    record = assessed(
        "authorised_on | child_seen",
        "2026-04-20 | no",
        children=f"child_id | born_on | expected_on\nAmira | {born} | {expected}",
    )
    assert wrong(record, "assessment-child-not-seen") == broken


ALONE = "assessment-child-not-seen-alone"


@pytest.mark.parametrize(
    ("visits", "broken", "unknown"),
    [
        (["2026-03-02 | yes"], [], []),
        (["2026-04-20 | yes"], [], []),
        (["2026-03-01 | yes", "2026-04-21 | yes"], ["Amira"], []),
        (["2026-03-10 | no"], ["Amira"], []),
        (["2026-03-10 |"], [], ["Amira"]),
    ],
)
def test_a_visit_during_the_assessment_sees_the_child_alone(visits, broken, unknown):
    lines = "\n".join(f"Amira | {visit}" for visit in visits)
    record = assessed(
        "authorised_on", "2026-04-20", child_in_need_visits=f"child_id | visited_on | seen_alone\n{lines}"
    )
    assert (wrong(record, ALONE), untold(record, ALONE)) == (broken, unknown)


@pytest.mark.parametrize(("born", "broken"), [("2022-04-20", ["Amira"]), ("2022-04-21", [])])
def test_only_a_child_of_four_or_over_is_seen_alone(born, broken):
    record = assessed(
        "authorised_on",
        "2026-04-20",
        children=f"child_id | born_on | expected_on\nAmira | {born} |",
        child_in_need_visits="child_id | visited_on | seen_alone\nAmira | 2026-03-10 | no",
    )
    assert wrong(record, ALONE) == broken


@pytest.mark.parametrize(
    ("signed", "broken", "unknown"),
    [
        ("2026-04-20 | w1", ["Amira"], []),
        ("2026-04-20 | m1", [], []),
        ("2026-02-20 | w1", [], ["Amira"]),  # another assessment's
    ],
)
def test_somebody_else_signs_it_off(signed, broken, unknown):
    record = assessed(
        "authorised_on | worker_id",
        "2026-04-20 | w1",
        events=f"child_id | kind | happened_on | by\nAmira | assessment-signed-off | {signed}",
    )
    standard = "assessment-signed-off-by-author"
    assert (wrong(record, standard), untold(record, standard)) == (broken, unknown)


@pytest.mark.parametrize(
    ("row", "handed_in", "broken", "unknown"),
    [
        ("| NFA_FLAG", "2026-11-16", ["Amira"], []),
        ("| NFA_FLAG", "2026-11-17", [], []),  # five working days end today
        ("2026-11-20 | NFA_FLAG", "2026-11-02", [], []),
        ("|", "2026-11-02", [], []),
        ("| NFA_FLAG", "2026-01-05", [], ["Amira"]),  # handed in before this one began
    ],
)
def test_an_assessment_handed_in_is_signed_off_in_five_working_days(row, handed_in, broken, unknown):
    record = assessed(
        "authorised_on | outcomes",
        row,
        events=f"child_id | kind | happened_on\nAmira | assessment-submitted | {handed_in}",
    )
    assert (wrong(record, "assessment-no-sign-off"), untold(record, "assessment-no-sign-off")) == (
        broken,
        unknown,
    )
