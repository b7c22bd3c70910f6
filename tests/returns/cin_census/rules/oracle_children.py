"""The rules about children, judged row by row: who they are, and their disabilities."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from tests.returns.cin_census.rules.oracle import (
    CHILD,
    Census,
    Flagged,
    Judge,
    before,
    birthday,
    by,
    outside_the_year,
    pairs,
    rows,
    whole,
)

from everycase.returns.codes import codes

WHO, NEEDS, DISABILITIES = "ChildIdentifiers", "CINdetails", "Disabilities"
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_digits(text: str) -> bool:
    return text != "" and set(text) <= set("0123456789")


def is_whole(upn: str | None) -> bool:
    return upn is not None and len(upn) == 13


def check_letter(upn: str) -> str:
    return CHECK[sum(int(upn[place - 1]) * place for place in range(2, 14)) % 23]


def is_former(upn: str) -> bool:
    return (
        len(upn) == 13
        and upn[0].isalpha()
        and is_digits(upn[1:12])
        and (is_digits(upn[12]) or upn[12].upper() in CHECK)
    )


def goes_on(row: dict, census: Census) -> bool:
    """Whether any referral of the child led to further action."""
    return any(need["ReferralNFA"] is False for need in census.alike(NEEDS, row, CHILD))


def disability(census: Census) -> Flagged:
    found: Flagged = set()
    for child in census[WHO]:
        same = census.alike(WHO, child, CHILD)
        if not any(one["PersonBirthDate"] for one in same) or not goes_on(child, census):
            continue
        listed = census.alike(DISABILITIES, child, CHILD)
        wrong = [row for row in listed if row["Disability"] not in codes("cin_census", "disability")]
        if wrong or not listed:
            found |= {(WHO, child["at"])} | {(DISABILITIES, row["at"]) for row in wrong}
    return found


def closed_as_died(census: Census) -> Flagged:
    found: Flagged = set()
    for need in census[NEEDS]:
        children = census.alike(WHO, need, CHILD)
        if need["ReasonForClosure"] == "RC2":
            found |= {(WHO, child["at"]) for child in children if not child["PersonDeathDate"]}
            if not any(child["PersonDeathDate"] for child in children):
                found.add((NEEDS, need["at"]))
    return found


def real(code: str | None) -> str:
    """A disability in capitals; empty where it is blank or NONE."""
    return "" if code is None or code.upper() == "NONE" else code.upper()


def most_of_a_child(census: Census) -> int:
    listed = Counter(row["LAchildID"] for row in census[DISABILITIES] if real(row["Disability"]))
    return max((count for child, count in listed.items() if child), default=0)


def share_without_sex(census: Census) -> float:
    children = census[WHO]
    unknown = [row for row in children if row["Sex"] in (None, "U") and not row["ExpectedPersonBirthDate"]]
    return len(unknown) / len(children) if children else 0


RULES: dict[str, Judge] = {
    "1510": rows(
        WHO,
        lambda row, _: (
            is_whole(row["UPN"]) and is_digits(row["UPN"][1:]) and row["UPN"][0] != check_letter(row["UPN"])
        ),
    ),
    "1520": rows(
        WHO,
        lambda row, census: row["UPN"] and [one["UPN"] for one in census[WHO]].count(row["UPN"]) > 1,
    ),
    "1530": rows(
        WHO,
        lambda row, _: is_whole(row["UPN"]) and row["UPN"][1:4] not in codes("cin_census", "upn_la_code"),
    ),
    "1540": rows(WHO, lambda row, _: row["UPN"] and not is_digits(row["UPN"][4:12])),
    "1550": rows(WHO, lambda row, _: is_whole(row["UPN"]) and row["UPN"][12] not in CHECK + "0123456789"),
    "1560Q": rows(WHO, lambda row, _: row["FormerUPN"] and not is_former(row["FormerUPN"])),
    "1570": rows(WHO, lambda row, _: row["LAchildID"] and len(row["LAchildID"]) > 20),
    "1580": rows(WHO, lambda row, _: row["written"] is not None and not row["written"].isalnum()),
    "2886Q": whole(WHO, lambda census: share_without_sex(census) > 0.02),
    "2887Q": whole(
        DISABILITIES,
        lambda census: len({real(row["Disability"]) for row in census[DISABILITIES]} - {""}) < 8,
    ),
    "2888Q": whole(DISABILITIES, lambda census: most_of_a_child(census) == 1),
    "4180": rows(WHO, lambda row, _: row["Sex"] not in ("M", "F", "U")),
    "4220": rows(
        "ChildCharacteristics", lambda row, _: row["Ethnicity"] not in codes("cin_census", "ethnicity")
    ),
    "8500": rows(WHO, lambda row, _: row["LAchildID"] is None),
    "8510": rows(WHO, lambda row, census: len(census.alike(WHO, row, CHILD)) > 1),
    "8520": rows(WHO, lambda row, census: before(census.end, row["PersonBirthDate"])),
    "8525Q": rows(WHO, lambda row, _: bool(row["PersonBirthDate"]) == bool(row["ExpectedPersonBirthDate"])),
    "8530Q": rows(
        WHO,
        lambda row, census: (
            before(row["ExpectedPersonBirthDate"], date(census.end.year, 3, 1))
            or before(date(census.end.year, 12, 31), row["ExpectedPersonBirthDate"])
        ),
    ),
    "8535Q": rows(
        WHO,
        lambda row, _: (
            row["PersonDeathDate"]
            and (row["PersonBirthDate"] is None or row["PersonBirthDate"] > row["PersonDeathDate"])
        ),
    ),
    "8540": disability,
    "8545Q": outside_the_year(WHO, "PersonDeathDate"),
    "8555Q": pairs(
        WHO, NEEDS, CHILD, lambda child, need, _: before(child["PersonDeathDate"], need["CINreferralDate"])
    ),
    "8585Q": closed_as_died,
    "8590": rows(WHO, lambda row, census: row["LAchildID"] and not census.alike(NEEDS, row, CHILD)),
    "8606": pairs(
        WHO,
        NEEDS,
        CHILD,
        lambda child, need, _: any(
            before(need["CINreferralDate"], child[birth] - timedelta(weeks=40))
            for birth in ("PersonBirthDate", "ExpectedPersonBirthDate")
            if child[birth]
        ),
    ),
    "8750": rows(
        WHO,
        lambda row, _: not row["PersonBirthDate"] and row["ExpectedPersonBirthDate"] and row["Sex"] != "U",
    ),
    "8770Q": rows(
        WHO,
        lambda row, census: (
            goes_on(row, census)
            and by(row["PersonBirthDate"], date(census.end.year - 6, 8, 31))
            and row["UPN"] is None
            and (row["UPNunknown"] or "").upper() not in ("UN2", "UN3", "UN4", "UN5", "UN6", "UN7")
        ),
    ),
    "8772": pairs(
        WHO,
        NEEDS,
        CHILD,
        lambda child, need, _: (
            (child["UPNunknown"] or "").upper() == "UN7" and need["ReferralNFA"] is not True
        ),
    ),
    "8775Q": pairs(
        WHO,
        NEEDS,
        CHILD,
        lambda child, need, census: (
            before(child["PersonBirthDate"], birthday(census.end, -25))
            and (
                not need["CINclosureDate"] or need["CINclosureDate"] > birthday(child["PersonBirthDate"], 25)
            )
        ),
    ),
    "8790": rows(
        DISABILITIES,
        lambda row, census: (
            real(row["Disability"])
            and any(
                (one["Disability"] or "").upper() == "NONE" for one in census.alike(DISABILITIES, row, CHILD)
            )
        ),
    ),
    "8794": rows(
        DISABILITIES,
        lambda row, census: len(census.alike(DISABILITIES, row, ("LAchildID", "Disability"))) > 1,
    ),
}
