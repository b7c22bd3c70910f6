"""From the first contact to a plan for a child in need: contacts, early help, referrals, assessments."""

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
)

SIX_MONTHS = {Format.ANNEX_A: Reach("all", 6)}
CENSUS_YEAR = {Format.ANNEX_A: Reach("all", 6), Format.CIN_CENSUS: Reach("all", 12)}


class Contacts(Table):
    """Somebody telling the front door about a child."""

    name = "contacts"
    ssd = "ssd_contacts"
    when = "received_on"
    reach = SIX_MONTHS

    contact_id = key("Contact id", ssd="cont_contact_id")
    child_id = child(ssd="cont_person_id", annex_a="1: Child Unique ID")
    received_on = date("Contact received", timed=True, ssd="cont_contact_date", annex_a="1: Date of Contact")
    source = code(
        "Who made contact",
        codes("referral_source"),
        ssd="cont_contact_source_code",
        annex_a="1: Contact Source",
    )
    source_as_written = text("Who made contact, in local words", ssd="cont_contact_source_desc")
    outcomes = flags("What was decided", codes("contact_outcome"), ssd="cont_contact_outcome_json")


class EarlyHelp(Table):
    """A spell of early help. Annex A has the assessment's dates, which stand for the spell's."""

    name = "early_help"
    ssd = "ssd_early_help_episodes"
    when, until = "started_on", "ended_on"
    has_happened = True
    reach = SIX_MONTHS

    episode_id = key("Episode id", ssd="earl_episode_id")
    child_id = child(ssd="earl_person_id", annex_a="2: Child Unique ID")
    started_on = date("Early help began", ssd="earl_episode_start_date", annex_a="2: Assessment start date")
    ended_on = date("Early help ended", ssd="earl_episode_end_date", annex_a="2: Assessment completion date")
    reason = text("Why early help started", ssd="earl_episode_reason")
    end_reason = text("Why early help ended", ssd="earl_episode_end_reason")
    organisation = text(
        "Who gives the help",
        ssd="earl_episode_organisation",
        annex_a="2: Organisation completing assessment",
    )
    worker_id = reference("workers", "The early help worker", ssd="earl_episode_worker_id")


class Referrals(Table):
    """A referral to social care, and the episode of need that it opens."""

    name = "referrals"
    ssd = "ssd_cin_episodes"
    when, until = "referred_on", "closed_on"
    has_happened = True
    reach = CENSUS_YEAR

    referral_id = key("Referral id", ssd="cine_referral_id", cin_census="CINdetails.CINdetailsID")
    child_id = child(ssd="cine_person_id", annex_a="3: Child Unique ID", cin_census="CINdetails.LAchildID")
    referred_on = date(
        "Referral received",
        ssd="cine_referral_date",
        annex_a=("3: Date of referral", "6: CIN Start Date"),
        cin_census="CINdetails.CINreferralDate",
    )
    source = code(
        "Who referred",
        codes("referral_source"),
        ssd="cine_referral_source_code",
        annex_a="3: Referral Source",
        cin_census="CINdetails.ReferralSource",
    )
    source_as_written = text("Who referred, in local words", ssd="cine_referral_source_desc")
    primary_need = code(
        "Main reason for help",
        codes("primary_need"),
        ssd="cine_cin_primary_need_code",
        annex_a="6: Primary Need Code",
        cin_census="CINdetails.PrimaryNeedCode",
    )
    outcomes = flags(
        "What was decided on the referral", codes("referral_outcome"), ssd="cine_referral_outcome_json"
    )
    no_further_action = flag(
        "Closed with no further action",
        ssd="cine_referral_nfa",
        annex_a="3: Referral NFA?",
        cin_census="CINdetails.ReferralNFA",
    )
    closed_on = date(
        "Case closed",
        ssd="cine_close_date",
        annex_a="6: CIN Closure Date",
        cin_census="CINdetails.CINclosureDate",
    )
    close_reason = code(
        "Why the case was closed",
        codes("close_reason"),
        ssd="cine_close_reason",
        annex_a="6: Reason for Closure",
        cin_census="CINdetails.ReasonForClosure",
    )
    case_status = code("What the case is now", codes("case_status"), annex_a="6: Case Status")
    team_id = reference(
        "teams", "Team that took the referral", ssd="cine_referral_team", annex_a="3: Allocated Team"
    )
    worker_id = reference(
        "workers",
        "Worker who took the referral",
        ssd="cine_referral_worker_id",
        annex_a="3: Allocated Worker",
    )


