"""The facts that two formats are compared on, each with what makes it comparable.

A comparison gives its rows, or the reason why the two can't be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from everycase.record.cross_checks.comparing import (
    SECOND,
    Pair,
    Stretch,
    meeting,
    one_to_one,
    rows_of,
    spell_in_words,
    that_can_be_right,
    valued,
    within,
)
from everycase.record.cross_checks.told import Told
from everycase.record.schema import (
    Format,
    child_in_need_plans,
    child_protection_plans,
    children,
    legal_statuses,
)

Found = Iterator[tuple[str, pl.DataFrame | str]]
"""Of each fact: its rows, or why it can't be compared."""
NO_DAY = "there is no time of which both hold everything"
NOT_TOLD = ("U",)
"""Codes of sex that say that it isn't known."""


def lacking(pair: Pair, table: str, *fields: str) -> str:
    """Which of the two, or both, hold none of it; empty where both hold it."""
    without = [told.name for told in (pair.first, pair.second) if not told.supplies(table, *fields)]
    return " and ".join(without) and f"not in the {' nor the '.join(without)}"


@dataclass(frozen=True)
class OfTheChild:
    """A fact that a child's own row says. Only a value is compared: an empty cell denies nothing."""

    fact: str
    column: str
    codes: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, pair: Pair) -> Found:
        """Rows for the children whom both hold."""
        if why := lacking(pair, children.name, self.column):
            yield self.fact, why
            return
        columns = ("child_id", self.column, "at")
        both = pair.first.children.select(columns).join(
            pair.second.children.select(columns), on="child_id", suffix=SECOND
        )
        yield self.fact, rows_of(pair, self.fact, valued(both, self.column, pl.lit(None), self.codes))


@dataclass(frozen=True)
class OfSpells:
    """Plans or periods of care: whether there is one, when it began and ended, and what it says.

    Those that either format has as `apart` are matched and not judged.
    spells: a format's. columns: more facts of one spell → its column and codes. lasting: those of them that
    change while the plan goes on, so that only files of one day, or a plan that has ended, can be compared.
    """

    fact: str
    table: str
    spells: Callable[[Told], pl.DataFrame]
    columns: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    lasting: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that it speaks of."""
        return (self.fact, f"{self.fact} from", f"{self.fact} to", *self.columns)

    def __call__(self, pair: Pair) -> Found:
        """Rows for the spells that go on at some time that both formats reach."""
        why = lacking(pair, self.table)
        stretch = pair.stretch(self.table)
        if why or stretch is None:
            yield from ((fact, why or NO_DAY) for fact in self.facts)
            return
        told = that_can_be_right(self.spells(pair.first), self.spells(pair.second))
        mine, theirs = (within(spells, stretch) for spells in told)
        every = meeting(mine, theirs)
        same = one_to_one(every.filter(~pl.col("apart") & ~pl.col(f"apart{SECOND}")))
        yield self.fact, rows_of(pair, self.fact, _there(mine, theirs, every, same))
        start = pl.coalesce("began", f"began{SECOND}")
        yield f"{self.fact} from", rows_of(pair, f"{self.fact} from", valued(same, "began", start))
        yield f"{self.fact} to", rows_of(pair, f"{self.fact} to", _ends(same, stretch, start))
        for fact, (column, codes) in self.columns.items():
            rows = same.filter(self._comparable(pair, fact))
            yield fact, rows_of(pair, fact, valued(rows, column, start, codes))

    def _comparable(self, pair: Pair, fact: str) -> pl.Expr:
        if fact not in self.lasting or pair.first.as_of == pair.second.as_of:
            return pl.lit(value=True)
        return pl.col("ended").is_not_null() & pl.col(f"ended{SECOND}").is_not_null()


COLUMNS = ("child_id", "about_on", "says", f"says{SECOND}", "at", f"at{SECOND}", "agrees")


def _there(mine: pl.DataFrame, theirs: pl.DataFrame, every: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """Spells that both have, which agree; and those of one that meet none of the other's."""
    both = same.with_columns(
        pl.coalesce("began", f"began{SECOND}").alias("about_on"),
        spell_in_words("began", "ended").alias("says"),
        spell_in_words(f"began{SECOND}", f"ended{SECOND}").alias(f"says{SECOND}"),
        pl.lit(value=True).alias("agrees"),
    )
    first = _alone(mine, every["~n"]).with_columns(_none(f"says{SECOND}"), pl.lit("").alias(f"at{SECOND}"))
    other = _alone(theirs, every[f"~n{SECOND}"]).rename({"says": f"says{SECOND}", "at": f"at{SECOND}"})
    second = other.with_columns(_none("says"), pl.lit("").alias("at"))
    return pl.concat(part.select(COLUMNS) for part in (both, first, second))


def _alone(spells: pl.DataFrame, met: pl.Series) -> pl.DataFrame:
    """Spells whose numbers are not among those that met one of the other format's."""
    unmet = ~pl.col("~n").is_in(met.unique().implode())
    alone = spells.with_row_index("~n").filter(unmet & ~pl.col("apart"))
    return alone.with_columns(
        pl.col("began").alias("about_on"),
        spell_in_words("began", "ended").alias("says"),
        pl.lit(value=False).alias("agrees"),
    )


