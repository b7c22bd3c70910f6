"""What many rules of the SSDA903 share: the child's dates, order of episodes, periods of care, last year.

Definitions are the DfE's as its validation rules use them. Where a child stands twice in Header, a rule
flags what is wrong beside either row: the order of rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.facts import Facts, MadeTable
from everycase.returns.reference import Reference, find
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    FOLLOWS,
    IF_SUPPLIED,
    PRECEDES,
    RETURNING_AUTHORITY,
    Pairs,
    if_supplied,
    is_one_of,
    is_supplied,
    pairs,
    previous,
)
from everycase.returns.ssda903.tables import TABLES
from everycase.returns.tables import Column

col = pl.col

FACTS = Facts(
    tables=TABLES,
    child="CHILD",
    dates="%d/%m/%Y",
    capitals=True,
    order={
        "Episodes": ("DECOM", "DEC"),
        "SWEpisodes": ("SW_DECOM", "SW_DEC"),
        "Missing": ("MIS_START", "MIS_END"),
        "DoLo": ("DOLO_START", "DOLO_END"),
        "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
        "Reviews": ("REVIEW", "REVIEW_CODE"),
    },
    derived={
        "Episodes": (
            Column("PL_LA", "code", "derived", note="upper-tier authority of PL_POST, or SCO, NIR, WAL"),
            Column(
                "PL_LOCATION", "code", "derived", note="IN where that is the returning authority, else OUT"
            ),
            Column("PL_DISTANCE", "number", "derived", note="miles from HOME_POST to PL_POST"),
        )
    },
)

SHORT_TERM = is_one_of(col("LS"), "V3", "V4")
"""Looked after only for short breaks."""

FIRST = ~FOLLOWS & col("CHILD").is_not_null()
"""The child's earliest row, in tables that are in order; a row without its date counts as no child's."""
LAST = ~PRECEDES & col("CHILD").is_not_null()


def one_before(start: str, end: str) -> pl.Expr:
    """`start` and `end` of the child's period before, as a struct; null where there is none.

    Periods are in order of their end, an open one's being its start; a row with neither is in none.
    """
    ends = pl.coalesce(col(end), col(start))
    # Named only so that the table is in order: ties are then told apart the same way in any file.
    placed = FOLLOWS.is_not_null() & col("CHILD").is_not_null() & ends.is_not_null()
    last = date(9999, 12, 31)
    order = (ends.fill_null(last), col(start).fill_null(last), pl.int_range(pl.len()))
    before = pl.struct(start=col(start), end=col(end)).shift(1).over("CHILD", order_by=order)
    return pl.when(placed).then(before)


PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
FOSTERED = ("U1", "U2", "U3", "U4", "U5", "U6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
OTHER_PLACES = ("Z11", "Z12", "Z13", "Z14")
"""Codes of PLACE that rules take together."""
ADOPTED = ("E11", "E12")
"""Codes of REC for a child adopted."""


def is_other_place(place: pl.Expr) -> pl.Expr:
    """Whether a kind of placement is one of the other ones: Z11 to Z14, or Z1 in returns until 2024/25."""
    return is_one_of(place, *OTHER_PLACES) | (is_one_of(place, "Z1") & (COLLECTION_END.dt.year() < 2026))


def not_in_list(name: str, listed: str) -> pl.Expr:
    """Whether a column holds something that isn't in a code list of the return; null where it is blank."""
    return ~col(name).is_in(codes("ssda903", listed))


def some_filled(*names: str) -> pl.Expr:
    """Whether any of these columns holds something; a date that can't be read counts as blank."""
    return pl.any_horizontal(col(name).is_not_null() for name in names)


def some_blank(*names: str) -> pl.Expr:
    """Whether any of these columns is blank."""
    return pl.any_horizontal(col(name).is_null() for name in names)


def without_spaces(postcode: pl.Expr) -> pl.Expr:
    """A postcode as it is compared: AB1 2CD and AB12CD are one place."""
    return postcode.str.replace_all(r"\s", "")


def out_of_the_year(day: pl.Expr) -> pl.Expr:
    """Whether a day is before or after the collection year; null where it is blank."""
    return (day < COLLECTION_START) | (day > COLLECTION_END)


def is_sex(value: pl.Expr, now: str, until_2024: str) -> pl.Expr:
    """Whether a sex is the one meant: M, F or U, but 1 or 2 until the return of 2023/24."""
    code = pl.when(COLLECTION_END.dt.year() < 2025).then(pl.lit(until_2024)).otherwise(pl.lit(now))
    return (value == code).fill_null(value=False)


