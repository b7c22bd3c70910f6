"""Children, their families and who else is in their record."""

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
    number,
    reference,
    text,
)

EVERY_LIST = tuple(range(1, 11))
"""The Annex A lists about children: 1 to 10 (11 is about prospective adopters)."""


def _on_each_list(header: str) -> tuple[str, ...]:
    return tuple(f"{number}: {header}" for number in EVERY_LIST)


class Children(Table):
    """A child or young person, born or not yet born."""

    name = "children"
    ssd = "ssd_person"
    reach = {Format.ANNEX_A: Reach("all"), Format.CIN_CENSUS: Reach("all"), Format.SSDA903: Reach("all")}

    child_id = key(
        "The child's id in the case-management system",
        ssd="pers_person_id",
        annex_a=_on_each_list("Child Unique ID"),
        cin_census="ChildIdentifiers.LAchildID",
        ssda903="Header.CHILD",
    )
    forename = text("First name", ssd="pers_forename")
    surname = text("Family name", ssd="pers_surname")
    sex = code(
        "Legal sex",
        codes("sex"),
        ssd="pers_sex",
        cin_census=("ChildIdentifiers.Sex", "ChildIdentifiers.GenderCurrent"),
        ssda903="Header.SEX",
        annex_a=_on_each_list("Gender"),
    )
    gender = code("Gender identity", codes("gender"), ssd="pers_gender")
    ethnicity = code(
        "Ethnic group",
        codes("ethnicity"),
        ssd="pers_ethnicity",
        annex_a=_on_each_list("Ethnicity"),
        cin_census="ChildCharacteristics.Ethnicity",
        ssda903="Header.ETHNIC",
    )
    born_on = date(
        "Date of birth",
        ssd="pers_dob",
        annex_a=_on_each_list("Date of Birth"),
        cin_census="ChildIdentifiers.PersonBirthDate",
        ssda903="Header.DOB",
    )
    expected_on = date(
        "Expected date of birth of an unborn child",
        ssd="pers_expected_dob",
        cin_census="ChildIdentifiers.ExpectedPersonBirthDate",
    )
    birth_estimated = flag("The date of birth is an estimate, as for many unaccompanied children")
    died_on = date("Date of death", ssd="pers_death_date", cin_census="ChildIdentifiers.PersonDeathDate")
    upn = text("Unique pupil number", ssd="pers_upn", cin_census="ChildIdentifiers.UPN", ssda903="Header.UPN")
    upn_unknown = code(
        "Why there is no unique pupil number",
        codes("upn_unknown"),
        ssd="pers_upn_unknown",
        cin_census="ChildIdentifiers.UPNunknown",
    )
    common_id = text(
        "NHS number or other single identifier", ssd=("pers_common_child_id", "pers_single_unique_id")
    )
    legacy_id = text("Id in an older system", ssd="pers_legacy_id")
    has_ehc_plan = flag("Has an education, health and care plan", ssd="pers_send_flag")
    is_mother = flag("The child is a mother", ssd="pers_is_mother", ssda903="Header.MOTHER")
    nationality = text("Country of origin (unaccompanied children)", ssd="pers_nationality")
    unaccompanied = flag(
        "Unaccompanied child seeking asylum",
        ssda903="Header.UASC",
        annex_a=(
            "8: Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            "9: Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        ),
    )
    disabled = flag(
        "Has a disability, kind not said",
        annex_a=tuple(f"{number}: Does the Child have a Disability" for number in (4, 5, 6, 7, 8, 9, 10)),
    )


class LinkedIdentifiers(Table):
    """Another identifier of the same child, such as the number of a record merged into this one."""

    name = "linked_identifiers"
    ssd = "ssd_linked_identifiers"
    when, until = "valid_from", "valid_to"

    link_id = key("Row id", ssd="link_table_id")
    child_id = child(ssd="link_person_id")
    kind = code("Kind of identifier", codes("identifier_type"), ssd="link_identifier_type")
    value = text("The other identifier", ssd="link_identifier_value")
    valid_from = date("Valid from", ssd="link_valid_from_date")
    valid_to = date("Valid to", ssd="link_valid_to_date")


class Families(Table):
    """A child's place in a family."""

    name = "families"
    ssd = "ssd_family"

    link_id = key("Row id", ssd="fami_table_id")
    child_id = child(ssd="fami_person_id")
    family_id = text("Family identifier", ssd="fami_family_id", annex_a="10: Family identifier")


class Mothers(Table):
    """A child and their mother, where the mother is known to the council."""

    name = "mothers"
    ssd = "ssd_mother"

    link_id = key("Row id", ssd="moth_table_id")
    child_id = child(ssd="moth_childs_person_id")
    mother_id = text("The mother's person id", ssd="moth_person_id")
    child_born_on = date(
        "Date of birth of the mother's child", ssd="moth_childs_dob", ssda903="Header.MC_DOB"
    )


class Addresses(Table):
    """Where a child lived, and when."""

    name = "addresses"
    ssd = "ssd_address"
    when, until = "from_on", "to_on"

    address_id = key("Row id", ssd="addr_table_id")
    child_id = child(ssd="addr_person_id")
    kind = text("Kind of address", ssd="addr_address_type")
    from_on = date("Lived there from", ssd="addr_address_start_date")
    to_on = date("Lived there until", ssd="addr_address_end_date")
    postcode = text("Postcode", ssd="addr_address_postcode", ssda903="Episodes.HOME_POST")


