"""The rules about an episode: its codes, placement, place and provider, judged row by row."""

# ruff: noqa: SIM300 - a row has its fields in capitals, which are no constants

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.returns.ssda903.rules.plain import (
    ADOPTED,
    ADOPTING,
    EPISODES,
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
    episodes,
    listed,
    no_date,
    not_among,
    rows,
    short,
    turns,
)

WITHOUT_URN = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY)


def is_place(row: Row, of: Return) -> bool:
    kept = {place for place in listed("place") if place not in OTHERS or of.year > 2025}
    ended = {"Z1": 2025, "H5": 2024, "P2": 2024}
    return row.PLACE in {None, *kept, *(place for place, until in ended.items() if of.year <= until)}


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
    "352": rows(
        EPISODES, lambda row, of: row.RNE == "S" and by(turns(18, of.born_first(row.CHILD)), row.DECOM)
    ),
    "353": episodes(lambda row: before(row.DECOM, date(1991, 10, 14))),
    "354": rows(EPISODES, lambda row, of: before(of.end, row.DECOM)),
    "355": episodes(lambda row: row.DECOM and row.DECOM == row.DEC),
    "356": episodes(lambda row: before(row.DEC, row.DECOM)),
    "358": rows(
        EPISODES,
        lambda row, of: row.LS in {"J1", "J2", "J3"} and by(row.DECOM, turns(10, of.born_last(row.CHILD))),
    ),
    "359": rows(EPISODES, over_18_elsewhere),
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
    "454": rows(EPISODES, lambda row, of: 350 < (of.distance(row) or 0) and of.distance(row) != 999.9),
    "460": rows(
        EPISODES, lambda row, of: row.REC == "E17" and before(row.DEC, turns(18, of.born_last(row.CHILD)))
    ),
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
