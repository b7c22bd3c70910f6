"""The rules about health, care leavers, times missing, orders and social workers, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

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
    earlier,
    earliest,
    first,
    later,
    latest,
    listed,
    no_date,
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


# ---------------------------------------------------------------------- missing, and deprived of liberty


def in_order_of_ends(table: str, start: str, end: str, wrong: Callable[[Row, Row], object]) -> Judge:
    """The later of two of a child's, in order of their ends; an open one ends when it began."""

    def judge(of: Return) -> list[Row]:
        found = []
        for mine in of.children(table).values():
            dated = [row for row in mine if row.some(start, end)]
            dated.sort(
                key=lambda row: (
                    getattr(row, end) or getattr(row, start),
                    getattr(row, start) or NEVER,
                    getattr(row, end) or NEVER,
                )
            )
            found += [after for one, after in pairwise(dated) if wrong(one, after)]
        return found

    return judge


def out_of_care(start: str, end: str) -> Callable[[Row, Return], bool]:
    def wrong(row: Row, of: Return) -> bool:
        began, ended, periods = getattr(row, start), getattr(row, end), of.periods(row.CHILD)
        inside = [
            (by(first_day, ended) and by(ended, last_day or NEVER))
            if ended
            else (by(first_day, began) and last_day is None)
            for first_day, last_day in periods
        ]
        return began is not None and bool(periods) and not any(inside)

    return wrong


def missing_after_care(row: Row, of: Return) -> bool:
    periods = of.periods(row.CHILD)
    inside = [by(began, row.MIS_START) and before(row.MIS_START, ended or NEVER) for began, ended in periods]
    return row.MIS_START is not None and bool(periods) and not any(inside)


def missing_outside_episodes(row: Row, of: Return) -> bool:
    episodes = of.of(row.CHILD, "Episodes")
    inside = [by(one.DECOM, row.MIS_START) and by(row.MIS_START, one.DEC or NEVER) for one in episodes]
    return row.MIS_START is not None and bool(episodes) and not any(inside)


def not_carried_on(of: Return) -> list[Row]:
    found = []
    for child, last in of.children("Missing_last").items():
        went = latest(row.MIS_START for row in last if row.MIS_END is None)
        mine = of.of(child, "Missing")
        if went and not mine:
            found += [row for row in last if row.MIS_END is None and row.MIS_START == went]
        starts = [row.MIS_START or NO_START for row in mine]
        if went and mine and min(starts) != went:
            found += [row for row in mine if (row.MIS_START or NO_START) == min(starts)]
    return found


def left_care_missing(episode: Row, row: Row, _of: Return) -> bool:
    back = row.MIS_END
    return back is not None and back == turns(18, row.DOB) and back == episode.DEC and episode.REC != "E8"


def order_not_carried_on(row: Row, of: Return) -> bool:
    begins = earliest(one.DOLO_START for one in of.of(row.CHILD, "DoLo"))
    return row.DOLO_START is not None and row.DOLO_END is None and begins != row.DOLO_START


def at_the_time(order: Row, episode: Row) -> bool:
    until = (episode.DEC or NEVER, order.DOLO_END or NEVER)
    return by(order.DOLO_START, until[0]) and by(episode.DECOM, until[1])


# ---------------------------------------------------------------------- social workers


def latest_of_each(wrong: Callable[[Row, Return], object]) -> Judge:
    return lambda of: [mine[-1] for mine in of.in_order(*WORKERS) if wrong(mine[-1], of)]


def apart(one: Row, after: Row) -> int | None:
    return abs(days(one.SW_DEC, after.SW_DECOM)) if one.SW_DEC else None


def no_worker_told(episode: Row, of: Return) -> bool:
    came = episode.RNE == "S"
    in_time = episode.DEC is None or (by(turns(-1, of.start), episode.DEC) and by(episode.DEC, of.end))
    began = [row.SW_DECOM for row in of.of(episode.CHILD, "SWEpisodes") if row.SW_DECOM]
    told = any(by(day, episode.DEC or of.end) or (came and by(episode.DECOM, day)) for day in began)
    return in_time and not short(episode) and (came or episode.REC != "X1") and not told


def no_whole_worker(episode: Row, of: Return) -> bool:
    held = of.of(episode.CHILD, "SWEpisodes")
    part = any(row.lacks("SW_ID", "SW_DECOM", "SW_REASON") for row in held)
    return episode.DEC is None and not short(episode) and (not held or part)


