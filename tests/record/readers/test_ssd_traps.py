"""Each known way in which an extract misleads: what is made of it, and what is said."""

# ruff: noqa: E501 - a table of an extract is as wide as its column names

from datetime import date

import pytest
from tests.record.readers.extracts import PEOPLE, reading, rows, told


def test_1900_is_no_authorisation(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_assessments="""
            cina_assessment_id | cina_person_id | cina_assessment_auth_date
            A1                 | 1              | 1900-01-01 00:00:00
            A2                 | 1              | 2026-05-01 00:00:00
        """,
    )
    assert rows(read, "assessments", "authorised_on") == [(None,), (date(2026, 5, 1),)]
    assert told(read, "placeholder") == [
        (
            "ssd_cin_assessments.csv, cina_assessment_auth_date: '1900-01-01 00:00:00' in 1 row stands for nothing; "
            "taken as empty"
        )
    ]


def test_ssd_ph_and_minus_one_are_no_worker(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_early_help_episodes="earl_episode_id | earl_person_id | earl_episode_worker_id\nH1 | 1 | SSD_PH",
        ssd_involvements="""
            invo_involvements_id | invo_person_id | invo_professional_id | invo_professional_team
            I1                   | 1              | -1                   | -1
            I2                   | 1              | W7                   | T7
        """,
    )
    assert rows(read, "early_help", "worker_id") == [(None,)]
    assert rows(read, "involvements", "worker_id", "team_id") == [(None, None), ("W7", "T7")]


@pytest.mark.parametrize(
    ("expected", "in_care", "born"),
    [
        ("2009-01-01", False, True),
        ("2025-11-23", False, True),  # 366 days before the extract
        ("2025-11-24", False, False),  # 365 days: a birth may not be recorded yet
        ("2027-01-10", False, False),
        ("2026-09-01", True, True),
    ],
)
def test_an_expected_birth_long_past_is_an_estimated_one(tmp_path, expected, in_care, born):
    episode = "E1 | 1" if in_care else "E1 | 2"
    read = reading(
        tmp_path,
        ssd_person=f"pers_person_id | pers_dob | pers_expected_dob\n1 | | {expected}\n2 | 2015-03-01 |",
        ssd_cla_episodes=f"clae_cla_episode_id | clae_person_id\n{episode}",
    )
    day = date.fromisoformat(expected)
    assert rows(read, "children", "born_on", "expected_on", "birth_estimated")[0] == (
        (day, None, True) if born else (None, day, None)
    )
    assert rows(read, "children", "born_on")[1] == (date(2015, 3, 1),)
    assert len([says for says in told(read, "trap") if "estimated date of birth" in says]) == born


def test_the_specification_s_slip_for_chinese(tmp_path):
    read = reading(tmp_path, ssd_person="pers_person_id | pers_ethnicity\n1 | CNHE\n2 | CHNE")
    assert rows(read, "children", "ethnicity") == [("CHNE",), ("CHNE",)]
    assert told(read, "trap") == [
        "ssd_person.csv, pers_ethnicity: CNHE in 1 rows was read as CHNE, which it means."
    ]


def test_sex_and_gender_as_words_or_letters(tmp_path):
    read = reading(
        tmp_path, ssd_person="pers_person_id | pers_sex | pers_gender\n1 | Male | M\n2 | F | Female"
    )
    assert rows(read, "children", "sex", "gender") == [("M", "01"), ("F", "02")]


def test_care_leavers_in_words(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_care_leavers="""
            clea_table_id | clea_person_id | clea_care_leaver_accommodation | clea_care_leaver_accom_suitable | clea_care_leaver_activity | clea_care_leaver_in_touch
            L1            | 1              | With parent(s) or relative(s)  | Suitable                        | F2                        | Yes
            L2            | 2              | B - With parents               | 2                               | Young person engaged full time in education other than higher education | REFU
        """,
    )
    assert rows(read, "care_leavers", "accommodation", "suitable", "activity", "in_touch") == [
        ("B", "1", "F2", "YES"),
        ("B", "2", "F2", "REFU"),
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Neglect", "NEG"),
        ("Physical abuse", "PHY"),
        ("NEG", "NEG"),
        ("Multiple: [Neglect, Sexual abuse]", "MUL"),
        ("Neglect, Emotional Abuse", "MUL"),
        ("Physical abuse and neglect", "MUL"),
        ("Emotional / Sexual / Neglect", "MUL"),
    ],
)
def test_categories_of_abuse_in_words(tmp_path, written, code):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cp_plans=f"cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_initial_category\nP1 | 1 | {written}",
    )
    assert rows(read, "child_protection_plans", "initial_category") == [(code,)]


