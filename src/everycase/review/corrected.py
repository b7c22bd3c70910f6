"""Files of one date loaded again: what the corrected ones show of what the first ones did, put together.

What people work from is what the first files showed. So the review of the corrected files is compared with
theirs, and what that can't speak of, since the first files didn't hold it, with the date before.
"""

from __future__ import annotations

import polars as pl

PAIRED = pl.col("finding_before").is_not_null()


def taken_together(corrected: pl.DataFrame, earlier: pl.DataFrame | None) -> pl.DataFrame:
    """One COMPARISON of two: with the review of the same date that is replaced, and with the date before.

    Of a finding that is there now, the pair with the replaced review comes first, then that with the earlier
    one, then what either says of it as new. Of one that is not, what is said since the replaced review comes
    first; one that the first files had lost already is what the earlier comparison says.
    """
    if earlier is None:
        return corrected
    paired = corrected.filter(PAIRED)
    of_now = set(paired["finding"])
    others = earlier.filter(~pl.col("finding").is_in(of_now))
    known = set(paired["finding_before"]) | of_now
    others = others.filter(~PAIRED | ~pl.col("finding_before").is_in(known))
    unpaired = corrected.filter(~PAIRED & ~pl.col("finding").is_in(others["finding"].implode()))
    return pl.concat([paired, others, unpaired]).sort(
        "red_line", "severity", "finding", descending=[True, True, False]
    )
