"""Legal statuses, placements and steps to adoption, from episodes."""

from datetime import date

import polars as pl
import pytest

from everycase.record.readers.ssda903_spells import adoption_steps, placement_spells, status_spells


def table(text: str) -> pl.DataFrame:
    """A frame from lines of `a | b`; blank is null, YYYY-MM-DD a date."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    columns = {name: [line[place] or None for line in lines] for place, name in enumerate(header)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(header, pl.String))
    dated = [name for name in header if name.endswith("_on")]
    return frame.with_columns(pl.col(name).str.to_date("%Y-%m-%d") for name in dated)


def shown(frame: pl.DataFrame, *columns: str) -> list[tuple[str | None, ...]]:
    return frame.select(pl.col(name).cast(pl.String) for name in columns).rows()


@pytest.mark.parametrize(
    ("episodes", "spells"),
    [
        (  # one status over two episodes, then another
            """
            child_id | status | from_on    | to_on
            A        | C1     | 2025-04-01 | 2025-05-01
            A        | C1     | 2025-05-01 | 2025-06-01
            A        | C2     | 2025-06-01 |
            """,
            [("A", "C1", "2025-04-01", "2025-06-01"), ("A", "C2", "2025-06-01", None)],
        ),
        (  # home for a day: a new run of the same status
            """
            child_id | status | from_on    | to_on
            A        | V2     | 2025-04-01 | 2025-05-01
            A        | V2     | 2025-05-02 | 2025-06-01
            """,
            [("A", "V2", "2025-04-01", "2025-05-01"), ("A", "V2", "2025-05-02", "2025-06-01")],
        ),
        (  # another child, rows in any order
            """
            child_id | status | from_on    | to_on
            B        | C1     | 2025-05-01 |
            A        | C1     | 2025-05-01 |
            A        | C1     | 2025-04-01 | 2025-05-01
            """,
            [("A", "C1", "2025-04-01", None), ("B", "C1", "2025-05-01", None)],
        ),
        (  # a status that could not be read is a run of its own
            """
            child_id | status | from_on    | to_on
            A        | C1     | 2025-04-01 | 2025-05-01
            A        |        | 2025-05-01 | 2025-06-01
            A        |        | 2025-06-01 | 2025-07-01
            A        | C1     | 2025-07-01 |
            """,
            [
                ("A", "C1", "2025-04-01", "2025-05-01"),
                ("A", None, "2025-05-01", "2025-07-01"),
                ("A", "C1", "2025-07-01", None),
            ],
        ),
    ],
)
def test_a_legal_status_runs_over_episodes_that_join(episodes, spells):
    unexplained = table(episodes).with_columns(start_reason=pl.lit(None, dtype=pl.String))
    assert shown(status_spells(unexplained), "child_id", "status", "from_on", "to_on") == spells


BEGUN_BEFORE = """
    child_id | started_on | ended_on   | start_reason | kind | postcode | urn | provider | change_reason
    A        | 2025-04-09 | 2025-06-01 | L            | U6   | AB1 2CD  | 11  | PR1      |
    A        | 2025-06-01 |            | P            | U4   | EF1 2CD  | 12  | PR1      |
    B        | 2025-04-09 |            | P            | U6   | AB1 2CD  | 11  | PR1      |
"""


def test_a_placement_whose_first_episode_changed_only_the_status_began_in_a_year_that_is_not_here():
    spells = placement_spells(table(BEGUN_BEFORE))
    assert shown(spells, "child_id", "started_on", "ended_on") == [
        ("A", None, "2025-06-01"),
        ("A", "2025-06-01", None),
        ("B", "2025-04-09", None),
    ]


def test_a_status_whose_first_episode_changed_only_the_placement_began_in_a_year_that_is_not_here():
    statuses = table("""
        child_id | status | from_on    | to_on      | start_reason
        A        | C2     | 2025-04-09 | 2025-06-01 | L
        A        | C2     | 2025-06-01 |            | P
        B        | C2     | 2025-04-09 | 2025-06-01 | P
        B        | E1     | 2025-06-01 |            | L
    """)
    assert shown(status_spells(statuses), "child_id", "status", "from_on", "to_on") == [
        ("A", "C2", "2025-04-09", None),
        ("B", "C2", None, "2025-06-01"),
        ("B", "E1", "2025-06-01", None),
    ]


PLACES = """
    child_id | started_on | ended_on   | start_reason | kind | postcode | urn | provider | change_reason
    A        | 2025-04-01 | 2025-05-01 | S            | U6   | AB1 2CD  | 11  | PR1      |
    A        | 2025-05-01 | 2025-06-01 | {reason}     | {kind} | {postcode} | {urn} | PR4 | CARPL