def test_the_same_visit_in_two_tables_is_kept_once(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_visits="""
            cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date | cinv_cin_visit_seen | cinv_cin_visit_seen_alone
            N1                | 1              | 2026-10-01          | Y                   | Y
            N2                | 2              | 2026-10-02          | Y                   |
            N3                | 2              | 2026-10-03          | N                   |
            N4                | 1              | 2026-10-02          | Y                   |
        """,
        ssd_cp_visits="""
            cppv_cp_visit_id | cppv_person_id | cppv_cp_visit_date | cppv_cp_visit_seen | cppv_cp_visit_seen_alone
            N1               | 1              | 2026-10-01         | N                  |
        """,
        ssd_cla_visits="""
            clav_cla_visit_id | clav_person_id | clav_cla_visit_date | clav_cla_visit_seen
            L1                | 2              | 2026-10-02          |
        """,
    )
    assert rows(read, "child_in_need_visits", "visit_id") == [("N3",), ("N4",)]
    # What a visit's own table says stands; what it leaves open is taken from the double.
    assert rows(read, "child_protection_visits", "visit_id", "seen", "seen_alone") == [("N1", False, True)]
    assert rows(read, "care_visits", "visit_id", "seen") == [("L1", True)]
    assert told(read, "merged") == [
        "ssd_cin_visits.csv row 2: the same visit as in child protection visits, row 2; kept there",
        "ssd_cin_visits.csv row 3: the same visit as in care visits, row 2; kept there",
    ]


def test_one_visit_form_about_two_children_is_two_visits(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cin_visits="""
            cinv_cin_visit_id | cinv_person_id | cinv_cin_visit_date
            F1                | 1              | 2026-10-01
            F1                | 2              | 2026-10-01
        """,
    )
    assert rows(read, "child_in_need_visits", "child_id") == [("1",), ("2",)]
    assert told(read, "duplicate") == []


def test_an_address_s_number_is_not_ofsted_s(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_placement="""
            clap_cla_placement_id | clap_person_id | clap_cla_placement_urn | clap_cla_placement_distance
            P1                    | 1              | 100023336956           | 999.9
            P2                    | 2              | SC012345               | 4.2
            P3                    | 2              | 2512345                | 0
        """,
    )
    assert rows(read, "placements", "urn", "distance") == [(None, None), ("SC012345", 4.2), ("2512345", 0.0)]
    assert told(read, "trap") == [
        (
            "ssd_cla_placement.csv: 1 placements have an address's number (such as 100023336956) where Ofsted's "
            "number of the setting should be; taken as empty."
        )
    ]


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("CW", "ALLOCATED"),
        ("Case Worker", "ALLOCATED"),
        ("Allocated Worker", "ALLOCATED"),
        ("Social Worker", "ALLOCATED"),
        ("IRO", "IRO"),
        ("Independent Reviewing Officer", "IRO"),
        ("PA", "ADVISER"),
        ("Personal Advisor", "ADVISER"),
        ("Duty", "DUTY"),
        ("MASH inbox", "DUTY"),
        ("Secondary Case Worker", "OTHER"),
        ("Health Visitor", "OTHER"),
        ("Parent support", "OTHER"),
        ("", None),
    ],
)
def test_roles_in_local_words(tmp_path, role, code):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_involvements=f"invo_involvements_id | invo_person_id | invo_professional_role_id\nI1 | 1 | {role}",
    )
    assert rows(read, "involvements", "role", "role_as_written") == [(code, role or None)]
    assert ("role" in read.supplied["involvements"]) == bool(role)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Initial Health Assessment", "INITIAL"),
        ("IHA", "INITIAL"),
        ("Review Health Assessment", "REVIEW"),
        ("Health Assessment", "ASSESSMENT"),
        ("Dental Check", "DENTAL"),
        ("DENTAL", "DENTAL"),
        ("Health Surveillance", "SURVEILLANCE"),
        ("Optician", "OTHER"),
        ("Mental health assessment", "OTHER"),
        ("Form 7", None),
    ],
)
def test_kinds_of_health_check_in_local_words(tmp_path, written, kind):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_health=f"clah_health_check_id | clah_person_id | clah_health_check_type\nH1 | 1 | {written}",
    )
    assert rows(read, "health_checks", "kind") == [(kind,)]
    assert len(told(read, "not understood")) == (kind is None)


def test_postcodes_that_hide_the_place(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_placement="clap_cla_placement_id | clap_person_id | clap_cla_placement_postcode\nP1 | 1 | ZZZ\nP2 | 1 | XX",
    )
    assert rows(read, "placements", "postcode") == [(None,), (None,)]


@pytest.mark.parametrize(
    ("column", "table", "written", "codes"),
    [
        (
            "cont_contact_outcome_json",
            "contacts",
            "No further action, Information and advice",
            ["NFA_FLAG", "ADVICE_FLAG"],
        ),
        ("cont_contact_outcome_json", "contacts", '{"NEW_REFERRAL_FLAG":"Y"}', ["NEW_REFERRAL_FLAG"]),
        ("cont_contact_outcome_json", "contacts", "Referral", ["NEW_REFERRAL_FLAG"]),
    ],
)
def test_outcomes_as_json_or_as_the_next_steps_in_words(tmp_path, column, table, written, codes):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_contacts=f"cont_contact_id | cont_person_id | {column}\nC1 | 1 | {written}",
    )
    assert rows(read, table, "outcomes") == [(codes,)]


