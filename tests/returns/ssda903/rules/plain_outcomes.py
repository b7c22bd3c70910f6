"""The rules about health and care leavers, judged row by row."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.returns.ssda903.rules.plain import (
    ADOPTED,
    NEVER,
    Judge,
    Return,
    Row,
    before,
    both,
    by,
    days,
    first,
    listed,
    not_among,
    rows,
    short,
    turns,
)
from tests.returns.ssda903.rules.plain_children import LEAVER, has_leaver_items

EVERYBODY = ("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE")
SOME = ("CONVICTED", "HEALTH_CHECK", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
HEALTH = (*EVERYBODY, *SOME)
WORKERS = ("SWEpisodes", "SW_DECOM", "SW_DEC")
REASONS_SINCE = date(2023, 4, 1)
NO_START = date(2099, 1, 1)


def health(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows("OC2", wrong)


def leavers(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows("OC3", wrong)


def scored(row: Row) -> bool:
    return row.written["SDQ_SCORE"] is not None


def no_score(row: Row) -> bool:
    text = row.SDQ_SCORE or ""
    return scored(row) and not (re.fullmatch(r"[+-]?[0-9]+", text) and 0 <= int(text) <= 40)


def blank_or_filled(of: Return) -> list[Row]:
    held = [row for row in of["OC2"] if of.all_year(row.CHILD) and row.lacks(*EVERYBODY)]
    firsts = [mine[0] for mine in of.episodes()]
    return held + [row for row in firsts if of.all_year(row.CHILD) and not of.of(row.CHILD, "OC2")]


def leavers_with_health(of: Return) -> list[Row]:
    healthy = [row for row in of["OC2"] if row.some(*HEALTH) and has_leaver_items(row.CHILD, of)]
    with_health = {row.CHILD for row in of["OC2"] if row.some(*HEALTH)} - {None}
    return healthy + [row for row in of["OC3"] if row.some(*LEAVER) and row.CHILD in with_health]


def turns_in_the_year(row: Row, of: Return) -> bool:
    return of.in_year(turns(4, row.DOB)) or of.in_year(turns(17, row.DOB))


# ---------------------------------------------------------------------- care leavers


def last_birthday(row: Row, of: Return) -> date | None:
    """The 17th or 18th birthday, of who is 17 or 18 on 31 March."""
    for age in (17, 18):
        if by(turns(age, row.DOB), of.end) and before(of.end, turns(age + 1, row.DOB)):
            return turns(age, row.DOB)
    return None


def cared_for_on_it(leaver: Row, episode: Row, of: Return) -> bool:
    on = last_birthday(leaver, of)
    began = on is not None and by(episode.DECOM, on)
    return leaver.some(*LEAVER) and began and (episode.DEC is None or before(on, episode.DEC))


def both_years(child: str | None, of: Return) -> list[Row]:
    """One episode for each day on which one began: of two this year's with an end, that ended first."""
    found: dict[date, Row] = {}
    pooled = [row for table in ("Episodes", "Episodes_last") for row in of.of(child, table) if row.DECOM]
    for row in sorted(
        pooled, key=lambda row: (row.DECOM, row.DEC is None, row.place[0] != "Episodes", row.DEC or NEVER)
    ):
        found.setdefault(row.DECOM, row)
    return list(found.values())


def days_since(age: int, born: date | None, episodes: list[Row], of: Return) -> int:
    came = turns(age, born)
    total = 0
    for row in episodes:
        until = row.DEC or (of.end if row is episodes[-1] else None)
        if until and came and not short(row):
            total += max(0, days(max(row.DECOM, came), until))
    return total


def not_a_relevant_child(leaver: Row, of: Return) -> bool:
    episodes = both_years(leaver.CHILD, of)
    if episodes and episodes[-1].REC in ADOPTED:
        return True
    born = of.born_first(leaver.CHILD)
    too_few = days_since(14, born, episodes, of) < 91 or days_since(16, born, episodes, of) < 1
    return before(of.end, turns(20, born)) and too_few


def open_last_year(child: str | None, of: Return) -> bool:
    ends = {mine[-1].CHILD: mine[-1] for mine in of.in_order("Episodes_last", "DECOM", "DEC")}
    return child in ends and ends[child].DEC is None


def taken_over(leaver: Row, of: Return) -> bool:
    return any(mine[-1].CHILD == leaver.CHILD and mine[-1].REC == "E3" for mine in of.episodes())


def not_for_a_leaver(one: Row, leaver: Row, of: Return) -> bool:
    episodes = of.of(one.CHILD, "Episodes")
    return leaver.some(*LEAVER) and bool(episodes) and not any(of.touches_year(row) for row in episodes)


def without_episodes(of: Return) -> list[Row]:
    tables = ("PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2")
    return [row for table in tables for row in of[table] if not of.of(row.CHILD, "Episodes")]