"""


@pytest.mark.parametrize(
    ("reason", "kind", "postcode", "urn", "count"),
    [
        ("L", "U6", "AB1 2CD", "11", 1),
        ("P", "U6", "AB1 2CD", "11", 2),  # the return says that the placement changed
        ("T", "U6", "AB1 2CD", "11", 2),
        ("B", "U6", "AB1 2CD", "11", 2),
        ("", "U6", "AB1 2CD", "11", 2),
        ("L", "U4", "AB1 2CD", "11", 2),  # only the status changed, it says: yet the kind did
        ("L", "U6", "EF1 2CD", "11", 2),
        ("L", "U6", "AB1 2CD", "22", 2),
        ("L", "U6", "AB1 2CD", "", 2),
    ],
)
def test_a_placement_runs_on_over_a_change_of_legal_status_only(reason, kind, postcode, urn, count):
    episodes = table(PLACES.format(reason=reason, kind=kind, postcode=postcode, urn=urn))
    assert placement_spells(episodes).height == count


def test_a_placement_ends_as_its_last_episode_does():
    episodes = table(PLACES.format(reason="L", kind="U6", postcode="AB1 2CD", urn="11"))
    assert shown(placement_spells(episodes), "started_on", "ended_on", "provider", "change_reason") == [
        ("2025-04-01", "2025-06-01", "PR4", "CARPL")
    ]


def test_a_placement_that_ended_before_the_next_episode_began_is_another():
    episodes = table(PLACES.format(reason="L", kind="U6", postcode="AB1 2CD", urn="11"))
    later = episodes.with_columns(
        pl.when(pl.col("start_reason") == "L")
        .then(date(2025, 5, 2))
        .otherwise("started_on")
        .alias("started_on")
    )
    assert placement_spells(later).height == 2


EPISODES = """
    child_id | started_on | ended_on   | start_reason | status | kind | end_reason | file | row
    A        | 2024-01-01 | 2024-03-01 | S            | C2     | U6   | X1         | 0    | 2
    A        | 2024-03-01 | 2024-06-01 | L            | E1     | U6   | X1         | 0    | 3
    A        | 2024-06-01 | 2024-12-01 | P            | E1     | A5   | X1         | 0    | 4
    A        | 2024-12-01 | 2025-02-01 | T            | E1     | A6   | E11        | 0    | 5
    B        | 2024-01-01 |            | S            | C2     | U6   |            | 0    | 6
"""
STEPS = ("child_id", "decided_on", "placement_order_on", "placed_on", "order_on", "order_type")


@pytest.mark.parametrize(
    ("decisions", "steps"),
    [
        (
            "child_id | decided_on\nA | 2024-02-01",
            [("A", "2024-02-01", "2024-03-01", "2024-06-01", "2025-02-01", "Adoption")],
        ),
        (  # decided after the order: still this decision's, for a person to see
            "child_id | decided_on\nA | 2024-04-01",
            [("A", "2024-04-01", "2024-03-01", "2024-06-01", "2025-02-01", "Adoption")],
        ),
        (  # two decisions: each step is of the last before it
            "child_id | decided_on\nA | 2024-02-01\nA | 2024-05-01",
            [
                ("A", "2024-02-01", "2024-03-01", None, None, None),
                ("A", "2024-05-01", None, "2024-06-01", "2025-02-01", "Adoption"),
            ],
        ),
        (  # no decision: the steps stand alone
            "child_id | decided_on\nB | 2024-02-01",
            [
                ("B", "2024-02-01", None, None, None, None),
                ("A", None, "2024-03-01", "2024-06-01", "2025-02-01", "Adoption"),
            ],
        ),
    ],
)
def test_what_came_of_a_decision_is_in_the_episodes(decisions, steps):
    assert shown(adoption_steps(table(decisions), table(EPISODES)), *STEPS) == steps


@pytest.mark.parametrize(
    ("reason", "kind", "steps"),
    [
        ("P", "A6", [("A", "2024-02-01", None, "2024-06-01", None, None)]),  # under the order since before
        ("L", "A6", [("A", "2024-02-01", "2024-06-01", None, None, None)]),  # with them since before
        ("B", "A6", [("A", "2024-02-01", "2024-06-01", "2024-06-01", None, None)]),
    ],
)
def test_a_step_taken_in_a_year_that_is_not_here_has_no_day(reason, kind, steps):
    episode = table(f"""
        child_id | started_on | ended_on | start_reason | status | kind   | end_reason | file | row
        A        | 2024-06-01 |          | {reason}     | E1     | {kind} |            | 0    | 2
    """)
    decision = table("child_id | decided_on\nA | 2024-02-01")
    assert shown(adoption_steps(decision, episode), *STEPS) == steps
