"""How the standards of child protection are broken: enquiries, conferences, plans, visits, reviews."""

from __future__ import annotations

import polars as pl

from everycase.record.schema.fields import Format
from everycase.record.schema.terms import calendar_days, months, weeks, working_days
from everycase.synthetic.planting.acts import LATE, OVERDUE, Act, answers
from everycase.synthetic.planting.common import (
    NO_BEDROOM,
    NOT_ALONE,
    NOT_SEEN,
    ON_PLAN,
    ONE_CASE,
    SEEN,
    SUPERVISION,
    VISITS,
    ago,
    days,
)
from everycase.synthetic.planting.ground import child
from everycase.synthetic.planting.waiting import Start, Unheard, Unmet, lapsed, late, missed
from everycase.synthetic.planting.writing import Gone, Made, Twice, Wrong

PLAN_NOW = Start(source="child_protection_plans", ends="ended_on", where=pl.col("ended_on").is_null())
OLDER_NOW = Start(
    source="child_protection_plans",
    ends="ended_on",
    where=pl.col("ended_on").is_null() & (child("born_on") < pl.col("started_on") - days(1_500)),
)
BORN_NOW = Start(
    source="child_protection_plans",
    ends="ended_on",
    where=pl.col("ended_on").is_null() & (child("born_on") < pl.col("started_on")),
)
ENQUIRY = Start(source="section_47_enquiries", where=child("born_on") < pl.col("started_on"))
CONFERENCE = Start(source="initial_conferences")
BEFORE_CONFERENCE = Start(source="initial_conferences", ends="held_on")
ENDED = pl.col("ended_on").is_not_null()
TO_CONFERENCE = pl.col("outcomes").list.contains("CP_CONFERENCE_FLAG").fill_null(value=False)
NO_RECENT_ENQUIRY = child("enquiry_on").is_null() | (child("enquiry_on") < ago(120))
NO_OUTCOME = {"outcomes": None, "no_further_action": None}

ENQUIRIES: tuple[Act, ...] = (
    Wrong(
        standard="s47-dates-impossible",
        source="section_47_enquiries",
        where=ENDED,
        values={"ended_on": pl.col("started_on") - days(30)},
    ),
    Unheard(
        standard="strategy-discussion-1-working-day",
        kind="harm-suspected",
        answers=answers("strategy-discussion"),
        within=working_days(1),
        who=child("open") & NO_RECENT_ENQUIRY,
    ),
    missed(
        "strategy-record-shared-1-working-day",
        Start(source="strategy-discussion"),
        answers("strategy-record-shared"),
        working_days(1),
    ),
    late("s47-child-seen-24-hours", ENQUIRY, SEEN, calendar_days(1), by=6),
    Wrong(
        standard="s47-enquiry-complete-15-working-days",
        source="section_47_enquiries",
        where=ENDED
        & ~TO_CONFERENCE
        & (pl.col("started_on") == child("enquiry_on"))
        & (pl.col("started_on") < ago(60)),
        values={"ended_on": pl.col("started_on") + days(35)},
        what=LATE,
    ),
    Gone(
        standard="s47-no-assessment",
        sources=("assessments",),
        who=~child("open") & child("enquiry_on").is_not_null(),
    ),
    Wrong(
        standard="s47-open-over-15-days-no-conference",
        source="section_47_enquiries",
        where=ENDED
        & ~TO_CONFERENCE
        & child("open")
        & ~child("been_on_plan")
        & (pl.col("started_on") == child("enquiry_on"))
        & (pl.col("started_on") < ago(40)),
        values={"ended_on": None, "conference_not_needed": None, **NO_OUTCOME},
        shown_in=frozenset({Format.SSD}),
    ),
    Twice(
        standard="s47-overlap",
        source="section_47_enquiries",
        where=ENDED & ~TO_CONFERENCE & (pl.col("ended_on") - pl.col("started_on") > days(4)),
        values={"started_on": pl.col("started_on") + days(1)},
    ),
    Wrong(
        standard="s47-no-outcome",
        source="section_47_enquiries",
        where=ENDED & ~TO_CONFERENCE,
        values=NO_OUTCOME,
    ),
    Wrong(
        standard="s47-no-strategy-record",
        source="strategy-discussion",
        values={"value": "children's social care"},
        reads=("section_47_enquiries",),
    ),
)