def test_a_date_with_parts_unknown_stays_as_written(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_previous_permanence="lapp_table_id | lapp_person_id | lapp_previous_permanence_order_date\n1 | 1 | zz/03/2020",
    )
    assert rows(read, "previous_permanence", "order_date_as_written") == [("zz/03/2020",)]


def test_the_first_and_empty_one_of_two_columns_with_one_name(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cp_visits="cppv_cp_visit_id | cppv_cp_visit_id | cppv_person_id | cppv_cp_visit_date\n | V1 | 1 | 2026-10-01",
    )
    assert rows(read, "child_protection_visits", "visit_id") == [("V1",)]


def test_of_two_rows_that_are_one_the_fuller_is_kept(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_reviews="""
            clar_cla_review_id | clar_cla_person_id | clar_cla_review_date | clar_cla_review_participation
            V1                 | 1                  | 2026-05-01           |
            V1                 | 1                  | 2026-05-01           | PN1
        """,
    )
    assert rows(read, "care_reviews", "row", "participation") == [(3, "PN1")]
    assert told(read, "duplicate") == [
        "ssd_cla_reviews.csv row 2: given again, as in row 3 (V1, 1, 2026-05-01); one row was kept"
    ]


def test_a_return_to_the_same_address_is_a_second_placement(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_cla_placement="""
            clap_cla_placement_id | clap_person_id | clap_cla_placement_start_date
            ADDR1                 | 1              | 2025-01-01
            ADDR1                 | 1              | 2026-02-01
        """,
    )
    assert len(rows(read, "placements", "row")) == 2


def test_a_child_given_twice_is_one_child(tmp_path):
    read = reading(
        tmp_path, ssd_person="pers_person_id | pers_dob | pers_sex\n1 | 2015-03-01 |\n1 | 2015-03-01 | M"
    )
    assert rows(read, "children", "child_id", "sex") == [("1", "M")]


def test_of_several_rows_of_a_care_leaver_the_latest_is_kept(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_care_leavers="""
            clea_table_id | clea_person_id | clea_care_leaver_latest_contact | clea_care_leaver_in_touch
            A             | 1              | 2026-03-01                      |
            B             | 1              | 2026-01-01                      | YES
            C             | 2              |                                 |
        """,
    )
    assert rows(read, "care_leavers", "child_id", "latest_contact_on") == [
        ("1", date(2026, 3, 1)),
        ("2", None),
    ]
    assert len(told(read, "duplicate")) == 1


def _reviews(quorate, cancelled, count=100):
    cp = [f"R{n} | 1 | 2026-05-01 | {quorate}" for n in range(count)]
    care = [f"C{n} | 1 | 2026-05-01 | {cancelled}" for n in range(count)]
    return {
        "ssd_cp_reviews": "\n".join(
            ["cppr_cp_review_id | cppr_person_id | cppr_cp_review_date | cppr_cp_review_quorate", *cp]
        ),
        "ssd_cla_reviews": "\n".join(
            [
                "clar_cla_review_id | clar_cla_person_id | clar_cla_review_date | clar_cla_review_cancelled",
                *care,
            ]
        ),
    }


def test_a_quorum_in_every_one_of_many_conferences_is_not_believed(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE, **_reviews("Y", "N"))
    assert set(rows(read, "child_protection_reviews", "quorate")) == {(None,)}
    assert "quorate" not in read.supplied["child_protection_reviews"]
    assert told(read, "trap")[:2] == [
        "ssd_cp_reviews.csv: all 100 review conferences are quorate, as one script always writes; not used.",
        "ssd_cla_reviews.csv: not one of 100 reviews was cancelled; one script writes N for all.",
    ]


def test_a_quorum_in_a_few_conferences_is(tmp_path):
    read = reading(tmp_path, ssd_person=PEOPLE, **_reviews("Y", "N", count=99))
    assert set(rows(read, "child_protection_reviews", "quorate")) == {(True,)}
    assert not [says for says in told(read, "trap") if "quorate" in says]


def test_most_care_leavers_without_eligibility_is_said(tmp_path):
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_care_leavers="clea_table_id | clea_person_id | clea_care_leaver_eligibility\n1 | 1 | No Current Eligibility\n2 | 2 |",
    )
    assert told(read, "trap") == []
    read = reading(
        tmp_path,
        ssd_person=PEOPLE,
        ssd_care_leavers="clea_table_id | clea_person_id | clea_care_leaver_eligibility\n1 | 1 | No Current Eligibility",
    )
    assert len(told(read, "trap")) == 1


def test_reviews_of_pathway_plans_with_a_time_of_day_are_times_of_change(tmp_path):
    header = "clea_table_id | clea_person_id | clea_pathway_plan_review_date"
    timed = reading(tmp_path, ssd_person=PEOPLE, ssd_care_leavers=f"{header}\n1 | 1 | 2026-05-01 16:42:10")
    assert [says for says in told(timed, "trap") if "last change" in says]
    plain = reading(tmp_path, ssd_person=PEOPLE, ssd_care_leavers=f"{header}\n1 | 1 | 2026-05-01 00:00:00")
    assert told(plain, "trap") == []
