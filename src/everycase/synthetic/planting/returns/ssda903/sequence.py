"""Episodes one after another: within the year, and since last year's return."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import add, both, put, weakness
from everycase.synthetic.planting.returns.case import first, last
from everycase.synthetic.planting.returns.days import START
from everycase.synthetic.planting.returns.ssda903.elsewhere import FAR, OUR_OTHER
from everycase.synthetic.planting.returns.ssda903.grounds import (
    ELSEWHERE,
    aged,
    came_in,
    episode,
    last_year_forgotten,
    left,
    then,
)

MOVED = then(START + 100, "P", **ELSEWHERE)
NEW_ORDER = then(START + 100, "L", LS="D1")
BACK = both(
    left(START + 100),
    then(START + 120, "S"),
    put("Episodes", first, DEC=START + 100, REC="E4A", REASON_PLACE_CHANGE=None),
    add("PrevPerm", PREV_PERM="Z1"),
)
"""Left, and came into care again."""

WITHIN = (
    weakness("142", MOVED, put("Episodes", first, DEC=None, REC=None, REASON_PLACE_CHANGE=None)),
    weakness("225", MOVED, put("Episodes", first, REASON_PLACE_CHANGE=None)),
    weakness("357", came_in(), episode(RNE="P")),
    weakness("388", left(), episode(REC="X1")),
    weakness("431", MOVED, episode(RNE="S")),
    weakness("432", BACK, episode(RNE="P")),
    weakness("433", MOVED, episode(DECOM=START + 101)),
    weakness("434", NEW_ORDER, episode(**ELSEWHERE)),
    weakness("435", MOVED, episode(LS="D1")),
    weakness("436", MOVED, episode(RNE="B")),
    weakness("437", BACK, put("Episodes", first, REC="E15")),
    weakness("501", MOVED, episode(DECOM=START + 99)),
    weakness("504", MOVED, episode(CIN=lambda _, row: "N2" if row["CIN"] != "N2" else "N1")),
)

SINCE = (
    weakness(
        "199",
        aged(3),
        came_in(),
        add("Episodes_last", DECOM=START - 300, RNE="S", DEC=START - 100, REC="E11"),
        shows=("Episodes", last),
    ),
    weakness("502", episode(DECOM=START + 5)),
    weakness("503A", episode(RNE="B")),
    weakness("503B", episode(LS="D1")),
    weakness("503C", episode(CIN=lambda _, row: "N2" if row["CIN"] != "N2" else "N1")),
    weakness("503D", episode(PLACE="K2")),
    weakness("503E", episode(PLACE_PROVIDER="PR3")),
    weakness("503F", episode(URN=OUR_OTHER)),
    weakness("503G", episode(PL_POST=FAR)),
    weakness("503H", episode(PL_POST=FAR)),
    weakness("503J", episode(PL_POST=FAR)),
    weakness("452", episode(PL_POST=FAR)),
    weakness("453", episode(PL_POST=FAR)),
    weakness("562", put("Episodes_last", last, DECOM=START - 20), shows=("Episodes", last)),
    weakness("NoE", last_year_forgotten, shows=("Episodes", last)),
)

WEAKNESSES = (*WITHIN, *SINCE)
