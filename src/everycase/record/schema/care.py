"""Children in care: episodes, legal status, placements, plans, visits, reviews, health."""

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
    number,
    text,
    whole,
)

RETURN_YEAR = {Format.SSDA903: Reach("all", 12)}
LATEST = {Format.ANNEX_A: Reach("latest")}
LATEST_OR_YEAR = {**LATEST, **RETURN_YEAR}


class CareEpisodes(Table):
    """An episode of care: a new one begins at each change of legal status or placement."""

    name = "care_episodes"
    ssd = "ssd_cla_episodes"
    when, until = "started_on", "ended_on"
    has_happened = True
    reach = {Format.ANNEX_A: Reach("all", 6), **RETURN_YEAR}

    episode_id = key("Episode id", ssd="clae_cla_episode_id")
    child_id = child(ssd="clae_person_id", annex_a="8: Child Unique ID", ssda903="Episodes.CHILD")
    care_id = text("The whole period of care", ssd="clae_cla_id")
    entered_care_on = date(
        "Start of the whole period of care",
        ssd="clae_entered_care_date",
        annex_a="8: Date Started to be Looked After",
    )
    started_on = date("Episode began", ssd="clae_cla_episode_start_date", ssda903="Episodes.DECOM")
    start_reason = code(
        "Why the episode began",
        codes("care_start_reason"),
        ssd="clae_cla_episode_start_reason",
        ssda903="Episodes.RNE",
    )
    primary_need = code(
        "Category of need at the start of care",
        codes("primary_need"),
        ssd="clae_cla_primary_need_code",
        annex_a="8: Child's Category of Need",
        ssda903="Episodes.CIN",
    )
    ended_on = date(
        "Episode ended",
        ssd="clae_cla_episode_ceased_date",
        annex_a="8: Date Ceased to be Looked After",
        ssda903="Episodes.DEC",
    )
    end_reason = code(
        "Why the episode ended",
        codes("care_end_reason"),
        ssd="clae_cla_episode_ceased_reason",
        annex_a="8: Reason Ceased to be Looked After",
        ssda903="Episodes.REC",
    )
    referral_id = text("The episode of need", ssd="clae_referral_id")
    placement_id = text("The placement", ssd="clae_cla_placement_id")
    last_reviewing_officer_contact_on = date(
        "Latest contact with the reviewing officer",
        ssd="clae_cla_last_iro_contact_date",
        annex_a="8: Date of Last IRO Visit / Contact to the Child",
    )


class LegalStatuses(Table):
    """The legal basis of a child's care, over time."""

    name = "legal_statuses"
    ssd = "ssd_legal_status"
    when, until = "from_on", "to_on"
    reach = LATEST_OR_YEAR

    status_id = key("Row id", ssd="lega_legal_status_id")
    child_id = child(ssd="lega_person_id", annex_a="8: Child Unique ID", ssda903="Episodes.CHILD")
    status = code(
        "Legal status",
        codes("legal_status"),
        ssd="lega_legal_status",
        annex_a="8: Child's Legal Status",
        ssda903="Episodes.LS",
    )
    from_on = date(
        "From",
        ssd="lega_legal_status_start_date",
        annex_a="8: Start date of current legal status",
        ssda903="Episodes.DECOM",
    )
    to_on = date("To", ssd="lega_legal_status_end_date", ssda903="Episodes.DEC")


class Placements(Table):
    """Where a child in care lives, and with whom."""

    name = "placements"
    ssd = "ssd_cla_placement"
    when, until = "started_on", "ended_on"
    reach = LATEST_OR_YEAR

    placement_id = key("Placement id", ssd="clap_cla_placement_id")
    child_id = child(ssd="clap_person_id", annex_a="8: Child Unique ID", ssda903="Episodes.CHILD")
    care_id = text("The whole period of care", ssd="clap_cla_id")
    started_on = date(
        "Placement began",
        ssd="clap_cla_placement_start_date",
        annex_a="8: Start Date of Most Recent Placement",
        ssda903="Episodes.DECOM",
    )
    ended_on = date("Placement ended", ssd="clap_cla_placement_end_date", ssda903="Episodes.DEC")
    kind = code(
        "Kind of placement",
        codes("placement_type"),
        ssd="clap_cla_placement_type",
        annex_a="8: Placement Type",
        ssda903="Episodes.PLACE",
    )
    provider = code(
        "Who provides it",
        codes("placement_provider"),
        ssd="clap_cla_placement_provider",
        annex_a="8: Placement Provider",
        ssda903="Episodes.PLACE_PROVIDER",
    )
    urn = text(
        "Ofsted's number of the setting",
        ssd="clap_cla_placement_urn",
        annex_a="8: URN of Placement",
        ssda903="Episodes.URN",
    )
    distance = number("Distance from home", "miles", ssd="clap_cla_placement_distance")
    postcode = text(
        "Postcode",
        ssd="clap_cla_placement_postcode",
        annex_a="8: Placement postcode",
        ssda903="Episodes.PL_POST",
    )
    change_reason = code(
        "Why it changed",
        codes("placement_change_reason"),
        ssd="clap_cla_placement_change_reason",
        ssda903="Episodes.REASON_PLACE_CHANGE",
    )
    placements_in_year = whole(
        "Placements in the last 12 months",
        "placements",
        annex_a="8: Number of Placements in the Last 12 months",
    )


