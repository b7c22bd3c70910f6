"""The Standard Safeguarding Dataset, byte for byte."""

import json
from datetime import date, datetime

import polars as pl
import pytest

from everycase.synthetic.writers.ssd import write_ssd

AS_OF = date(2026, 10, 31)


def written(tables, folder, name, **options):
    paths = write_ssd(tables, AS_OF, folder, **options)
    assert folder / f"{name}.csv" in paths
    return (folder / f"{name}.csv").read_text("utf-8").splitlines()


def test_every_table_of_the_dataset_is_written_even_where_the_record_has_nothing(tmp_path):
    paths = write_ssd({}, AS_OF, tmp_path / "ssd")
    assert len(paths) == 46
    assert (tmp_path / "ssd/ssd_family.csv").read_bytes() == b"fami_table_id,fami_family_id,fami_person_id\n"
    assert (
        (tmp_path / "ssd/ssd_s251_finance.csv")
        .read_bytes()
        .startswith(b"s251_table_id,s251_cla_placement_id")
    )


def test_a_visit_keeps_its_time_and_a_date_is_midnight(tmp_path):
    visits = pl.DataFrame(
        {
            "visit_id": ["V1", "V2"],
            "child_id": ["C1", "C2"],
            "visited_on": [date(2026, 10, 1), date(2026, 10, 2)],
            "visited_on_time": [datetime.fromisoformat("2026-10-01 15:30"), None],
            "seen": [True, None],
            "seen_alone": [False, None],
        }
    )
    assert written({"child_in_need_visits": visits}, tmp_path, "ssd_cin_visits") == [
        (
            "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,"
            "cinv_cin_visit_seen,cinv_cin_visit_seen_alone,cinv_cin_visit_bedroom"
        ),
        "V1,C1,2026-10-01 15:30:00,Y,N,",
        "V2,C2,2026-10-02 00:00:00,,,",
    ]


def test_outcomes_say_yes_or_no_of_every_flag_and_nothing_where_nothing_is_recorded(tmp_path):
    contacts = pl.DataFrame(
        {
            "contact_id": ["K1", "K2", "K3"],
            "child_id": ["C1", "C1", "C1"],
            "received_on": [date(2026, 1, day) for day in (5, 6, 7)],
            "source": ["6", "2A", "9"],
            "outcomes": [["NFA_FLAG", "ADVICE_FLAG"], [], None],
        }
    )
    frame = _read(written({"contacts": contacts}, tmp_path, "ssd_contacts"))
    outcomes = frame["cont_contact_outcome_json"].to_list()
    assert outcomes[0] == (
        '{"NEW_REFERRAL_FLAG":"N","EXISTING_REFERRAL_FLAG":"N","CP_ENQUIRY_FLAG":"N","NFA_FLAG":"Y",'
        '"NON_AGENCY_ADOPTION_FLAG":"N","PRIVATE_FOSTERING_FLAG":"N","ADVICE_FLAG":"Y","MISSING_FLAG":"N",'
        '"OLA_CP_FLAG":"N","OTHER_OUTCOMES_EXIST_FLAG":"N"}'
    )
    assert set(json.loads(outcomes[1]).values()) == {"N"}
    assert outcomes[2] is None


def test_assessment_outcomes_also_carry_their_number_and_a_comment(tmp_path):
    assessments = pl.DataFrame(
        {
            "assessment_id": ["A1"],
            "child_id": ["C1"],
            "outcomes": [["NFA_FLAG", "LEGAL_ACTION_FLAG", "A_LOCAL_ONE"]],
        }
    )
    frame = _read(written({"assessments": assessments}, tmp_path, "ssd_cin_assessments"))
    said = json.loads(frame["cina_assessment_outcome_json"][0])
    assert {flag for flag, value in said.items() if value == "Y"} == {
        "NFA_FLAG",
        "LEGAL_ACTION_FLAG",
        "OTHER_OUTCOMES_EXIST_FLAG",
    }
    assert said["TOTAL_NO_OF_OUTCOMES"] == 3
    assert said["COMMENTS"] == ""


