"""Small numbers hidden wherever figures leave the service, so that nobody can be told from a total.

A count of 1 to 4 is hidden; every other is rounded to the nearest 5, so that one can't be had by taking
the others from a total. After the practice of the Department for Education's statistics of children looked
after, in which small counts are suppressed and the others rounded.
"""

from __future__ import annotations

import polars as pl

SMALLEST_SHOWN = 5
ROUNDED_TO = 5
ENOUGH = 20
"""Of so many, that all or none of them are right says nothing of any one child."""


def hidden(count: pl.Expr) -> pl.Expr:
    """Whether a count is too small to show. None at all may be shown."""
    return (count > 0) & (count < SMALLEST_SHOWN)


def rounded(count: pl.Expr) -> pl.Expr:
    """A count to the nearest 5; null where it is hidden."""
    near = ((count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO).cast(pl.Int64)
    return pl.when(hidden(count)).then(None).otherwise(near)


NEARLY = 0.005
"""How near to none or all a share is said to be that is neither."""


def suppressed(shares: pl.DataFrame) -> pl.DataFrame:
    """`measured` rows fit to leave the service: counts rounded or null, shares in whole per cent or null.

    A share is hidden where the right or the wrong behind it are too few, for either gives the other away.
    A share of none or of all is hidden too unless it is of twenty or more: it says something of each child.
    Which of the two was too few, where it is of twenty or more, is in `few`: "right" or "wrong", else null.
    """
    right, of = pl.col("numerator").cast(pl.Int64), pl.col("denominator").cast(pl.Int64)
    wrong = of - right
    none_or_all = (right == 0) | (wrong == 0)
    all_or_none = none_or_all & (of < ENOUGH)
    whole = (pl.col("share") * 100).round(0) / 100
    # No share that isn't of all is rounded up to all, nor down to none.
    shown = pl.when(none_or_all).then(whole).otherwise(whole.clip(NEARLY, 1 - NEARLY))
    few = pl.when(hidden(wrong)).then(pl.lit("wrong")).when(hidden(right)).then(pl.lit("right"))
    secret = hidden(right) | hidden(wrong) | hidden(of) | all_or_none
    return shares.with_columns(
        pl.when(secret).then(None).otherwise(shown).alias("share"),
        pl.when(of >= ENOUGH).then(few).alias("few"),
        rounded(right).alias("numerator"),
        rounded(of).alias("denominator"),
        rounded(pl.col("cannot_tell").cast(pl.Int64)).alias("cannot_tell"),
    ).with_columns(pl.when(pl.col("share").is_null()).then(None).otherwise("numerator").alias("numerator"))
