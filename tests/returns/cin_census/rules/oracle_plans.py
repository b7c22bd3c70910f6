"""The rules about enquiries, conferences and plans, judged row by row."""

from __future__ import annotations

from tests.returns.cin_census.rules.oracle import (
    CHILD,
    EPISODE,
    PLAN,
    Census,
    Flagged,
    Judge,
    before,
    by,
    joined,
    later,
    outside_the_year,
    pairs,
    rows,
    whole,
    working_days_before,
)

NEEDS, ASSESSMENTS, WHO = "CINdetails", "Assessments", "ChildIdentifiers"
ENQUIRIES, NEED_PLANS, PLANS, REVIEWS = "Section47", "CINplanDates", "ChildProtectionPlans", "Reviews"
REFERRED, ENQUIRED, CONFERENCE = "CINreferralDate", "S47ActualStartDate", "DateOfInitialCPC"
BEGAN, ENDED = "CINPlanStartDate", "CINPlanEndDate"
PLAN_BEGAN, PLAN_ENDED = "CPPstartDate", "CPPendDate"
ABUSE = ("NEG", "PHY", "SAB", "EMO", "MUL")


def not_from_a_conference(census: Census) -> Flagged:
    found: Flagged = set()
    for plan in census[PLANS]:
        enquiries = [row for row in census.alike(ENQUIRIES, plan, EPISODE) if not row["ICPCnotRequired"]]
        table, held = (ENQUIRIES, enquiries) if enquiries else (NEEDS, census.alike(NEEDS, plan, EPISODE))
        days = {row[CONFERENCE] for row in held} - {None}
        if not census.in_year(plan[PLAN_BEGAN]) or plan[PLAN_BEGAN] in days:
            continue
        found.add((PLANS, plan["at"]))
        if not days & {one[PLAN_BEGAN] for one in census.alike(PLANS, plan, EPISODE)}:
            found |= {(table, row["at"]) for row in held}
    return found


def more_plans_than_conferences(census: Census) -> bool:
    plans = sum(census.in_year(row[PLAN_BEGAN]) for row in census[PLANS])
    return plans > sum(census.in_year(row[CONFERENCE]) for t in (NEEDS, ENQUIRIES) for row in census[t])


def reviewed_beside_a_need_plan(census: Census) -> Flagged:
    found: Flagged = set()
    for review, plan in joined(census, REVIEWS, NEED_PLANS, CHILD):
        day, reviewed = review["CPPreviewDate"], census.alike(PLANS, review, PLAN)
        ends = [one[PLAN_ENDED] for one in reviewed if one[PLAN_ENDED]]
        is_open = plan[ENDED] is None or before(day, plan[ENDED])
        if reviewed and by(plan[BEGAN], day) and is_open and day != max(ends, default=None):
            found |= {(REVIEWS, review["at"]), (NEED_PLANS, plan["at"])}
    return found


def is_open(enquiry: dict) -> bool:
    return enquiry[CONFERENCE] is None and not enquiry["ICPCnotRequired"]


def waits(enquiry: dict) -> bool:
    return enquiry[CONFERENCE] is None and enquiry["ICPCnotRequired"] is False


def enquired_while_open(one: dict, other: dict, census: Census) -> bool:
    if one[ENQUIRED] == other[ENQUIRED] and one[CONFERENCE] == other[CONFERENCE]:
        return False
    until = census.end if is_open(other) else other[CONFERENCE]
    return by(other[ENQUIRED], one[ENQUIRED]) and by(one[ENQUIRED], until)


def protected_twice(one: dict, other: dict, census: Census) -> bool:
    same_episode = one["CINdetailsID"] == other["CINdetailsID"]
    if one["CPPID"] is not None and one["CPPID"] == other["CPPID"] and same_episode:
        return False
    until = other[PLAN_ENDED] or census.end
    return by(other[PLAN_BEGAN], one[PLAN_BEGAN]) and by(one[PLAN_BEGAN], until)


def open_in(table: str, row: dict, field: str, key: tuple[str, ...], census: Census) -> int:
    return sum(one[field] is None for one in census.alike(table, row, key))


def is_count(text: str | None) -> bool:
    return text is not None and text.isdigit() and len(text) < 19


def on_a_weekend(table: str, field: str) -> Judge:
    return rows(table, lambda row, _: row[field] is not None and row[field].isoweekday() in (6, 7))


def before_referral(table: str, field: str) -> Judge:
    return pairs(table, NEEDS, EPISODE, lambda row, need, _: before(row[field], need[REFERRED]))


def after_death(table: str, field: str) -> Judge:
    return pairs(table, WHO, CHILD, lambda row, child, _: before(child["PersonDeathDate"], row[field]))


def on_one_day(table: str, start: str, end: str) -> Judge:
    return rows(table, lambda row, _: row[start] is not None and row[start] == row[end])


def backwards(table: str, start: str, end: str) -> Judge:
    return rows(table, lambda row, _: before(row[end], row[start]))


