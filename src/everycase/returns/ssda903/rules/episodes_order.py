"""A child's episodes in order: each begins as the one before it ended, and for the reason that shows."""

from __future__ import annotations

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import (
    COLLECTION_START,
    FOLLOWS,
    PRECEDES,
    Rule,
    following,
    is_one_of,
    none_of,
    previous,
    rows,
)
from everycase.returns.ssda903.facts import (
    ADOPTED,
    FACTS,
    FIRST_EPISODE,
    FOSTERED,
    LAST_EPISODE,
    PLACED_FOR_ADOPTION,
    TEMPORARY,
    without_spaces,
)

col = pl.col

_ENDS_CARE = tuple(code for code in codes("ssda903", "rec") if code != "X1")
_BEGAN, _ENDED = col("DECOM"), col("DEC")
_WHY_BEGAN, _WHY_ENDED = col("RNE"), col("REC")

_ADOPTED = is_one_of(_WHY_ENDED, *ADOPTED)
_ADOPTED_LAST_YEAR = FACTS.of_child(
    "start of last year's episode that ended in adoption",
    "Episodes_last",
    _BEGAN.filter(_ADOPTED).min(),
    optional=True,
)
# In order, so that an episode of the same day that comes after is later, too.
_ADOPTED_BEFORE = FOLLOWS & (_ADOPTED.cum_sum().over("CHILD") > _ADOPTED.cast(pl.UInt32))


def _as_before(value: pl.Expr) -> pl.Expr:
    """Whether a plain value is as in the child's episode before; blank is as blank."""
    return value.eq_missing(previous(value))


_POSTCODE = without_spaces(col("PL_POST"))
_PLACEMENT = (col("PLACE"), _POSTCODE, col("URN"), col("PLACE_PROVIDER"))
_SAME_PLACEMENT = pl.all_horizontal(_as_before(value) for value in _PLACEMENT)
_SAME_STATUS = _as_before(col("LS"))

_AFTER_TWO = FOLLOWS & FOLLOWS.shift(1)


def _differs_from_two_before(value: pl.Expr) -> pl.Expr:
    return value.ne_missing(value.shift(2))