def missing(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows("Missing", wrong)


def orders(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows("DoLo", wrong)


def workers(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows("SWEpisodes", wrong)


def out_of_year(day: date | None, of: Return) -> bool:
    return day is not None and not of.in_year(day)


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
    "564": missing(lambda row, _: row.MISSING in {"M", "A"} and row.lacks("MIS_START")),
    "565": missing(lambda row, _: row.some("MIS_START") and row.lacks("MISSING")),
    "566": missing(lambda row, _: row.some("MIS_END") and row.lacks("MISSING")),
    "567": missing(lambda row, _: before(row.MIS_END, row.MIS_START)),
    "570": missing(lambda row, of: before(of.end, row.MIS_START)),
    "571": missing(lambda row, of: out_of_year(row.MIS_END, of)),
    "574": in_order_of_ends(
        "Missing",
        "MIS_START",
        "MIS_END",
        lambda one, after: one.MIS_END is None or before(after.MIS_START, one.MIS_END),
    ),
    "575": first(
        "Missing",
        "Episodes",
        lambda row, one, _: (
            row.lacks("MIS_END") and by(one.DECOM, row.MIS_START) and by(row.MIS_START, one.DEC)
        ),
    ),
    "576": not_carried_on,
    "577": missing(out_of_care("MIS_START", "MIS_END")),
    "578": missing(missing_after_care),
    "580": first("Episodes", "Missing", left_care_missing),
    "581": missing(missing_outside_episodes),
    "586": missing(lambda row, _: by(row.MIS_START, row.DOB)),
    "700": orders(lambda row, _: row.lacks("DOLO_START")),
    "701": no_date("DoLo", "DOLO_END"),
    "702": orders(lambda row, _: before(row.DOLO_END, row.DOLO_START)),
    "703": orders(lambda row, of: before(of.end, row.DOLO_START)),
    "704": orders(lambda row, of: out_of_year(row.DOLO_END, of)),
    "705": in_order_of_ends(
        "DoLo",
        "DOLO_START",
        "DOLO_END",
        lambda one, after: one.DOLO_END is None or before(after.DOLO_START, one.DOLO_START),
    ),
    "706": rows("DoLo_last", order_not_carried_on),
    "707": orders(out_of_care("DOLO_START", "DOLO_END")),
    "708": orders(lambda row, _: by(row.DOLO_START, row.DOB)),
    "709": both(
        "DoLo",
        "Episodes",
        lambda order, one, _: at_the_time(order, one) and one.PLACE not in {"K2", "Z12", "Z13"},
    ),
    "710": both(
        "DoLo",
        "Episodes",
        lambda order, one, _: at_the_time(order, one) and one.PLACE in {"K1", "P1", "R5", "K3"},
    ),
    "1000": leavers(
        lambda row, of: any(
            one.REC == "E2" for table in ("Episodes", "Episodes_last") for one in of.of(row.CHILD, table)
        )
    ),
    "1001": leavers(not_a_relevant_child),
    "1002": leavers(
        lambda row, of: not of.of(row.CHILD, "Episodes") and not of.of(row.CHILD, "Episodes_last")
    ),
    "1004": missing(lambda row, _: row.lacks("MIS_START")),
    "1005": no_date("Missing", "MIS_END"),
    "1006": not_among("Missing", "MISSING", ["M", "A"]),
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
    "SW01STG1": rows("Episodes", no_whole_worker),
    "SW01aSTG1": workers(
        lambda row, _: row.SW_DECOM is None or (row.SW_DECOM < REASONS_SINCE and row.lacks("SW_ID"))
    ),
    "SW01bSTG1": workers(
        lambda row, _: (
            row.SW_DECOM is None or (row.SW_DECOM >= REASONS_SINCE and row.lacks("SW_ID", "SW_REASON"))
        )
    ),
    "SW02STG1": workers(lambda row, _: (row.SW_ID or "")[:2] not in {"SW", "XX"}),
    "SW03STG1": workers(lambda row, _: row.lacks("SW_ID", "SW_DECOM", "SW_REASON")),
    "SW04STG1": no_date("SWEpisodes", "SW_DECOM"),
    "SW05STG1": no_date("SWEpisodes", "SW_DEC"),
    "SW06STG2": workers(lambda row, of: before(of.end, row.SW_DECOM)),
    "SW07STG2": workers(
        lambda row, of: before(row.SW_DEC, turns(-1, of.start)) or before(of.end, row.SW_DEC)
    ),
    "SW08STG2": earlier(lambda one, _: one.SW_DEC is None, *WORKERS),
    "SW09STG2": workers(lambda row, _: row.some("SW_DECOM") and row.SW_DECOM == row.SW_DEC),
    "SW10STG2": later(
        lambda one, after: after.SW_REASON != "FCONTA" and not (one.SW_DEC and (apart(one, after) or 0) <= 7),
        *WORKERS,
    ),
    "SW11aSTG2": lambda of: [
        after
        for one, after in of.one_after_other(*WORKERS)
        if one.SW_DEC and days(one.SW_DEC, of.end) >= 5 and (apart(one, after) or 0) > 5
    ],
    "SW11bSTG2": latest_of_each(
        lambda row, of: row.SW_DEC and 0 <= days(row.SW_DEC, of.end) <= 5,
    ),
    "SW12STG2": rows("Episodes", no_worker_told),
    "SW13STG1": workers(
        lambda row, _: (
            row.SW_REASON not in listed("sw_reason") if row.SW_REASON else by(REASONS_SINCE, row.SW_DECOM)
        )
    ),
    "SW14STG2": earlier(lambda one, _: one.SW_DEC is None, *WORKERS),
    "SW17STG2": latest_of_each(lambda row, _: row.SW_DEC),
}