class Disabilities(Table):
    """One disability of a child, or NONE."""

    name = "disabilities"
    ssd = "ssd_disability"

    disability_id = key("Row id", ssd="disa_table_id")
    child_id = child(ssd="disa_person_id", cin_census="Disabilities.LAchildID")
    disability = code(
        "Disability", codes("disability"), ssd="disa_disability_code", cin_census="Disabilities.Disability"
    )


class ImmigrationStatuses(Table):
    """A child's immigration status over time."""

    name = "immigration_statuses"
    ssd = "ssd_immigration_status"
    when, until = "from_on", "to_on"

    status_id = key("Row id", ssd="immi_immigration_status_id")
    child_id = child(ssd="immi_person_id", ssda903="UASC.CHILD")
    status = text("Immigration status", ssd="immi_immigration_status")
    from_on = date("Status from", ssd="immi_immigration_status_start_date")
    to_on = date("Status to", ssd="immi_immigration_status_end_date", ssda903="UASC.DUC")


class ChildrensViews(Table):
    """What a child said in the questionnaire about the help they get."""

    name = "childrens_views"
    ssd = "ssd_voice_of_child"

    view_id = key("Row id", ssd="voch_table_id")
    child_id = child(ssd="voch_person_id")
    worries_explained = text("Says that the worries were explained", ssd="voch_explained_worries")
    story_helped = text("Says that words and pictures helped", ssd="voch_story_help_understand")
    agrees_with_worker = text("Agrees with the worker", ssd="voch_agree_worker")
    plan_keeps_safe = text("Says that the plan is clear on keeping safe", ssd="voch_plan_safe")
    tablet_helped = text("Says that the tablet helped to explain", ssd="voch_tablet_help_explain")


class Workers(Table):
    """A professional who works with children."""

    name = "workers"
    ssd = "ssd_professionals"

    worker_id = key("The worker's id", ssd="prof_professional_id")
    staff_number = text("Staff number", ssd="prof_staff_id")
    full_name = text("The worker's name", ssd="prof_professional_name")
    registration_number = text("Social Work England number", ssd="prof_social_worker_registration_no")
    job_title = text("Job title", ssd="prof_professional_job_title")
    department = text("Team or organisation, as text", ssd="prof_professional_department")
    full_time_equivalent = number(
        "Share of a full-time post, 0 to 1", "FTE", ssd="prof_full_time_equivalency"
    )
    agency = flag("Agency worker", ssd="prof_agency_worker_flag")


class Teams(Table):
    """A team, and the service that it belongs to."""

    name = "teams"
    ssd = "ssd_department"

    team_id = key("The team's id", ssd="dept_team_id")
    team_name = text("Team name", ssd="dept_team_name")
    service_id = text("The parent team's id", ssd="dept_team_parent_id")
    service_name = text("The parent team's name", ssd="dept_team_parent_name")


class Involvements(Table):
    """A worker's part in a child's case, over time."""

    name = "involvements"
    ssd = "ssd_involvements"
    when, until = "from_on", "to_on"
    reach = {Format.ANNEX_A: Reach("latest"), Format.SSDA903: Reach("all", 12)}

    involvement_id = key("Row id", ssd="invo_involvements_id")
    child_id = child(ssd="invo_person_id", ssda903="SWEpisodes.CHILD")
    worker_id = reference(
        "workers",
        "The worker",
        ssd="invo_professional_id",
        ssda903="SWEpisodes.SW_ID",
        annex_a=(
            *(f"{number}: Allocated Worker" for number in range(3, 10)),
            "9: Allocated Personal Advisor",
        ),
    )
    role = code("The worker's role with the child", codes("role"))
    role_as_written = text("The role in the council's own words", ssd="invo_professional_role_id")
    team_id = reference(
        "teams",
        "The worker's team",
        ssd="invo_professional_team",
        annex_a=tuple(f"{number}: Allocated Team" for number in range(3, 10)),
    )
    from_on = date("Began", ssd="invo_involvement_start_date", ssda903="SWEpisodes.SW_DECOM")
    to_on = date("Ended", ssd="invo_involvement_end_date", ssda903="SWEpisodes.SW_DEC")
    change_reason = code(
        "Why the worker changed",
        codes("worker_change_reason"),
        ssd="invo_worker_change_reason",
        ssda903="SWEpisodes.SW_REASON",
    )
    referral_id = reference("referrals", "The episode of need", ssd="invo_referral_id")


ROLES_TOLD_APART = ("IRO", "ADVISER")
"""Roles that many files leave out though they hold allocated workers: how far they reach is said by role."""


def reach_of_role(role: str) -> str:
    """The name under which the record says how far the files reach for one of ROLES_TOLD_APART."""
    return f"{Involvements.name}:{role}"


children = Children()
linked_identifiers = LinkedIdentifiers()
families = Families()
mothers = Mothers()
addresses = Addresses()
disabilities = Disabilities()
immigration_statuses = ImmigrationStatuses()
childrens_views = ChildrensViews()
workers = Workers()
teams = Teams()
involvements = Involvements()