CONFERENCES: tuple[Act, ...] = (
    Wrong(
        standard="pre-birth-conference-10-weeks-before-birth",
        source="children",
        where=child("unborn") & child("on_plan") & (child("on_plan_on") > ago(48)),
        values={"expected_on": pl.col("~day") + days(20)},
        what=LATE,
        alone=True,
    ),
    Wrong(
        standard="initial-child-protection-conference-15-working-days",
        source="initial_conferences",
        where=~pl.col("made_plan") & (pl.col("held_on") < ago(60)),
        values={"held_on": pl.col("held_on") + days(35)},
        what=LATE,
    ),
    Wrong(
        standard="initial-child-protection-conference-15-working-days",
        source="section_47_enquiries",
        where=TO_CONFERENCE,
        values={"started_on": pl.col("started_on") - days(35)},
        what=LATE,
    ),
    Unheard(
        standard="transfer-in-conference-15-working-days",
        kind="moved-in-on-plan",
        answers=answers("initial_conferences"),
        within=working_days(15),
        who=child("open") & ~child("been_on_plan") & NO_RECENT_ENQUIRY,
    ),
    missed(
        "conference-report-to-parents-2-working-days-before",
        BEFORE_CONFERENCE,
        answers("conference-report-shared"),
        working_days(2),
        before=True,
        early=days(28),
    ),
    missed(
        "conference-decisions-1-working-day",
        CONFERENCE,
        answers("conference-decisions-sent"),
        working_days(1),
    ),
    missed(
        "conference-minutes-20-working-days", CONFERENCE, answers("conference-minutes-sent"), working_days(20)
    ),
    Wrong(
        standard="conference-on-weekend",
        source="initial_conferences",
        values={"target_on": pl.col("held_on").dt.truncate("1w") + days(5)},
    ),
    Wrong(
        standard="conference-says-plan-but-none",
        source="child_protection_plans",
        where=pl.col("ended_on").is_null() & (pl.col("started_on") < ago(10)),
        values={"started_on": pl.col("started_on") + days(2)},
    ),
)

NEW_PLAN = {"initial_category": "NEG", "latest_category": "NEG"}
NO_PLANS = ~child("been_on_plan") & ~child("been_in_need") & ~child("been_in_care") & child("assessed")
PLANS: tuple[Act, ...] = (
    Wrong(
        standard="cp-plan-dates-impossible",
        source="child_protection_plans",
        where=ENDED,
        values={"ended_on": pl.col("started_on") - days(30)},
    ),
    missed("core-group-first-10-working-days", PLAN_NOW, answers("core-group-held"), working_days(10)),
    lapsed("core-group-every-6-weeks", ON_PLAN, answers("core-group-held"), weeks(6)),
    missed(
        "detailed-cp-plan-10-working-days", PLAN_NOW, answers("protection-plan-detailed"), working_days(10)
    ),
    missed("cp-plan-15-months-senior-review", ON_PLAN, answers("senior-review"), months(15)),
    Made(
        standard="cp-plan-2-years",
        source="child_protection_plans",
        who=child("open") & NO_PLANS & ~child("unborn"),
        values={"started_on": pl.col("~day") - days(760), **NEW_PLAN},
        what=OVERDUE,
        alone=True,
    ),
    Made(
        standard="cp-plan-no-conference",
        source="child_protection_plans",
        who=NO_PLANS,
        values={"started_on": pl.col("~day") - days(120), "ended_on": pl.col("~day") - days(118), **NEW_PLAN},
    ),
    Wrong(standard="cp-plan-no-category", source="child_protection_plans", values={"latest_category": None}),
    Twice(
        standard="cp-plans-overlap",
        source="child_protection_plans",
        where=pl.col("ended_on").is_null(),
        values={"started_on": pl.col("started_on") + days(1)},
    ),
    Made(
        standard="cp-plan-same-day",
        source="child_protection_plans",
        who=NO_PLANS,
        values={"started_on": pl.col("~day") - days(120), "ended_on": pl.col("~day") - days(120), **NEW_PLAN},
    ),
    Wrong(
        standard="cp-plan-ended-without-review",
        source="child_protection_reviews",
        where=~pl.col("plan_continues"),
        values={"plan_continues": True},
    ),
    Made(
        standard="cp-plan-repeat",
        source="child_protection_plans",
        who=child("on_plan"),
        day=child("on_plan_on"),
        values={"started_on": pl.col("~day") - days(200), "ended_on": pl.col("~day") - days(198), **NEW_PLAN},
        says={"child_protection_plans": {"earlier_plans": 1}},
    ),
    Made(
        standard="cp-plan-and-care",
        source="child_protection_plans",
        who=child("in_care") & ~child("on_plan") & (child("care_on") < ago(130)) & ~child("short_breaks"),
        values={"started_on": pl.col("~day") - days(100), **NEW_PLAN},
        alone=True,
    ),
)