RULES: dict[str, Judge] = {
    "131": leavers(lambda row, _: row.IN_TOUCH not in listed("in_touch")),
    "132": leavers(lambda row, _: row.ACTIV not in listed("activ")),
    "133": leavers(lambda row, _: row.ACCOM not in listed("accom")),
    "153": leavers(lambda row, _: row.some(*LEAVER) and row.lacks(*LEAVER)),
    "157": health(
        lambda row, of: (
            of.all_year(row.CHILD)
            and by(turns(4, row.DOB), of.start)
            and by(of.end, turns(16, row.DOB))
            and not scored(row)
            and row.SDQ_REASON == "SDQ1"
        )
    ),
    "158": health(lambda row, _: row.INTERVENTION_RECEIVED == "1" and row.some("INTERVENTION_OFFERED")),
    "159": health(
        lambda row, _: (
            row.SUBSTANCE_MISUSE == "1"
            and row.INTERVENTION_RECEIVED == "0"
            and row.lacks("INTERVENTION_OFFERED")
        )
    ),
    "180": health(lambda row, _: no_score(row)),
    "181": health(lambda row, _: any(getattr(row, name) not in {None, "0", "1"} for name in HEALTH)),
    "182": health(lambda row, _: row.lacks(*EVERYBODY) and row.some(*SOME)),
    "185": health(lambda row, of: scored(row) and not of.all_year(row.CHILD)),
    "186": health(
        lambda row, of: (
            of.all_year(row.CHILD)
            and by(turns(4, row.DOB), of.start)
            and before(of.end, turns(17, row.DOB))
            and not scored(row)
            and row.SDQ_REASON is None
        )
    ),
    "188": health(
        lambda row, of: before(of.end, turns(4, row.DOB)) and (scored(row) or row.some("SDQ_REASON"))
    ),
    "189": health(
        lambda row, of: by(turns(17, row.DOB), of.start) and (scored(row) or row.some("SDQ_REASON"))
    ),
    "190": health(lambda row, of: row.some(*HEALTH) and not of.all_year(row.CHILD)),
    "191": blank_or_filled,
    "192": health(lambda row, _: row.SUBSTANCE_MISUSE == "1" and row.lacks("INTERVENTION_RECEIVED")),
    "193": health(
        lambda row, _: (
            row.SUBSTANCE_MISUSE in {None, "0"} and row.some("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")
        )
    ),
    "196": not_among("OC2", "SDQ_REASON", ["SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5"]),
    "197B": health(
        lambda row, of: (
            of.all_year(row.CHILD)
            and turns_in_the_year(row, of)
            and not scored(row)
            and row.lacks("SDQ_REASON")
        )
    ),
    "197a": health(lambda row, _: scored(row) and row.some("SDQ_REASON")),
    "198": health(lambda row, of: row.some("SDQ_REASON") and not of.all_year(row.CHILD)),
    "215": leavers_with_health,
    "344": leavers(lambda row, _: row.IN_TOUCH in {"DIED", "RHOM"} and {row.ACTIV, row.ACCOM} != {"0"}),
    "345": leavers(lambda row, _: row.IN_TOUCH == "YES" and "0" in {row.ACTIV, row.ACCOM}),
    "347": leavers(lambda row, of: row.ACCOM in {"T1", "T2"} and before(of.start, turns(18, row.DOB))),
    "348": first("OC3", "OC3_last", lambda now, last, _: last.IN_TOUCH == "DIED" and now.IN_TOUCH != "DIED"),
    "391": leavers(lambda row, of: row.some(*LEAVER) and before(of.end, turns(17, row.DOB))),
    "542": health(lambda row, of: row.some("CONVICTED") and before(of.end, turns(10, row.DOB))),
    "543": health(
        lambda row, of: row.lacks("CONVICTED") and by(turns(10, row.DOB), of.end) and of.all_year(row.CHILD)
    ),
    "544": health(lambda row, _: row.CONVICTED == "1" and row.lacks(*EVERYBODY)),
    "545": health(
        lambda row, of: (
            row.lacks("HEALTH_CHECK") and before(of.end, turns(5, row.DOB)) and of.all_year(row.CHILD)
        )
    ),
    "546": health(lambda row, of: row.some("HEALTH_CHECK") and by(turns(5, row.DOB), of.end)),
    "547": health(lambda row, _: row.HEALTH_CHECK == "1" and row.lacks(*EVERYBODY)),
    "1000": leavers(
        lambda row, of: any(
            one.REC == "E2" for table in ("Episodes", "Episodes_last") for one in of.of(row.CHILD, table)
        )
    ),
    "1001": leavers(not_a_relevant_child),
    "1002": leavers(
        lambda row, of: not of.of(row.CHILD, "Episodes") and not of.of(row.CHILD, "Episodes_last")
    ),
    "1007": first("OC3", "Episodes", cared_for_on_it),
    "1010": leavers(lambda row, of: open_last_year(row.CHILD, of) and not of.of(row.CHILD, "Episodes")),
    "1011": leavers(lambda row, of: row.some(*LEAVER) and taken_over(row, of)),
    "1012": without_episodes,
    "1014": both("UASC", "OC3", not_for_a_leaver),
    "1016": first(
        "OC3",
        "Episodes",
        lambda row, one, of: row.some(*LEAVER) and by(last_birthday(row, of), one.DEC),
    ),
    "3001": leavers(
        lambda row, of: (
            row.ACCOM in {"Z1", "Z2"} and of.in_year(turns(17, of.born_first(row.CHILD) or row.DOB))
        )
    ),
}
