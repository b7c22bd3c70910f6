"""The rules about adoption, and about this year's first episode beside last year's last, row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.returns.ssda903.rules.plain import (
    ADOPTED,
    ADOPTING,
    EPISODES,
    OTHERS,
    Judge,
    Return,
    Row,
    before,
    both,
    by,
    earlier,
    earliest,
    first,
    later,
    latest,
    no_date,
    not_among,
    rows,
    short,
)
from tests.returns.ssda903.rules.plain_children import LEAVER, has_leaver_items

DECISIONS, ADOPTIONS = "PlacedAdoption", "AD1"
DETAILS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
DECISIONS_IN_ORDER = (DECISIONS, "DATE_PLACED", "DATE_PLACED_CEASED")


def adopters(status: str, *sexes: str) -> Judge:
    return rows(ADOPTIONS, lambda row, _: row.LS_ADOPTR == status and row.SEX_ADOPTR not in sexes)


def that_began(episodes: list[Row], start: date | None) -> list[Row]:
    return [row for row in episodes if start and row.DECOM == start]


# ---------------------------------------------------------------------- decisions beside episodes


def decided_after_care(of: Return) -> list[Row]:
    nobodys = {"": [row for row in of[DECISIONS] if row.CHILD is None]}
    found = []
    for child, decisions in {**of.children(DECISIONS), **nobodys}.items():
        left = [row for row in of.of(child, EPISODES) if row.REC != "X1"]
        last = that_began(left, latest(row.DECOM for row in left))
        limits = (of.end, latest(row.DEC for row in last))
        late = [
            row
            for row in decisions
            if any(
                before(limit, made) for limit in limits for made in (row.DATE_PLACED, row.DATE_PLACED_CEASED)
            )
        ]
        found += [*late, *(last if late else [])]
    return found


def reversed_before_care(of: Return) -> list[Row]:
    found = []
    for row in of[DECISIONS]:
        episodes = [one for one in of.of(row.CHILD, EPISODES) if not short(one)]
        came = earliest(one.DECOM for one in episodes)
        if before(row.DATE_PLACED_CEASED, came) or before(row.DATE_PLACED_CEASED, of.start):
            found += [row, *that_began(episodes, came)]
    return found


def beside_one_episode(
    table: str,
    chosen: Callable[[Row], object],
    which: Callable[..., date | None],
    wrong: Callable[[Row, date], object],
) -> Judge:
    """A row beside the child's earliest or latest episode of a kind: both, where wrong on its first day."""

    def judge(of: Return) -> list[Row]:
        found = []
        for child, episodes in of.children(EPISODES).items():
            kind = [row for row in episodes if chosen(row)]
            start = which(row.DECOM for row in kind)
            for row in of.of(child, table):
                if start and wrong(row, start):
                    found += [row, *that_began(kind, start)]
        return found

    return judge


def placed_before_decided(of: Return) -> list[Row]:
    found = []
    for child, episodes in of.children(EPISODES).items():
        placed = [row for row in episodes if row.PLACE in ADOPTING]
        start = earliest(row.DECOM for row in placed)
        decided = latest(row.DATE_PLACED for row in of.of(child, DECISIONS))
        if before(start, decided):
            found += that_began(placed, start)
            found += [row for row in of.of(child, DECISIONS) if row.DATE_PLACED == decided]
    return found


def without_decision(
    episode_is: Callable[[Row, Return], object], lacking: Callable[[Row], bool], table: str = DECISIONS
) -> Judge:
    """Episodes of a kind whose child has no row, or one that lacks something; and those rows."""

    def judge(of: Return) -> list[Row]:
        found = []
        for episode in of[EPISODES]:
            held = of.of(episode.CHILD, table)
            wrong = [row for row in held if lacking(row)]
            if episode_is(episode, of) and (not held or wrong):
                found += [episode, *wrong]
        return found

    return judge


def no_standing_decision(status: str) -> Judge:
    def judge(of: Return) -> list[Row]:
        episodes = [r for r in of[EPISODES] if r.LS == status and not of.of(r.CHILD, DECISIONS)]
        open_for = {row.CHILD for row in of[EPISODES] if row.LS == status and row.DEC is None} - {None}
        undone = [r for r in of[DECISIONS] if r.some("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")]
        return episodes + [row for row in undone if row.CHILD in open_for]

    return judge


def adopted_though_reversed(of: Return) -> list[Row]:
    found = []
    for child, decisions in of.children(DECISIONS).items():
        adopted = [row for row in of.of(child, EPISODES) if row.REC in ADOPTED]
        last = latest(row.DATE_PLACED for row in decisions)
        at_last = [row for row in decisions if row.DATE_PLACED == last]
        if adopted and all(row.DATE_PLACED_CEASED for row in at_last):
            found += [*adopted, *at_last]
    return found


def left_without_adoption(row: Row, _of: Return) -> bool:
    meant = row.PLACE in ADOPTING or row.LS == "E1"
    return meant and row.REC not in {None, "X1", *ADOPTED}


