"""Reviews, times missing, social workers, and orders that deprive of liberty."""

from __future__ import annotations

from everycase.synthetic.planting.returns.acts import Act, Value, add, both, drop, put, weakness
from everycase.synthetic.planting.returns.case import every, first, last
from everycase.synthetic.planting.returns.days import BORN, END, START
from everycase.synthetic.planting.returns.ssda903.grounds import aged, came_in, episode, left

EPISODE, EPISODES = ("Episodes", last), ("Episodes", every)
REVIEWED = both(aged(8), drop("Reviews"), add("Reviews", REVIEW=START + 60, REVIEW_CODE="PN1"))
MISSED = both(aged(14), add("Missing", MISSING="M", MIS_START=START + 60, MIS_END=START + 62))
DEPRIVED = both(
    aged(14),
    put("Episodes", every, PLACE="K2", URN="XXXXXXX"),
    add("DoLo", DOLO_START=START + 60, DOLO_END=START + 90),
)
LEFT = both(aged(14), left(START + 200))


def review(**values: Value) -> Act:
    """Set fields of the review."""
    return put("Reviews", every, **values)


def missed(**values: Value) -> Act:
    """Set fields of the time missing."""
    return put("Missing", last, **values)


def order(**values: Value) -> Act:
    """Set fields of the order."""
    return put("DoLo", last, **values)


def worker(**values: Value) -> Act:
    """Set fields of the last social worker's episode."""
    return put("SWEpisodes", last, **values)


REVIEWS = (
    weakness("166", REVIEWED, review(REVIEW="31/02/2027")),
    weakness("167", REVIEWED, review(REVIEW_CODE="PN8")),
    weakness("440", REVIEWED, review(REVIEW_CODE="PN0")),
    weakness("441", REVIEWED, review(REVIEW=BORN.years(4) - 1)),
)

MISSING = (
    weakness("564", MISSED, missed(MIS_START=None)),
    weakness("565", MISSED, missed(MIS_END=None), missed(MISSING=None)),
    weakness("566", MISSED, missed(MISSING=None)),
    weakness("567", MISSED, missed(MIS_END=START + 59)),
    weakness("570", MISSED, missed(MIS_START=END + 1, MIS_END=None)),
    weakness("571", MISSED, missed(MIS_END=END + 1)),
    weakness("574", MISSED, add("Missing", MISSING="M", MIS_START=START + 61, MIS_END=START + 64)),
    weakness("575", LEFT, add("Missing", MISSING="M", MIS_START=START + 190), shows=("Missing", every)),
    weakness("576", MISSED, add("Missing_last", MISSING="M", MIS_START=START - 9), shows=("Missing", every)),
    weakness("577", LEFT, add("Missing", MISSING="M", MIS_START=START + 190)),
    weakness("578", LEFT, add("Missing", MISSING="M", MIS_START=START + 201, MIS_END=START + 202)),
    weakness(
        "580",
        aged(18),
        put("Episodes", last, DEC=BORN.years(18), REC="E8"),
        add("Missing", MISSING="M", MIS_START=BORN.years(18) - 5, MIS_END=BORN.years(18)),
        episode(REC="E5"),
    ),
    weakness(
        "581", aged(14), came_in(), add("Missing", MISSING="M", MIS_START=START + 19, MIS_END=START + 30)
    ),
    weakness("586", MISSED, missed(MIS_START=BORN)),
    weakness("1004", MISSED, missed(MIS_START="31/02/2026")),
    weakness("1005", MISSED, missed(MIS_END="31/02/2027")),
    weakness("1006", MISSED, missed(MISSING="X")),
)

LIBERTY = (
    weakness("700", DEPRIVED, order(DOLO_START="31/02/2026")),
    weakness("701", DEPRIVED, order(DOLO_END="31/02/2027")),
    weakness("702", DEPRIVED, order(DOLO_END=START + 59)),
    weakness("703", DEPRIVED, order(DOLO_START=END + 1, DOLO_END=None)),
    weakness("704", DEPRIVED, order(DOLO_END=END + 1)),
    weakness("705", DEPRIVED, order(DOLO_END=None), add("DoLo", DOLO_START=START + 95, DOLO_END=START + 99)),
    weakness("706", DEPRIVED, add("DoLo_last", DOLO_START=START - 30), shows=("DoLo_last", every)),
    weakness("707", DEPRIVED, both(left(START + 200)), add("DoLo", DOLO_START=START + 150)),
    weakness("708", DEPRIVED, order(DOLO_START=BORN)),
    weakness("709", DEPRIVED, put("Episodes", last, PLACE="U6"), shows=(("DoLo", every), EPISODE)),
    weakness("710", DEPRIVED, put("Episodes", last, PLACE="K1"), shows=(("DoLo", every), EPISODE)),
)

ONE_WORKER = both(
    aged(9),
    drop("SWEpisodes"),
    add("SWEpisodes", SW_ID="SW12345", SW_DECOM=START - 300, SW_REASON="TSPROC"),
)
LONG_AGO = "31/03/2023"

WORKERS = (
    weakness("SW01aSTG1", ONE_WORKER, worker(SW_DECOM=LONG_AGO, SW_REASON=None), worker(SW_ID=None)),
    weakness("SW01bSTG1", ONE_WORKER, worker(SW_REASON=None)),
    weakness("SW02STG1", ONE_WORKER, worker(SW_ID="12345")),
    weakness("SW04STG1", ONE_WORKER, worker(SW_DECOM="31/02/2026")),
    weakness("SW05STG1", ONE_WORKER, worker(SW_DEC="31/02/2027")),
    weakness("SW06STG2", ONE_WORKER, worker(SW_DECOM=END + 1)),
    weakness("SW07STG2", ONE_WORKER, worker(SW_DEC=START.years(-1) - 1)),
    weakness(
        "SW08STG2",
        ONE_WORKER,
        add("SWEpisodes", SW_ID="SW12346", SW_DECOM=START + 30, SW_REASON="LEFTRL"),
        shows=("SWEpisodes", first),
    ),
    weakness("SW09STG2", ONE_WORKER, worker(SW_DEC=START - 300)),
    weakness(
        "SW10STG2",
        ONE_WORKER,
        worker(SW_DEC=START + 30),
        add("SWEpisodes", SW_ID="SW12346", SW_DECOM=START + 22, SW_REASON="LEFTRL"),
    ),
    weakness("SW11bSTG2", ONE_WORKER, worker(SW_DEC=END - 3)),
    weakness("SW12STG2", ONE_WORKER, drop("SWEpisodes"), shows=EPISODES),
    weakness("SW13STG1", ONE_WORKER, worker(SW_REASON="BORED")),
    weakness("SW17STG2", ONE_WORKER, worker(SW_DEC=END - 60)),
)

WEAKNESSES = (*REVIEWS, *MISSING, *LIBERTY, *WORKERS)