class Assessments(Table):
    """A social work (child and family) assessment."""

    name = "assessments"
    ssd = "ssd_cin_assessments"
    when, until = "started_on", "authorised_on"
    has_happened = True
    reach = CENSUS_YEAR

    assessment_id = key("Assessment id", ssd="cina_assessment_id", cin_census="Assessments.AssessmentID")
    child_id = child(ssd="cina_person_id", annex_a="4: Child Unique ID", cin_census="Assessments.LAchildID")
    referral_id = reference(
        "referrals", "The referral", ssd="cina_referral_id", cin_census="Assessments.CINdetailsID"
    )
    started_on = date(
        "Assessment began",
        ssd="cina_assessment_start_date",
        annex_a="4: Continuous Assessment Start Date",
        cin_census="Assessments.AssessmentActualStartDate",
    )
    child_seen = flag(
        "The child was seen",
        ssd="cina_assessment_child_seen",
        annex_a="4: Child Seen During Continuous Assessment",
    )
    internal_review_on = date("Checkpoint planned", cin_census="Assessments.AssessmentInternalReviewDate")
    authorised_on = date(
        "Completed and authorised by a manager",
        ssd="cina_assessment_auth_date",
        annex_a="4: Continuous Assessment Date of Authorisation",
        cin_census="Assessments.AssessmentAuthorisationDate",
    )
    outcomes = flags("What was decided", codes("assessment_outcome"), ssd="cina_assessment_outcome_json")
    no_further_action = flag("Ended with no further action", ssd="cina_assessment_outcome_nfa")
    needs_support = flag(
        "Assessed as needing social care",
        annex_a="4: Was the child assessed as requiring LA children's social care support?",
    )
    factors = flags(
        "Factors found at the end of the assessment",
        codes("assessment_factor"),
        ssd="ssd_assessment_factors.cinf_assessment_factors_json",
        cin_census="AssessmentFactorsList.AssessmentFactor",
    )
    team_id = reference("teams", "Team", ssd="cina_assessment_team", annex_a="4: Allocated Team")
    worker_id = reference("workers", "Worker", ssd="cina_assessment_worker_id", annex_a="4: Allocated Worker")


class ChildInNeedPlans(Table):
    """A child in need plan."""

    name = "child_in_need_plans"
    ssd = "ssd_cin_plans"
    when, until = "started_on", "ended_on"
    has_happened = True
    reach = {Format.CIN_CENSUS: Reach("all", 12)}

    plan_id = key("Plan id", ssd=("cinp_cin_plan_id", "cin_plan_id"))
    child_id = child(ssd="cinp_person_id", cin_census="CINplanDates.LAchildID")
    referral_id = reference(
        "referrals", "The referral", ssd="cinp_referral_id", cin_census="CINplanDates.CINdetailsID"
    )
    started_on = date(
        "Plan began", ssd="cinp_cin_plan_start_date", cin_census="CINplanDates.CINPlanStartDate"
    )
    ended_on = date("Plan ended", ssd="cinp_cin_plan_end_date", cin_census="CINplanDates.CINPlanEndDate")
    team_id = reference("teams", "Team", ssd="cinp_cin_plan_team")
    worker_id = reference("workers", "Worker", ssd="cinp_cin_plan_worker_id")


class ChildInNeedVisits(Table):
    """A visit to a child in need. Annex A has only the date the child was last seen."""

    name = "child_in_need_visits"
    ssd = "ssd_cin_visits"
    when = "visited_on"
    reach = {Format.ANNEX_A: Reach("latest")}

    visit_id = key("Visit id", ssd="cinv_cin_visit_id")
    child_id = child(ssd="cinv_person_id", annex_a="6: Child Unique ID")
    visited_on = date("Visited", timed=True, ssd="cinv_cin_visit_date", annex_a="6: Date Child Was Last Seen")
    seen = flag("The child was seen", ssd="cinv_cin_visit_seen")
    seen_alone = flag("The child was seen alone", ssd="cinv_cin_visit_seen_alone")
    bedroom_seen = flag("The child's bedroom was seen", ssd="cinv_cin_visit_bedroom")


contacts = Contacts()
early_help = EarlyHelp()
referrals = Referrals()
assessments = Assessments()
child_in_need_plans = ChildInNeedPlans()
child_in_need_visits = ChildInNeedVisits()