def _none(column: str) -> pl.Expr:
    return pl.lit("none").alias(column)


def _ends(same: pl.DataFrame, stretch: Stretch, start: pl.Expr) -> pl.DataFrame:
    """Ends as they were known on the last day that both reach: not ended is something to say, too."""
    open_still = f"not ended by {stretch.to:%-d %B %Y}"
    said = [pl.col(c).dt.strftime("%-d %B %Y").fill_null(open_still) for c in ("ended", f"ended{SECOND}")]
    return same.with_columns(
        start.alias("about_on"),
        said[0].alias("says"),
        said[1].alias(f"says{SECOND}"),
        pl.col("ended").eq_missing(pl.col(f"ended{SECOND}")).alias("agrees"),
    )


def looked_after_and_in_need(pair: Pair) -> Found:
    """A child in care is a child in need: the census of children in need should have an episode for each."""
    fact = "looked after, in need"
    if (pair.first.format, pair.second.format) != (Format.CIN_CENSUS, Format.SSDA903):
        return
    stretch = pair.stretch("referrals", "care_episodes")
    if stretch is None:
        yield fact, lacking(pair, "referrals") or NO_DAY
        return
    referrals = pair.first.rows("referrals", ("child_id", "referred_on")).filter(
        ~pl.col("no_further_action").fill_null(value=False)
    )
    need = referrals.select("child_id", began="referred_on", ended="closed_on", at="at")
    need, care = that_can_be_right(need, pair.second.care.filter(~pl.col("apart")))
    care = within(care, stretch).with_row_index("~n")
    met = meeting(within(need, stretch), care.drop("~n"))
    found = care.join(met.select(pl.col(f"~n{SECOND}").alias("~n")).unique(), on="~n", how="semi")
    alone = care.join(found, on="~n", how="anti")
    parts = [
        rows.select(
            "child_id",
            pl.col("began").alias("about_on"),
            pl.lit(says).alias("says"),
            pl.concat_str(pl.lit("looked after "), spell_in_words("began", "ended")).alias(f"says{SECOND}"),
            pl.lit("").alias("at"),
            pl.col("at").alias(f"at{SECOND}"),
            pl.lit(agrees).alias("agrees"),
        )
        for rows, says, agrees in ((found, "in need", True), (alone, "no episode of need then", False))
    ]
    yield fact, rows_of(pair, fact, pl.concat(parts))


def legal_status(pair: Pair) -> Found:
    """The status of each child whom both have in care on the last day that both reach."""
    fact, table = "legal status", legal_statuses.name
    if why := lacking(pair, table, "status", "from_on"):
        yield fact, why
        return
    held = [told.holds_latest(table) or bool(told.windows(table)) for told in (pair.first, pair.second)]
    day = min(pair.first.as_of, pair.second.as_of)
    if not all(held):
        yield fact, NO_DAY
        return
    mine, theirs = (_status_on(told, pl.lit(day)) for told in (pair.first, pair.second))
    both = mine.join(theirs, on="child_id", suffix=SECOND)
    yield fact, rows_of(pair, fact, valued(both, "status", pl.lit(day), legal_statuses.status.codes))


def _status_on(told: Told, day: pl.Expr) -> pl.DataFrame:
    """The one status of each child in care on a day: child_id, status, at.

    A file with the latest status only knows it of a day since that began.
    """
    going_on = (pl.col("began").fill_null(pl.date(1, 1, 1)) <= day) & (
        pl.col("ended").is_null() | (pl.col("ended") > day)
    )
    in_care = told.care.filter(going_on & ~pl.col("apart")).select("child_id").unique()
    rows = told.rows("legal_statuses", ("child_id", "from_on", "status"))
    began = pl.col("from_on") <= day
    known = began if told.holds_latest("legal_statuses") else began | pl.col("from_on").is_null()
    held = rows.filter(known & (pl.col("to_on").is_null() | (pl.col("to_on") > day)))
    once = held.filter(pl.len().over("child_id") == 1)
    return once.join(in_care, on="child_id", how="semi").select("child_id", "status", "at")


CATEGORIES = {
    "initial category": ("initial_category", child_protection_plans.initial_category.codes),
    "latest category": ("latest_category", child_protection_plans.latest_category.codes),
}
COMPARISONS: tuple[Callable[[Pair], Found], ...] = (
    OfTheChild("date of birth", "born_on"),
    OfTheChild(
        "sex", "sex", {code: means for code, means in children.sex.codes.items() if code not in NOT_TOLD}
    ),
    OfTheChild("date of death", "died_on"),
    OfSpells("looked after", "care_episodes", lambda told: told.care),
    looked_after_and_in_need,
    legal_status,
    OfSpells(
        "protection plan",
        child_protection_plans.name,
        lambda told: told.spells(child_protection_plans.name),
        CATEGORIES,
        lasting=("latest category",),
    ),
    OfSpells(
        "child in need plan",
        child_in_need_plans.name,
        lambda told: told.spells(child_in_need_plans.name),
    ),
)
"""Every comparison, in the order in which they are told."""
