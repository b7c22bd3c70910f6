"""Kinds of placement: what they go with, for how old a child, and for how long."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.rules import (
    Rows,
    Rule,
    following,
    is_one_of,
    none_of,
    rows,
)
from everycase.returns.ssda903.facts import (
    ADOPTED,
    BORN_LATEST,
    FACTS,
    FOSTERED,
    PLACED_FOR_ADOPTION,
    SHORT_TERM,
    TEMPORARY,
    birthday,
    is_other_place,
)

col = pl.col

_PLACE, _PROVIDER = col("PLACE"), col("PLACE_PROVIDER")
_WITHOUT_PROVIDER = is_one_of(_PLACE, *TEMPORARY) | is_other_place(_PLACE)
_HOLIDAY_COVERS = FACTS.of_child("placements while carers are away", "Episodes", (_PLACE == "T3").sum())

# The change is on the day that the next episode begins; a last episode has only its own start.
_CHANGED_ON = following(col("DECOM")).fill_null(col("DECOM"))
_INTO_CUSTODY_UNDER_10 = FACTS.of_row(
    "into custody under ten",
    "Episodes",
    (col("REASON_PLACE_CHANGE") == "CUSTOD") & (birthday(BORN_LATEST, 10) > _CHANGED_ON),
)
_WENT_INTO_CUSTODY_UNDER_10 = FACTS.of_child(
    "went into custody under ten", "Episodes", _INTO_CUSTODY_UNDER_10.any(), default=False
)


def _too_young(place: str, years: int) -> Rows:
    """Episodes that have ended in a kind of placement that began before a birthday."""
    return rows(
        "Episodes",
        (place == _PLACE) & col("DEC").is_not_null() & (col("DECOM") < birthday(BORN_LATEST, years)),
    )


def _too_long(place: str, days: int) -> Rows:
    """Episodes in a kind of placement, of children whose date of birth is known, longer than so many days."""
    return rows(
        "Episodes",
        (place == _PLACE) & BORN_LATEST.is_not_null() & (col("DEC") > col("DECOM") + pl.duration(days=days)),
    )


def _never_with(provider: str, *places: str) -> Rows:
    return rows("Episodes", (provider == _PROVIDER) & is_one_of(_PLACE, *places))


RULES = (
    Rule(
        "213",
        "Placement provider information not required.",
        rows("Episodes", _WITHOUT_PROVIDER & _PROVIDER.is_not_null()),
        fields="PLACE_PROVIDER",
    ),
    Rule(
        "217",
        "Children who are placed for adoption with current foster carers (placement types A3 or A5) "
        "must have a reason for new episode of S, T or U.",
        rows(
            "Episodes",
            is_one_of(_PLACE, "A3", "A5")
            & (col("DECOM") >= date(2015, 4, 1))
            & none_of(col("RNE"), "S", "T", "U"),
        ),
        fields="PLACE DECOM RNE",
    ),
    Rule(
        "234",
        "A child aged under 10 can not change placement due to being admitted to custody",
        (rows("Episodes", _INTO_CUSTODY_UNDER_10), rows("Header", _WENT_INTO_CUSTODY_UNDER_10)),
        fields="REASON_PLACE_CHANGE DOB",
        since=2026,
    ),
    Rule(
        "217t",
        "Placement type 'P2' is not a valid placement type from 28 October 2023.",
        rows("Episodes", (_PLACE == "P2") & (col("DEC").is_null() | (col("DEC") > date(2023, 10, 28)))),
        fields="PLACE DECOM",
        since=2024,
        until=2024,
    ),
    Rule(
        "370",
        "Child in independent living should be at least 16.",
        _too_young("P2", 16),
        fields="DECOM PLACE",
        until=2024,
    ),
    Rule(
        "371",
        "Child in supported accomodation not subject to children’s homes regulations should be at least 16.",
        rows("Episodes", (_PLACE == "K3") & (col("DECOM") < birthday(BORN_LATEST, 16))),
        fields="DECOM PLACE",
    ),
    Rule(
        "372",
        "Child in youth custody or prison should be at least 10.",
        _too_young("R5", 10),
        fields="DECOM PLACE",
    ),
    Rule(
        "373",
        "Child placed in a school should be at least 4 years old.",
        _too_young("S1", 4),
        fields="DECOM PLACE",
    ),
    Rule(
        "374",
        "Child in residential employment should be at least 14 years old.",
        _too_young("P3", 14),
        fields="DECOM PLACE",
    ),
    Rule(
        "375",
        "Hospitalisation coded as a temporary placement exceeds six weeks.",
        _too_long("T1", 42),
        fields="DECOM PLACE",
    ),
    Rule(
        "376",
        "Temporary placements coded as being due to holiday of usual foster carer(s) cannot exceed "
        "three weeks.",
        _too_long("T3", 21),
        fields="DECOM PLACE",
    ),
    Rule(
        "377",
        "Only two temporary placements coded as being due to holiday of usual foster carer(s) are "
        "allowed in any 12- month period.",
        rows("Episodes", (_PLACE == "T3") & (_HOLIDAY_COVERS > 2)),
        fields="PLACE",
    ),
    Rule(
        "378",
        "A child who is placed with parent(s) cannot be looked after under a single period of "
        "accommodation under Section 20 of the Children Act 1989.",
        rows("Episodes", (_PLACE == "P1") & (col("LS") == "V2")),
        fields="PLACE LS",
    ),
    Rule(
        "379",
        "Temporary placements for unspecified reason (placement code T4) cannot exceed seven days.",
        _too_long("T4", 7),
        fields="DECOM PLACE",
    ),
    Rule(
        "380",
        "A period of care cannot start with a temporary placement.",
        rows("Episodes", is_one_of(_PLACE, *TEMPORARY) & none_of(col("RNE"), "P", "B")),
        fields="PLACE RNE",
    ),
    Rule(
        "381",
        "A period of care cannot end with a temporary placement.",
        rows("Episodes", is_one_of(_PLACE, *TEMPORARY) & (col("REC") != "X1")),
        fields="PLACE REC",
    ),
    Rule(
        "382",
        "A child receiving respite care cannot be in a temporary placement.",
        rows("Episodes", SHORT_TERM & is_one_of(_PLACE, *TEMPORARY)),
        fields="LS PLACE",
    ),
    Rule(
        "384",
        "A child receiving respite care cannot be in a long-term foster placement",
        rows("Episodes", SHORT_TERM & is_one_of(_PLACE, "U1", "U4")),
        fields="PLACE LS",
    ),
    Rule(
        "390",
        "Reason episode ceased is adopted but child has not been previously placed for adoption.",
        rows("Episodes", is_one_of(col("REC"), *ADOPTED) & none_of(_PLACE, *PLACED_FOR_ADOPTION)),
        fields="PLACE REC",
    ),
    Rule(
        "408",
        "Child is placed for adoption with a placement order, but no placement order has been recorded.",
        rows("Episodes", is_one_of(_PLACE, "A5", "A6") & none_of(col("LS"), "E1")),
        fields="PLACE LS",
    ),
    Rule(
        "516",
        "The episode data submitted for this child does not show that he/she was with their former "
        "foster carer(s) during the year.If the code in the reason episode ceased is E45 or E46 the "
        "child must have a placement code of U1 to U6.",
        rows("Episodes", is_one_of(col("REC"), "E45", "E46") & none_of(_PLACE, *FOSTERED)),
        fields="REC PLACE",
    ),
    Rule(
        "526",
        "Child is missing a placement provider code for at least one episode.",
        rows("Episodes", _PROVIDER.is_null() & ~_WITHOUT_PROVIDER),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "527",
        "A placement provider code of PR1 cannot be associated with placements P1, R2 or R5.",
        _never_with("PR1", "P1", "R2", "R5"),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "528",
        "A placement provider code of PR2 cannot be associated with placements P1, R2 or R5.",
        _never_with("PR2", "P1", "R2", "R5"),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "529",
        "Placement provider code of PR3 cannot be associated with placements P1, A3 to A6, K1, K2 and"
        " U1 to U6 as these placements cannot be provided by other public organisations.",
        _never_with("PR3", "P1", *PLACED_FOR_ADOPTION, "K1", "K2", *FOSTERED),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "530",
        "A placement provider code of PR4 cannot be associated with placement P1.",
        _never_with("PR4", "P1"),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "531",
        "A placement provider code of PR5 cannot be associated with placements P1.",
        _never_with("PR5", "P1"),
        fields="PLACE PLACE_PROVIDER",
    ),
    Rule(
        "550",
        "A placement provider code of PR0 can only be associated with placement P1.",
        rows("Episodes", (_PROVIDER == "PR0") & none_of(_PLACE, "P1")),
        fields="PLACE PLACE_PROVIDER",
    ),
)
