"""The groups of an episode of need: assessments, plans, section 47, protection plans."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.writers.cin_census.xml import element, gathered, group, true_or_false
from everycase.synthetic.writers.cin_census.year import CensusYear
from everycase.synthetic.writers.enquiries import conference_not_needed
from everycase.synthetic.writers.plans import under_plans, with_earlier_plans
from everycase.synthetic.writers.tables import latest


def episodes(year: CensusYear) -> pl.DataFrame:
    """child_id and the XML of all its CINdetails, as `episodes`."""
    parts = (assessments, need_plans, enquiries, protection_plans, pre_proceedings, other_conferences)
    rows = year.episodes
    for part in parts:
        rows = rows.join(part(year), on="episode", how="left", maintain_order="left")
    written = group(
        "CINdetails",
        [
            element("CINreferralDate", pl.col("referred_on")),
            element("ReferralSource", pl.col("source")),
            element("PrimaryNeedCode", pl.col("primary_need")),
            element("CINclosureDate", pl.col("closed_on")),
            element("ReasonForClosure", pl.col("close_reason")),
            element("DateOfInitialCPC", pl.col("other_conference_on")),
            *(pl.col(name).fill_null("") for name in ("assessments", "need_plans", "enquiries")),
            element("ReferralNFA", true_or_false(pl.col("no_further_action"))),
            *(pl.col(name).fill_null("") for name in ("protection_plans", "pre_proceedings")),
        ],
    )
    return gathered(rows, "child_id", "episodes", written)


def assessments(year: CensusYear) -> pl.DataFrame:
    """Assessments that began, went on or were authorised in the year."""
    rows = year.rows("assessments").filter(year.goes_on("started_on", "authorised_on"))
    factors = pl.col("factors").list.eval(element("AssessmentFactors", pl.element())).list.join("")
    recorded = pl.col("factors").list.len() > 0
    tag = "FactorsIdentifiedAtAssessment"
    written = group(
        "Assessments",
        [
            element("AssessmentActualStartDate", pl.col("started_on")),
            element("AssessmentInternalReviewDate", pl.col("internal_review_on")),
            element("AssessmentAuthorisationDate", pl.col("authorised_on")),
            pl.when(recorded).then(group(tag, [factors])).otherwise(pl.lit("")),
        ],
    )
    return gathered(year.with_episode(rows, "started_on"), "episode", "assessments", written)


def need_plans(year: CensusYear) -> pl.DataFrame:
    """Child in need plans that went on in the year."""
    rows = year.rows("child_in_need_plans").filter(year.goes_on("started_on", "ended_on"))
    written = group(
        "CINPlanDates",
        [
            element("CINPlanStartDate", pl.col("started_on")),
            element("CINPlanEndDate", pl.col("ended_on")),
        ],
    )
    return gathered(year.with_episode(rows, "started_on"), "episode", "need_plans", written)


def enquiries(year: CensusYear) -> pl.DataFrame:
    """Section 47 enquiries begun in the year, or whose conference was held in it."""
    held = latest(year.rows("initial_conferences").drop_nulls("enquiry_id"), "held_on", by="enquiry_id")
    rows = year.rows("section_47_enquiries").join(
        held.select("enquiry_id", "held_on", "target_on"), on="enquiry_id", how="left", maintain_order="left"
    )
    rows = rows.filter(year.within("started_on") | year.within("held_on"))
    written = group(
        "Section47",
        [
            element("S47ActualStartDate", pl.col("started_on")),
            element("InitialCPCtarget", pl.col("target_on")),
            element("DateOfInitialCPC", pl.col("held_on")),
            element("ICPCnotRequired", true_or_false(conference_not_needed())),
        ],
    )
    return gathered(year.with_episode(rows, "started_on"), "episode", "enquiries", written)


def protection_plans(year: CensusYear) -> pl.DataFrame:
    """Protection plans that went on in the year, with the reviews held in it."""
    everyone = year.rows("child_protection_plans")
    rows = everyone.filter(year.goes_on("started_on", "ended_on")).with_row_index("plan")
    held = year.rows("child_protection_reviews").filter(year.within("held_on"))
    review = group("Reviews", [element("CPPreviewDate", pl.col("held_on"))])
    reviews = gathered(under_plans(rows, held, "held_on").sort("plan", "held_on"), "plan", "reviews", review)
    rows = with_earlier_plans(rows, everyone).join(reviews, on="plan", how="left", maintain_order="left")
    written = group(
        "ChildProtectionPlans",
        [
            element("CPPstartDate", pl.col("started_on")),
            element("CPPendDate", pl.col("ended_on")),
            element("InitialCategoryOfAbuse", pl.col("initial_category")),
            element("LatestCategoryOfAbuse", pl.col("latest_category")),
            element("NumberOfPreviousCPP", pl.col("earlier")),
            pl.col("reviews").fill_null(""),
        ],
    )
    return gathered(year.with_episode(rows, "started_on"), "episode", "protection_plans", written)


def pre_proceedings(year: CensusYear) -> pl.DataFrame:
    """Pre-proceedings entered, or stepped down or issued, in the year.

    PPOutcome is left out: the census's codes for it are not the words that the record has.
    """
    step = year.within("step_decision_on")
    rows = year.rows("pre_proceedings").filter(year.within("decided_on") | step)
    written = group(
        "PreProceedingsandFGDM",
        [
            element("PPStartDate", pl.col("decided_on")),
            element("LBPSentDate", pl.col("letter_on")),
            element("InitialPPMeetingDate", pl.col("first_meeting_on")),
            element("StepDecisionDate", pl.col("step_decision_on")),
            element("CourtAppDate", pl.col("issue_letter_on")),
        ],
    )
    return gathered(year.with_episode(rows, "decided_on"), "episode", "pre_proceedings", written)


def other_conferences(year: CensusYear) -> pl.DataFrame:
    """Each episode's latest conference of the year that no section 47 enquiry led to."""
    alone = year.rows("initial_conferences").filter(pl.col("enquiry_id").is_null() & year.within("held_on"))
    held = latest(year.with_episode(alone, "held_on"), "held_on", by="episode")
    return held.select("episode", other_conference_on="held_on")
