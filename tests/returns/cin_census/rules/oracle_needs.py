"""The rules about episodes of need, assessments and their factors, judged row by row."""

from __future__ import annotations

from datetime import date
from functools import partial

from tests.returns.cin_census.rules.oracle import (
    ASSESSMENT,
    CHILD,
    EPISODE,
    Census,
    Flagged,
    Judge,
    before,
    both,
    by,
    later,
    outside_the_year,
    pairs,
    rows,
    working_days_before,
)

from everycase.returns.codes import codes

NEEDS, ASSESSMENTS, FACTORS = "CINdetails", "Assessments", "AssessmentFactorsList"
ENQUIRIES, NEED_PLANS, PLANS = "Section47", "CINplanDates", "ChildProtectionPlans"
STARTED, ENDED = "AssessmentActualStartDate", "AssessmentAuthorisationDate"
AFTER_ASSESSMENT = ("RC8", "RC9")
DATED = {
    ASSESSMENTS: (STARTED, ENDED),
    ENQUIRIES: ("S47ActualStartDate", "DateOfInitialCPC"),
    NEED_PLANS: ("CINPlanStartDate", "CINPlanEndDate"),
    PLANS: ("CPPendDate",),
}


def is_open(need: dict) -> bool:
    return need["CINclosureDate"] is None and need["ReferralNFA"] is False


def is_31_march(row: dict) -> bool:
    year = row["Year"] or ""
    return year.isdigit() and row["ReferenceDate"] == date(int(year), 3, 31)


def not_the_latest(census: Census) -> Flagged:
    found: Flagged = set()
    for child in {row["LAchildID"] for row in census[NEEDS]} - {None}:
        mine = [row for row in census[NEEDS] if row["LAchildID"] == child and row["CINreferralDate"]]
        if not mine:
            continue
        last = max(row["CINreferralDate"] for row in mine)
        tied = [row for row in mine if row["CINreferralDate"] == last]
        first = min(_number(row) for row in tied)
        latest = [row for row in tied if _number(row) == first]
        open_ones = [row for row in mine if is_open(row) and row not in latest]
        if open_ones:
            found |= {(NEEDS, row["at"]) for row in (*open_ones, *latest)}
    return found


def _number(row: dict) -> int:
    number = row["CINdetailsID"] or ""
    return int(number) if number.isdigit() else row["at"]


def activity(census: Census, need: dict, *tables: str) -> Flagged:
    """The rows of these tables in one episode."""
    return {(table, row["at"]) for table in tables for row in census.alike(table, need, EPISODE)}


def after_no_further_action(census: Census) -> Flagged:
    found: Flagged = set()
    for need in census[NEEDS]:
        if need["ReasonForClosure"] in AFTER_ASSESSMENT:
            rest = activity(census, need, PLANS, ENQUIRIES, NEED_PLANS)
            found |= rest
            if rest or need["DateOfInitialCPC"]:
                found.add((NEEDS, need["at"]))
    return found


def dated_though_no_further_action(census: Census) -> Flagged:
    found: Flagged = set()
    for need in census[NEEDS]:
        if need["ReferralNFA"] is True:
            rest = {
                (table, row["at"])
                for table in (ENQUIRIES, ASSESSMENTS)
                for row in census.alike(table, need, EPISODE)
                if any(row[field] for field in DATED[table])
            }
            found |= rest
            if rest or need["DateOfInitialCPC"]:
                found.add((NEEDS, need["at"]))
    return found


def found_none(assessment: dict, census: Census) -> bool:
    return any(row["AssessmentFactor"] == "21" for row in census.alike(FACTORS, assessment, ASSESSMENT))


def without_valid_factors(census: Census) -> Flagged:
    found: Flagged = set()
    for row in census[ASSESSMENTS]:
        listed = census.alike(FACTORS, row, ASSESSMENT)
        wrong = [
            one for one in listed if one["AssessmentFactor"] not in codes("cin_census", "assessment_factor")
        ]
        if by(census.start, row[ENDED]) and (wrong or not listed):
            found |= {(ASSESSMENTS, row["at"])} | {(FACTORS, one["at"]) for one in wrong}
    return found


def twice(row: dict, census: Census) -> bool:
    return len(census.alike(FACTORS, row, (*ASSESSMENT, "AssessmentFactor"))) > 1


def has(code: str) -> Judge:
    return rows(ASSESSMENTS, lambda row, _: code in [one.upper() for one in row["AssessmentFactors"] or []])


def begins_while_open(one: dict, other: dict, census: Census) -> bool:
    exact = one[STARTED] == other[STARTED] and one[ENDED] == other[ENDED]
    until = other[ENDED] or census.end
    return not exact and by(other[STARTED], one[STARTED]) and by(one[STARTED], until)


def after_closure(fields: tuple[str, ...], need: dict, row: dict, _: Census) -> bool:
    return any(before(need["CINclosureDate"], row[field]) for field in fields)


