"""Keeping a child safe from harm: section 47, conferences, protection plans, missing, pre-proceedings."""

from everycase.record.codes import codes
from everycase.record.schema.fields import (
    Format,
    Reach,
    Table,
    child,
    code,
    date,
    flag,
    flags,
    key,
    reference,
    text,
    whole,
)

CENSUS_YEAR = {Format.ANNEX_A: Reach("all", 6), Format.CIN_CENSUS: Reach("all", 12)}


class Section47Enquiries(Table):
    """An enquiry under section 47, dated by the strategy discussion that began it."""

    name = "section_47_enquiries"
    ssd = "ssd_s47_enquiry"
    when, until = "started_on", "ended_on"
    has_happened = True
    reach = CENSUS_YEAR

    enquiry_id = key("Enquiry id", ssd="s47e_s47_enquiry_id")
    child_id = child(ssd="s47e_person_id", annex_a="5: Child Unique ID", cin_census="Section47.LAchildID")
    referral_id = reference(
        "referrals", "The referral", ssd="s47e_referral_id", cin_census="Section47.CINdetailsID"
    )
    started_on = date(
        "Strategy discussion that began the enquiry",
        timed=True,
        ssd="s47e_s47_start_date",
        annex_a="5: Strategy discussion initiating Section 47 Enquiry Start Date",
        cin_census="Section47.S47ActualStartDate",
    )
    ended_on = date("Enquiry completed and authorised", ssd="s47e_s47_end_date")
    no_further_action = flag("Ended with no further action", ssd="s47e_s47_nfa")
    conference_not_needed = flag(
        "No conference was needed",
        annex_a="5: Was an Initial Child Protection Conference deemed unnecessary?",
        cin_census="Section47.ICPCnotRequired",
    )
    outcomes = flags("What was decided", codes("enquiry_outcome"), ssd="s47e_s47_outcome_json")
    team_id = reference("teams", "Team", ssd="s47e_s47_completed_by_team", annex_a="5: Allocated Team")
    worker_id = reference(
        "workers", "Worker", ssd="s47e_s47_completed_by_worker_id", annex_a="5: Allocated Worker"
    )


class InitialConferences(Table):
    """An initial child protection conference."""

    name = "initial_conferences"
    ssd = "ssd_initial_cp_conference"
    when = "held_on"
    reach = CENSUS_YEAR

    conference_id = key("Conference id", ssd="icpc_icpc_id")
    child_id = child(ssd="icpc_person_id", annex_a="5: Child Unique ID", cin_census="Section47.LAchildID")
    enquiry_id = reference("section_47_enquiries", "The enquiry", ssd="icpc_s47_enquiry_id")
    plan_id = reference("child_protection_plans", "The plan that it made", ssd="icpc_cp_plan_id")
    referral_id = reference(
        "referrals", "The referral", ssd="icpc_referral_id", cin_census="Section47.CINdetailsID"
    )
    meeting_id = text("Meeting record", ssd="icpc_icpc_meeting_id")
    transfer_in = flag("For a child moving in on another authority's plan", ssd="icpc_icpc_transfer_in")
    target_on = date(
        "Due by the system's own count", ssd="icpc_icpc_target_date", cin_census="Section47.InitialCPCtarget"
    )
    held_on = date(
        "Conference held",
        ssd="icpc_icpc_date",
        annex_a="5: Date of Initial Child Protection Conference",
        cin_census=("Section47.DateOfInitialCPC", "CINdetails.DateOfInitialCPC"),
    )
    made_plan = flag(
        "Decided on a protection plan",
        ssd="icpc_icpc_outcome_cp_flag",
        annex_a="5: Did the Initial Child Protection Conference Result in a Child Protection Plan",
    )
    outcomes = flags("What was decided", codes("conference_outcome"), ssd="icpc_icpc_outcome_json")
    team_id = reference("teams", "Team", ssd="icpc_icpc_team", annex_a="5: Allocated Team")
    worker_id = reference("workers", "Worker", ssd="icpc_icpc_worker_id", annex_a="5: Allocated Worker")


