"""Adoption and leaving care, adopters, and education, health and care plans."""

from everycase.record.codes import codes
from everycase.record.schema.fields import (
    Format,
    Reach,
    Table,
    child,
    code,
    date,
    flag,
    key,
    reference,
    text,
    whole,
)


class Permanence(Table):
    """A child's way to a permanent family: the decisions, the match, the placement, the order."""

    name = "permanence"
    ssd = "ssd_permanence"
    when = "decided_on"
    volatile_key = True
    reach = {Format.ANNEX_A: Reach("all", 12), Format.SSDA903: Reach("all", 12)}

    row_id = key("Row id", ssd="perm_table_id")
    child_id = child(
        ssd="perm_person_id", annex_a="10: Child Unique ID", ssda903=("AD1.CHILD", "PlacedAdoption.CHILD")
    )
    care_id = text("The whole period of care", ssd="perm_cla_id")
    decided_on = date(
        "Decision that the child should be placed for adoption",
        ssd="perm_adm_decision_date",
        annex_a="10: Date of Decision that Child Should be Placed for Adoption",
        ssda903=("AD1.DATE_INT", "PlacedAdoption.DATE_PLACED"),
    )
    fostering_for_adoption_decided_on = date(
        "Decision to foster for adoption", ssd="perm_ffa_cp_decision_date"
    )
    placement_order_on = date(
        "Placement order made", ssd="perm_placement_order_date", annex_a="10: Date of Placement Order"
    )
    matched_on = date(
        "Matched with adopters",
        ssd="perm_matched_date",
        annex_a="10: Date of Matching Child and Prospective Adopters",
        ssda903="AD1.DATE_MATCH",
    )
    placed_on = date(
        "Placed with adopters", ssd="perm_placed_for_adoption_date", annex_a="10: Date Placed for Adoption"
    )
    fostered_for_adoption_on = date(
        "Placed in fostering for adoption",
        ssd="perm_placed_ffa_cp_date",
        annex_a="10: Date the child was placed for fostering in FFA or concurrent planning placement",
    )
    placed_with_foster_carer_on = date(
        "First placed with the carer who adopted", ssd="perm_placed_foster_carer_date"
    )
    adopted_by_carer = flag(
        "Adopted by a former carer", ssd="perm_adopted_by_carer_flag", ssda903="AD1.FOSTER_CARE"
    )
    reversed_on = date(
        "Decided that the child should no longer be placed",
        ssd="perm_decision_reversed_date",
        annex_a="10: Date of Decision that Child Should No Longer be Placed for Adoption",
        ssda903="PlacedAdoption.DATE_PLACED_CEASED",
    )
    reversed_reason = code(
        "Why the decision was reversed",
        codes("reversal_reason"),
        ssd="perm_decision_reversed_reason",
        annex_a="10: Reason Why Child No Longer Placed for Adoption",
        ssda903="PlacedAdoption.REASON_PLACED_CEASED",
    )
    order_on = date(
        "Permanence order made", ssd="perm_permanence_order_date", annex_a="10: Date of Adoption Order"
    )
    order_type = code("Kind of order", codes("order_type"), ssd="perm_permanence_order_type")
    in_sibling_group = flag("Part of a sibling group", ssd="perm_part_of_sibling_group")
    siblings_together = whole("Children placed together", "children", ssd="perm_siblings_placed_together")
    siblings_apart = whole("Children placed apart", "children", ssd="perm_siblings_placed_apart")
    provider_urn = text("Ofsted's number of the agency", ssd="perm_placement_provider_urn")
    worker_id = reference("workers", "Adoption worker", ssd="perm_adoption_worker_id")
    adopter_sex = code(
        "Sex of the adopters", codes("adopter_sex"), ssd="perm_adopter_sex", ssda903="AD1.SEX_ADOPTR"
    )
    adopter_legal_status = code(
        "Legal status of the adopters",
        codes("adopter_legal_status"),
        ssd="perm_adopter_legal_status",
        ssda903="AD1.LS_ADOPTR",
    )
    adopters = text("Number of adopters", ssd="perm_number_of_adopters", ssda903="AD1.NB_ADOPTR")