def adopted_in_the_year(row: Row, of: Return) -> bool:
    return row.REC in ADOPTED and of.in_year(row.DEC)


def foster_carer_or_not(episode: Row, adoption: Row, _of: Return) -> bool:
    by_carer = {"A2": "0", "A3": "0", "A5": "0", "A1": "1", "A4": "1", "A6": "1"}
    told = adoption.FOSTER_CARE is not None
    return told and episode.REC in {"E1", *ADOPTED} and by_carer.get(episode.PLACE) == adoption.FOSTER_CARE


def completed_and_all_year(of: Return) -> list[Row]:
    leavers = [row for row in of["OC3"] if row.some(*LEAVER) and of.all_year(row.CHILD)]
    return leavers + [row for row in of[ADOPTIONS] if row.some(*DETAILS) and of.all_year(row.CHILD)]


# ---------------------------------------------------------------------- since last year


def undone(row: Row) -> bool:
    return row.some("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")


def beside_last_years(wrong: Callable[[Row, Row], object]) -> Judge:
    return first(DECISIONS, "PlacedAdoption_last", lambda now, last, _: wrong(now, last))


def carried_over(wrong: Callable[[Row, Row, Return], object]) -> Judge:
    """The child's first episode beside last year's last, where that was still open."""

    def judge(of: Return) -> list[Row]:
        ends = {mine[-1].CHILD: mine[-1] for mine in of.in_order("Episodes_last", "DECOM", "DEC")}
        firsts = [(mine[0], ends.get(mine[0].CHILD)) for mine in of.episodes()]
        return [now for now, last in firsts if last and last.DEC is None and wrong(now, last, of)]

    return judge


def differs(name: str) -> Judge:
    return carried_over(lambda now, last, _: getattr(now, name) != getattr(last, name))


def other_place(now: Row, last: Row, of: Return) -> bool:
    renamed = {2024: (("K3",), "H5"), 2025: (("K3",), "H5"), 2026: (OTHERS, "Z1")}.get(of.year, ((), ""))
    return now.PLACE != last.PLACE and not (now.PLACE in renamed[0] and last.PLACE == renamed[1])


def other_distance(now: Row, last: Row, of: Return) -> bool:
    miles, had = of.distance(now), of.distance(last)
    if miles is None or had is None:
        return had is None and miles is not None
    return round(abs(miles - had), 3) >= 0.2


def not_in_last_years(of: Return) -> list[Row]:
    ends = {mine[-1].CHILD: mine[-1].DECOM for mine in of.in_order("Episodes_last", "DECOM", "DEC")}
    firsts = [mine[0] for mine in of.episodes()]
    return [row for row in firsts if row.DECOM < of.start and ends.get(row.CHILD) != row.DECOM]


