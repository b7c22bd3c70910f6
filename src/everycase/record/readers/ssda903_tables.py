"""Which tables of the record the looked-after return is read as, and how each is put together.

Where two years' returns tell of the same fact, the later year's row stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from everycase.record.codes import codes
from everycase.record.readers.harvest import YEAR, Harvest
from everycase.record.readers.ssda903_spells import adoption_steps, placement_spells, status_spells
from everycase.record.schema import (
    Table,
    care_episodes,
    care_leavers,
    care_reviews,
    care_years,
    children,
    deprivations_of_liberty,
    immigration_statuses,
    immunisations,
    involvements,
    legal_statuses,
    missing_episodes,
    permanence,
    placements,
    previous_permanence,
    strengths_and_difficulties,
)

OF_MODULE: Mapping[str, tuple[Table, ...]] = {
    "Header": (children,),
    "Episodes": (care_episodes, legal_statuses, placements),
    "Reviews": (care_reviews,),
    "UASC": (immigration_statuses,),
    "OC2": (care_years, strengths_and_difficulties, immunisations),
    "OC3": (care_leavers,),
    "AD1": (permanence,),
    "PlacedAdoption": (permanence,),
    "PrevPerm": (previous_permanence,),
    "Missing": (missing_episodes,),
    "SWEpisodes": (involvements,),
    "DoLo": (deprivations_of_liberty,),
}
"""Which tables of the record each table of the return is read as."""

_HOMES = [(letter, suitable) for letter in codes("care_leaver_accommodation") for suitable in "12"]
SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "children.sex": {"1": "M", "2": "F"},  # until 2023/24
    "missing_episodes.kind": {"M": "Missing", "A": "Away"},
    "care_leavers.accommodation": {f"{letter}{suitable}": letter for letter, suitable in _HOMES},
    "care_leavers.suitable": {f"{letter}{suitable}": suitable for letter, suitable in _HOMES},
}
PLACEHOLDERS: Mapping[str, Sequence[str]] = {
    "placements.urn": ("XXXXXXX",),
    # Not in touch, so nothing is known of their home or what they do.
    "care_leavers.accommodation": ("0",),
    "care_leavers.suitable": ("0",),
    "care_leavers.activity": ("0",),
}

SAME: Mapping[Table, tuple[str, ...]] = {
    care_episodes: ("child_id", "started_on"),
    care_reviews: ("child_id", "held_on"),
    missing_episodes: ("child_id", "from_on"),
    involvements: ("child_id", "from_on", "worker_id"),
    deprivations_of_liberty: ("child_id", "from_on"),
    previous_permanence: ("child_id",),
    immigration_statuses: ("child_id",),
    immunisations: ("child_id",),
    care_leavers: ("child_id",),
    care_years: ("child_id", YEAR),
    strengths_and_difficulties: ("child_id", YEAR),
}
"""What makes rows of two years' returns (or of one) the same fact."""

_YEAR_ENDING = pl.date(pl.col(YEAR), 3, 31).alias("year_ending")
SAID_BY_THE_TABLE: Mapping[Table, pl.Expr] = {
    involvements: pl.lit("ALLOCATED").alias("role"),
    immigration_statuses: pl.lit("Unaccompanied child seeking asylum").alias("status"),
    care_years: _YEAR_ENDING,
    strengths_and_difficulties: _YEAR_ENDING,
}
"""A field that every row of the table has because of where it stands, not in a column."""

ONLY_WHERE_FILLED: Mapping[Table, tuple[str, ...]] = {
    strengths_and_difficulties: ("score", "reason"),
    immunisations: ("up_to_date",),
}
"""Tables read from a row that may be about other things: rows with none of these say nothing."""

