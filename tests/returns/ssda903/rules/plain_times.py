"""The rules about times missing, orders that deprive of liberty and social workers, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from tests.returns.ssda903.rules.plain import (
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

WORKERS = ("SWEpisodes", "SW_DECOM", "SW_DEC")
REASONS_SINCE = date(2023, 4, 1)
NO_START = date(2099, 1, 1)


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
    "1004": missing(lambda row, _: row.lacks("MIS_START")),
    "1005": no_date("Missing", "MIS_END"),
    "1006": not_among("Missing", "MISSING", ["M", "A"]),
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
