"""The rules about legal statuses, and about a child's episodes in order, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

from datetime import date

from tests.returns.ssda903.rules.plain import (
    ADOPTED,
    ADOPTING,
    EPISODES,
    FOSTERED,
    TEMPORARY,
    Judge,
    Return,
    Row,
    before,
    by,
    closed_up,
    days,
    earlier,
    earliest,
    episodes,
    later,
    listed,
    rows,
    short,
)

# ---------------------------------------------------------------------- legal statuses


def lasts_over(status: str, most: int, *, summed: bool) -> Judge:
    """Episodes of one status that go on from each other, longer together than so many days."""

    def judge(of: Return) -> list[Row]:
        nobodys = [[row] for row in of[EPISODES] if row.CHILD is None]
        found = []
        for mine in [*of.children(EPISODES).values(), *nobodys]:
            for spell in spells([row for row in mine if row.LS == status and row.DECOM], of, summed):
                ends = [row.DEC or of.end for row in spell]
                each = sum(days(row.DECOM, end) for row, end in zip(spell, ends, strict=True))
                if (each if summed else days(spell[0].DECOM, max(ends))) > most:
                    found += spell
        return found

    return judge


def spells(mine: list[Row], of: Return, overlapping: bool) -> list[list[Row]]:
    found: list[list[Row]] = []
    for row in sorted(mine, key=lambda row: (row.DECOM, row.DEC or of.end)):
        end = (found[-1][-1].DEC or of.end) if found else None
        if end and (row.DECOM <= end if overlapping else row.DECOM == end):
            found[-1].append(row)
        else:
            found.append([row])
    return found


def over_75_days_of_breaks(of: Return) -> list[Row]:
    found = []
    for mine in of.children(EPISODES).values():
        breaks = [row for row in mine if row.LS == "V3" and row.DECOM]
        spent = [days(max(row.DECOM, of.start), min(row.DEC or of.end, of.end)) for row in breaks]
        if sum(length for length in spent if length > 0) > 75:
            found += [row for row, length in zip(breaks, spent, strict=True) if length > 0]
    return found


def only_breaks(of: Return) -> list[Row]:
    found = []
    for child, mine in of.children(EPISODES).items():
        filled = [row for row in of.of(child, "Header") if row.MOTHER is not None]
        filled += [row for row in of.of(child, "Reviews") if row.some("REVIEW", "REVIEW_CODE")]
        if all(short(row) for row in mine) and filled:
            found += [*mine, *filled]
    return found


def both_kinds_of_breaks(of: Return) -> list[Row]:
    mixed = [mine for mine in of.children(EPISODES).values() if {"V3", "V4"} <= {row.LS for row in mine}]
    return [row for mine in mixed for row in mine if short(row)]


# ---------------------------------------------------------------------- in order


def same_placement(one: Row, after: Row) -> bool:
    posts = closed_up(one.PL_POST) == closed_up(after.PL_POST)
    return posts and all(getattr(one, n) == getattr(after, n) for n in ("PLACE", "URN", "PLACE_PROVIDER"))


def came_back(before_it: Row, now: Row) -> bool:
    same = now.PLACE == before_it.PLACE and closed_up(now.PL_POST) == closed_up(before_it.PL_POST)
    return now.RNE == "P" and same


def not_back_from_temporary(of: Return) -> list[Row]:
    return [
        now
        for mine in of.episodes()
        for one, away, now in zip(mine, mine[1:], mine[2:], strict=False)
        if away.PLACE in TEMPORARY and not came_back(one, now)
    ]


def no_continuation(of: Return) -> list[Row]:
    found = []
    for one, after in of.one_after_other():
        meets = one.DEC == after.DECOM
        if (one.REC == "X1" and one.DEC and not meets) or (one.REC not in {None, "X1"} and meets):
            found.append(one)
    return found + [mine[-1] for mine in of.episodes() if mine[-1].DEC and mine[-1].REC == "X1"]


def adopted_before(of: Return) -> list[Row]:
    found = []
    for mine in of.episodes():
        last = of.of(mine[0].CHILD, "Episodes_last")
        once = earliest(row.DECOM for row in last if row.REC in ADOPTED)
        for place, row in enumerate(mine):
            if before(once, row.DECOM) or any(prior.REC in ADOPTED for prior in mine[:place]):
                found.append(row)
    return found


def reason_on_temporary(of: Return) -> list[Row]:
    temporary = [row for row in of[EPISODES] if row.PLACE in TEMPORARY]
    prior = {after.place: one for one, after in of.one_after_other()}
    reasons = [(row, prior.get(row.place, row)) for row in temporary]
    return [row for row, one in reasons if row.REASON_PLACE_CHANGE or one.REASON_PLACE_CHANGE]


def born_after_the_first(of: Return) -> list[Row]:
    return [
        row
        for mine in of.episodes()
        for header in of.of(mine[0].CHILD, "Header")
        if before(mine[0].DECOM, header.DOB)
        for row in (mine[0], header)
    ]


RULES: dict[str, Judge] = {
    "142": earlier(lambda one, _: one.lacks("DEC", "REC")),
    "199": adopted_before,
    "225": earlier(
        lambda one, after: (
            one.REC == "X1"
            and one.REASON_PLACE_CHANGE is None
            and one.PLACE not in TEMPORARY
            and after.RNE in {"P", "B", "T", "U"}
            and after.PLACE not in TEMPORARY
        )
    ),
    "226": reason_on_temporary,
    "302": born_after_the_first,
    "336": later(lambda one, after: after.PLACE in {"A3", "A5"} and one.PLACE not in {*ADOPTING, *FOSTERED}),
    "357": lambda of: [m[0] for m in of.episodes() if m[0].DECOM >= of.start and m[0].RNE != "S"],
    "361": lasts_over("L1", 3, summed=False),
    "362": lasts_over("L2", 21, summed=False),
    "363": lasts_over("L3", 7, summed=True),
    "364": lasts_over("J2", 21, summed=True),
    "365": rows(
        EPISODES, lambda row, of: row.LS == "V3" and row.DECOM and days(row.DECOM, row.DEC or of.end) > 17
    ),
    "366": episodes(lambda row: row.LS == "V3" and row.RNE != "S"),
    "367": over_75_days_of_breaks,
    "383": not_back_from_temporary,
    "388": no_continuation,
    "399": only_breaks,
    "426": both_kinds_of_breaks,
    "431": later(lambda one, after: after.RNE == "S" and by(after.DECOM, one.DEC)),
    "432": later(lambda one, after: one.REC in {*listed("rec")} - {"X1"} and after.RNE != "S"),
    "433": later(lambda one, after: after.RNE in {"P", "L", "T", "U", "B"} and one.DEC != after.DECOM),
    "434": later(
        lambda one, after: after.RNE == "L" and (one.LS == after.LS or not same_placement(one, after))
    ),
    "435": later(
        lambda one, after: after.RNE in {"P", "T"} and (one.LS != after.LS or same_placement(one, after))
    ),
    "436": later(
        lambda one, after: after.RNE in {"U", "B"} and (one.LS == after.LS or same_placement(one, after))
    ),
    "437": earlier(lambda one, _: one.REC in {"E2", "E15"}),
    "445": episodes(lambda row: row.LS == "D1" and before(date(2005, 12, 31), row.DECOM)),
    "446": episodes(lambda row: row.LS == "E1" and before(row.DECOM, date(2005, 12, 1))),
    "451": episodes(lambda row: row.LS == "D1" and row.DEC is None and row.REC is None),
    "501": later(lambda one, after: before(after.DECOM, one.DEC)),
    "504": later(lambda one, after: one.REC == "X1" and one.DEC == after.DECOM and one.CIN != after.CIN),
}