RULES: dict[str, Judge] = {
    "1104": before_referral(ENQUIRIES, CONFERENCE),
    "1105": before_referral(PLANS, PLAN_BEGAN),
    "2883": whole(PLANS, more_plans_than_conferences),
    "2884": pairs(
        ENQUIRIES,
        NEEDS,
        CHILD,
        lambda row, need, _: row[CONFERENCE] is not None and row[CONFERENCE] == need[CONFERENCE],
    ),
    "2885": not_from_a_conference,
    "2889": before_referral(ENQUIRIES, ENQUIRED),
    "2991Q": rows(ENQUIRIES, lambda row, census: not census.alike(ASSESSMENTS, row, EPISODE)),
    "4001": pairs(
        NEED_PLANS,
        PLANS,
        EPISODE,
        lambda row, plan, _: row[BEGAN] and row[ENDED] is None and plan[PLAN_ENDED] is None,
    ),
    "4003": reviewed_beside_a_need_plan,
    "4004": rows(NEED_PLANS, lambda row, census: open_in(NEED_PLANS, row, ENDED, EPISODE, census) > 1),
    "4008": after_death(NEED_PLANS, BEGAN),
    "4009Q": after_death(NEED_PLANS, ENDED),
    "4010": rows(NEED_PLANS, lambda row, census: not by(row[BEGAN], census.end)),
    "4011": backwards(NEED_PLANS, BEGAN, ENDED),
    "4012Q": on_one_day(NEED_PLANS, BEGAN, ENDED),
    "4013": outside_the_year(NEED_PLANS, ENDED),
    "4014": pairs(
        NEED_PLANS,
        NEED_PLANS,
        CHILD,
        lambda one, other, census: (
            by(other[BEGAN], one[BEGAN]) and by(one[BEGAN], other[ENDED] or census.end)
        ),
    ),
    "4015": before_referral(NEED_PLANS, BEGAN),
    "4016": pairs(
        NEED_PLANS,
        PLANS,
        CHILD,
        lambda row, plan, census: (
            by(plan[PLAN_BEGAN], row[BEGAN])
            and (before(row[BEGAN], plan[PLAN_ENDED]) if plan[PLAN_ENDED] else by(row[BEGAN], census.end))
        ),
    ),
    "4017": pairs(
        NEED_PLANS,
        PLANS,
        CHILD,
        lambda row, plan, census: (
            by(row[BEGAN], plan[PLAN_BEGAN])
            and (before(plan[PLAN_BEGAN], row[ENDED]) if row[ENDED] else by(plan[PLAN_BEGAN], census.end))
        ),
    ),
    "8615": rows(
        ENQUIRIES, lambda row, _: row[CONFERENCE] is not None and not by(row[ENQUIRED], row[CONFERENCE])
    ),
    "8675Q": rows(
        ENQUIRIES,
        lambda row, census: waits(row) and before(row[ENQUIRED], working_days_before(census.end, 15)),
    ),
    "8715": outside_the_year(ENQUIRIES, CONFERENCE),
    "8720": rows(PLANS, lambda row, census: row["CPPID"] and not by(row[PLAN_BEGAN], census.end)),
    "8730": rows(PLANS, lambda row, _: not is_count(row["NumberOfPreviousCPP"])),
    "8740": rows(
        ENQUIRIES, lambda row, census: waits(row) and row[ENQUIRED] and not census.in_year(row[ENQUIRED])
    ),
    "8839": rows(
        ENQUIRIES,
        lambda row, census: is_open(row) and sum(map(is_open, census.alike(ENQUIRIES, row, EPISODE))) > 1,
    ),
    "8840": on_one_day(PLANS, PLAN_BEGAN, PLAN_ENDED),
    "8841": pairs(REVIEWS, PLANS, PLAN, lambda row, plan, _: by(row["CPPreviewDate"], plan[PLAN_BEGAN])),
    "8842Q": rows(REVIEWS, lambda row, _: row["CPPreviewDate"] is None),
    "8868": pairs(
        ENQUIRIES,
        NEEDS,
        EPISODE,
        lambda row, need, _: (
            need["CINclosureDate"]
            and [row[CONFERENCE] is not None, row["ICPCnotRequired"] is True].count(True) != 1
        ),
    ),
    "8870Q": on_a_weekend(ENQUIRIES, "InitialCPCtarget"),
    "8875": on_a_weekend(ENQUIRIES, CONFERENCE),
    "8890": later(ENQUIRIES, EPISODE, enquired_while_open),
    "8905": rows(PLANS, lambda row, _: row["InitialCategoryOfAbuse"] not in ABUSE),
    "8910": rows(PLANS, lambda row, _: row["LatestCategoryOfAbuse"] not in ABUSE),
    "8915": after_death(PLANS, PLAN_BEGAN),
    "8920": after_death(PLANS, PLAN_ENDED),
    "8925": backwards(PLANS, PLAN_BEGAN, PLAN_ENDED),
    "8930": outside_the_year(PLANS, PLAN_ENDED),
    "8935": rows(
        PLANS,
        lambda row, census: row[PLAN_ENDED] is None and open_in(PLANS, row, PLAN_ENDED, CHILD, census) > 1,
    ),
    "8940": later(PLANS, CHILD, protected_twice),
}
