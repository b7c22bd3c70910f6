"""What the looked-after return says by its episodes: legal statuses, placements, the way to adoption.

A new episode begins at every change of legal status or of placement, so one placement can run over
several episodes, and one legal status too.
"""

from __future__ import annotations

import polars as pl

ADOPTIVE = ("A3", "A4", "A5", "A6")
"""Codes of PLACE for a child placed for adoption."""
PLACEMENT_ORDER = "E1"
ADOPTED = ("E11", "E12")


def status_spells(statuses: pl.DataFrame) -> pl.DataFrame:
    """Episodes with `status`, `from_on`, `to_on`, `start_reason` → a row for each unbroken run of a status.

    An episode carries a run on where it begins on the day that the one before it ended. A run that begins
    with a mere change of placement (P or T) began earlier, in a year that isn't here: its start is empty.
    """
    ordered = statuses.sort("child_id", "from_on", maintain_order=True)
    goes_on = _follows("from_on", "to_on") & pl.col("status").eq_missing(_before("status"))
    began = _began("from_on", "to_on", pl.col("start_reason").is_in(["P", "T"]))
    return _runs(ordered.with_columns(began), goes_on, last=("to_on",))


def placement_spells(placements: pl.DataFrame) -> pl.DataFrame:
    """Episodes with their placement and `start_reason` → a row for each placement.

    A placement runs on over an episode that began for a change of legal status only (L), in the same
    kind of placement with the same postcode and Ofsted number. Its end, provider and reason for change
    are those of its last episode. One that begins with such an episode began earlier: its start is empty.
    """
    ordered = placements.sort("child_id", "started_on", maintain_order=True)
    same = [
        pl.col(name).eq_missing(_before(name))
        for name in ("kind", "postcode", "urn")
        if name in ordered.columns
    ]
    reason_is_status = (pl.col("start_reason") == "L").fill_null(value=False)
    goes_on = pl.all_horizontal(_follows("started_on", "ended_on"), reason_is_status, *same)
    began = _began("started_on", "ended_on", reason_is_status)
    return _runs(ordered.with_columns(began), goes_on, last=("ended_on", "provider", "change_reason"))


def _before(name: str) -> pl.Expr:
    return pl.col(name).shift()


def _began(start: str, end: str, continues: pl.Expr) -> pl.Expr:
    """The start; empty for an episode that continues something and follows no episode that is here."""
    earlier = continues.fill_null(value=False) & ~_follows(start, end)
    return pl.when(~earlier).then(start).alias(start)


def _follows(start: str, end: str) -> pl.Expr:
    """The row begins for the same child on the day that the row before it ends."""
    same_child = pl.col("child_id") == _before("child_id")
    return (same_child & (pl.col(start) == _before(end))).fill_null(value=False)


def _runs(rows: pl.DataFrame, goes_on: pl.Expr, last: tuple[str, ...]) -> pl.DataFrame:
    """Rows joined while `goes_on`: fields of the first row, those in `last` of the last."""
    numbered = rows.with_columns((~goes_on).cum_sum().alias("~run"))
    rest = [name for name in rows.columns if name not in last]
    ends = [pl.col(name).last() for name in last if name in rows.columns]
    return (
        numbered.group_by("~run", maintain_order=True)
        .agg(*(pl.col(name).first() for name in rest), *ends)
        .select(rows.columns)
    )


def adoption_steps(decisions: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """Decisions that a child should be placed for adoption, with what the episodes say came of each.

    decisions: `child_id`, `decided_on` and more. episodes: `child_id`, `started_on`, `ended_on`, `status`,
    `kind`, `start_reason`, `end_reason`, `file`, `row`. Each step belongs to the last decision on or before
    it, else to the child's first; a child with steps and no decision has a row with none.
    """
    steps = _steps(episodes)
    ordered = decisions.with_row_index("~decision").sort("decided_on", nulls_last=False)
    matched = steps.sort("on").join_asof(
        ordered.select("~decision", "child_id", on="decided_on").drop_nulls("on"),
        on="on",
        by="child_id",
        check_sortedness=False,
    )
    first = ordered.group_by("child_id", maintain_order=True).agg(pl.col("~decision").first().alias("~first"))
    matched = matched.join(first, on="child_id", how="left").with_columns(
        pl.coalesce("~decision", "~first").alias("~decision")
    )
    of_each = matched.group_by("child_id", "~decision", maintain_order=True).agg(
        *(pl.col("on").filter(pl.col("step") == step).min().alias(step) for step in _STEPS),
        pl.col("file").first(),
        pl.col("row").first(),
    )
    with_decision = ordered.join(
        of_each.drop("child_id", "file", "row"), on="~decision", how="left", maintain_order="left"
    )
    alone = of_each.filter(pl.col("~decision").is_null())
    both = pl.concat([with_decision, alone], how="diagonal_relaxed").drop("~decision")
    adopted = pl.when(pl.col("order_on").is_not_null()).then(pl.lit("Adoption"))
    return both.with_columns(adopted.alias("order_type"))


_STEPS = ("placement_order_on", "placed_on", "order_on")


def _steps(episodes: pl.DataFrame) -> pl.DataFrame:
    """The day of each step in a child's episodes: `child_id`, `step`, `on`, `file`, `row`.

    An order or a placement holds over several episodes: its day is that of the first of them, where that
    one is here. A mere change of placement (P or T) is not the first under an order, nor one of status (L)
    the first with adopters.
    """
    ordered = episodes.sort("child_id", "started_on", maintain_order=True)
    goes_on = _follows("started_on", "ended_on")
    reason = pl.col("start_reason")
    moved = reason.is_in(["P", "T"]).fill_null(value=False) & ~goes_on
    restated = (reason == "L").fill_null(value=False) & ~goes_on
    under_order = (pl.col("status") == PLACEMENT_ORDER).fill_null(value=False)
    placed = pl.col("kind").is_in(ADOPTIVE).fill_null(value=False)
    found = (
        ("placement_order_on", under_order & ~moved & ~(goes_on & under_order.shift()), "started_on"),
        ("placed_on", placed & ~restated & ~(goes_on & placed.shift()), "started_on"),
        ("order_on", pl.col("end_reason").is_in(ADOPTED), "ended_on"),
    )
    return pl.concat(
        ordered.filter(condition).select(
            "child_id", "file", "row", pl.lit(step).alias("step"), pl.col(day).alias("on")
        )
        for step, condition, day in found
    ).drop_nulls("on")
