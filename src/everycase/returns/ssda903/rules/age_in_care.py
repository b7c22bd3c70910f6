"""The child's age when an episode began or ended, and what it allows."""

from __future__ import annotations

import polars as pl

from everycase.returns.rules import COLLECTION_END, Rule, is_one_of, rows
from everycase.returns.ssda903.facts import ADOPTED, BORN, BORN_LATEST, FACTS, FIRST_EPISODE, birthday

col = pl.col

_CAME_INTO_CARE = FACTS.of_child("start of the first episode", "Episodes", col("DECOM").min())
_IN_COMMUNITY_HOME = is_one_of(col("LS"), "V2") & is_one_of(col("PLACE"), "K2")

RULES = (
    Rule(
        "302",
        "First episode starts before child was born.",
        (
            rows("Episodes", FIRST_EPISODE & (col("DECOM") < BORN_LATEST)),
            rows("Header", col("DOB") > _CAME_INTO_CARE),
        ),
        fields="DECOM DOB",
    ),
    Rule(
        "352",
        "Child who started to be looked after was aged 18 or over.",
        rows("Episodes", (col("RNE") == "S") & (birthday(BORN, 18) <= col("DECOM"))),
        fields="DECOM RNE",
    ),
    Rule(
        "358",
        "Child with this legal status should not be under 10.",
        rows(
            "Episodes", is_one_of(col("LS"), "J1", "J2", "J3") & (birthday(BORN_LATEST, 10) >= col("DECOM"))
        ),
        fields="DECOM DOB LS",
    ),
    Rule(
        "359",
        "Child being looked after following 18th birthday must be accommodated under section 20(5) "
        "of the Children Act 1989 in a community home.",
        rows("Episodes", col("DEC").is_null() & (birthday(BORN, 18) < COLLECTION_END) & ~_IN_COMMUNITY_HOME),
        fields="DEC LS PLACE",
    ),
    Rule(
        "386",
        "Reason episode ceased is adopted but child has reached age 18.",
        rows("Episodes", is_one_of(col("REC"), *ADOPTED) & (col("DEC") >= birthday(BORN, 18))),
        fields="REC",
    ),
    Rule(
        "387",
        "Reason episode ceased is child moved into independent living arrangement, but the child is "
        "aged under 14.",
        rows(
            "Episodes",
            is_one_of(col("REC"), "E5", "E6")
            & col("DEC").is_not_null()
            & ~(col("DEC") >= birthday(BORN_LATEST, 14)).fill_null(value=False),
        ),
        fields="REC",
    ),
    Rule(
        "460",
        "Reason episode ceased is that child stayed with current carers at age 18 (or above), but "
        "child is aged under 18.",
        rows("Episodes", (col("REC") == "E17") & (birthday(BORN_LATEST, 18) > col("DEC"))),
        fields="DEC REC",
    ),
)
