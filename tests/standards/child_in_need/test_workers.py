"""Who holds the case."""

import pytest
from tests.tables import due, given, says, states, untold, wrong

AS_OF = "2026-11-24"


def held(*spells, closed="", columns="worker_id | role | from_on | to_on", **more):
    """An open case of Amira since 2 March 2026, and involvements a line each."""
    lines = "\n".join(f"Amira | {spell}" for spell in spells)
    return given(
        AS_OF,
        referrals=f"child_id | referral_id | referred_on | closed_on\nAmira | r1 | 2026-03-02 | {closed}",
        involvements=f"child_id | {columns}\n{lines}",
        **more,
    )


NO_WORKER = "open-case-no-allocated-worker"


@pytest.mark.parametrize(
    ("spell", "broken"),
    [
        ("w1 | ALLOCATED | 2026-03-02 |", []),
        ("w1 | ALLOCATED | |", []),  # held, from when isn't said
        ("w1 | ALLOCATED | 2026-03-02 | 2026-11-25", []),
        ("w1 | ALLOCATED | 2026-03-02 | 2026-11-24", ["Amira"]),
        ("w1 | ALLOCATED | 2026-11-25 |", ["Amira"]),  # from tomorrow
        ("w1 | DUTY | 2026-03-02 |", ["Amira"]),
        ("   | ALLOCATED | 2026-03-02 |", ["Amira"]),
    ],
)
def test_an_open_case_has_a_worker(spell, broken):
    assert wrong(held(spell), NO_WORKER) == broken


def test_a_case_whose_referral_has_no_date_has_a_worker_too():
    record = given(
        AS_OF,
        referrals="child_id | referral_id | referred_on | closed_on\nAmira | r1 | |",
        involvements="child_id | worker_id | role | from_on | to_on\nBen | w1 | ALLOCATED | 2026-03-02 |",
    )
    assert says(record, NO_WORKER) == ["The case has been open since (not recorded) and nobody holds it now."]


@pytest.mark.parametrize(
    ("closed", "reason", "broken", "unknown"),
    [
        ("", "", ["Amira"], []),
        ("", "RC1", [], ["Amira"]),  # closed, on a day that nobody wrote down?
        ("", "open", ["Amira"], []),  # no code for having been closed
        ("2026-11-24", "RC1", [], []),
        ("2026-11-25", "RC1", ["Amira"], []),
    ],
)
def test_a_case_that_gives_a_reason_for_closing_and_no_day_may_be_closed(closed, reason, broken, unknown):
    record = given(
        AS_OF,
        referrals=f"""
        child_id | referral_id | referred_on | closed_on | close_reason
        Amira    | r1          | 2026-03-02  | {closed}  | {reason}
        """,
        involvements="child_id | worker_id | role | from_on | to_on\nBen | w1 | ALLOCATED | 2026-03-02 |",
    )
    assert (wrong(record, NO_WORKER), untold(record, NO_WORKER)) == (broken, unknown)
    assert wrong(record, "closed-with-no-reason") == ["Amira"] * (bool(reason) and not closed)
    allocated = states(record, "referral-to-allocation-1-working-day")["Amira"]
    assert allocated == {True: ["cannot tell"], False: ["overdue"]}[unknown != []] or closed == "2026-11-24"


@pytest.mark.parametrize(("worker", "state"), [("w1", "met"), ("  ", "overdue")])
def test_a_team_with_nobody_in_it_is_no_worker(worker, state):
    record = held(
        f"{worker} | ALLOCATED | 2026-03-02 | | T1", columns="worker_id | role | from_on | to_on | team_id"
    )
    assert states(record, "referral-to-allocation-1-working-day") == {"Amira": [state]}


def test_a_closed_case_needs_none_and_no_file_of_workers_cannot_tell():
    assert wrong(held("w1 | DUTY | 2026-03-02 |", closed="2026-11-24"), NO_WORKER) == []
    record = given(AS_OF, referrals="child_id | referred_on | closed_on\nAmira | 2026-03-02 |")
    assert untold(record, NO_WORKER) == ["Amira"]


TWO = "two-current-case-holders"


@pytest.mark.parametrize(
    ("first", "second", "broken"),
    [
        ("ALLOCATED | 2026-03-02 | | r1", "ALLOCATED | 2026-09-01 | | r1", ["Amira"]),
        ("ALLOCATED | 2026-03-02 | 2026-11-24 | r1", "ALLOCATED | 2026-09-01 | | r1", []),
        ("ALLOCATED | 2026-03-02 | | r1", "IRO | 2026-09-01 | | r1", []),
        ("ALLOCATED | 2026-03-02 | | r1", "ALLOCATED | 2026-09-01 | | r2", []),
        ("ALLOCATED | 2026-03-02 | | r1", "ALLOCATED | 2026-03-02 | | r1", ["Amira"]),
    ],
)
def test_one_worker_holds_a_case(first, second, broken):
    record = held(
        f"w1 | {first}", f"w2 | {second}", columns="worker_id | role | from_on | to_on | referral_id"
    )
    assert wrong(record, TWO) == broken


@pytest.mark.parametrize("second", ["w1", "  "])
def test_one_worker_twice_is_one_worker_and_nobody_is_none(second):
    spell = "ALLOCATED | 2026-03-02 | | r1"
    columns = "worker_id | role | from_on | to_on | referral_id"
    record = held(f"w1 | {spell}", f"{second} | {spell}", columns=columns)
    assert (wrong(record, TWO), untold(record, TWO)) == ([], [])