REVIEWS: tuple[Act, ...] = (
    missed("cp-first-review-3-months", PLAN_NOW, answers("child_protection_reviews"), months(3)),
    lapsed("cp-review-every-6-months", ON_PLAN, answers("child_protection_reviews"), months(6)),
    Twice(
        standard="cp-review-before-plan",
        source="child_protection_reviews",
        where=pl.col("held_on").is_not_null() & child("on_plan") & (pl.col("held_on") > child("on_plan_on")),
        day=child("on_plan_on"),
        values={"held_on": pl.col("~day") - days(7)},
    ),
    Wrong(
        standard="cp-review-no-date",
        source="child_protection_reviews",
        where=pl.col("held_on").is_null()
        & (pl.col("due_on") >= pl.col("~as_of"))
        & (child("on_plan_on") < ago(60)),
        values={"due_on": pl.col("~day") - days(40)},
    ),
    Wrong(
        standard="cp-review-not-quorate",
        source="child_protection_reviews",
        where=pl.col("held_on").is_not_null(),
        values={"quorate": None},
    ),
    Wrong(
        standard="cp-review-no-participation",
        source="child_protection_reviews",
        where=pl.col("held_on").is_not_null() & (child("born_on") < pl.col("held_on") - days(1_500)),
        values={"participation": None},
    ),
)

VISITING: tuple[Act, ...] = (
    lapsed("cp-visit-every-10-working-days", BORN_NOW, SEEN, working_days(10)),
    lapsed("cp-child-seen-alone-every-4-weeks", OLDER_NOW, NOT_ALONE, weeks(4)),
    late("cp-first-visit-5-working-days", ON_PLAN, VISITS, working_days(5), by=5),
    lapsed("cp-bedroom-seen-every-4-weeks", BORN_NOW, NO_BEDROOM, weeks(4)),
    missed(
        "cp-visit-record-2-working-days",
        Start(source="child_protection_visits"),
        answers("visit-written-up"),
        working_days(2),
    ),
    Unmet(standard="cp-child-never-seen", starts=BORN_NOW, answers=NOT_SEEN, least=days(40)),
    Unmet(standard="cp-child-never-seen-alone", starts=OLDER_NOW, answers=NOT_ALONE, least=days(45)),
    Unmet(standard="cp-bedroom-never-seen", starts=BORN_NOW, answers=NO_BEDROOM, least=days(45)),
)

OVERSIGHT: tuple[Act, ...] = (
    lapsed("supervision-every-month-child-protection", ON_PLAN, SUPERVISION, months(1)),
    Wrong(
        standard="allocated-worker-is-not-registered-social-worker",
        source="involvements",
        where=(pl.col("role") == "ALLOCATED")
        & pl.col("to_on").is_null()
        & (child("on_plan") | child("in_care")),
        values={"worker_id": "A3"},
        with_workers=("A3",),
    ),
)

