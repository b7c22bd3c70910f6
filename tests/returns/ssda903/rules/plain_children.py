"""The rules about who the child is, and the tables that hold one row of each, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from tests.returns.ssda903.rules.plain import (
    Judge,
    Return,
    Row,
    before,
    both,
    by,
    day,
    earliest,
    first,
    latest,
    listed,
    no_date,
    not_among,
    rows,
    short,
    turns,
)

LEAVER = ("IN_TOUCH", "ACTIV", "ACCOM")
UNKNOWN = ("UN1", "UN2", "UN3", "UN4", "UN5")
WITH_HEADER = ("AD1", "PlacedAdoption", "Episodes", "Missing", "OC2", "OC3", "PrevPerm", "Reviews", "UASC")
WITH_BIRTH = tuple(name for name in WITH_HEADER if name != "Episodes")
ONCE = ("AD1", "Header", "OC2", "OC3", "PrevPerm", "UASC")


def beside_last_year(wrong: Callable[[Row, Row], object]) -> Judge:
    return first("Header", "Header_last", lambda now, last, _: wrong(now, last))


def other_upn(now: Row, last: Row) -> bool:
    given = now.UPN is not None and not now.UPN.startswith("UN")
    was_unknown = last.UPN is None or last.UPN.startswith("UN")
    now_unknown_for = now.UPN in {"UN2", "UN3", "UN4", "UN5"} and last.UPN in {None, "UN1"}
    return now.UPN != last.UPN and not now_unknown_for and not (given and was_unknown)


def twice(table: str) -> Judge:
    return rows(table, lambda row, of: len(of.of(row.CHILD, table)) > 1)


def upn_twice(of: Return) -> list[Row]:
    given = [row for row in of["Header"] if row.UPN not in {None, *UNKNOWN}]
    return [row for row in given if sum(row.UPN == other.UPN for other in given) > 1]


def looked_after_over_a_week(episode: Row, of: Return) -> bool:
    numbers = [row.UPN for row in of.of(episode.CHILD, "Header") if row.UPN]
    episodes = of.of(episode.CHILD, "Episodes")
    still = any(by(e.DECOM, of.end) and (e.DEC is None or e.DEC > of.end) for e in episodes)
    came = latest(e.DECOM for e in episodes if e.RNE == "S")
    began_in_time = by(episode.DECOM, date(of.year, 3, 24))
    present = came is None or by(came, episode.DECOM)
    return bool(numbers) and min(numbers) == "UN4" and still and began_in_time and present


# ---------------------------------------------------------------------- mothers


def has_leaver_items(child: str | None, of: Return) -> bool:
    return any(row.some(*LEAVER) for row in of.of(child, "OC3"))


def mother_is_wrong(header: Row, of: Return) -> bool:
    looked_after = any(of.touches_year(e) and not short(e) for e in of.of(header.CHILD, "Episodes"))
    filled, girl = header.MOTHER is not None, of.is_sex(header, "F")
    left = not looked_after and has_leaver_items(header.CHILD, of)
    return (
        (filled and (header.MOTHER not in {"0", "1"} or of.is_sex(header, "M")))
        or (girl and looked_after and not filled)
        or (girl and filled and left)
    )


def mothers_and_leavers(of: Return) -> list[Row]:
    wrong = [header for header in of["Header"] if mother_is_wrong(header, of)]
    return wrong + [row for header in wrong for row in of.of(header.CHILD, "OC3")]


def first_child_too_late(of: Return) -> list[Row]:
    found = []
    for header in of["Header"]:
        episodes = of.of(header.CHILD, "Episodes")
        left = latest(episode.DEC for episode in episodes)
        if before(of.end, header.MC_DOB) or before(left, header.MC_DOB):
            found += [header, *(e for e in episodes if left and left == e.DEC)]
    return found


def left_in_the_year(episode: Row, header: Row, of: Return) -> bool:
    ended = of.in_year(episode.DEC) and episode.REC not in {None, "X1"} and not short(episode)
    return ended and of.is_sex(header, "F") and header.MOTHER is None


# ---------------------------------------------------------------------- children who seek asylum alone


def said_by(child: str | None, year: str, of: Return) -> bool:
    headers = of.of(child, f"Header{year}")
    if headers:
        return any(row.UASC == "1" for row in headers)
    return any(row.some("SEX", "DUC") for row in of.of(child, f"UASC{year}"))


Story = Callable[[Row, bool, bool, date | None, date | None, Return], object]


def by_story(wrong: Story) -> Judge:
    """Rows of Header by whether the child is one now, was one, and when that ended by either year."""
    return rows(
        "Header",
        lambda row, of: wrong(
            row,
            said_by(row.CHILD, "", of),
            said_by(row.CHILD, "_last", of),
            earliest(one.DUC for one in of.of(row.CHILD, "UASC")),
            earliest(one.DUC for one in of.of(row.CHILD, "UASC_last")),
            of,
        ),
    )


def no_longer(_row: Row, now: bool, was: bool, ended: date | None, had: date | None, of: Return) -> bool:
    last_year = (turns(-1, of.start), turns(-1, of.end))
    in_last_year = by(last_year[0], had) and by(had, last_year[1])
    return not now and was and (ended is not None or not in_last_year)


def still(row: Row, now: bool, was: bool, ended: date | None, had: date | None, of: Return) -> bool:
    births = (earliest(one.DOB for one in of.of(row.CHILD, t)) for t in ("UASC", "UASC_last", "Header_last"))
    adult = turns(18, row.DOB or next((born for born in births if born), None))
    otherwise = had is None or (adult is not None and had != adult)
    fits = of.in_year(ended) or (ended is not None and ended == had)
    return now and was and (otherwise or not fits)


# ---------------------------------------------------------------------- earlier permanence


def permanence(text: str | None) -> tuple[bool, date | None]:
    """Whether it is a date as this field may be, and the latest day it may mean."""
    if text is None or text == "ZZ/ZZ/ZZZZ":
        return True, None
    if match := re.fullmatch(r"ZZ/ZZ/([1-9]\d{3})", text):
        return True, date(int(match[1]), 12, 31)
    match = re.fullmatch(r"ZZ/(0[1-9]|1[0-2])/([1-9]\d{3})", text)
    if match:
        year, month = int(match[2]), int(match[1])
        return True, date(year, month, monthrange(year, month)[1])
    return day(text) is not None, day(text)


def permanence_too_late(of: Return) -> list[Row]:
    found = []
    for row in of["PrevPerm"]:
        is_date, latest_day = permanence(row.DATE_PERM)
        episodes = of.of(row.CHILD, "Episodes")
        came = earliest(episode.DECOM for episode in episodes)
        if not is_date or by(came, latest_day):
            found += [row, *(e for e in episodes if came and came == e.DECOM)]
    return found


def not_since_2016(of: Return) -> list[Row]:
    found = []
    for row in of["PrevPerm"]:
        episodes = of.of(row.CHILD, "Episodes")
        came = latest(episode.DECOM for episode in episodes)
        if row.some("PREV_PERM", "LA_PERM", "DATE_PERM") and before(came, date(2016, 4, 1)):
            found += [row, *episodes]
    return found


def permanence_is_missing(episode: Row, of: Return) -> bool:
    told = of.of(episode.CHILD, "PrevPerm")
    part = any(
        row.PREV_PERM is None or (row.PREV_PERM != "Z1" and row.lacks("LA_PERM", "DATE_PERM")) for row in told
    )
    return episode.RNE == "S" and by(of.start, episode.DECOM) and (not told or part)


def code_of_participation(row: Row, _of: Return) -> bool:
    if row.REVIEW is None:
        return row.REVIEW_CODE is not None
    return row.REVIEW_CODE not in listed("review_code")


RULES: dict[str, Judge] = {
    "101": rows("Header", lambda row, of: row.SEX not in (("M", "F", "U") if of.year > 2024 else ("1", "2"))),
    "102": rows("Header", lambda row, _: row.DOB is None),
    "103": rows("Header", lambda row, _: row.ETHNIC not in listed("ethnicity")),
    "104": rows("UASC", lambda row, of: row.no_date("DUC") or before(row.DUC, of.start)),
    "105": rows("Header", lambda row, _: row.UASC not in {"0", "1"}),
    "165": mothers_and_leavers,
    "166": rows("Reviews", lambda row, _: row.REVIEW is None),
    "167": rows("Reviews", code_of_participation),
    "168": rows(
        "Header",
        lambda row, _: (
            row.UPN not in {None, *UNKNOWN} and not re.fullmatch(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]", row.UPN)
        ),
    ),
    "171": no_date("Header", "MC_DOB"),
    "174": rows("Header", lambda row, of: of.is_sex(row, "M") and row.MC_DOB),
    "202": beside_last_year(lambda now, last: now.SEX != last.SEX),
    "203": beside_last_year(lambda now, last: now.DOB and last.DOB and now.DOB != last.DOB),
    "204": beside_last_year(lambda now, last: now.ETHNIC != last.ETHNIC),
    "205A": by_story(no_longer),
    "205B": by_story(still),
    "205C": by_story(lambda _row, now, was, ended, had, _: not now and not was and (ended or had)),
    "205D": by_story(
        lambda row, now, was, _ended, _had, of: (
            now and not was and (of.of(row.CHILD, "Header_last") or of.of(row.CHILD, "UASC_last"))
        )
    ),
    "207": first(
        "Header",
        "Header_last",
        lambda now, last, of: last.MOTHER == "1" and now.MOTHER != "1" and of.of(now.CHILD, "Episodes"),
    ),
    "208": beside_last_year(other_upn),
    "209": rows(
        "Header", lambda row, of: row.UPN == "UN1" and by(turns(4, row.DOB), date(of.start.year - 1, 8, 31))
    ),
    "210": rows("Episodes", looked_after_over_a_week),
    "231": rows("Header", lambda row, of: row.UASC == "1" and before(of.end, turns(11, row.DOB))),
    "232": rows("Header", lambda row, _: row.SEX == "U"),
    "301": rows("Header", lambda row, of: before(of.end, row.DOB)),
    "303": both("UASC", "Header", lambda one, header, _: one.DUC and header.UASC != "1"),
    "304": rows("UASC", lambda row, _: before(turns(18, row.DOB), row.DUC)),
    "351": rows("Header", lambda row, of: before(turns(25, row.DOB), of.start)),
    "393": rows(
        "Header",
        lambda row, of: (
            of.is_sex(row, "F")
            and row.MOTHER is None
            and any(not short(episode) for episode in of.of(row.CHILD, "Episodes"))
        ),
    ),
    "440": rows("Reviews", lambda row, _: row.REVIEW_CODE == "PN0" and before(turns(4, row.DOB), row.REVIEW)),
    "441": rows(
        "Reviews",
        lambda row, _: (
            row.REVIEW_CODE in {f"PN{number}" for number in range(1, 8)}
            and before(row.REVIEW, turns(4, row.DOB))
        ),
    ),
    "442": rows(
        "Header",
        lambda row, of: row.UPN is None and any(not short(e) for e in of.of(row.CHILD, "Episodes")),
    ),
    "444": upn_twice,
    "607": both("Episodes", "Header", left_in_the_year),
    "611": rows("Header", lambda row, _: row.MOTHER == "1" and row.MC_DOB is None),
    "612": rows("Header", lambda row, of: of.is_sex(row, "F") and row.MOTHER in {None, "0"} and row.MC_DOB),
    "620": rows("Header", lambda row, of: row.MOTHER == "1" and before(of.start, turns(11, row.DOB))),
    "621": rows("Header", lambda row, _: row.MC_DOB and not before(row.DOB, row.MC_DOB)),
    "624": beside_last_year(lambda now, last: last.MC_DOB and now.MC_DOB != last.MC_DOB),
    "625": first_child_too_late,
    "626": first(
        "Header",
        "Header_last",
        lambda now, last, of: now.MOTHER == "1" and last.MOTHER == "0" and before(now.MC_DOB, of.start),
    ),
    "628": rows(
        "Header",
        lambda row, of: (
            row.MOTHER is not None and not of.of(row.CHILD, "Episodes") and has_leaver_items(row.CHILD, of)
        ),
    ),
    "630": rows("Episodes", permanence_is_missing),
    "631": not_among("PrevPerm", "PREV_PERM", ["P1", "P2", "P3", "P4", "Z1"]),
    "632": permanence_too_late,
    "633": not_among("PrevPerm", "LA_PERM", [*listed("la_3digit"), "WAL", "SCO", "NUK", "NIR", "999"]),
    "634": not_since_2016,
    "635": rows("PrevPerm", lambda row, _: row.PREV_PERM == "Z1" and row.some("LA_PERM", "DATE_PERM")),
    "EPI": rows(
        "Header",
        lambda row, of: row.CHILD and not of.of(row.CHILD, "Episodes") and not of.of(row.CHILD, "OC3"),
    ),
    **{
        f"INT0{place}": rows(table, lambda row, of: not of.of(row.CHILD, "Header"))
        for place, table in enumerate(WITH_HEADER, start=1)
    },
    **{
        f"INT1{place}": first(table, "Header", lambda row, header, _: before(*sorted_days(row, header)))
        for place, table in enumerate(WITH_BIRTH, start=1)
    },
    "INT21": first("UASC", "Header", lambda row, header, _: row.SEX and header.SEX and row.SEX != header.SEX),
    **{f"INT3{place}": twice(table) for place, table in enumerate(ONCE, start=1)},
}


def sorted_days(row: Row, header: Row) -> tuple[date | None, date | None]:
    """Both dates of birth, the earlier first; nothing where either is blank."""
    born = [one.DOB for one in (row, header) if one.DOB]
    return (min(born), max(born)) if len(born) == 2 else (None, None)