@pytest.mark.parametrize(
    ("workers", "said"),
    [
        (
            "w1 | Jo Field\nw2 | Sam Hill",
            "Sam Hill has held the case since 1 September 2026, and Jo Field still holds it too.",
        ),
        (
            "w1 | Jo Field\nw2 |",
            "w2 has held the case since 1 September 2026, and Jo Field still holds it too.",
        ),
        (
            "w1 | Jo Field\nw2 | Jo Field",
            "Jo Field (w2) has held the case since 1 September 2026, and Jo Field (w1) still holds it too.",
        ),
    ],
)
def test_workers_are_called_by_their_names(workers, said):
    record = held(
        "w1 | ALLOCATED | 2026-03-02 | | r1",
        "w2 | ALLOCATED | 2026-09-01 | | r1",
        columns="worker_id | role | from_on | to_on | referral_id",
        workers=f"worker_id | full_name\n{workers}",
    )
    assert says(record, TWO) == [said]


NAMED, HANDED = "reallocation-after-worker-leaves-1-working-day", "transfer-handover-10-working-days"


@pytest.mark.parametrize(
    ("next_worker", "named", "handed"),
    [
        ("2026-06-01", "met", "met"),  # Monday, the day that the last one left
        ("2026-06-02", "met", "met"),
        ("2026-06-03", "met late", "met"),
        ("2026-06-15", "met late", "met"),
        ("2026-06-16", "met late", "met late"),
    ],
)
def test_a_new_worker_takes_over_when_one_leaves(next_worker, named, handed):
    record = held("w1 | ALLOCATED | 2026-03-02 | 2026-06-01", f"w2 | ALLOCATED | {next_worker} |")
    assert (states(record, NAMED), states(record, HANDED)) == ({"Amira": [named]}, {"Amira": [handed]})


@pytest.mark.parametrize(
    ("closed", "named", "handed"),
    [("", ["overdue"], ["overdue"]), ("2026-06-01", [], []), ("2026-06-08", ["not done"], [])],
)
def test_nobody_takes_over_a_case_that_closes(closed, named, handed):
    record = held("w1 | ALLOCATED | 2026-03-02 | 2026-06-01", closed=closed)
    assert [s for *_, s in due(record, NAMED)] == named
    assert [s for *_, s in due(record, HANDED)] == handed


MANY = "many-changes-of-worker"
YEARS_SPELLS = ["w1 | ALLOCATED | 2025-01-06 | {}", "w2 | ALLOCATED | 2026-01-06 | 2026-06-01"]


@pytest.mark.parametrize(
    ("first_ended", "third", "broken"),
    [
        ("2025-11-24", "w3 | ALLOCATED | 2026-06-01 |", ["Amira"]),  # a year ago today
        ("2025-11-23", "w3 | ALLOCATED | 2026-06-01 |", []),
        ("2025-11-24", "w1 | ALLOCATED | 2026-06-01 |", []),  # the first again: two workers
        ("2025-11-24", "w3 | IRO | 2026-06-01 |", []),
    ],
)
def test_three_main_workers_in_a_year_are_many(first_ended, third, broken):
    assert wrong(held(YEARS_SPELLS[0].format(first_ended), YEARS_SPELLS[1], third), MANY) == broken


@pytest.mark.parametrize(
    ("cover", "broken"),
    [
        ("2026-06-01 | 2026-06-12 | ABSENC", []),  # nine working days
        ("2026-06-01 | 2026-06-15 | ABSENC", ["Amira"]),  # ten
        ("2026-06-01 | 2026-06-12 | LEFTRL", []),
        ("2026-06-01 | 2026-06-12 | MANAGE", ["Amira"]),
        ("2026-06-01 | 2026-06-12 |", ["Amira"]),
    ],
)
def test_short_cover_is_left_out(cover, broken):
    record = held(
        "w1 | ALLOCATED | 2025-01-06 | 2026-06-01 |",
        f"w2 | ALLOCATED | {cover}",
        "w3 | ALLOCATED | 2026-06-15 | |",
        columns="worker_id | role | from_on | to_on | change_reason",
    )
    assert wrong(record, MANY) == broken


def caseload(children, share):
    """One worker who holds this many children at this share of a full-time post; one more case is closed."""
    names = [f"c{n}" for n in range(children + 1)]
    cases = "\n".join(f"{name} | 2026-03-02 | {'2026-09-01' if name == 'c0' else ''} | no" for name in names)
    spells = "\n".join(f"{name} | w1 | ALLOCATED | 2026-03-02 |" for name in names)
    return given(
        AS_OF,
        referrals=f"child_id | referred_on | closed_on | no_further_action\n{cases}",
        involvements=f"child_id | worker_id | role | from_on | to_on\n{spells}",
        workers=f"worker_id | full_time_equivalent\nw1 | {share}",
    )


@pytest.mark.parametrize(
    ("children", "share", "broken"), [(18, "1", 0), (19, "1", 1), (9, "0.5", 0), (10, "0.5", 1), (30, "", 0)]
)
def test_a_caseload_is_within_the_limit_for_the_workers_hours(children, share, broken):
    assert len(wrong(caseload(children, share), "worker-caseload-over-limit")) == broken


def test_the_caseload_and_the_limit_are_said():
    assert says(caseload(10, "0.5"), "worker-caseload-over-limit") == [
        "w1 holds 10 children at 0.5 of a full-time post; the limit for a full-time post is 18."
    ]


@pytest.mark.parametrize(
    ("workers", "broken", "unknown"), [("w2", ["Amira"], []), ("w1", [], []), ("", [], ["Amira"])]
)
def test_a_worker_is_in_the_list_of_professionals(workers, broken, unknown):
    record = held("w1 | ALLOCATED | 2026-03-02 |", workers=f"worker_id | full_name\n{workers} | A worker")
    standard = "worker-record-missing"
    assert (wrong(record, standard), untold(record, standard)) == (broken, unknown)