class CarePlans(Table):
    """A care plan for a child in care. Annex A has only what the permanence plan is."""

    name = "care_plans"
    ssd = "ssd_cla_care_plan"
    when, until = "from_on", "to_on"

    plan_id = key("Row id", ssd=("lacp_table_id", "lacp_cla_care_plan_id"))
    child_id = child(ssd="lacp_person_id")
    from_on = date("From", ssd="lacp_cla_care_plan_start_date")
    to_on = date("To", ssd="lacp_cla_care_plan_end_date")
    permanence = flags(
        "The permanence plan",
        codes("permanence_plan"),
        ssd="lacp_cla_care_plan_json",
        annex_a="8: What is the permanence plan for this child?",
    )


class CareVisits(Table):
    """A social worker's visit to a child in care.

    Annex A has only the latest, and not whether the child was seen.
    """

    name = "care_visits"
    ssd = "ssd_cla_visits"
    when = "visited_on"
    reach = LATEST

    visit_id = key("Visit id", ssd="clav_cla_visit_id")
    child_id = child(ssd="clav_person_id", annex_a="8: Child Unique ID")
    care_id = text("The whole period of care", ssd="clav_cla_id")
    visited_on = date(
        "Visited", timed=True, ssd="clav_cla_visit_date", annex_a="8: Date of Last Social Work Visit"
    )
    seen = flag("The child was seen", ssd="clav_cla_visit_seen")
    seen_alone = flag("The child was seen alone", ssd="clav_cla_visit_seen_alone")


class CareReviews(Table):
    """A review of a child in care, held or cancelled. Annex A has only the latest held."""

    name = "care_reviews"
    ssd = "ssd_cla_reviews"
    when = "held_on"
    reach = LATEST_OR_YEAR

    review_id = key("Review id", ssd="clar_cla_review_id")
    child_id = child(ssd="clar_cla_person_id", annex_a="8: Child Unique ID", ssda903="Reviews.CHILD")
    care_id = text("The whole period of care", ssd="clar_cla_id")
    due_on = date("Due by the system's own count", ssd="clar_cla_review_due_date")
    held_on = date(
        "Review held",
        ssd="clar_cla_review_date",
        annex_a="8: Date of Latest Statutory Review",
        ssda903="Reviews.REVIEW",
    )
    cancelled = flag("Cancelled", ssd="clar_cla_review_cancelled")
    participation = code(
        "How the child took part",
        codes("participation"),
        ssd="clar_cla_review_participation",
        ssda903="Reviews.REVIEW_CODE",
    )


class HealthChecks(Table):
    """A health assessment, dental check or other check of a child in care.

    Annex A has only the latest of each.
    """

    name = "health_checks"
    ssd = "ssd_cla_health"
    when = "checked_on"
    reach = LATEST

    check_id = key("Check id", ssd="clah_health_check_id")
    child_id = child(ssd="clah_person_id", annex_a="8: Child Unique ID")
    kind = code("Kind of check", codes("health_check_type"), ssd="clah_health_check_type")
    checked_on = date(
        "Date of the check",
        ssd="clah_health_check_date",
        annex_a=("8: Date of Last Health Assessment", "8: Date of Last Dental Check"),
    )
    status = code("Status of the check", codes("health_check_status"), ssd="clah_health_check_status")


class Immunisations(Table):
    """Whether a child's immunisations are up to date, and when that was last looked at."""

    name = "immunisations"
    ssd = "ssd_cla_immunisations"
    when = "status_on"
    reach = {Format.SSD: Reach("latest")}

    child_id = child(ssd="clai_person_id")
    up_to_date = flag("Up to date", ssd="clai_immunisations_status", ssda903="OC2.IMMUNISATIONS")
    status_on = date("Last looked at", ssd="clai_immunisations_status_date")