def test_factors_are_a_table_of_their_own_with_a_row_for_each_assessment_that_has_them(tmp_path):
    assessments = pl.DataFrame(
        {
            "assessment_id": ["A1", "A2", "A3"],
            "child_id": ["C1", "C2", "C3"],
            "factors": [["1A", "3B"], [], None],
        }
    )
    assert written({"assessments": assessments}, tmp_path, "ssd_assessment_factors") == [
        "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json",
        'FA1,A1,"[""1A"",""3B""]"',
        "FA2,A2,[]",
    ]


def test_categories_of_abuse_are_words(tmp_path):
    plans = pl.DataFrame(
        {
            "plan_id": ["P1", "P2"],
            "child_id": ["C1", "C2"],
            "started_on": [date(2026, 3, 2), date(2026, 3, 3)],
            "initial_category": ["NEG", "MUL"],
            "latest_category": ["EMO", None],
            "other_authority": [False, True],
        }
    )
    assert written({"child_protection_plans": plans}, tmp_path, "ssd_cp_plans") == [
        (
            "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,"
            "cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,cppl_cp_plan_latest_category"
        ),
        "P1,,,C1,2026-03-02 00:00:00,,Neglect,N,Emotional abuse",
        "P2,,,C2,2026-03-03 00:00:00,,Multiple,Y,",
    ]


@pytest.mark.parametrize(
    ("started", "ended", "kept"),
    [
        (date(2015, 1, 1), None, True),  # still open, however old
        (date(2015, 1, 1), date(2020, 10, 31), True),  # ended on the window's first day
        (date(2015, 1, 1), date(2020, 10, 30), False),  # ended the day before
        (date(2026, 10, 31), None, True),
    ],
)
def test_an_extract_holds_what_ended_in_six_years_or_has_not_ended(tmp_path, started, ended, kept):
    referral = pl.DataFrame(
        {"referral_id": ["R1"], "child_id": ["C1"], "referred_on": [started], "closed_on": [ended]},
        schema_overrides={"closed_on": pl.Date},
    )
    lines = written({"referrals": referral}, tmp_path, "ssd_cin_episodes")
    assert len(lines) == 1 + kept


@pytest.mark.parametrize(("visited", "kept"), [(date(2020, 10, 31), True), (date(2020, 10, 30), False)])
def test_visits_are_in_by_their_own_date(tmp_path, visited, kept):
    visit = pl.DataFrame({"visit_id": ["V1"], "child_id": ["C1"], "visited_on": [visited]})
    assert len(written({"care_visits": visit}, tmp_path, "ssd_cla_visits")) == 1 + kept


def test_an_older_row_is_in_if_one_in_the_window_names_it(tmp_path):
    old = date(2018, 5, 1)
    tables = {
        "child_protection_plans": pl.DataFrame(
            {"plan_id": ["P1"], "child_id": ["C1"], "conference_id": ["K1"], "started_on": [old]}
        ),
        "initial_conferences": pl.DataFrame(
            {
                "conference_id": ["K1", "K2"],
                "child_id": ["C1", "C1"],
                "enquiry_id": ["S1", "S2"],
                "held_on": [old, old],
            }
        ),
        "section_47_enquiries": pl.DataFrame(
            {
                "enquiry_id": ["S1", "S2"],
                "child_id": ["C1", "C1"],
                "referral_id": ["R1", "R1"],
                "started_on": [old, old],
                "ended_on": [old, old],
            }
        ),
        "referrals": pl.DataFrame(
            {
                "referral_id": ["R1", "R2"],
                "child_id": ["C1", "C1"],
                "referred_on": [old, old],
                "closed_on": [old, old],
            }
        ),
    }
    write_ssd(tables, AS_OF, tmp_path)
    ids = {
        name: [line.split(",")[0] for line in (tmp_path / f"{name}.csv").read_text("utf-8").splitlines()[1:]]
        for name in ("ssd_cp_plans", "ssd_initial_cp_conference", "ssd_s47_enquiry", "ssd_cin_episodes")
    }
    assert ids == {
        "ssd_cp_plans": ["P1"],
        "ssd_initial_cp_conference": ["K1"],
        "ssd_s47_enquiry": ["S1"],
        "ssd_cin_episodes": ["R1"],
    }


