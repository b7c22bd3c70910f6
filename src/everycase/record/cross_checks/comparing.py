"""Two formats' statements of one fact made into rows: who says what, where, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from everycase.record.cross_checks.told import BEFORE_ALL, NOT_ENDED, Told
from everycase.record.schema.cross_checks import cross_checks

SECOND = "~2"
"""What is added to a column of the second format."""
SAID: Mapping[str, pl.DataType] = {
    **{name: field.stored_as for name, field in cross_checks.fields().items()},
    "sources": pl.UInt32(),
}


@dataclass(frozen=True)
class Stretch:
    """Two days between which both formats hold every row."""

    since: date
    to: date


@dataclass(frozen=True)
class Pair:
    """Two formats, the more trusted first."""

    first: Told
    second: Told

    def stretch(self, table: str, other: str = "") -> Stretch | None:
        """The latest stretch of time in which both hold every row; None where there is none.

        other: the second's table, where it is another.
        """
        both = [
            Stretch(max(a, c), min(b, d))
            for a, b in self.first.windows(table)
            for c, d in self.second.windows(other or table)
            if max(a, c) <= min(b, d)
        ]
        return max(both, key=lambda one: (one.to, one.since), default=None)


def rows_of(pair: Pair, fact: str, compared: pl.DataFrame) -> pl.DataFrame:
    """Rows of the table `cross_checks`.

    compared: child_id, about_on, says and says~2 (in words), at and at~2, agrees.
    """
    named = [fact, str(pair.first.format), str(pair.second.format)]
    about = pl.col("about_on").cast(pl.String).fill_null("")
    made = compared.with_columns(
        pl.concat_str(pl.lit("|".join(named)), pl.lit("|"), "child_id", pl.lit("|"), about).alias("check_id"),
        pl.lit(fact).alias("fact"),
        pl.lit(pair.first.name).alias("first_source"),
        pl.lit(pair.second.name).alias("second_source"),
        pl.col("says").alias("first_says"),
        pl.col(f"says{SECOND}").alias("second_says"),
        pl.col("at").alias("first_at"),
        pl.col(f"at{SECOND}").alias("second_at"),
        pl.lit(pair.first.source | pair.second.source).alias("sources"),
    )
    return made.select(pl.col(c).cast(t) for c, t in SAID.items()).unique("check_id", maintain_order=True)


def valued(
    both: pl.DataFrame, column: str, about: pl.Expr, codes: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Of joined rows, what `column` and `column~2` say; only where both say something that is understood."""
    mine, theirs = pl.col(column), pl.col(column + SECOND)
    known = mine.is_not_null() & theirs.is_not_null()
    if codes:
        known &= mine.is_in(list(codes)) & theirs.is_in(list(codes))
    return both.filter(known).with_columns(
        about.cast(pl.Date).alias("about_on"),
        in_words(mine, both.schema[column], codes).alias("says"),
        in_words(theirs, both.schema[column], codes).alias(f"says{SECOND}"),
        (mine == theirs).alias("agrees"),
    )


def in_words(value: pl.Expr, kind: pl.DataType, codes: Mapping[str, str] | None = None) -> pl.Expr:
    """A date as people write it, a code with its meaning."""
    if kind == pl.Date:
        return day_in_words(value)
    return value.replace(dict(codes)) if codes else value.cast(pl.String)


def day_in_words(day: pl.Expr) -> pl.Expr:
    """3 March 2026."""
    return day.dt.strftime("%-d %B %Y")


def spell_in_words(began: str, ended: str) -> pl.Expr:
    """'from 3 March 2026 to 9 June 2026', as far as is known."""
    start = pl.concat_str(pl.lit("from "), day_in_words(pl.col(began))).fill_null("since before")
    end = pl.concat_str(pl.lit(" to "), day_in_words(pl.col(ended))).fill_null(", and not ended")
    return pl.concat_str(start, end)


def within(spells: pl.DataFrame, stretch: Stretch) -> pl.DataFrame:
    """Spells that go on at some time in a stretch, their ends as they were known on its last day.

    One that ended on the first day may be in neither file: it isn't counted.
    """
    began, ended = pl.col("began").fill_null(BEFORE_ALL), pl.col("ended").fill_null(NOT_ENDED)
    then = pl.when(pl.col("ended") <= stretch.to).then("ended").alias("ended")
    return spells.filter((began <= stretch.to) & (ended > stretch.since)).with_columns(then)


def that_can_be_right(mine: pl.DataFrame, theirs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Spells of children of whom neither format has one that ends before it begins.

    Which days such a spell covers nobody can tell, nor which of the other format's it is.
    """
    wrong = [spells.filter(pl.col("ended") < pl.col("began"))["child_id"] for spells in (mine, theirs)]
    known = ~pl.col("child_id").is_in(pl.concat(wrong).unique().implode())
    return mine.filter(known), theirs.filter(known)


def meeting(mine: pl.DataFrame, theirs: pl.DataFrame) -> pl.DataFrame:
    """Every pair of one child's spells that share a day, with `~n` of each, nearest starts first."""
    joined = mine.with_row_index("~n").join(
        theirs.with_row_index("~n"), on="child_id", how="inner", suffix=SECOND
    )
    starts = [pl.col(c).fill_null(BEFORE_ALL) for c in ("began", f"began{SECOND}")]
    ends = [pl.col(c).fill_null(NOT_ENDED) for c in ("ended", f"ended{SECOND}")]
    apart = (pl.col("began") - pl.col(f"began{SECOND}")).dt.total_days().abs().alias("~apart")
    shared = joined.filter((starts[0] <= ends[1]) & (starts[1] <= ends[0]))
    return shared.with_columns(apart).sort("~apart", "~n", f"~n{SECOND}", nulls_last=True)


def one_to_one(pairs: pl.DataFrame) -> pl.DataFrame:
    """The nearest pair first, then the nearest of those that are left, until none is."""
    taken = [pairs.clear()]
    while pairs.height:
        best = pairs.unique("~n", keep="first", maintain_order=True)
        best = best.unique(f"~n{SECOND}", keep="first", maintain_order=True)
        taken.append(best)
        pairs = pairs.join(best, on="~n", how="anti").join(best, on=f"~n{SECOND}", how="anti")
    return pl.concat(taken)
