"""Episodes, and what happened in them: reviews, missing episodes, social workers, orders."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.writers.ssda903.children import alone_since
from everycase.synthetic.writers.ssda903.year import SHORT_BREAKS, CareYear
from everycase.synthetic.writers.tables import months_before

NO_PROVIDER = ("T0", "T1", "T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14")


def episodes(year: CareYear) -> pl.DataFrame:
    """Every episode with a day in the year, with the legal status and placement that it began under.

    A child who seeks asylum alone, or did last year, has no home here to measure a distance from.
    """
    rows = _with_placement(year, _with_legal_status(year, _with_home(year, year.episodes)))
    postcodes = ~pl.col("status").is_in(SHORT_BREAKS).fill_null(value=False)
    provided = ~pl.col("kind").is_in(NO_PROVIDER).fill_null(value=False)
    alone = pl.col("child_id").is_in(alone_since(year, months_before(year.start, 12))["child_id"].implode())
    moved = (pl.col("end_reason") == "X1") & (pl.col("ended_on") == pl.col("placement_ended_on"))
    return rows.sort("child_id", "started_on", maintain_order=True).select(
        CHILD="child_id",
        DECOM="started_on",
        RNE="start_reason",
        LS="status",
        CIN="primary_need",
        PLACE="kind",
        PLACE_PROVIDER=pl.when(provided).then("provider"),
        DEC="ended_on",
        REC="end_reason",
        REASON_PLACE_CHANGE=pl.when(moved).then("change_reason"),
        HOME_POST=pl.when(postcodes & ~alone).then(_postcode("home_postcode")),
        PL_POST=pl.when(postcodes).then(_postcode("postcode")),
        URN=pl.when(postcodes).then("urn"),
    )


def looked_after(year: CareYear) -> pl.Series:
    """Ids of the children who were in care in the year for more than short breaks."""
    breaks = pl.col("LS").is_in(SHORT_BREAKS).fill_null(value=False)
    return episodes(year).filter(~breaks)["CHILD"].unique()


def _with_legal_status(year: CareYear, rows: pl.DataFrame) -> pl.DataFrame:
    statuses = year.rows("legal_statuses").select("child_id", "status", "from_on", "to_on")
    joined = _as_it_began(rows, statuses, "from_on")
    over = (pl.col("to_on") <= pl.col("started_on")).fill_null(value=False)
    return joined.with_columns(status=pl.when(~over).then("status")).drop("from_on", "to_on")


def _with_placement(year: CareYear, rows: pl.DataFrame) -> pl.DataFrame:
    """The placement that the episode names, or else the child's latest by its first day."""
    facts = ("kind", "provider", "postcode", "urn", "change_reason", "placement_ended_on")
    placements = year.rows("placements").rename({"ended_on": "placement_ended_on"})
    named = rows.filter(pl.col("placement_id").is_not_null())
    known = placements.select("child_id", "placement_id", *facts).drop_nulls("placement_id")
    known = known.unique(["child_id", "placement_id"], keep="first", maintain_order=True)
    by_id = named.join(known, on=["child_id", "placement_id"], how="left", maintain_order="left")
    dated = placements.select("child_id", *facts, placed_on="started_on")
    by_date = _as_it_began(rows.filter(pl.col("placement_id").is_null()), dated, "placed_on")
    return pl.concat([by_id, by_date.drop("placed_on")], how="diagonal")


def _with_home(year: CareYear, rows: pl.DataFrame) -> pl.DataFrame:
    """The postcode of the child's home when care began; a placement's address is not a home."""
    homes = year.rows("addresses").filter(
        ~pl.col("kind").str.to_lowercase().str.contains("placement").fill_null(value=False)
    )
    homes = (
        homes.select("child_id", "from_on", home_postcode="postcode").drop_nulls("from_on").sort("from_on")
    )
    entered = rows.with_columns(entered=pl.coalesce("entered_care_on", "started_on")).sort("entered")
    joined = entered.join_asof(
        homes, left_on="entered", right_on="from_on", by="child_id", check_sortedness=False
    )
    return joined.drop("entered", "from_on", strict=False)


def _as_it_began(rows: pl.DataFrame, others: pl.DataFrame, since: str) -> pl.DataFrame:
    """`rows` with the latest of `others` that had begun by each episode's first day."""
    ordered = others.drop_nulls(since).sort(since, maintain_order=True)
    return rows.sort("started_on", maintain_order=True).join_asof(
        ordered, left_on="started_on", right_on=since, by="child_id", check_sortedness=False, coalesce=False
    )


def _postcode(name: str) -> pl.Expr:
    """A postcode with its one space: three characters come after it."""
    close = pl.col(name).str.replace_all(" ", "", literal=True).str.to_uppercase()
    return close.str.replace(r"^(.+)(.{3})$", "$1 $2")


def reviews(year: CareYear) -> pl.DataFrame:
    """Reviews held in the year; of a child who had only short breaks the return has none."""
    held = year.within("held_on") & (pl.col("cancelled").is_null() | ~pl.col("cancelled"))
    rows = year.rows("care_reviews").filter(held & pl.col("child_id").is_in(looked_after(year).implode()))
    return rows.select(CHILD="child_id", REVIEW="held_on", REVIEW_CODE="participation")


def missing(year: CareYear) -> pl.DataFrame:
    """Times missing, or away without authorisation, with a day in the year."""
    rows = year.rows("missing_episodes").filter(year.goes_on("from_on", "to_on"))
    code = pl.col("kind").replace({"Missing": "M", "Away": "A"})
    return year.of_looked_after(rows).select(
        CHILD="child_id", MISSING=code, MIS_START="from_on", MIS_END="to_on"
    )


def social_workers(year: CareYear) -> pl.DataFrame:
    """Each allocated worker's part in the year, by the worker's registration number where it is known.

    Of a child who left care it has those who were the child's in care, the last of them without an end.
    """
    allocated = (pl.col("role") == "ALLOCATED") & year.goes_on("from_on", "to_on")
    open_or_last = pl.col("ended_on").sort(nulls_last=True).last()
    in_care = year.episodes.group_by("child_id").agg(left_on=open_or_last)
    rows = year.rows("involvements").filter(allocated).join(in_care, on="child_id", maintain_order="left")
    rows = rows.filter(pl.col("left_on").is_null() | (pl.col("from_on") <= pl.col("left_on")))
    stayed = (pl.col("to_on") >= pl.col("left_on")).fill_null(value=False)
    workers = year.rows("workers").select("worker_id", "registration_number").unique("worker_id")
    rows = rows.join(workers, on="worker_id", how="left", maintain_order="left")
    registered = pl.col("registration_number").str.starts_with("SW")
    return rows.select(
        CHILD="child_id",
        SW_ID=pl.when(registered).then("registration_number").otherwise("worker_id"),
        SW_DECOM="from_on",
        SW_DEC=pl.when(~stayed).then("to_on"),
        SW_REASON="change_reason",
    )


def deprivations_of_liberty(year: CareYear) -> pl.DataFrame:
    """Orders with a day in the year."""
    rows = year.rows("deprivations_of_liberty").filter(year.goes_on("from_on", "to_on"))
    return year.of_looked_after(rows).select(CHILD="child_id", DOLO_START="from_on", DOLO_END="to_on")