def test_the_column_of_a_role_has_the_councils_word_or_else_the_code(tmp_path):
    involvements = pl.DataFrame(
        {
            "involvement_id": ["I1", "I2"],
            "child_id": ["C1", "C1"],
            "role": ["ALLOCATED", "ALLOCATED"],
            "role_as_written": ["Case Worker", None],
        }
    )
    frame = _read(written({"involvements": involvements}, tmp_path, "ssd_involvements"))
    assert frame["invo_professional_role_id"].to_list() == ["Case Worker", "CW"]


def test_a_home_address_has_its_postcode_without_a_space(tmp_path):
    address = pl.DataFrame({"address_id": ["D1"], "child_id": ["C1"], "postcode": ["ZZ1 2AB"]})
    frame = _read(written({"addresses": address}, tmp_path, "ssd_address"))
    assert frame["addr_address_postcode"][0] == "ZZ12AB"
    assert json.loads(frame["addr_address_json"][0])["STREET"] == ""


@pytest.mark.parametrize(
    ("dialect", "table", "has", "lacks"),
    [
        ("systemc", "ssd_cla_reviews", "clar_cla_person_id", "clar_person_id"),
        ("eclipse", "ssd_cla_reviews", "clar_cla_id", "clar_cla_person_id"),
        ("mosaic", "ssd_cin_plans", "cin_plan_id", "cinp_cin_plan_id"),
        ("systemc", "ssd_cin_plans", "cinp_cin_plan_id", "cin_plan_id"),
        ("systemc", "ssd_person", "pers_single_unique_id", "pers_common_child_id"),
    ],
)
def test_each_system_has_its_own_columns(tmp_path, dialect, table, has, lacks):
    header = written({}, tmp_path, table, dialect=dialect)[0].split(",")
    assert has in header
    assert lacks not in header


def test_an_unknown_dialect_is_refused_by_name(tmp_path):
    with pytest.raises(ValueError, match="There is no SSD dialect 'carefirst'"):
        write_ssd({}, AS_OF, tmp_path, dialect="carefirst")


def test_placeholders_stand_where_the_script_has_nothing(tmp_path):
    assessments = pl.DataFrame(
        {
            "assessment_id": ["A1", "A2"],
            "child_id": ["C1", "C2"],
            "authorised_on": [date(2026, 9, 1), None],
        }
    )
    tables = {
        "assessments": assessments,
        "early_help": pl.DataFrame({"child_id": ["C1"], "worker_id": ["W1"]}),
        "care_leavers": pl.DataFrame({"child_id": ["C1"], "eligibility": [None], "suitable": ["2"]}),
    }
    read = {
        name: _read(written(tables, tmp_path, name, placeholders=True))
        for name in ("ssd_cin_assessments", "ssd_early_help_episodes", "ssd_care_leavers")
    }
    assert read["ssd_cin_assessments"]["cina_assessment_auth_date"].to_list() == [
        "2026-09-01 00:00:00",
        "1900-01-01 00:00:00",
    ]
    assert read["ssd_early_help_episodes"]["earl_episode_worker_id"].to_list() == ["SSD_PH"]
    (leaver,) = read["ssd_care_leavers"].to_dicts()
    assert leaver["clea_care_leaver_eligibility"] == "No Current Eligibility"
    assert leaver["clea_care_leaver_accom_suitable"] == "Accommodation is considered unsuitable"


def _read(lines):
    return pl.read_csv("\n".join(lines).encode(), infer_schema=False)
