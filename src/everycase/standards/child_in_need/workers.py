"""Who holds the case: allocation, changes, handover and caseload."""

from everycase.record.schema import (
    broken_links,
    case_holders,
    caseloads,
    children,
    involvements,
    open_cases,
)
from everycase.record.schema.fields import another
from everycase.record.schema.terms import (
    AS_OF,
    any_of,
    distinct_of,
    earliest_of,
    key_of,
    latest_of,
    months,
    none_of,
    setting,
    working_days,
)
from everycase.standards.language import Area, Aspect, Clock, Confidence, Rule, Severity
from everycase.standards.words import (
    CHILD_LISTS,
    LOCAL_DATA_QUALITY,
    LOCAL_PRACTICE,
    began_as,
    going_on,
    not_ended,
)

HELD_NOW = (case_holders.from_on.is_missing() | (case_holders.from_on <= AS_OF)) & not_ended(
    case_holders.to_on
)
CASE_GOES_ON = any_of(
    open_cases, where=going_on(case_holders.to_on, open_cases.opened_on, open_cases.closed_on)
)
CASE_CLOSED = earliest_of(open_cases.closed_on, open_cases, where=open_cases.closed_on >= case_holders.to_on)
NEW_WORKER = began_as("ALLOCATED")

NO_WORKER = Rule(
    id="open-case-no-allocated-worker",
    title="Open case with no allocated worker",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=open_cases.where(not_ended(open_cases.closed_on)),
    wrong=none_of(case_holders, where=HELD_NOW),
    since=latest_of(case_holders.to_on, case_holders)
    .at_earliest(open_cases.opened_on)
    .or_else(open_cases.opened_on),
    says="The case has been open since {open_cases.opened_on} and nobody holds it now.",
    condition="A case is open and no worker with a case-holding role is allocated to the child on the date "
    "of the record. A duty or team inbox is not a worker.",
    severity=Severity.CRITICAL,
    red_line=True,
    source=CHILD_LISTS,
)

NAMED_AFTER_ONE_LEAVES = Clock(
    id="reallocation-after-worker-leaves-1-working-day",
    title="New worker named when the last one ends",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=case_holders.to_on,
    until=CASE_CLOSED,
    ends=NEW_WORKER,
    within=working_days(1),
    unless=~CASE_GOES_ON,
    confidence=Confidence.UNCERTAIN,
    exceptions="Cover by the team's duty worker is named, or the case closed.",
    local_default="1 working day",
    source=LOCAL_PRACTICE,
)

HANDED_OVER = Clock(
    id="transfer-handover-10-working-days",
    title="Handover to a new team or worker done",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    starts=case_holders.to_on,
    until=CASE_CLOSED,
    ends=NEW_WORKER,
    within=working_days(10),
    unless=~CASE_GOES_ON,
    confidence=Confidence.UNCERTAIN,
    exceptions="The case closed.",
    local_default="5 to 10 working days",
    source=LOCAL_PRACTICE,
)

OTHER = another(involvements)
OTHER_HOLDS_TOO = (
    (OTHER.role == "ALLOCATED")
    & OTHER.worker_id.is_present()
    & (OTHER.worker_id != involvements.worker_id)
    & (OTHER.from_on <= AS_OF)
    & (OTHER.to_on.is_missing() | (OTHER.to_on > AS_OF))
    & (
        (OTHER.from_on < involvements.from_on)
        | ((OTHER.from_on == involvements.from_on) & (key_of(OTHER) < key_of(involvements)))
    )
)
SAME_REFERRAL = (involvements.referral_id, OTHER.referral_id)

TWO_HOLDERS = Rule(
    id="two-current-case-holders",
    title="Two current main workers for one child",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=involvements.where(
        (involvements.role == "ALLOCATED")
        & involvements.worker_id.is_present()
        & (involvements.from_on <= AS_OF)
        & not_ended(involvements.to_on)
    ),
    wrong=any_of(OTHER, where=OTHER_HOLDS_TOO, link=SAME_REFERRAL),
    shows={"other": latest_of(OTHER.worker_id, OTHER, where=OTHER_HOLDS_TOO, link=SAME_REFERRAL)},
    says="{involvements.worker_id} has held the case since {involvements.from_on}, and {other} still holds "
    "it too.",
    condition="Two workers hold the case, in a case-holding role, on the date of the record for the same "
    "referral.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)

CASELOAD = Rule(
    id="worker-caseload-over-limit",
    title="Worker holds too many children",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=caseloads,
    wrong=caseloads.children_held / caseloads.full_time_equivalent > setting("caseload_limit"),
    shows={"limit": setting("caseload_limit")},
    says="{caseloads.worker_id} holds {caseloads.children_held} children at {caseloads.full_time_equivalent} "
    "of a full-time post; the limit for a full-time post is {limit}.",
    condition="The children with open cases whom one worker holds, divided by the worker's share of a "
    "full-time post, are over the council's limit (18 unless it sets its own). A newly qualified worker's "
    "limit in the first year is 90 percent of that; the extract doesn't say who is newly qualified.",
    severity=Severity.MEDIUM,
    team_level=True,
    source=f"{LOCAL_DATA_QUALITY}; limit is a local choice",
)

A_YEAR_AGO = AS_OF - months(12)
SHORT_COVER = (
    involvements.change_reason.is_in(["ABSENC", "LEFTRL"])
    & (involvements.from_on.working_days_to(involvements.to_on) < 10)
).certain()
HOLDERS_IN_A_YEAR = distinct_of(
    involvements.worker_id,
    involvements,
    where=(involvements.role == "ALLOCATED")
    & involvements.worker_id.is_present()
    & (involvements.from_on.is_missing() | (involvements.from_on <= AS_OF))
    & (involvements.to_on.is_missing() | (involvements.to_on >= A_YEAR_AGO))
    & ~SHORT_COVER,
)

MANY_CHANGES = Rule(
    id="many-changes-of-worker",
    title="Child had three or more main workers in 12 months",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=children.where(any_of(open_cases, where=not_ended(open_cases.closed_on))),
    wrong=HOLDERS_IN_A_YEAR >= 3,
    shows={"workers": HOLDERS_IN_A_YEAR},
    says="{workers} main workers in the last 12 months.",
    condition="A child with an open case has had 3 or more different case-holding workers at some time in "
    "the last 12 months. Cover of under 10 working days for somebody absent or gone is left out.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

UNKNOWN_WORKER = Rule(
    id="worker-record-missing",
    title="Worker's id not found in the list of professionals",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=broken_links,
    wrong=broken_links.unknown_workers > 0,
    says="The record names {broken_links.unknown_workers} worker(s) who are not in the list of "
    "professionals, such as {broken_links.unknown_worker}.",
    condition="A worker's id on the child's record has no row in the list of professionals.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)