def birthday(born: pl.Expr, years: int) -> pl.Expr:
    """The day on which somebody born then turns `years`; 28 February for one born on the 29th."""
    return born.dt.offset_by(f"{years}y")


BORN = FACTS.of_child("born", "Header", col("DOB").min())
"""Date of birth in Header, for any table with CHILD; the earliest where Header has the child twice."""
BORN_LATEST = FACTS.of_child("born at the latest", "Header", col("DOB").max())
"""The latest instead, for rules that flag a child as too young: either date may be the right one."""

EPISODES = FACTS.of_child("number of episodes", "Episodes", pl.len(), default=0)
"""How many episodes of this year the child has."""

FIRST_EPISODE = FACTS.of_row("first episode", "Episodes", FIRST & col("DECOM").is_not_null())
LAST_EPISODE = FACTS.of_row("last episode", "Episodes", LAST & col("DECOM").is_not_null())

# ---------------------------------------------------------------------- looked after all year

IN_THE_YEAR = (col("DECOM") <= COLLECTION_END) & (col("DEC").is_null() | (col("DEC") >= COLLECTION_START))
"""An episode of which some day lies in the collection year."""
_STARTED = (col("RNE") == "S") & (col("DECOM") > COLLECTION_START) & (col("DECOM") <= COLLECTION_END)
_ENDED = (
    (col("REC").is_null() | (col("REC") != "X1"))
    & (col("DEC") >= COLLECTION_START)
    & (col("DEC") < COLLECTION_END)
)

LOOKED_AFTER_ALL_YEAR = FACTS.of_child(
    "looked after all year",
    "Episodes",
    IN_THE_YEAR.any() & ~_STARTED.any() & ~_ENDED.any() & ~(IN_THE_YEAR & SHORT_TERM).any(),
    default=False,
)
"""Continuously looked after for the twelve months to 31 March; false for a child with no episodes."""

# ---------------------------------------------------------------------- periods of care

_NEW_PERIOD = ~FOLLOWS | (col("DECOM") > previous(col("DEC")))
PERIOD = FACTS.of_row("period of care", "Episodes", _NEW_PERIOD.fill_null(value=False).cum_sum())
"""Number of the period of care: episodes that follow on from each other. An open one is followed on from."""


def _periods(tables: Mapping[str, pl.LazyFrame], _reference: Reference) -> pl.LazyFrame:
    dated = tables["Episodes"].filter(col("CHILD").is_not_null(), col("DECOM").is_not_null())
    # The rows are in the child's order, and grouping keeps it.
    return dated.group_by("CHILD", "period of care").agg(start=col("DECOM").min(), end=col("DEC").last())


PERIODS_OF_CARE = FACTS.table(
    "PeriodsOfCare",
    MadeTable(
        columns=("CHILD", "start", "end"),
        reads={"Episodes": ("CHILD", "DECOM", "DEC", "period of care")},
        build=_periods,
    ),
)
"""One row a period: CHILD, start, end (null while open)."""

# ---------------------------------------------------------------------- unaccompanied children

_SAID = (col("UASC") == "1").any()
_DETAILS = ("SEX", "DOB", "DUC")
# A row of UASC that says nothing names nobody; one of a file with ids alone does.
_LISTED = pl.any_horizontal(if_supplied(name).is_not_null() for name in _DETAILS).any() | ~pl.any_horizontal(
    is_supplied(name).any() for name in _DETAILS
)


def _uasc(table: str, said: pl.Expr) -> pl.Expr:
    name = f"seeking asylum alone by {table}"
    return FACTS.of_child(name, table, said, default=False, optional=True)


SEEKING_ASYLUM_ALONE = (
    _uasc("Header", _SAID)
    | _uasc("Header_last", _SAID)
    | _uasc("UASC", _LISTED)
    | _uasc("UASC_last", _LISTED)
)
"""Identified as an unaccompanied asylum-seeking child in this year's or last year's return, by Header's
flag or a row in UASC that says anything, whichever is supplied; rules that need one at least say so in
`any_of`."""
UASC_TABLES = (("Header.UASC", "UASC", "Header_last.UASC", "UASC_last"),)

# ---------------------------------------------------------------------- last year's matching row


def beside_last_years_header(condition: pl.Expr) -> Pairs:
    """Rows of Header that meet a condition beside a row of the child's in last year's (`other`)."""
    return pairs("Header", "Header_last", ("CHILD",), condition, flag_right=False)


