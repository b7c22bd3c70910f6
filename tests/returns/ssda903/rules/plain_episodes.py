"""The rules about episodes by themselves and in order, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.returns.ssda903.rules.plain import (
    ADOPTED,
    ADOPTING,
    FOSTERED,
    OTHERS,
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
    later,
    listed,
    no_date,
    not_among,
    rows,
    short,
    turns,
)

EPISODES = "Episodes"
WITHOUT_URN = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY)


def episodes(wrong: Callable[[Row], object]) -> Judge:
    return rows(EPISODES, lambda row, _: wrong(row))


def is_place(row: Row, of: Return) -> bool:
    kept = [place for place in listed("place") if place not in OTHERS or of.year > 2025]
    return row.PLACE in {None, *kept, *(["Z1"] if of.year < 2026 else []), *(["H5", "P2"] if of.year < 2025 else [])}  # fmt: skip  # noqa: E501


# ---------------------------------------------------------------------- placements


def too_young(place: str, age: int) -> Judge:
    return rows(
        EPISODES,
        lambda row, of: (
            row.PLACE == place and row.DEC and before(row.DECOM, turns(age, of.born_last(row.CHILD)))
        ),
    )


def too_long(place: str, most: int) -> Judge:
    return rows(
        EPISODES,
        lambda row, of: (
            row.PLACE == place
            and not row.lacks("DECOM", "DEC")
            and of.born_last(row.CHILD)
            and days(row.DECOM, row.DEC) > most
        ),
    )


def never_with(provider: str, *places: str) -> Judge:
    return episodes(lambda row: row.PLACE_PROVIDER == provider and row.PLACE in places)


def into_custody_under_ten(of: Return) -> list[Row]:
    begins_next = {one.place: after.DECOM for one, after in of.one_after_other()}
    found = []
    for episode in of[EPISODES]:
        changed = begins_next.get(episode.place, episode.DECOM)
        if episode.REASON_PLACE_CHANGE == "CUSTOD" and before(
            changed, turns(10, of.born_last(episode.CHILD))
        ):
            found += [episode, *of.of(episode.CHILD, "Header")]
    return found


def has_urn(episode: Row) -> bool:
    return episode.URN not in {None, "XXXXXXX"}


def with_urn(wrong: Callable[[Row, Return], object]) -> Judge:
    return rows(EPISODES, lambda row, of: has_urn(row) and wrong(row, of))


def other_provider(row: Row, of: Return) -> bool:
    authority = of.by_ofsted(row, "authority")
    ours = authority == of.council
    return authority is not None and row.PLACE_PROVIDER == ("PR2" if ours else "PR1")


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


def over_18_elsewhere(row: Row, of: Return) -> bool:
    at_home = row.LS == "V2" and row.PLACE == "K2"
    return row.DEC is None and before(turns(18, of.born_first(row.CHILD)), of.end) and not at_home


def of_another_kind(row: Row, of: Return) -> bool:
    in_family = row.PLACE in {*ADOPTING, *FOSTERED}
    told = row.LS is not None and row.PLACE is not None
    ours = row.PLACE_PROVIDER == "PR1" and not short(row)
    return told and ours and not in_family and of.authority(row) != of.council


RULES: dict[str, Judge] = {
    "141": no_date(EPISODES, "DECOM"),
    "142": earlier(lambda one, _: one.lacks("DEC", "REC")),
    "143": not_among(EPISODES, "RNE", ["S", "P", "L", "T", "U", "B"]),
    "144": not_among(EPISODES, "LS", listed("ls")),
    "145": not_among(EPISODES, "CIN", listed("cin_need")),
    "146": rows(EPISODES, lambda row, of: not is_place(row, of)),
    "147": no_date(EPISODES, "DEC"),
    "148": episodes(lambda row: (row.DEC is None) != (row.REC is None)),
    "149": not_among(EPISODES, "REC", listed("rec")),
    "164": rows(
        EPISODES,
        lambda row, of: (
            not of.seeks_asylum(row.CHILD)
            and not short(row)
            and of.distance(row) is not None
            and not 0 <= (of.distance(row) or 0) <= 999.9
        ),
    ),
    "169": rows(EPISODES, lambda row, of: not short(row) and of.authority(row) is None),
    "178": rows(
        EPISODES,
        lambda row, of: (
            row.PLACE_PROVIDER is not None
            and (
                row.PLACE_PROVIDER not in listed("place_provider")
                or row.PLACE in {"T0", "T1", "T2", "T3"}
                or of.is_other(row)
            )
        ),
    ),
    "179": rows(EPISODES, lambda row, of: not short(row) and of.location(row) is None),
    "199": adopted_before,
    "213": rows(
        EPISODES, lambda row, of: row.PLACE_PROVIDER and (row.PLACE in TEMPORARY or of.is_other(row))
    ),
    "214": episodes(lambda row: short(row) and row.some("PL_POST", "URN")),
    "217": episodes(
        lambda row: (
            row.PLACE in {"A3", "A5"} and by(date(2015, 4, 1), row.DECOM) and row.RNE not in {"S", "T", "U"}
        )
    ),
    "217t": episodes(lambda row: row.PLACE == "P2" and not by(row.DEC, date(2023, 10, 28))),
    "218": rows(
        EPISODES,
        lambda row, of: (
            not before(row.DEC, of.start)
            and row.URN is None
            and row.PLACE not in WITHOUT_URN
            and not of.is_other(row)
            and of.authority(row) not in {"CON", "NIR", "SCO", "WAL", "NUK"}
        ),
    ),
    "219": with_urn(lambda row, of: row.PLACE not in (of.by_ofsted(row, "placement_codes") or [])),
    "221": with_urn(
        lambda row, of: (
            not short(row)
            and row.PLACE in {"K1", "K2", "K3", "R3", "S1"}
            and row.PL_POST
            and closed_up(row.PL_POST) != of.by_ofsted(row, "postcode")
        )
    ),
    "222": with_urn(lambda row, of: row.PLACE in WITHOUT_URN or of.is_other(row)),
    "224": with_urn(lambda row, of: row.PLACE_PROVIDER not in (of.by_ofsted(row, "provider_codes") or [])),
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
    "227": with_urn(lambda row, of: by(of.by_ofsted(row, "closed_on"), row.DECOM)),
    "228": with_urn(lambda row, of: before(of.by_ofsted(row, "closed_on"), row.DEC or of.end)),
    "229": with_urn(other_provider),
    "230": rows(
        EPISODES,
        lambda row, of: (
            row.PLACE == "H5"
            and not before(row.DEC, date(2023, 10, 29))
            and (of.authority(row) or "E")[0] not in "NSW"
            and not has_urn(row)
        ),
    ),
    "233": episodes(lambda row: row.DEC is None and row.REASON_PLACE_CHANGE),
    "234": into_custody_under_ten,
    "302": born_after_the_first,
    "336": later(lambda one, after: after.PLACE in {"A3", "A5"} and one.PLACE not in {*ADOPTING, *FOSTERED}),
    "352": rows(
        EPISODES, lambda row, of: row.RNE == "S" and by(turns(18, of.born_first(row.CHILD)), row.DECOM)
    ),
    "353": episodes(lambda row: before(row.DECOM, date(1991, 10, 14))),
    "354": rows(EPISODES, lambda row, of: before(of.end, row.DECOM)),
    "355": episodes(lambda row: row.DECOM and row.DECOM == row.DEC),
    "356": episodes(lambda row: before(row.DEC, row.DECOM)),
    "357": lambda of: [m[0] for m in of.episodes() if m[0].DECOM >= of.start and m[0].RNE != "S"],
    "358": rows(
        EPISODES,
        lambda row, of: row.LS in {"J1", "J2", "J3"} and by(row.DECOM, turns(10, of.born_last(row.CHILD))),
    ),
    "359": rows(EPISODES, over_18_elsewhere),
    "361": lasts_over("L1", 3, summed=False),
    "362": lasts_over("L2", 21, summed=False),
    "363": lasts_over("L3", 7, summed=True),
    "364": lasts_over("J2", 21, summed=True),
    "365": rows(
        EPISODES, lambda row, of: row.LS == "V3" and row.DECOM and days(row.DECOM, row.DEC or of.end) > 17
    ),
    "366": episodes(lambda row: row.LS == "V3" and row.RNE != "S"),
    "367": over_75_days_of_breaks,
    "370": too_young("P2", 16),
    "371": rows(
        EPISODES,
        lambda row, of: row.PLACE == "K3" and before(row.DECOM, turns(16, of.born_last(row.CHILD))),
    ),
    "372": too_young("R5", 10),
    "373": too_young("S1", 4),
    "374": too_young("P3", 14),
    "375": too_long("T1", 42),
    "376": too_long("T3", 21),
    "377": rows(
        EPISODES,
        lambda row, of: (
            row.PLACE == "T3" and sum(other.PLACE == "T3" for other in of.of(row.CHILD, EPISODES)) > 2
        ),
    ),
    "378": episodes(lambda row: row.PLACE == "P1" and row.LS == "V2"),
    "379": too_long("T4", 7),
    "380": episodes(lambda row: row.PLACE in TEMPORARY and row.RNE not in {"P", "B"}),
    "381": episodes(lambda row: row.PLACE in TEMPORARY and row.REC not in {None, "X1"}),
    "382": episodes(lambda row: short(row) and row.PLACE in TEMPORARY),
    "383": not_back_from_temporary,
    "384": episodes(lambda row: short(row) and row.PLACE in {"U1", "U4"}),
    "385": rows(EPISODES, lambda row, of: before(of.end, row.DEC)),
    "386": rows(
        EPISODES, lambda row, of: row.REC in ADOPTED and by(turns(18, of.born_first(row.CHILD)), row.DEC)
    ),
    "387": rows(
        EPISODES,
        lambda row, of: (
            row.REC in {"E5", "E6"} and row.DEC and not by(turns(14, of.born_last(row.CHILD)), row.DEC)
        ),
    ),
    "388": no_continuation,
    "389": rows(
        EPISODES, lambda row, of: row.REC == "E7" and not by(turns(16, of.born_last(row.CHILD)), row.DEC)
    ),
    "390": episodes(lambda row: row.REC in ADOPTED and row.PLACE not in ADOPTING),
    "392a": rows(
        EPISODES,
        lambda row, of: not of.seeks_asylum(row.CHILD) and not short(row) and of.distance(row) is None,
    ),
    "392b": rows(
        EPISODES,
        lambda row, of: (
            not of.seeks_asylum(row.CHILD) and not short(row) and row.lacks("HOME_POST", "PL_POST")
        ),
    ),
    "392c": rows(
        EPISODES,
        lambda row, of: any(
            post and closed_up(post) not in of.postcodes for post in (row.HOME_POST, row.PL_POST)
        ),
    ),
    "392d": episodes(
        lambda row: row.PLACE != "P1" and row.HOME_POST and closed_up(row.HOME_POST) == closed_up(row.PL_POST)
    ),
    "398": episodes(lambda row: short(row) and row.some("HOME_POST", "PL_POST")),
    "399": only_breaks,
    "406": rows(EPISODES, lambda row, of: of.seeks_asylum(row.CHILD) and of.distance(row) is not None),
    "407": rows(
        EPISODES,
        lambda row, of: (
            row.REC in {"E45", "E46", "E47", "E48"} and by(turns(18, of.born_first(row.CHILD)), row.DEC)
        ),
    ),
    "408": episodes(lambda row: row.PLACE in {"A5", "A6"} and row.LS != "E1"),
    "411": rows(EPISODES, lambda row, of: of.location(row) == "IN" and of.authority(row) != of.council),
    "420": rows(EPISODES, lambda row, of: short(row) and of.authority(row) is not None),
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
    "454": rows(EPISODES, lambda row, of: 350 < (of.distance(row) or 0) and of.distance(row) != 999.9),
    "460": rows(
        EPISODES, lambda row, of: row.REC == "E17" and before(row.DEC, turns(18, of.born_last(row.CHILD)))
    ),
    "501": later(lambda one, after: before(after.DECOM, one.DEC)),
    "504": later(lambda one, after: one.REC == "X1" and one.DEC == after.DECOM and one.CIN != after.CIN),
    "516": episodes(lambda row: row.REC in {"E45", "E46"} and row.PLACE not in FOSTERED),
    "526": rows(
        EPISODES,
        lambda row, of: row.PLACE_PROVIDER is None and row.PLACE not in TEMPORARY and not of.is_other(row),
    ),
    "527": never_with("PR1", "P1", "R2", "R5"),
    "528": never_with("PR2", "P1", "R2", "R5"),
    "529": never_with("PR3", *ADOPTING, "K1", "K2", "P1", *FOSTERED),
    "530": never_with("PR4", "P1"),
    "531": never_with("PR5", "P1"),
    "550": episodes(lambda row: row.PLACE_PROVIDER == "PR0" and row.PLACE != "P1"),
    "1008": with_urn(lambda row, of: row.URN not in of.providers),
    "1009": not_among(EPISODES, "REASON_PLACE_CHANGE", listed("reason_place_change")),
    "1015": rows(EPISODES, of_another_kind),
}
