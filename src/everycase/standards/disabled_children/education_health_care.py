"""Education, health and care (EHC) needs assessments, plans and their reviews."""

from everycase.record.schema import ehc_active_plans, ehc_assessments, ehc_named_plans, ehc_requests, events
from everycase.record.schema.terms import any_of, calendar_days, months, weeks
from everycase.standards.disabled_children.common import SEND_REGULATIONS, SINCE_2014
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Direction,
    Force,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import LOCAL_DATA_QUALITY, ends_before

OF_THIS_REQUEST = (ehc_requests.request_id, ehc_assessments.request_id)

ASSESSMENT_REFUSED = any_of(ehc_assessments, link=OF_THIS_REQUEST, where=ehc_assessments.outcome == "N")

# A request or an assessment that ended without a plan, or that an exception excuses. Not decided yet is
# no excuse, so a blank leaves the clock running.
NO_PLAN_IS_DUE = (
    ehc_requests.outcome.is_in(["N", "W"]).or_else(False)  # noqa: FBT003
    | any_of(
        ehc_assessments,
        link=OF_THIS_REQUEST,
        where=(ehc_assessments.outcome.is_in(["N", "W"]) | ehc_assessments.exception).or_else(False),  # noqa: FBT003
    )
)

DECISION_TO_ASSESS = Clock(
    id="ehc-decision-to-assess-6-weeks",
    title="Decision whether to carry out an EHC needs assessment",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=ehc_requests.requested_on,
    ends=ehc_requests.decided_on,
    within=weeks(6),
    unless=(ehc_requests.outcome == "W").or_else(False),  # noqa: FBT003 - blank: not withdrawn
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    exceptions="Those of the regulations: the school is closed, or circumstances are exceptional.",
    source=f"{SEND_REGULATIONS} reg 5 (via summary pages)",
)

SOCIAL_CARE_ADVICE = Clock(
    id="ehc-social-care-advice-6-weeks",
    title="Social care advice for EHC assessment given",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PARTNERS,
    starts=event("ehc-advice-requested"),
    ends=event("ehc-advice-sent"),
    within=weeks(6),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    exceptions="Those of regulation 8.",
    source=f"{SEND_REGULATIONS} reg 8 (via summary page)",
)

REFUSAL_TOLD = Clock(
    id="ehc-refusal-16-weeks",
    title="Decision not to issue an EHC plan notified",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=ehc_requests.requested_on.where(ASSESSMENT_REFUSED),
    ends=ehc_assessments.decided_on,
    same=OF_THIS_REQUEST,
    within=weeks(16),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    counting="16 weeks after the request for an assessment; that day is day 0; seven days for each week. "
    "Only where the assessment led to a decision not to issue a plan",
    source=f"{SEND_REGULATIONS} reg 10 (via summary page)",
)

PLAN_ISSUED = Clock(
    id="ehc-plan-20-weeks",
    title="Final EHC plan issued",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=ehc_requests.requested_on,
    ends=ehc_named_plans.started_on,
    within=weeks(20),
    unless=NO_PLAN_IS_DUE,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    confidence=Confidence.VERIFIED,
    in_force=SINCE_2014,
    exceptions="One that the assessment's record says applies; a request or assessment that ended without "
    "a plan.",
    approximate="The date is that of the current plan: a plan amended since then shows the later date.",
    source=f"{SEND_REGULATIONS} reg 13 (20 weeks named on a gov.uk coronavirus guidance page)",
)

TIME_TO_COMMENT = Clock(
    id="ehc-draft-15-days",
    title="Parents given time to comment on draft EHC plan",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.VOICE,
    starts=event("ehc-draft-sent"),
    ends=event("ehc-draft-answered"),
    within=calendar_days(15),
    direction=Direction.NOT_BEFORE,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    counting="15 days at least, after the draft was sent; that day is day 0; every day is counted",
    exceptions="A minimum, not a maximum: parents may take longer.",
    source=f"{SEND_REGULATIONS} reg 13(1) (via summary page)",
)

ANNUAL_REVIEW = Clock(
    id="ehc-annual-review-12-months",
    title="EHC plan reviewed",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.PLANS,
    starts=ehc_named_plans.started_on,
    until=ehc_named_plans.ceased_on,
    ends=(ehc_active_plans.reviewed_on, event("ehc-review-decided")),
    within=months(12),
    links=EVERY,
    same_day_counts=False,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    local_default="3 to 6 months for children under 5",
    exceptions="In a year of moving school, by 15 February or 31 March.",
    source="Children and Families Act 2014 s44(1)",
)

DECISION_AFTER_REVIEW = Clock(
    id="ehc-review-decision-4-weeks",
    title="Decision after EHC annual review meeting",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=event("ehc-review-meeting"),
    ends=(event("ehc-review-decided"), ehc_active_plans.reviewed_on),
    within=weeks(4),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    source=f"{SEND_REGULATIONS} reg 20(10)",
)

PLAN_AMENDED = Clock(
    id="ehc-amended-plan-12-weeks",
    title="Amended EHC plan issued after review meeting",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.TIMELINESS,
    starts=event("ehc-review-meeting").where(events.value.mentions("amend")),
    ends=event("ehc-plan-amended"),
    within=weeks(12),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2014,
    counting="12 weeks after the review meeting (4 for the notice and 8 to the final plan); that day is "
    "day 0; seven days for each week. Only after a meeting that led to an amendment",
    source=f"{SEND_REGULATIONS} regs 20 and 22; R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)",
)

IMPOSSIBLE_DATES = Rule(
    id="ehc-plan-dates-impossible",
    title="EHC plan with dates that can't be right",
    area=Area.DISABLED_CHILDREN,
    aspect=Aspect.RECORDS,
    looks_at=ehc_named_plans,
    wrong=ends_before(ehc_named_plans.ceased_on, ehc_named_plans.started_on),
    says="The EHC plan is dated from {ehc_named_plans.started_on} to {ehc_named_plans.ceased_on}, "
    "which can't be right.",
    condition="An EHC plan does not end before it starts; it may be entered ahead. While "
    "it does, nothing that is due by these dates can be told.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)
