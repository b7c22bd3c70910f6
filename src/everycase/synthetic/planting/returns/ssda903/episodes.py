"""Episodes one by one: their codes and dates, legal status, placement, and how they end."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import put, weakness
from everycase.synthetic.planting.returns.case import every, first, last, nth
from everycase.synthetic.planting.returns.days import END, START
from everycase.synthetic.planting.returns.ssda903.elsewhere import (
    ANOTHERS,
    CLOSED,
    FAR,
    NEAR,
    NEXT,
    NOWHERE,
    OUR_OTHER,
    UNLISTED,
)
from everycase.synthetic.planting.returns.ssda903.grounds import (
    BREAK,
    BREAKS,
    SEEKING_ASYLUM,
    TEMPORARY,
    aged,
    also,
    born,
    came_in,
    episode,
    left,
    then,
    to_hospital,
)

EPISODES = ("Episodes", every)

CODES = (
    weakness("141", episode(DECOM="31/02/2027")),
    weakness("143", episode(RNE="X")),
    weakness("144", episode(LS="X1")),
    weakness("145", episode(CIN="N9")),
    weakness("146", episode(PLACE="H5")),
    weakness("147", left(), episode(DEC="31/02/2027")),
    weakness("148", left(), episode(REC=None)),
    weakness("149", left(), episode(REC="E99")),
    weakness("178", episode(PLACE_PROVIDER="PR6")),
    weakness("353", aged(17), also(DECOM="14/10/1991"), episode(DECOM="13/10/1991")),
    weakness("354", episode(DECOM=END + 1)),
    weakness("355", left(), episode(DECOM=START + 200)),
    weakness("356", left(), episode(DECOM=START + 201)),
    weakness("385", left(END), episode(DEC=END + 1)),
    weakness("1009", then(), put("Episodes", first, REASON_PLACE_CHANGE="BORED")),
    weakness("233", episode(REASON_PLACE_CHANGE="CARPL")),
)

LEGAL = (
    weakness(
        "358", aged(15), came_in(), episode(LS="J1"), born((START + 20).years(-10)), shows=("Episodes", last)
    ),
    weakness("359", aged(18, 30), episode(LS="V2", PLACE="K2"), episode(PLACE="U6")),
    weakness("361", came_in(), episode(LS="L1", DEC=START + 23, REC="E4A"), episode(DEC=START + 24)),
    weakness("362", came_in(), episode(LS="L2", DEC=START + 41, REC="E4A"), episode(DEC=START + 42)),
    weakness("363", came_in(), episode(LS="L3", DEC=START + 27, REC="E4A"), episode(DEC=START + 28)),
    weakness("364", came_in(), episode(LS="J2", DEC=START + 41, REC="E4A"), episode(DEC=START + 42)),
    weakness("378", episode(LS="V2"), episode(PLACE="P1")),
    weakness("214", BREAK, episode(URN=OUR_OTHER), kind=BREAKS),
    weakness("365", BREAK, episode(DEC=START + 77), episode(DEC=START + 78), kind=BREAKS),
    weakness("366", BREAK, episode(RNE="P"), kind=BREAKS),
    weakness("367", BREAK, episode(DECOM=START, DEC=START + 75), episode(DEC=START + 76), kind=BREAKS),
    weakness("382", BREAK, episode(PLACE="T1"), kind=BREAKS),
    weakness("384", BREAK, episode(PLACE="U4"), kind=BREAKS),
    weakness("398", BREAK, episode(HOME_POST=NEAR), kind=BREAKS),
    weakness(
        "426",
        BREAK,
        then(START + 100, "S", LS="V3", DEC=START + 103),
        put("Episodes", last, LS="V4"),
        shows=EPISODES,
        kind=BREAKS,
    ),
)

AGES = (
    weakness("371", born((START + 20).years(-16) + 1), came_in(), episode(PLACE="K3")),
    weakness("372", born((START + 20).years(-10) + 1), came_in(), left(), episode(PLACE="R5")),
    weakness("373", born((START + 20).years(-4) + 1), came_in(), left(), episode(PLACE="S1")),
    weakness("374", born((START + 20).years(-14) + 1), came_in(), left(), episode(PLACE="P3")),
    weakness(
        "234",
        born((START + 100).years(-10) + 1),
        then(),
        put("Episodes", first, REASON_PLACE_CHANGE="CUSTOD"),
        shows=(("Episodes", first), ("Header", every)),
    ),
    weakness("387", born((START + 200).years(-14) + 1), left(), episode(REC="E5")),
    weakness("389", born((START + 200).years(-16) + 1), left(), episode(REC="E7")),
    weakness("460", born((START + 200).years(-18) + 1), left(), episode(REC="E17")),
)

AWAY = (
    weakness("375", to_hospital(START + 100, START + 142), put("Episodes", nth(2), DEC=START + 143)),
    weakness(
        "376",
        to_hospital(START + 100, START + 121),
        put("Episodes", nth(2), PLACE="T3"),
        put("Episodes", nth(2), DEC=START + 122),
    ),
    weakness(
        "379",
        to_hospital(START + 100, START + 107),
        put("Episodes", nth(2), PLACE="T4"),
        put("Episodes", nth(2), DEC=START + 108),
    ),
    weakness(
        "377",
        to_hospital(START + 10, START + 14),
        to_hospital(START + 40, START + 44),
        to_hospital(START + 70, START + 74),
        put("Episodes", nth(2), PLACE="T3"),
        put("Episodes", nth(4), PLACE="T3"),
        put("Episodes", nth(6), PLACE="T3"),
        shows=tuple(("Episodes", nth(place)) for place in (2, 4, 6)),
    ),
    weakness("213", to_hospital(), put("Episodes", nth(2), PLACE_PROVIDER="PR1")),
    weakness("222", to_hospital(), put("Episodes", nth(2), URN=OUR_OTHER)),
    weakness("226", to_hospital(), put("Episodes", nth(2), REASON_PLACE_CHANGE="CARPL")),
    weakness("380", came_in(), episode(**TEMPORARY)),
    weakness("381", left(), episode(**TEMPORARY)),
    weakness("383", to_hospital(), put("Episodes", nth(3), PLACE="K2")),
)

PROVIDERS = (
    weakness("218", episode(URN=None)),
    weakness("526", episode(PLACE_PROVIDER=None)),
    weakness("527", episode(PLACE="R2", PLACE_PROVIDER="PR1")),
    weakness("528", episode(PLACE="R5", PLACE_PROVIDER="PR2")),
    weakness("529", episode(PLACE="K2", PLACE_PROVIDER="PR3")),
    weakness("530", episode(PLACE="P1", PLACE_PROVIDER="PR4")),
    weakness("531", episode(PLACE="P1", PLACE_PROVIDER="PR5")),
    weakness("550", episode(PLACE_PROVIDER="PR0")),
    weakness("1008", episode(URN=UNLISTED)),
    weakness("219", episode(PLACE="K2")),
    weakness("221", episode(PLACE="R3", URN=OUR_OTHER, PL_POST=NEAR), episode(PL_POST=NEXT)),
    weakness("224", episode(PLACE_PROVIDER="PR3")),
    weakness("227", also(URN=CLOSED), episode(DECOM=START + 20)),
    weakness("228", also(URN=CLOSED), shows=("Episodes", last)),
    weakness("229", episode(PLACE_PROVIDER="PR1", URN=ANOTHERS), shows=("Episodes", last)),
)

PLACES = (
    weakness("169", episode(PL_POST=NOWHERE)),
    weakness("179", episode(PL_POST=NOWHERE)),
    weakness("392a", episode(PL_POST=NOWHERE)),
    weakness("392b", episode(HOME_POST=None)),
    weakness("392c", episode(HOME_POST=NOWHERE)),
    weakness("392d", episode(HOME_POST=lambda _, row: row["PL_POST"])),
    weakness("406", SEEKING_ASYLUM, episode(HOME_POST=lambda _, row: row["PL_POST"])),
    weakness("420", BREAK, episode(PL_POST=NEAR), kind=BREAKS),
    weakness("454", episode(PL_POST=FAR)),
    weakness("1015", episode(PLACE="K2", PLACE_PROVIDER="PR1"), episode(PL_POST=FAR)),
)

WEAKNESSES = (*CODES, *LEGAL, *AGES, *AWAY, *PROVIDERS, *PLACES)