STEPS = ("placement_order_on", "placed_on", "order_on", "order_type")
"""Fields of `permanence` that the episodes give."""
OF_THE_ADOPTED = frozenset(
    {"matched_on", "adopted_by_carer", "adopters", "adopter_sex", "adopter_legal_status"}
)
"""Fields of `permanence` that the return has only of children who were adopted: it asks for the match
once there is an order, and an empty one doesn't say that there is no match."""


def tables_of(harvest: Harvest) -> dict[str, pl.DataFrame]:
    """Every table of the record that the return's files hold, of each fact the latest year's."""
    tables = {table.name: _table(harvest, table) for table in SAME if harvest.has(table)}
    if harvest.has(children):
        tables["children"] = _ever_unaccompanied(harvest, harvest.latest_values(children, ("child_id",)))
    if harvest.has(permanence):
        tables["permanence"] = harvest.latest_values(permanence, ("child_id", "decided_on"))
    if harvest.has(care_episodes):
        tables |= _from_episodes(harvest, tables)
    return tables


def _ever_unaccompanied(harvest: Harvest, latest: pl.DataFrame) -> pl.DataFrame:
    """A yes of any year stands, and a no only of a child in care: the return leaves out who has left it."""
    rows = harvest.rows(children)
    if "unaccompanied" not in rows.columns:
        return latest
    in_care = harvest.rows(care_episodes)["child_id"] if harvest.has(care_episodes) else rows["child_id"]
    told = pl.col("unaccompanied") | pl.col("child_id").is_in(in_care.implode())
    ever = rows.filter(told).group_by("child_id").agg(pl.col("unaccompanied").max())
    joined = latest.drop("unaccompanied").join(ever, on="child_id", how="left", maintain_order="left")
    return joined.select(latest.columns)


def supplied_by(harvest: Harvest) -> dict[str, frozenset[str]]:
    """Fields by table that the files hold, what the episodes give included."""
    supplied = harvest.supplied()
    for table, said in SAID_BY_THE_TABLE.items():
        if table.name in supplied:
            supplied[table.name] |= {said.meta.output_name()}
    if harvest.has(care_episodes):
        supplied["permanence"] = supplied.get("permanence", frozenset({"child_id"})) | set(STEPS)
    if "permanence" in supplied:
        supplied["permanence"] -= OF_THE_ADOPTED
    return supplied


def _table(harvest: Harvest, table: Table) -> pl.DataFrame:
    rows = harvest.whole(table, SAME[table], said_by=ONLY_WHERE_FILLED.get(table, ()))
    said = SAID_BY_THE_TABLE.get(table)
    return rows if said is None else rows.with_columns(said)


def _from_episodes(harvest: Harvest, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Legal statuses, placements and steps to adoption, from the rows that became care episodes."""
    place = ["file", "row"]
    kept = tables["care_episodes"]
    reasons = _with(kept, ("start_reason", "end_reason")).select(*place, "start_reason", "end_reason")
    statuses = harvest.rows(legal_statuses).join(
        reasons.select(*place, "start_reason"), on=place, how="inner", maintain_order="left"
    )
    places = harvest.rows(placements).join(reasons, on=place, how="inner", maintain_order="left")
    places = _with(places, ("kind",))
    states = _with(statuses, ("status",)).select(*place, "status")
    episodes = places.join(states, on=place, how="left", maintain_order="left")
    decisions = tables.get("permanence", permanence.empty().select("child_id", "decided_on"))
    return {
        "legal_statuses": status_spells(_with(statuses, ("status", "to_on"))).drop("start_reason"),
        "placements": placement_spells(_with(places, ("ended_on",))).drop("end_reason", "start_reason"),
        "permanence": adoption_steps(decisions, _with(episodes, ("ended_on",))),
    }


def _with(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """`rows` with empty columns for those of `names` that the file lacks."""
    lacking = [name for name in names if name not in rows.columns]
    dates = {name for name in lacking if name.endswith("_on")}
    return rows.with_columns(
        pl.lit(None, pl.Date if name in dates else pl.String).alias(name) for name in lacking
    )