class ProspectiveAdopters(Table):
    """People who wish to adopt. They are not children; `adopter_id` stands where a child's id would."""

    name = "prospective_adopters"
    when = "enquired_on"
    reach = {Format.ANNEX_A: Reach("all", 12)}

    adopter_id = key("The adopter's id", annex_a="11: Individual adopter identifier")
    family_id = text("The adoptive family", annex_a="11: Family identifier")
    enquired_on = date("Enquiry received", annex_a="11: Date enquiry received")
    stage_1_started_on = date("Stage 1 began", annex_a="11: Date Stage 1 started")
    stage_1_ended_on = date("Stage 1 ended", annex_a="11: Date Stage 1 ended")
    stage_2_started_on = date("Stage 2 began", annex_a="11: Date Stage 2 started")
    stage_2_ended_on = date("Stage 2 ended", annex_a="11: Date Stage 2 ended")
    applied_on = date("Application submitted", annex_a="11: Date application submitted")
    approved_on = date("Application approved", annex_a="11: Date application approved")
    matched_on = date("Matched with a child", annex_a="11: Date adopter matched with child(ren)")
    placed_on = date("Child placed", annex_a="11: Date child/children placed with adopter(s)")
    left_on = date("Left the process", annex_a="11: Date of leaving adoption process")


class CareLeavers(Table):
    """A young person leaving care or who has left it: one row, the latest of everything."""

    name = "care_leavers"
    ssd = "ssd_care_leavers"
    volatile_key = True
    reach = {
        Format.SSD: Reach("latest"),
        Format.ANNEX_A: Reach("latest"),
        Format.SSDA903: Reach("latest", 12),
    }

    row_id = key("Row id", ssd="clea_table_id")
    child_id = child(ssd="clea_person_id", annex_a="9: Child Unique ID", ssda903="OC3.CHILD")
    eligibility = code(
        "Legal category",
        codes("eligibility"),
        ssd="clea_care_leaver_eligibility",
        annex_a="9: Eligibility Category",
    )
    in_touch = code(
        "Is the council in touch",
        codes("in_touch"),
        ssd="clea_care_leaver_in_touch",
        annex_a="9: LA in Touch",
        ssda903="OC3.IN_TOUCH",
    )
    latest_contact_on = date(
        "Latest contact", ssd="clea_care_leaver_latest_contact", annex_a="9: Latest Date of Contact"
    )
    accommodation = code(
        "Where the young person lives",
        codes("care_leaver_accommodation"),
        ssd="clea_care_leaver_accommodation",
        annex_a="9: Type of Accommodation",
        ssda903="OC3.ACCOM",
    )
    suitable = code(
        "Whether the home is suitable",
        codes("suitability"),
        ssd="clea_care_leaver_accom_suitable",
        annex_a="9: Suitability of Accommodation",
        ssda903="OC3.ACCOM",
    )
    activity = code(
        "Education, training or work",
        codes("care_leaver_activity"),
        ssd="clea_care_leaver_activity",
        annex_a="9: Activity Status",
        ssda903="OC3.ACTIV",
    )
    pathway_plan_reviewed_on = date(
        "Later of the pathway plan's start and its latest review",
        ssd="clea_pathway_plan_review_date",
        annex_a="9: Latest Pathway Plan Review Date",
    )
    adviser_id = text(
        "Personal adviser", ssd="clea_care_leaver_personal_advisor", annex_a="9: Allocated Personal Advisor"
    )
    team_id = reference("teams", "Team", ssd="clea_care_leaver_allocated_team", annex_a="9: Allocated Team")
    worker_id = reference(
        "workers", "Worker", ssd="clea_care_leaver_worker_id", annex_a="9: Allocated Worker"
    )