IN_LAST_YEARS_EPISODES = FACTS.of_child(
    "in last year's Episodes", "Episodes_last", pl.len() > 0, default=False
)

OPEN_AT_THE_END_OF_LAST_YEAR = FACTS.of_child(
    "open at the end of last year",
    "Episodes_last",
    (LAST_EPISODE & col("DEC").is_null()).any(),
    default=False,
)
"""Whether the child's last episode of last year's return was still open."""


def at_the_end_of_last_year(column: str) -> pl.Expr:
    """The value of `column` in the child's last episode of last year's return."""
    name = f"{column} at the end of last year"
    last = col(column).filter(LAST & col("DECOM").is_not_null()).first()
    return col(name) if name in FACTS.lookups else FACTS.of_child(name, "Episodes_last", last)


# ---------------------------------------------------------------------- places, from postcodes


def _postcodes(tables: Mapping[str, pl.LazyFrame], reference: Reference) -> pl.LazyFrame:
    """The postcodes of the return that are known, as written there."""
    names = [(plan, name) for plan in tables.values() for name in plan.collect_schema().names()]
    each = [plan.select(written=col(name)).drop_nulls() for plan, name in names if name != "row"]
    if reference.postcodes is None or not each:
        return pl.LazyFrame(schema=dict.fromkeys(("written", "authority", "east", "north"), pl.String))
    written = (
        pl.concat(each)
        .unique()
        .with_columns(postcode=without_spaces(col("written")))
        .collect(engine="in-memory")
    )
    known = find(reference.postcodes, written.get_column("postcode"))
    return written.join(known, on="postcode", how="inner").lazy()


_POSTS = ("HOME_POST" + IF_SUPPLIED, "PL_POST" + IF_SUPPLIED)
POSTCODES = FACTS.table(
    "Postcodes",
    MadeTable(
        columns=("written", "authority", "east", "north"),
        # Each by itself: the placement's place is told without the home's, too.
        reads=dict.fromkeys(("Episodes", "Episodes_last"), _POSTS),
        build=_postcodes,
        optional=("Episodes", "Episodes_last"),
        reference=("postcodes",),
    ),
)
"""The return's postcodes that exist; joined on `written`, which is HOME_POST or PL_POST."""

PL_LA = FACTS.lookup("PL_LA", POSTCODES, col("authority").first(), on={"PL_POST": "written"})
PL_LOCATION = FACTS.of_row(
    "PL_LOCATION",
    "Episodes",
    pl.when(PL_LA.is_not_null()).then(
        pl.when(PL_LA == RETURNING_AUTHORITY).then(pl.lit("IN")).otherwise(pl.lit("OUT"))
    ),
)


def _at(post: str, axis: str) -> pl.Expr:
    metres = col(axis).first().cast(pl.Float64)  # squared, whole ones would overflow
    return FACTS.lookup(f"{axis} of {post}", POSTCODES, metres, on={post: "written"})


_EAST = _at("HOME_POST", "east") - _at("PL_POST", "east")
_NORTH = _at("HOME_POST", "north") - _at("PL_POST", "north")
PL_DISTANCE = FACTS.of_row(
    "PL_DISTANCE", "Episodes", ((_EAST**2 + _NORTH**2).sqrt() / 1000 / 1.6093).round(1)
)
"""Miles as the crow flies, to one decimal. As PL_LA and PL_LOCATION, the column is used where supplied."""
HOME_POST_EXISTS = FACTS.lookup(
    "HOME_POST exists", POSTCODES, pl.len() > 0, on={"HOME_POST": "written"}, default=False
)
PL_POST_EXISTS = FACTS.lookup(
    "PL_POST exists", POSTCODES, pl.len() > 0, on={"PL_POST": "written"}, default=False
)

# ---------------------------------------------------------------------- Ofsted's providers


def _providers(_tables: Mapping[str, pl.LazyFrame], reference: Reference) -> pl.LazyFrame:
    return pl.LazyFrame() if reference.providers is None else reference.providers.lazy()


PROVIDERS = FACTS.table(
    "Providers",
    MadeTable(
        columns=("urn", "placement_codes", "provider_codes", "closed_on", "postcode", "authority"),
        reads={},
        build=_providers,
        reference=("providers",),
    ),
)
"""Ofsted's list, a row a URN; looked up with `on={"URN": "urn"}`."""