class ChildProtectionPlans(Table):
    """A child protection plan."""

    name = "child_protection_plans"
    ssd = "ssd_cp_plans"
    when, until = "started_on", "ended_on"
    has_happened = True
    reach = CENSUS_YEAR

    plan_id = key("Plan id", ssd="cppl_cp_plan_id", cin_census="ChildProtectionPlans.CPPID")
    child_id = child(
        ssd="cppl_person_id", annex_a="7: Child Unique ID", cin_census="ChildProtectionPlans.LAchildID"
    )
    referral_id = reference(
        "referrals", "The referral", ssd="cppl_referral_id", cin_census="ChildProtectionPlans.CINdetailsID"
    )
    conference_id = reference("initial_conferences", "The conference that made it", ssd="cppl_icpc_id")
    started_on = date(
        "Plan began",
        ssd="cppl_cp_plan_start_date",
        annex_a="7: Child Protection Plan Start Date",
        cin_census="ChildProtectionPlans.CPPstartDate",
    )
    ended_on = date(
        "Plan ended",
        ssd="cppl_cp_plan_end_date",
        annex_a="7: Child Protection Plan End Date",
        cin_census="ChildProtectionPlans.CPPendDate",
    )
    initial_category = code(
        "Category of abuse at the start",
        codes("category_of_abuse"),
        ssd="cppl_cp_plan_initial_category",
        annex_a="7: Initial Category of Abuse",
        cin_census="ChildProtectionPlans.InitialCategoryOfAbuse",
    )
    latest_category = code(
        "Latest category of abuse",
        codes("category_of_abuse"),
        ssd="cppl_cp_plan_latest_category",
        annex_a="7: Latest Category of Abuse",
        cin_census="ChildProtectionPlans.LatestCategoryOfAbuse",
    )
    other_authority = flag("Plan owned by another authority", ssd="cppl_cp_plan_ola")
    earlier_plans = whole(
        "Earlier protection plans",
        "plans",
        annex_a="7: Number of Previous Child Protection Plans",
        cin_census="ChildProtectionPlans.NumberOfPreviousCPP",
    )


class ChildProtectionVisits(Table):
    """A visit to a child on a protection plan. Annex A has only the latest."""

    name = "child_protection_visits"
    ssd = "ssd_cp_visits"
    when = "visited_on"
    reach = {Format.ANNEX_A: Reach("latest")}

    visit_id = key("Visit id", ssd="cppv_cp_visit_id")
    child_id = child(ssd="cppv_person_id", annex_a="7: Child Unique ID")
    plan_id = reference("child_protection_plans", "The plan", ssd="cppv_cp_plan_id")
    visited_on = date(
        "Visited", timed=True, ssd="cppv_cp_visit_date", annex_a="7: Date of the Last Statutory Visit"
    )
    seen = flag("The child was seen", ssd="cppv_cp_visit_seen")
    seen_alone = flag(
        "The child was seen alone", ssd="cppv_cp_visit_seen_alone", annex_a="7: Was the Child Seen Alone?"
    )
    bedroom_seen = flag("The child's bedroom was seen", ssd="cppv_cp_visit_bedroom")


class ChildProtectionReviews(Table):
    """A review child protection conference. Annex A has only the latest."""

    name = "child_protection_reviews"
    ssd = "ssd_cp_reviews"
    when = "held_on"
    reach = {Format.ANNEX_A: Reach("latest"), Format.CIN_CENSUS: Reach("all", 12)}

    review_id = key("Review id", ssd="cppr_cp_review_id")
    child_id = child(ssd="cppr_person_id", annex_a="7: Child Unique ID", cin_census="Reviews.LAchildID")
    plan_id = reference(
        "child_protection_plans", "The plan", ssd="cppr_cp_plan_id", cin_census="Reviews.CPPID"
    )
    meeting_id = text("Meeting record", ssd="cppr_cp_review_meeting_id")
    due_on = date("Due by the system's own count", ssd="cppr_cp_review_due")
    held_on = date(
        "Review held",
        ssd="cppr_cp_review_date",
        annex_a="7: Date of latest review conference",
        cin_census="Reviews.CPPreviewDate",
    )
    plan_continues = flag("Decided that the plan goes on", ssd="cppr_cp_review_outcome_continue_cp")
    quorate = flag("Enough agencies were there", ssd="cppr_cp_review_quorate")
    participation = code(
        "How the child took part", codes("participation"), ssd="cppr_cp_review_participation"
    )


