"""Acts that show in several children's records together: an average, and a team's habit."""

from __future__ import annotations

import polars as pl
import pytest
from tests.synthetic.planting.small import AS_OF, after, shown, small
from tests.tables import given, wrong

from everycase.record.schema import STORED
from everycase.review.averages import averages
from everycase.review.scene import Scene
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.standards.language import Clock
from everycase.synthetic.planting import plan
from everycase.synthetic.planting.acts import COUNCIL
from everycase.synthetic.planting.acts_by_area import ACTS
from everycase.synthetic.planting.ground import Tables
from everycase.synthetic.planting.plant import truth

AVERAGES = ("adoption-a1-426-days", "adoption-a10-426-days", "adoption-a2-121-days")
SPIKE = "assessment-day-45-spike"
BY_ID = {act.standard: act for act in ACTS}

# Four children adopted 250 days after they entered care, 90 days after the placement order.
ADOPTED = [(f"Adopted {n}", f"202{n}-01-04", f"202{n}-09-10") for n in range(2, 6)]
IN_CARE = [(f"Waiting {n}", f"20{n}-03-01") for n in range(17, 21)]


def adoptions() -> Tables:
    """Four children who were adopted in good time, and four who have been in care for years."""
    left = "\n".join(
        f"e{n} | {n} | c{n} | {began} | {began} | {began[:4]}-12-20 | E11" for n, began, _ in ADOPTED
    )
    still = "\n".join(f"e{n} | {n} | c{n} | {began} | {began} | |" for n, began in IN_CARE)
    order = "\n".join(
        f"p{n} | {n} | {year}-04-05 | {year}-05-01 | {year}-07-30 | {placed} | {year}-12-20"
        for n, began, placed in ADOPTED
        for year in [began[:4]]
    )
    return small(
        care_episodes="episode_id | child_id | care_id | entered_care_on | started_on | ended_on | "
        f"end_reason\n{left}\n{still}",
        permanence="row_id | child_id | decided_on | placement_order_on | matched_on | placed_on | order_on\n"
        f"{order}",
    )


def average(tables: Tables, standard: str) -> tuple[int, float, int]:
    """How many children the average is over, how long it is, and how long it may be."""
    given_rows = {name: as_text(name, rows) for name, rows in tables.items() if not rows.is_empty()}
    clock = catalogue()[standard]
    assert isinstance(clock, Clock)
    record = given(AS_OF.isoformat(), **given_rows)
    ((_, children, days, limit, _),) = averages(
        Scene(record, Settings().values, AS_OF), {standard: clock}, Settings()
    ).rows()
    return children, days, limit


def as_text(name: str, rows: pl.DataFrame) -> str:
    """A table as `given` reads it, with the columns that have something in them."""
    columns = [c for c in STORED[name].fields() if rows[c].is_not_null().any() and rows[c].dtype != pl.List]
    lines = [
        " | ".join("" if v is None else str(v).replace("True", "yes").replace("False", "no") for v in row)
        for row in rows.select(columns).rows()
    ]
    return "\n".join([" | ".join(columns), *lines])


@pytest.mark.parametrize("standard", AVERAGES)
def test_a_few_children_who_waited_for_years_take_an_average_past_its_limit(standard: str) -> None:
    tables = adoptions()
    _, before, limit = average(tables, standard)
    assert before <= limit
    children, days, _ = average(after(BY_ID[standard], tables), standard)
    assert days > limit
    assert children > len(ADOPTED)


def test_an_average_is_found_of_the_council_and_of_no_child() -> None:
    acts = [BY_ID["adoption-a1-426-days"]]
    chosen = plan(adoptions(), AS_OF, acts, seed=1)
    assert chosen.height == 2  # a third of the four adopted, and one
    found = truth(adoptions(), acts, chosen)
    assert found.select("standard", "child_id", "what").rows() == [
        ("adoption-a1-426-days", COUNCIL, "over its limit")
    ]


def test_an_average_is_not_planted_where_too_few_children_could_lift_it() -> None:
    tables = adoptions()
    one = tables["care_episodes"].filter(
        ~pl.col("child_id").is_in(["Waiting 18", "Waiting 19", "Waiting 20"])
    )
    acts = [BY_ID["adoption-a1-426-days"]]
    assert plan({**tables, "care_episodes": one}, AS_OF, acts, seed=1).is_empty()


def team_of(many: int) -> Tables:
    """Open cases, each with a later assessment that took 41 working days: 3 March to 30 April 2025."""
    names = [f"Child {n:02}" for n in range(many)]
    return small(
        referrals="referral_id | child_id | referred_on | no_further_action\n"
        + "\n".join(f"r{n} | {n} | 2024-01-08 | no" for n in names),
        assessments="assessment_id | child_id | referral_id | started_on | authorised_on | team_id\n"
        + "\n".join(
            f"a{n} | {n} | r{n} | 2024-01-08 | 2024-02-09 | T1\n"
            f"b{n} | {n} | r{n} | 2025-03-03 | 2025-04-30 | T1"
            for n in names
        ),
        events="child_id | kind | happened_on\n"
        + "\n".join(f"{n} | assessment-submitted | 2025-04-28" for n in names),
        teams="team_id | team_name\nT1 | North",
    )


def test_a_team_joins_whose_assessments_are_all_authorised_on_the_last_day() -> None:
    tables = after(BY_ID[SPIKE], team_of(12))
    # 45 working days after 3 March 2025: Good Friday was 18 April, Easter Monday the 21st, 5 May a holiday.
    moved = [
        row for row in shown(tables, "assessments", "started_on", "authorised_on", "team_id") if "T990" in row
    ]
    assert moved == [("2025-03-03", "2025-05-08", "T990")] * 12
    assert shown(tables, "events", "happened_on") == [("2025-05-07",)] * 12
    assert "T990" in tables["teams"]["team_id"]
    text = {name: as_text(name, tables[name]) for name in ("assessments", "teams")}
    assert len(wrong(given(AS_OF.isoformat(), **text), SPIKE)) == 1


def test_a_heap_takes_a_dozen() -> None:
    assert plan(team_of(11), AS_OF, [BY_ID[SPIKE]], seed=1).is_empty()