RULES: dict[str, Judge] = {
    "100": rows("Header", lambda row, _: not is_31_march(row)),
    "1103": pairs(
        ASSESSMENTS, NEEDS, EPISODE, lambda row, need, _: before(row[STARTED], need["CINreferralDate"])
    ),
    "2990": after_no_further_action,
    "4000": pairs(NEEDS, NEED_PLANS, EPISODE, lambda need, _, __: need["ReferralNFA"] is True),
    "8565": both(
        rows(NEEDS, lambda need, _: before(need["CINclosureDate"], need["DateOfInitialCPC"])),
        *(pairs(NEEDS, table, EPISODE, partial(after_closure, fields)) for table, fields in DATED.items()),
    ),
    "8568": rows(NEEDS, lambda row, _: row["ReferralNFA"] is None),
    "8569Q": rows(
        NEEDS,
        lambda row, census: (
            before(row["CINreferralDate"], working_days_before(census.start, 1))
            and row["ReferralNFA"] is not False
        ),
    ),
    "8600": rows(NEEDS, lambda row, census: not by(row["CINreferralDate"], census.end)),
    "8608": rows(ASSESSMENTS, lambda row, _: before(row[ENDED], row[STARTED])),
    "8610": rows(NEEDS, lambda row, _: row["ReferralNFA"] is False and row["PrimaryNeedCode"] is None),
    "8614": rows(ASSESSMENTS, lambda row, _: row[ENDED] is None and row["AssessmentFactors"]),
    "8620": outside_the_year(NEEDS, "CINclosureDate"),
    "8630": rows(NEEDS, lambda row, _: before(row["CINclosureDate"], row["CINreferralDate"])),
    "8640": rows(
        NEEDS, lambda row, _: row["ReasonForClosure"] not in (None, *(f"RC{n}" for n in range(1, 10)))
    ),
    "8650": rows(NEEDS, lambda row, _: row["PrimaryNeedCode"] not in (None, *(f"N{n}" for n in range(10)))),
    "8670Q": rows(
        ASSESSMENTS,
        lambda row, census: row[ENDED] is None and before(row[STARTED], working_days_before(census.end, 45)),
    ),
    "8696": outside_the_year(ASSESSMENTS, ENDED),
    "8736": rows(ASSESSMENTS, lambda row, census: row[ENDED] is None and not census.in_year(row[STARTED])),
    "8805": rows(NEEDS, lambda row, _: row["CINclosureDate"] and not row["ReasonForClosure"]),
    "8810": rows(NEEDS, lambda row, _: row["ReasonForClosure"] and not row["CINclosureDate"]),
    "8815": rows(
        NEEDS,
        lambda row, census: is_open(row) and sum(map(is_open, census.alike(NEEDS, row, CHILD))) > 1,
    ),
    "8816": not_the_latest,
    "8820": later(
        NEEDS,
        CHILD,
        lambda one, other, census: (
            by(other["CINreferralDate"], one["CINreferralDate"])
            and before(one["CINreferralDate"], census.end if is_open(other) else other["CINclosureDate"])
        ),
    ),
    "8825Q": rows(
        NEEDS,
        lambda row, census: (
            row["ReasonForClosure"] in AFTER_ASSESSMENT and not census.alike(ASSESSMENTS, row, EPISODE)
        ),
    ),
    "8831": dated_though_no_further_action,
    "8832": pairs(NEEDS, PLANS, EPISODE, lambda need, _, __: need["ReferralNFA"] is True),
    "8863Q": later(ASSESSMENTS, EPISODE, begins_while_open),
    "8866": rows(
        NEEDS,
        lambda row, _: (
            by(date(2013, 4, 1), row["CINreferralDate"])
            and row["ReferralSource"] not in codes("cin_census", "referral_source")
        ),
    ),
    "8867": pairs(
        ASSESSMENTS,
        NEEDS,
        EPISODE,
        lambda row, need, _: need["CINclosureDate"] is not None and row[ENDED] is None,
    ),
    "8869": rows(
        ASSESSMENTS,
        lambda row, _: "21" in (row["AssessmentFactors"] or []) and set(row["AssessmentFactors"]) != {"21"},
    ),
    "8873Q": pairs(
        NEEDS,
        ASSESSMENTS,
        EPISODE,
        lambda need, row, census: (
            need["ReasonForClosure"] not in AFTER_ASSESSMENT
            and len(census.alike(ASSESSMENTS, row, EPISODE)) == 1
            and found_none(row, census)
        ),
    ),
    "8896": rows(
        ASSESSMENTS,
        lambda row, census: sum(one[ENDED] is None for one in census.alike(ASSESSMENTS, row, EPISODE)) > 1,
    ),
    "8897Q": without_valid_factors,
    "8898": both(
        rows(FACTORS, twice),
        rows(
            ASSESSMENTS,
            lambda row, census: any(twice(one, census) for one in census.alike(FACTORS, row, ASSESSMENT)),
        ),
    ),
    "8945Q": has("18A"),
    "8950Q": has("19A"),
}
