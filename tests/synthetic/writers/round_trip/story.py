"""A small council on 31 March 2026: seven children, each with one part of the work, all of it recent.

Every date lies within six months of the day and within the return's year, so that each format that
holds a fact at all holds this one.
"""

from datetime import date

import polars as pl

AS_OF = date(2026, 3, 31)
GIRL_ON_PLAN, BOY_IN_CARE, CARE_LEAVER, TO_ADOPT, UNBORN, IN_NEED, EARLY = (
    *("1001", "1002", "1003", "1004", "1005", "1006", "1007"),
)


def day(month, number):
    """A day of the half year: October to December are of 2025, January to March of 2026."""
    return date(2025 if month >= 10 else 2026, month, number)


def rows(columns, *values):
    return pl.DataFrame(values, schema=columns.split(), orient="row", infer_schema_length=None)


STORY = {
    "children": rows(
        "child_id sex born_on expected_on ethnicity upn unaccompanied disabled is_mother",
        (GIRL_ON_PLAN, "F", date(2016, 5, 1), None, "WBRI", "A123456789012", False, False, False),
        (BOY_IN_CARE, "M", date(2011, 2, 9), None, "BAFR", "B123456789012", True, False, False),
        (CARE_LEAVER, "F", date(2007, 1, 15), None, "CHNE", "D123456789012", False, False, False),
        (TO_ADOPT, "M", date(2023, 8, 8), None, "MWBC", None, False, False, False),
        (UNBORN, "U", None, date(2026, 6, 20), "NOBT", None, False, False, False),
        (IN_NEED, "M", date(2019, 12, 24), None, "OOTH", "E123456789012", False, True, False),
        (EARLY, "F", date(2014, 3, 3), None, "AIND", "F123456789012", False, False, False),
    ),
    "disabilities": rows("child_id disability", (IN_NEED, "LD"), (IN_NEED, "AUT"), (GIRL_ON_PLAN, "NONE")),
    "teams": rows("team_id team_name", ("T1", "Intake"), ("T2", "Children in Care")),
    "workers": rows(
        "worker_id full_name registration_number",
        ("W1", "Jo Reed", "SW10001"),
        ("W2", "Sam Okoro", "SW10002"),
    ),
    "involvements": rows(
        "involvement_id child_id worker_id team_id role role_as_written from_on to_on change_reason",
        ("I1", GIRL_ON_PLAN, "W1", "T1", "ALLOCATED", "CW", day(10, 6), None, "FCONTA"),
        ("I2", BOY_IN_CARE, "W1", "T1", "ALLOCATED", "CW", day(10, 6), day(12, 1), "FCONTA"),
        ("I3", BOY_IN_CARE, "W2", "T2", "ALLOCATED", "CW", day(12, 1), None, "TSPROC"),
        ("I4", CARE_LEAVER, "W2", "T2", "ALLOCATED", "CW", day(12, 1), None, "MANAGE"),
    ),
    "contacts": rows(
        "contact_id child_id received_on source outcomes",
        ("K1", GIRL_ON_PLAN, day(10, 3), "2A", ["NEW_REFERRAL_FLAG"]),
        ("K2", UNBORN, day(11, 3), "3B", ["NFA_FLAG"]),
    ),
    "early_help": rows(
        "episode_id child_id started_on ended_on organisation",
        ("H1", EARLY, day(10, 10), day(2, 2), "Family Hub"),
    ),
    "referrals": rows(
        "referral_id child_id referred_on source primary_need no_further_action closed_on close_reason"
        " team_id worker_id",
        ("R1", GIRL_ON_PLAN, day(10, 6), "2A", "N1", False, None, None, "T1", "W1"),
        ("R2", UNBORN, day(11, 4), "3B", None, True, day(11, 4), "RC8", "T1", "W1"),
        ("R3", IN_NEED, day(10, 20), "6", "N2", False, day(3, 2), "RC7", "T1", "W1"),
        ("R4", BOY_IN_CARE, day(10, 6), "1A", "N8", False, None, None, "T1", "W1"),
        ("R5", TO_ADOPT, day(10, 7), "3A", "N1", False, None, None, "T1", "W1"),
    ),
    "assessments": rows(
        "assessment_id child_id referral_id started_on authorised_on child_seen needs_support factors"
        " team_id worker_id",
        *(
            ("A1", GIRL_ON_PLAN, "R1", day(10, 7), day(11, 12), True, True, ["1B", "3B"], "T1", "W1"),
            ("A2", IN_NEED, "R3", day(10, 21), day(12, 2), False, False, ["6A"], "T1", "W1"),
            ("A3", BOY_IN_CARE, "R4", day(3, 9), None, None, None, None, "T2", "W2"),
        ),
    ),
    "child_in_need_plans": rows(
        "plan_id child_id referral_id started_on ended_on", ("N1", IN_NEED, "R3", day(12, 3), day(3, 2))
    ),
    "child_in_need_visits": rows(
        "visit_id child_id visited_on seen",
        ("CV1", IN_NEED, day(12, 20), True),
        ("CV2", IN_NEED, day(2, 10), True),
    ),
    "section_47_enquiries": rows(
        "enquiry_id child_id referral_id started_on ended_on conference_not_needed team_id worker_id",
        ("S1", GIRL_ON_PLAN, "R1", day(10, 8), day(10, 20), False, "T1", "W1"),
        ("S2", IN_NEED, "R3", day(11, 5), day(11, 20), True, "T1", "W1"),
    ),
    "initial_conferences": rows(
        "conference_id child_id enquiry_id referral_id plan_id target_on held_on made_plan team_id worker_id",
        ("C1", GIRL_ON_PLAN, "S1", "R1", "P1", day(10, 29), day(10, 28), True, "T1", "W1"),
    ),
    "child_protection_plans": rows(
        "plan_id child_id referral_id conference_id started_on ended_on initial_category"
        " latest_category earlier_plans",
        ("P1", GIRL_ON_PLAN, "R1", "C1", day(10, 28), None, "NEG", "EMO", 0),
    ),
    "child_protection_visits": rows(
        "visit_id child_id plan_id visited_on seen seen_alone",
        ("PV1", GIRL_ON_PLAN, "P1", day(3, 10), True, False),
        ("PV2", GIRL_ON_PLAN, "P1", day(3, 24), True, True),
    ),
    "child_protection_reviews": rows(
        "review_id child_id plan_id held_on participation",
        ("PR1", GIRL_ON_PLAN, "P1", day(1, 20), "PN1"),
    ),
    "pre_proceedings": rows(
        "row_id child_id decided_on letter_on first_meeting_on",
        ("PP1", GIRL_ON_PLAN, day(2, 3), day(2, 5), day(2, 16)),
    ),
    "care_episodes": rows(
        "episode_id child_id care_id entered_care_on started_on start_reason primary_need ended_on"
        " end_reason referral_id placement_id last_reviewing_officer_contact_on",
        *(
            (
                *("E1", BOY_IN_CARE, "L1", day(10, 9), day(10, 9), "S", "N8"),
                *(day(12, 15), "X1", "R4", "PL1", None),
            ),
            ("E2", BOY_IN_CARE, "L1", day(10, 9), day(12, 15), "B", "N8", None, None, "R4", "PL2", day(3, 3)),
            ("E3", TO_ADOPT, "L2", day(10, 8), day(10, 8), "S", "N1", None, None, "R5", "PL3", None),
        ),
    ),
    "legal_statuses": rows(
        "status_id child_id status from_on to_on",
        ("L1", BOY_IN_CARE, "V2", day(10, 9), day(12, 15)),
        ("L2", BOY_IN_CARE, "C1", day(12, 15), None),
        ("L3", TO_ADOPT, "C1", day(10, 8), None),
    ),
    "placements": rows(
        "placement_id child_id care_id started_on ended_on kind provider postcode urn change_reason",
        ("PL1", BOY_IN_CARE, "L1", day(10, 9), day(12, 15), "K2", "PR4", "ZZ1 1AA", "1234567", "CARPL"),
        ("PL2", BOY_IN_CARE, "L1", day(12, 15), None, "U6", "PR1", "ZZ2 2BB", "2345678", None),
        ("PL3", TO_ADOPT, "L2", day(10, 8), None, "U5", "PR1", "ZZ3 3CC", "3456789", None),
    ),
    "addresses": rows(
        "address_id child_id kind from_on postcode",
        ("AD1", BOY_IN_CARE, "Home", date(2020, 1, 1), "ZZ9 9ZZ"),
    ),
    "care_plans": rows(
        "plan_id child_id from_on permanence",
        ("CP1", BOY_IN_CARE, day(10, 20), ["LTFOST18"]),
        ("CP2", TO_ADOPT, day(10, 20), ["ADOPTION"]),
    ),
    "care_visits": rows(
        "visit_id child_id care_id visited_on seen",
        ("V1", BOY_IN_CARE, "L1", day(10, 14), True),
        ("V2", BOY_IN_CARE, "L1", day(3, 20), True),
        ("V3", TO_ADOPT, "L2", day(3, 18), True),
    ),
    "care_reviews": rows(
        "review_id child_id care_id held_on cancelled participation",
        ("CR1", BOY_IN_CARE, "L1", day(11, 4), False, "PN1"),
        ("CR2", BOY_IN_CARE, "L1", day(2, 2), False, "PN6"),
        ("CR3", TO_ADOPT, "L2", day(11, 3), False, "PN0"),
    ),
    "health_checks": rows(
        "check_id child_id kind checked_on status",
        ("HC1", BOY_IN_CARE, "INITIAL", day(10, 30), "Completed"),
        ("HC2", BOY_IN_CARE, "DENTAL", day(1, 12), "Completed"),
    ),
    "missing_episodes": rows(
        "episode_id child_id kind from_on to_on interview_offered interview_accepted",
        ("M1", BOY_IN_CARE, "Missing", day(1, 5), day(1, 6), "Y", "N"),
        ("M2", BOY_IN_CARE, "Away", day(2, 5), day(2, 5), None, None),
    ),
    "previous_permanence": rows(
        "row_id child_id option authority order_date_as_written",
        ("PREV1", BOY_IN_CARE, "P2", "823", "zz/zz/2019"),
    ),
    "immigration_statuses": rows(
        "status_id child_id status from_on to_on",
        ("IM1", BOY_IN_CARE, "UASC", day(10, 9), date(2029, 2, 9)),
    ),
    "permanence": rows(
        "row_id child_id care_id decided_on placement_order_on matched_on placed_on reversed_on"
        " fostered_for_adoption_on",
        ("PE1", TO_ADOPT, "L2", day(11, 20), day(12, 8), day(2, 17), day(3, 9), None, day(10, 8)),
    ),
    "prospective_adopters": rows(
        "adopter_id family_id enquired_on stage_1_started_on stage_1_ended_on stage_2_started_on"
        " stage_2_ended_on applied_on approved_on matched_on placed_on",
        (
            *("X1", "F1", day(10, 1), day(11, 1), day(12, 1), day(1, 5), day(1, 20), day(1, 21), day(1, 28)),
            *(day(2, 17), None),
        ),
    ),
    "care_leavers": rows(
        "row_id child_id eligibility in_touch latest_contact_on accommodation suitable activity"
        " pathway_plan_reviewed_on adviser_id team_id worker_id",
        (
            *("CL1", CARE_LEAVER, "Former Relevant", "YES", day(3, 1), "U", "1", "F2"),
            *(day(12, 12), "W1", "T2", "W2"),
        ),
    ),
    "deprivations_of_liberty": rows("child_id from_on to_on", (BOY_IN_CARE, day(1, 15), day(2, 1))),
    "events": rows(
        "child_id kind happened_on by value",
        (GIRL_ON_PLAN, "supervision", day(3, 2), "W1", None),
        (GIRL_ON_PLAN, "core-group-held", day(11, 6), "W1", "mother, school"),
    ),
}  # fmt: skip