RULES = (
    Rule(
        "142",
        "A new episode has started, but the previous episode has not ended.",
        rows("Episodes", PRECEDES & (_ENDED.is_null() | _WHY_ENDED.is_null())),
        fields="DEC REC",
    ),
    Rule(
        "199",
        "Episode information shows child has been previously adopted from care.",
        rows("Episodes", _ADOPTED_BEFORE | (_BEGAN > _ADOPTED_LAST_YEAR)),
        fields="CHILD",
    ),
    Rule(
        "225",
        "Reason for placement change must be recorded.",
        rows(
            "Episodes",
            (_WHY_ENDED == "X1")
            & col("REASON_PLACE_CHANGE").is_null()
            & none_of(col("PLACE"), *TEMPORARY)
            & is_one_of(following(_WHY_BEGAN), "P", "B", "T", "U")
            & none_of(following(col("PLACE")), *TEMPORARY),
        ),
        fields="REASON_PLACE_CHANGE",
    ),
    Rule(
        "226",
        "Reason for placement change is not required for temporary placements.",
        rows(
            "Episodes",
            is_one_of(col("PLACE"), *TEMPORARY)
            & (col("REASON_PLACE_CHANGE").is_not_null() | previous(col("REASON_PLACE_CHANGE")).is_not_null()),
        ),
        fields="REASON_PLACE_CHANGE PLACE",
    ),
    Rule(
        "336",
        "Child does not have a foster placement immediately prior to being placed for adoption.",
        rows(
            "Episodes",
            FOLLOWS
            & is_one_of(col("PLACE"), "A3", "A5")
            & none_of(previous(col("PLACE")), *PLACED_FOR_ADOPTION, *FOSTERED),
        ),
        fields="PLACE",
    ),
    Rule(
        "357",
        "If this is the first episode ever for this child, reason for new episode must be S. Check "
        "whether there is an episode immediately preceding this one, which has been left out. If not "
        "the reason for new episode code must be amended to S.",
        rows("Episodes", FIRST_EPISODE & (_BEGAN >= COLLECTION_START) & none_of(_WHY_BEGAN, "S")),
        fields="RNE",
    ),
    Rule(
        "383",
        "A child in a temporary placement must subsequently return to his/her normal placement.",
        rows(
            "Episodes",
            _AFTER_TWO
            & is_one_of(previous(col("PLACE")), *TEMPORARY)
            & (
                none_of(_WHY_BEGAN, "P")
                | _differs_from_two_before(col("PLACE"))
                | _differs_from_two_before(_POSTCODE)
            ),
        ),
        fields="PLACE RNE PL_POST",
    ),
    Rule(
        "388",
        "Reason episode ceased is coded new episode begins, but there is no continuation episode.",
        rows(
            "Episodes",
            ((_WHY_ENDED == "X1") & (following(_BEGAN) != _ENDED))
            | ((_WHY_ENDED != "X1") & (following(_BEGAN) == _ENDED))
            | (LAST_EPISODE & _ENDED.is_not_null() & (_WHY_ENDED == "X1")),
        ),
        fields="REC",
    ),
    Rule(
        "431",
        "The reason for new episode is started to be looked after, but the previous episode ended on "
        "the same day.",
        rows("Episodes", (_WHY_BEGAN == "S") & (previous(_ENDED) >= _BEGAN)),
        fields="RNE DECOM",
    ),
    Rule(
        "432",
        "The child ceased to be looked after at the end of the previous episode but the reason for "
        "the new episode is not started to be looked after.",
        rows("Episodes", is_one_of(previous(_WHY_ENDED), *_ENDS_CARE) & none_of(_WHY_BEGAN, "S")),
        fields="RNE",
    ),
    Rule(
        "433",
        "The reason for new episode suggests that this is a continuation episode, but the episode "
        "does not start on the same day as the last episode finished.",
        rows(
            "Episodes",
            FOLLOWS & is_one_of(_WHY_BEGAN, "P", "L", "T", "U", "B") & _BEGAN.ne_missing(previous(_ENDED)),
        ),
        fields="RNE DECOM",
    ),
    Rule(
        "434",
        "Reason for new episode is that child's legal status has changed but not the placement, but "
        "this is not reflected in the episode data.",
        rows("Episodes", FOLLOWS & (_WHY_BEGAN == "L") & (_SAME_STATUS | ~_SAME_PLACEMENT)),
        fields="RNE LS PLACE PL_POST URN PLACE_PROVIDER",
    ),
    Rule(
        "435",
        "Reason for new episode is that child’s placement has changed but not the legal status, but "
        "this is not reflected in the episode data recorded.",
        rows("Episodes", FOLLOWS & is_one_of(_WHY_BEGAN, "P", "T") & (~_SAME_STATUS | _SAME_PLACEMENT)),
        fields="LS PLACE PL_POST URN PLACE_PROVIDER",
    ),
    Rule(
        "436",
        "Reason for new episode is that both child’s placement and legal status have changed, but "
        "this is not reflected in the episode data.",
        rows("Episodes", FOLLOWS & is_one_of(_WHY_BEGAN, "U", "B") & (_SAME_STATUS | _SAME_PLACEMENT)),
        fields="RNE LS PLACE PL_POST URN PLACE_PROVIDER",
    ),
    Rule(
        "437",
        "Reason episode ceased is child has died or is aged 18 or over but there are further episodes.",
        rows("Episodes", PRECEDES & is_one_of(_WHY_ENDED, "E2", "E15")),
        fields="REC",
    ),
    Rule(
        "501",
        "A new episode has started before the end date of the previous episode.",
        rows("Episodes", previous(_ENDED) > _BEGAN),
        fields="DECOM DEC",
    ),
    Rule(
        "504",
        "The category of need code differs from that reported at start of current period of being "
        "looked after",
        rows(
            "Episodes",
            (previous(_WHY_ENDED) == "X1") & (previous(_ENDED) == _BEGAN) & ~_as_before(col("CIN")),
        ),
        fields="CIN",
    ),
)