class StrengthsAndDifficulties(Table):
    """A strengths and difficulties questionnaire about a child in care."""

    name = "strengths_and_difficulties"
    ssd = "ssd_sdq_scores"
    when = "completed_on"

    row_id = key("Row id", ssd="csdq_table_id")
    child_id = child(ssd="csdq_person_id", ssda903="OC2.CHILD")
    completed_on = date("Completed", ssd="csdq_sdq_completed_date")
    year_ending = date("The 31 March that ends the return's year, where the return gives no day")
    score = whole("Score", "0 to 40", ssd="csdq_sdq_score", ssda903="OC2.SDQ_SCORE")
    reason = code(
        "Why there is no score", codes("sdq_reason"), ssd="csdq_sdq_reason", ssda903="OC2.SDQ_REASON"
    )


class SubstanceMisuse(Table):
    """Substance misuse identified for a child in care."""

    name = "substance_misuse"
    ssd = "ssd_cla_substance_misuse"
    when = "noted_on"

    row_id = key("Row id", ssd="clas_substance_misuse_id")
    child_id = child(ssd="clas_person_id")
    noted_on = date("Noted", ssd="clas_substance_misuse_date")
    substance = text("Substance", ssd="clas_substance_misused")
    intervention_received = flag("Help received", ssd="clas_intervention_received")


class Convictions(Table):
    """An offence of a child in care."""

    name = "convictions"
    ssd = "ssd_cla_convictions"
    when = "offence_on"

    row_id = key("Row id", ssd="clac_cla_conviction_id")
    child_id = child(ssd="clac_person_id")
    offence_on = date("Date of the offence", ssd="clac_cla_conviction_date")
    offence = text("Offence", ssd="clac_cla_conviction_offence")


class PreviousPermanence(Table):
    """An earlier permanent home that ended before this period of care."""

    name = "previous_permanence"
    ssd = "ssd_cla_previous_permanence"

    row_id = key("Row id", ssd="lapp_table_id")
    child_id = child(ssd="lapp_person_id", ssda903="PrevPerm.CHILD")
    order_date_as_written = text(
        "Date of the earlier order, parts of it unknown (zz)",
        ssd="lapp_previous_permanence_order_date",
        ssda903="PrevPerm.DATE_PERM",
    )
    option = code(
        "Kind of permanence",
        codes("previous_permanence"),
        ssd="lapp_previous_permanence_option",
        ssda903="PrevPerm.PREV_PERM",
    )
    authority = text(
        "Authority that arranged it", ssd="lapp_previous_permanence_la", ssda903="PrevPerm.LA_PERM"
    )


class CareYears(Table):
    """What the looked-after return says of a child's health and risks in its year, with no dates."""

    name = "care_years"

    child_id = child(ssda903="OC2.CHILD")
    year_ending = date("The 31 March that ends the return's year")
    health_assessment = flag("Health assessment in the year", ssda903="OC2.HEALTH_ASSESSMENT")
    health_check = flag("Under-5 health check in the year", ssda903="OC2.HEALTH_CHECK")
    dental_check = flag("Dental check in the year", ssda903="OC2.TEETH_CHECK")
    convicted = flag("Convicted in the year", ssda903="OC2.CONVICTED")
    substance_misuse = flag("Substance misuse in the year", ssda903="OC2.SUBSTANCE_MISUSE")


class DeprivationsOfLiberty(Table):
    """A court order that authorises depriving a child in care of liberty."""

    name = "deprivations_of_liberty"
    when, until = "from_on", "to_on"
    reach = RETURN_YEAR

    child_id = child(ssda903="DoLo.CHILD")
    from_on = date("Order made", ssda903="DoLo.DOLO_START")
    to_on = date("Order ended", ssda903="DoLo.DOLO_END")


care_episodes = CareEpisodes()
legal_statuses = LegalStatuses()
placements = Placements()
care_plans = CarePlans()
care_visits = CareVisits()
care_reviews = CareReviews()
health_checks = HealthChecks()
immunisations = Immunisations()
strengths_and_difficulties = StrengthsAndDifficulties()
substance_misuse = SubstanceMisuse()
convictions = Convictions()
previous_permanence = PreviousPermanence()
care_years = CareYears()
deprivations_of_liberty = DeprivationsOfLiberty()
