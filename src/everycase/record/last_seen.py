"""The day a child was last seen, which Annex A says without the kind of visit that it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from everycase.record.reading import PROBLEMS

SAID_IN = "child_in_need_visits"
OTHER_VISITS = ("care_visits", "child_protection_visits")

Tables = Mapping[str, pl.DataFrame]


def without_visits_elsewhere(
    tables: Tables, earlier: Sequence[Tables]
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """`tables` without visits to children in need that a more trusted file has, on that day, as another kind.

    Left in, such a visit would look like one to a child in need that was dated a day wrong. The second
    frame lists those left out.
    """
    days = [
        frame.select("child_id", "visited_on", where=pl.lit(name.replace("_", " ")))
        for trusted in earlier
        for name, frame in trusted.items()
        if name in OTHER_VISITS and {"child_id", "visited_on"} <= set(frame.columns)
    ]
    if SAID_IN not in tables or not days:
        return dict(tables), pl.DataFrame(schema=dict(PROBLEMS))
    same = ["child_id", "visited_on"]
    known = pl.concat(days).unique(same, keep="first", maintain_order=True)
    visits = tables[SAID_IN]
    left = visits.join(known, on=same, how="anti", maintain_order="left")
    return {**tables, SAID_IN: left}, _listed(visits.join(known, on=same, maintain_order="left"))


def _listed(visits: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("visited_on")
    return visits.select(
        pl.lit(SAID_IN).alias("file"),
        pl.lit("").alias("sheet"),
        pl.lit(None, dtype=pl.UInt32).alias("row"),
        pl.lit("visited_on").alias("column"),
        "child_id",
        pl.lit("merged").alias("kind"),
        day.cast(pl.String).alias("found"),
        pl.lit("one row for each visit").alias("expected"),
        pl.format(
            "Child {} was last seen on {}: the same visit as in {}, and kept there.",
            "child_id",
            day.dt.strftime("%-d %B %Y"),
            "where",
        ).alias("says"),
    )