class PreProceedings(Table):
    """Work with a family before care proceedings (the public law outline)."""

    name = "pre_proceedings"
    ssd = "ssd_pre_proceedings"
    when = "decided_on"
    reach = {Format.CIN_CENSUS: Reach("all", 12)}

    row_id = key("Row id", ssd="prep_table_id")
    child_id = child(ssd="prep_person_id", cin_census="PreProceedings.LAchildID")
    plo_family_id = text("Family in pre-proceedings", ssd="prep_plo_family_id")
    decided_on = date(
        "Panel decided to enter pre-proceedings",
        ssd="prep_pre_pro_decision_date",
        cin_census="PreProceedings.PPStartDate",
    )
    first_meeting_on = date(
        "First meeting",
        ssd="prep_initial_pre_pro_meeting_date",
        cin_census="PreProceedings.InitialPPMeetingDate",
    )
    letter_on = date(
        "Letter before proceedings sent",
        ssd="prep_pre_pro_letter_date",
        cin_census="PreProceedings.LBPSentDate",
    )
    outcome = code(
        "How it ended",
        codes("pre_proceedings_outcome"),
        ssd="prep_pre_pro_outcome",
        cin_census="PreProceedings.PPOutcome",
    )
    step_decision_on = date(
        "Agreed to step down or to issue",
        ssd="prep_agree_stepdown_issue_date",
        cin_census="PreProceedings.StepDecisionDate",
    )
    issue_letter_on = date(
        "Letter of issue sent", ssd="prep_care_pro_letter_date", cin_census="PreProceedings.CourtAppDate"
    )
    gateway_outcome = code(
        "Legal gateway decided", codes("legal_gateway_outcome"), ssd="prep_legal_gateway_outcome"
    )


class MissingEpisodes(Table):
    """A child missing, or away without authorisation."""

    name = "missing_episodes"
    ssd = "ssd_missing"
    when, until = "from_on", "to_on"
    has_happened = True
    reach = {Format.SSDA903: Reach("all", 12)}

    episode_id = key("Row id", ssd="miss_table_id")
    child_id = child(ssd="miss_person_id", ssda903="Missing.CHILD")
    kind = code(
        "Missing or away", codes("missing_type"), ssd="miss_missing_episode_type", ssda903="Missing.MISSING"
    )
    from_on = date(
        "Missing from", timed=True, ssd="miss_missing_episode_start_date", ssda903="Missing.MIS_START"
    )
    to_on = date(
        "Found or returned", timed=True, ssd="miss_missing_episode_end_date", ssda903="Missing.MIS_END"
    )
    interview_offered = code(
        "Return interview offered",
        {"Y": "Yes", "N": "No", "NA": "Not applicable"},
        ssd="miss_missing_rhi_offered",
    )
    interview_accepted = code(
        "Return interview accepted",
        {"Y": "Yes", "N": "No", "NA": "Not applicable"},
        ssd="miss_missing_rhi_accepted",
    )


section_47_enquiries = Section47Enquiries()
initial_conferences = InitialConferences()
child_protection_plans = ChildProtectionPlans()
child_protection_visits = ChildProtectionVisits()
child_protection_reviews = ChildProtectionReviews()
pre_proceedings = PreProceedings()
missing_episodes = MissingEpisodes()