class SpecialEducationalNeeds(Table):
    """A child's record with the special educational needs service."""

    name = "special_educational_needs"
    ssd = "ssd_send"
    volatile_key = True

    row_id = key("Row id", ssd="send_table_id")
    child_id = child(ssd="send_person_id")
    upn = text("Unique pupil number", ssd="send_upn")
    uln = text("Unique learner number", ssd="send_uln")
    upn_unknown = text("Why there is no number", ssd="send_upn_unknown")


class EhcRequests(Table):
    """A request for an education, health and care needs assessment."""

    name = "ehc_requests"
    ssd = "ssd_ehcp_requests"
    when = "requested_on"

    request_id = key("Request id", ssd="ehcr_ehcp_request_id")
    child_id = child()
    sen_id = reference("special_educational_needs", "The child's SEND record", ssd="ehcr_send_table_id")
    requested_on = date("Request received", ssd="ehcr_ehcp_req_date")
    decided_on = date("Requester told whether there will be an assessment", ssd="ehcr_ehcp_req_outcome_date")
    outcome = code("Decision", codes("ehc_request_outcome"), ssd="ehcr_ehcp_req_outcome")


class EhcAssessments(Table):
    """An education, health and care needs assessment."""

    name = "ehc_assessments"
    ssd = "ssd_ehcp_assessment"
    when = "decided_on"

    assessment_id = key("Assessment id", ssd="ehca_ehcp_assessment_id")
    child_id = child()
    request_id = reference("ehc_requests", "The request", ssd="ehca_ehcp_request_id")
    decided_on = date("Plan issued, or refusal notified", ssd="ehca_ehcp_assessment_outcome_date")
    outcome = code("Decision", codes("ehc_assessment_outcome"), ssd="ehca_ehcp_assessment_outcome")
    exception = flag("An exception to the time limit applies", ssd="ehca_ehcp_assessment_exceptions")


class EhcNamedPlans(Table):
    """An education, health and care plan as issued."""

    name = "ehc_named_plans"
    ssd = "ssd_ehcp_named_plan"
    when, until = "started_on", "ceased_on"

    plan_id = key("Plan id", ssd="ehcn_named_plan_id")
    child_id = child()
    assessment_id = reference("ehc_assessments", "The assessment", ssd="ehcn_ehcp_asmt_id")
    started_on = date("Date of the current plan", ssd="ehcn_named_plan_start_date")
    ceased_on = date("Plan ended or transferred", ssd="ehcn_named_plan_ceased_date")
    ceased_reason = code(
        "Why the plan ended", codes("ehc_ceased_reason"), ssd="ehcn_named_plan_ceased_reason"
    )


class EhcActivePlans(Table):
    """The latest annual review of an education, health and care plan."""

    name = "ehc_active_plans"
    ssd = "ssd_ehcp_active_plans"
    when = "reviewed_on"
    reach = {Format.SSD: Reach("latest")}

    plan_id = key("Plan id", ssd="ehcp_active_ehcp_id")
    child_id = child()
    request_id = reference("ehc_requests", "The request", ssd="ehcp_ehcp_request_id")
    reviewed_on = date("Parent told of the annual review's decision", ssd="ehcp_active_ehcp_last_review_date")


class SenNeeds(Table):
    """A kind of special educational need in a plan."""

    name = "sen_needs"
    ssd = "ssd_sen_need"

    need_id = key("Row id", ssd="senn_table_id")
    child_id = child()
    plan_id = reference("ehc_active_plans", "The plan", ssd="senn_active_ehcp_id")
    need = code("Kind of need", codes("sen_need"), ssd="senn_active_ehcp_need_type")
    rank = text("Rank of the need", ssd="senn_active_ehcp_need_rank")


permanence = Permanence()
prospective_adopters = ProspectiveAdopters()
care_leavers = CareLeavers()
special_educational_needs = SpecialEducationalNeeds()
ehc_requests = EhcRequests()
ehc_assessments = EhcAssessments()
ehc_named_plans = EhcNamedPlans()
ehc_active_plans = EhcActivePlans()
sen_needs = SenNeeds()