RULES: dict[str, Judge] = {
    "112": no_date(ADOPTIONS, "DATE_INT"),
    "113": no_date(ADOPTIONS, "DATE_MATCH"),
    "114": not_among(ADOPTIONS, "FOSTER_CARE", ["0", "1"]),
    "115": no_date(DECISIONS, "DATE_PLACED"),
    "116": no_date(DECISIONS, "DATE_PLACED_CEASED"),
    "117": decided_after_care,
    "118": reversed_before_care,
    "119": rows(
        DECISIONS, lambda row, _: (row.DATE_PLACED_CEASED is None) != (row.REASON_PLACED_CEASED is None)
    ),
    "120": not_among(DECISIONS, "REASON_PLACED_CEASED", ["RD1", "RD2", "RD3", "RD4"]),
    "134": rows(ADOPTIONS, lambda row, of: row.some(*DETAILS) and has_leaver_items(row.CHILD, of)),
    "151": rows(ADOPTIONS, lambda row, _: row.some(*DETAILS) and row.lacks(*DETAILS)),
    "175": not_among(ADOPTIONS, "NB_ADOPTR", ["1", "2"]),
    "176": not_among(ADOPTIONS, "SEX_ADOPTR", ["M1", "F1", "MM", "FF", "MF"]),
    "177": not_among(ADOPTIONS, "LS_ADOPTR", ["L0", "L11", "L12", "L2", "L3", "L4"]),
    "184": rows(
        DECISIONS, lambda row, of: row.DATE_PLACED and not by(of.born_last(row.CHILD), row.DATE_PLACED)
    ),
    "187": completed_and_all_year,
    "331": both(
        ADOPTIONS, EPISODES, lambda row, one, _: one.REC in ADOPTED and before(one.DECOM, row.DATE_MATCH)
    ),
    "333": rows(
        ADOPTIONS,
        lambda row, _: (row.DATE_MATCH and row.DATE_INT is None) or before(row.DATE_MATCH, row.DATE_INT),
    ),
    "334": beside_one_episode(
        ADOPTIONS, lambda one: one.RNE == "S", latest, lambda row, start: before(row.DATE_INT, start)
    ),
    "335": both(EPISODES, ADOPTIONS, foster_carer_or_not),
    "452": carried_over(
        lambda now, last, of: now.RNE == last.RNE and of.authority(now) != of.authority(last)
    ),
    "453": carried_over(lambda now, last, of: now.RNE == last.RNE and other_distance(now, last, of)),
    "502": differs("DECOM"),
    "503A": differs("RNE"),
    "503B": differs("LS"),
    "503C": differs("CIN"),
    "503D": carried_over(other_place),
    "503E": differs("PLACE_PROVIDER"),
    "503F": differs("URN"),
    "503G": carried_over(other_distance),
    "503H": carried_over(lambda now, last, of: of.authority(now) != of.authority(last)),
    "503J": carried_over(lambda now, last, of: of.location(now) != of.location(last)),
    "511": rows(ADOPTIONS, lambda row, _: row.NB_ADOPTR == "2" and row.SEX_ADOPTR in {"M1", "F1"}),
    "514": adopters("L0", "M1", "F1"),
    "517": adopters("L3", "MF"),
    "518": adopters("L4", "MM", "FF"),
    "519": adopters("L2", "MM", "FF", "MF"),
    "520": adopters("L11", "MF"),
    "521": both(
        ADOPTIONS, EPISODES, lambda row, one, _: one.PLACE in ADOPTING and before(one.DECOM, row.DATE_INT)
    ),
    "522": rows(DECISIONS, lambda row, _: before(row.DATE_PLACED_CEASED, row.DATE_PLACED)),
    "523": both(
        DECISIONS,
        ADOPTIONS,
        lambda one, row, _: one.DATE_PLACED and row.DATE_INT and one.DATE_PLACED != row.DATE_INT,
    ),
    "524": adopters("L12", "MM", "FF"),
    "525": both(DECISIONS, ADOPTIONS, lambda one, row, _: one.DATE_PLACED_CEASED and row.some(*DETAILS)),
    "551": without_decision(lambda row, _: row.PLACE in ADOPTING, lambda row: row.DATE_PLACED is None),
    "552": placed_before_decided,
    "553": no_standing_decision("E1"),
    "554": beside_one_episode(
        DECISIONS, lambda one: one.LS == "E1", earliest, lambda row, start: before(start, row.DATE_PLACED)
    ),
    "555": no_standing_decision("D1"),
    "556": both(
        EPISODES, DECISIONS, lambda one, row, _: one.LS == "D1" and before(one.DECOM, row.DATE_PLACED)
    ),
    "557": without_decision(
        left_without_adoption, lambda row: row.lacks("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    ),
    "558": adopted_though_reversed,
    "559": rows(
        DECISIONS,
        lambda row, of: (
            before(row.DATE_PLACED, of.start)
            and not any(last.DATE_PLACED for last in of.of(row.CHILD, "PlacedAdoption_last"))
        ),
    ),
    "560": beside_last_years(
        lambda now, last: (
            last.DATE_PLACED_CEASED is None
            and not now.lacks("DATE_PLACED")
            and not last.lacks("DATE_PLACED")
            and now.DATE_PLACED != last.DATE_PLACED
        )
    ),
    "561": beside_last_years(
        lambda now, last: undone(last) and now.DATE_PLACED and now.DATE_PLACED == last.DATE_PLACED
    ),
    "562": not_in_last_years,
    "563": rows(
        DECISIONS,
        lambda row, _: (
            row.DATE_PLACED is None and not row.lacks("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
        ),
    ),
    "579": later(
        lambda one, after: one.DATE_PLACED_CEASED is None or after.DATE_PLACED < one.DATE_PLACED_CEASED,
        *DECISIONS_IN_ORDER,
    ),
    "582": both(
        EPISODES, ADOPTIONS, lambda one, row, _: one.REC in ADOPTED and one.DEC and one.DEC == row.DATE_MATCH
    ),
    "583": earlier(lambda one, _: one.DATE_PLACED_CEASED is None, *DECISIONS_IN_ORDER),
    "584": beside_last_years(
        lambda now, last: undone(last) and (now.lacks("DATE_PLACED") or by(now.DATE_PLACED, last.DATE_PLACED))
    ),
    "601": without_decision(adopted_in_the_year, lambda row: row.lacks(*DETAILS), ADOPTIONS),
    "602": rows(
        ADOPTIONS,
        lambda row, of: (
            row.some(*DETAILS) and not any(adopted_in_the_year(one, of) for one in of.of(row.CHILD, EPISODES))
        ),
    ),
    "1003": beside_one_episode(
        DECISIONS, lambda one: one.RNE == "S", earliest, lambda row, start: before(row.DATE_PLACED, start)
    ),
    "NoE": rows(
        EPISODES, lambda row, of: before(row.DECOM, of.start) and not of.of(row.CHILD, "Episodes_last")
    ),
}
