"""Known ways in which an extract of the Standard Safeguarding Dataset misleads, set right or said.

Each function takes the tables and gives them back set right, with what it set right listed.
Seen in extracts made from SystemC (Liquidlogic), Mosaic and Eclipse with the published scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from everycase.record.readers.problems import problem, problems, together
from everycase.record.readers.ssd_rows import Corrected, Tables, listed

UNBORN_AT_MOST_DAYS = 365
"""An expected date of birth further back than this is no unborn child's: it is an estimate."""
CONSTANT_ROWS = 100
"""Rows from which on a flag that says the same in each is taken for a fixed value of the script."""


def set_right(tables: Tables, files: Sequence[str], as_of: date) -> Corrected:
    """Every trap, in order."""
    found = []
    corrected = dict(tables)
    for step in (_estimated_births, _addresses_for_urns, _constant_quorum):
        corrected, listing = step(corrected, files, as_of)
        found.append(listing)
    corrected, merged = _visits_once(corrected, files)
    return corrected, together([*found, merged, _said(corrected, files)])


def _estimated_births(tables: Tables, files: Sequence[str], as_of: date) -> Corrected:
    """SystemC leaves the date of birth empty where it is an estimate, and puts it with expected ones.

    A child whose expected date is over a year past, or who has been in care, is born.
    """
    children = tables.get("children", pl.DataFrame())
    if not {"born_on", "expected_on"} <= set(children.columns):
        return dict(tables), problems()
    in_care = tables.get("care_episodes", pl.DataFrame(schema={"child_id": pl.String}))["child_id"]
    long_past = pl.col("expected_on") < pl.lit(as_of).dt.offset_by(f"-{UNBORN_AT_MOST_DAYS}d")
    born = pl.col("born_on").is_null() & (long_past | pl.col("child_id").is_in(in_care.implode()))
    estimated = born & pl.col("expected_on").is_not_null()
    says = pl.format(
        "there is no date of birth but an expected one, {}, of a child who is born by now; "
        "taken as an estimated date of birth",
        "expected_on",
    )
    listing = listed(
        children.filter(estimated), "trap", says, files, found=pl.col("expected_on").cast(pl.String)
    )
    corrected = children.with_columns(
        pl.when(estimated).then("expected_on").otherwise("born_on").alias("born_on"),
        pl.when(~estimated).then("expected_on").alias("expected_on"),
        pl.when(estimated).then(True).alias("birth_estimated"),  # noqa: FBT003
    )
    return {**tables, "children": corrected}, listing


def _addresses_for_urns(tables: Tables, files: Sequence[str], as_of: date) -> Corrected:  # noqa: ARG001
    """Eclipse fills the setting's Ofsted number from the address's number (UPRN), which is longer."""
    rows = tables.get("placements", pl.DataFrame())
    if "urn" not in rows.columns:
        return dict(tables), problems()
    address = pl.col("urn").str.contains(r"^\d{9,12}$")
    wrong = rows.filter(address)
    if wrong.is_empty():
        return dict(tables), problems()
    first = wrong.row(0, named=True)
    says = (
        f"{files[first['file']]}: {wrong.height:,} placements have an address's number (such as "
        f"{first['urn']}) where Ofsted's number of the setting should be; taken as empty."
    )
    listing = problems([problem("trap", says, file=files[first["file"]], found=first["urn"])])
    return {**tables, "placements": rows.with_columns(pl.when(~address).then("urn").alias("urn"))}, listing


def _constant_quorum(tables: Tables, files: Sequence[str], as_of: date) -> Corrected:  # noqa: ARG001
    """Eclipse's script writes that every review conference had enough agencies there."""
    rows = tables.get("child_protection_reviews", pl.DataFrame())
    if "quorate" not in rows.columns or rows.height < CONSTANT_ROWS or rows["quorate"].null_count():
        return dict(tables), problems()
    if not rows["quorate"].all():
        return dict(tables), problems()
    file = files[rows["file"][0]]
    says = (
        f"{file}: all {rows.height:,} review conferences are quorate, as one script always writes; not used."
    )
    blank = rows.with_columns(pl.lit(None, dtype=pl.Boolean).alias("quorate"))
    return {**tables, "child_protection_reviews": blank}, problems(
        [problem("trap", says, file=file, found="Y")]
    )


def _visits_once(tables: Tables, files: Sequence[str]) -> Corrected:
    """SystemC lists protection and care visits among child in need visits too; each is kept once.

    A protection visit has the same id in both tables. A care visit has not: it is the same if it is
    of the same child on the same day.
    """
    corrected, listings = dict(tables), []
    same_day = ["child_id", "visited_on"]
    for other, link in (("child_protection_visits", ["visit_id", "child_id"]), ("care_visits", same_day)):
        general, special = (corrected.get(name, pl.DataFrame()) for name in ("child_in_need_visits", other))
        if not set(link) <= set(general.columns) & set(special.columns):
            continue
        twice = general.drop_nulls(link).join(
            special.select(*link, pl.col("row").alias("~row")).unique(link, keep="first"),
            on=link,
            maintain_order="left",
        )
        says = pl.format(f"the same visit as in {other.replace('_', ' ')}, row {{}}; kept there", "~row")
        listings.append(listed(twice, "merged", says, files, found=pl.col("visit_id")))
        corrected["child_in_need_visits"] = general.join(
            twice.select("file", "row"), on=["file", "row"], how="anti"
        )
        corrected[other] = _filled_from(special, twice, link)
    return corrected, together(listings)


def _filled_from(special: pl.DataFrame, twice: pl.DataFrame, link: list[str]) -> pl.DataFrame:
    """Visits with what only their double says (the child was seen, seen alone, the bedroom)."""
    flags = [c for c in ("seen", "seen_alone", "bedroom_seen") if c in special.columns and c in twice.columns]
    if not flags or twice.is_empty():
        return special
    doubles = twice.group_by(link).agg(pl.col(flags).max().name.prefix("~"))
    joined = special.join(doubles, on=link, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(flag, f"~{flag}").alias(flag) for flag in flags).select(
        special.columns
    )


def _said(tables: Tables, files: Sequence[str]) -> pl.DataFrame:
    """What can't be set right from the extract alone, and must be known when it is read."""
    sentences = (_nobody_eligible(tables), _never_cancelled(tables))
    return problems(
        problem("trap", f"{files[number]}: {says}", file=files[number]) for number, says in sentences if says
    )


def _nobody_eligible(tables: Tables) -> tuple[int, str]:
    rows = tables.get("care_leavers", pl.DataFrame())
    if "eligibility" not in rows.columns:
        return 0, ""
    none = rows.filter(pl.col("eligibility") == "No Current Eligibility").height
    if 2 * none <= rows.height:
        return 0, ""
    return rows["file"][0], (
        f"{none:,} of {rows.height:,} care leavers have 'No Current Eligibility', which one system also "
        "writes where nothing is recorded."
    )


def _never_cancelled(tables: Tables) -> tuple[int, str]:
    rows = tables.get("care_reviews", pl.DataFrame())
    if "cancelled" not in rows.columns or rows.height < CONSTANT_ROWS or rows["cancelled"].any():
        return 0, ""
    return rows["file"][0], f"not one of {rows.height:,} reviews was cancelled; one script writes N for all."