MISSING: tuple[Act, ...] = (
    Wrong(
        standard="missing-dates-impossible",
        source="missing_episodes",
        where=pl.col("to_on").is_not_null(),
        values={"to_on": pl.col("from_on") - days(30), "to_on_time": None},
    ),
    missed(
        "return-home-interview-72-hours",
        Start(source="missing_episodes", on="to_on", where=pl.col("interview_accepted") == "Y"),
        answers("return-interview-held"),
        calendar_days(3),
    ),
    Gone(
        standard="missing-strategy-meeting-3-episodes-90-days",
        sources=("missing-strategy-meeting",),
        who=(child("missing_on") < ago(20)) & (child("missing_on") > ago(1_600)),
        what=OVERDUE,
        reads=("missing_episodes",),
        minds=("missing_episodes",),
    ),
    missed(
        "exploitation-risk-review-3-months",
        Start(source="exploitation-risk-assessed", where=child("open") & ONE_CASE),
        answers("exploitation-risk-assessed"),
        months(3),
        reads=("referrals",),
    ),
    Unheard(
        standard="nrm-referral-2-working-days",
        kind="trafficking-suspected",
        answers=answers("national-referral-made"),
        within=working_days(2),
        who=child("age") >= 12,
    ),
    Wrong(
        standard="missing-episode-no-end",
        source="missing_episodes",
        where=(pl.col("from_on") == child("missing_on")) & (pl.col("from_on") < ago(10)),
        values={"to_on": None, "to_on_time": None, "interview_offered": None, "interview_accepted": None},
    ),
    Wrong(
        standard="missing-no-return-interview-offer",
        source="missing_episodes",
        where=pl.col("interview_accepted") == "Y",
        values={"interview_offered": "N", "interview_accepted": None},
    ),
)

CONCLUDED = {"step_decision_on": None, "issue_letter_on": None, "outcome": None}
COURT: tuple[Act, ...] = (
    Unheard(
        standard="police-protection-72-hours",
        kind="police-protection-began",
        answers=answers("police-protection-ended"),
        within=calendar_days(3),
        who=child("assessed") & ~child("been_in_care"),
    ),
    Made(
        standard="emergency-protection-order-8-days",
        source="legal_statuses",
        who=child("assessed") & ~child("been_in_care"),
        values={"status": "L2", "from_on": pl.col("~day") - days(60), "to_on": pl.col("~day") - days(40)},
        what=LATE,
    ),
    Unheard(
        standard="child-assessment-order-7-days",
        kind="child-assessment-order-began",
        answers=answers("child-assessment-order-ended"),
        within=calendar_days(6),
        who=child("assessed") & ~child("been_in_care"),
    ),
    Wrong(
        standard="pre-proceedings-16-weeks",
        source="pre_proceedings",
        where=pl.col("letter_on") < ago(130),
        values=CONCLUDED,
        what=OVERDUE,
    ),
    Wrong(
        standard="pre-proceedings-meeting-10-working-days",
        source="pre_proceedings",
        where=(pl.col("gateway_outcome") == "B").fill_null(value=True)
        & (pl.col("decided_on") < ago(60))
        & pl.col("first_meeting_on").is_not_null(),
        values={"first_meeting_on": pl.col("decided_on") + days(30)},
        what=LATE,
    ),
    missed(
        "pre-proceedings-midpoint-review-8-weeks",
        Start(
            source="pre_proceedings",
            on="first_meeting_on",
            ends=pl.min_horizontal("step_decision_on", "issue_letter_on"),
        ),
        answers("pre-proceedings-review-held"),
        weeks(8),
    ),
    Wrong(
        standard="legal-gateway-to-letter-10-working-days",
        source="pre_proceedings",
        where=(pl.col("decided_on") < ago(60)) & pl.col("letter_on").is_not_null(),
        values={"letter_on": pl.col("decided_on") + days(24)},
        what=LATE,
    ),
    missed(
        "issue-proceedings-after-decision-5-working-days",
        Start(
            source="pre_proceedings",
            on="step_decision_on",
            where=pl.col("outcome") == "Decision to Issue Care Proceedings",
        ),
        answers("proceedings-issued"),
        working_days(5),
    ),
    Unheard(
        standard="care-proceedings-26-weeks",
        kind="proceedings-issued",
        answers=answers("final-order"),
        within=calendar_days(181),
        who=child("assessed") & ~child("been_in_care"),
    ),
    missed(
        "case-management-hearing-18-working-days",
        Start(source="proceedings-issued", where=pl.col("happened_on") > ago(1_800)),
        answers("case-management-hearing"),
        working_days(17),
    ),
    Wrong(
        standard="pre-proceedings-no-outcome",
        source="pre_proceedings",
        where=pl.col("letter_on") < ago(130),
        values=CONCLUDED,
    ),
)

CHILD_PROTECTION: tuple[Act, ...] = (
    *ENQUIRIES,
    *CONFERENCES,
    *PLANS,
    *REVIEWS,
    *VISITING,
    *OVERSIGHT,
    *MISSING,
    *COURT,
)
