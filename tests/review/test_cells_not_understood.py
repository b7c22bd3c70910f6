"""A cell that could not be understood is not blank: nothing is called missing, open or over for it."""

import pytest
from tests.record.readers.extracts import reading
from tests.tables import states, untold, wrong

from everycase.record.assemble import assemble

CASES = """
    cine_referral_id | cine_person_id | cine_referral_date | cine_close_date
    R1               | 1              | 2026-03-02         | {}
    R2               | 2              | 2020-03-02         | 2020-04-02
"""
SPELLS = """
    invo_person_id | invo_professional_id | invo_professional_role_id | {}
    1              | W1                   | Allocated Social Worker   | 2026-03-02 | {}
    2              | W1                   | Allocated Social Worker   | 2020-03-02 | 2020-04-02
"""
SPELL_DAYS = "invo_involvement_start_date | invo_involvement_end_date"
PLANS = """
    cppl_cp_plan_id | cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date
    P1              | 1              | 2026-03-02              | {}
    P2              | 2              | 2020-03-02              | 2020-04-02
"""
REVIEWS = """
    cppr_cp_review_id | cppr_person_id | cppr_cp_review_date
    W2                | 2              | 2020-03-03
"""
CARE = """
    clae_cla_episode_id | clae_person_id | clae_cla_episode_start_date | clae_cla_episode_ceased_date
    E1                  | 1              | 2026-03-02                  | {}
    E2                  | 2              | 2020-03-02                  | 2020-04-02
"""
STATUSES = """
    lega_legal_status_id | lega_person_id | lega_legal_status | lega_legal_status_start_date
    L1                   | 1              | {}                | 2026-03-02
    L2                   | 2              | C2                | 2020-03-02
"""


def told(path, rule, **tables):
    """Children of whom the rule is broken, and of whom it can't be told."""
    record = assemble([reading(path, ssd_person="pers_person_id\n1\n2", **tables)], "Test council")
    return wrong(record, rule), untold(record, rule)


@pytest.mark.parametrize(
    ("closed", "found"),
    [("", (["1"], [])), ("31/02/2026", ([], ["1"])), ("2026-04-01", ([], [])), ("NULL", (["1"], []))],
)
def test_a_case_whose_closing_date_cannot_be_read_is_not_called_open(tmp_path, closed, found):
    spells = SPELLS.format(SPELL_DAYS, "2026-04-01")
    tables = {"ssd_cin_episodes": CASES.format(closed), "ssd_involvements": spells}
    assert told(tmp_path, "open-case-no-allocated-worker", **tables) == found


@pytest.mark.parametrize(
    ("ended", "found"), [("", ([], [])), ("31/02/2026", ([], ["1"])), ("2026-04-01", (["1"], []))]
)
def test_a_worker_whose_last_day_cannot_be_read_is_not_said_to_hold_the_case(tmp_path, ended, found):
    tables = {"ssd_cin_episodes": CASES.format(""), "ssd_involvements": SPELLS.format(SPELL_DAYS, ended)}
    assert told(tmp_path, "open-case-no-allocated-worker", **tables) == found


@pytest.mark.parametrize(
    ("status", "found"), [("C2", ([], [])), ("", (["1"], [])), ("by agreement of 3/26", ([], ["1"]))]
)
def test_a_legal_status_in_words_that_nobody_knows_is_not_none(tmp_path, status, found):
    tables = {"ssd_cla_episodes": CARE.format(""), "ssd_legal_status": STATUSES.format(status)}
    assert told(tmp_path, "cla-no-legal-status", **tables) == found


@pytest.mark.parametrize(
    ("ceased", "found"), [("", (["1"], [])), ("31/02/2026", ([], ["1"])), ("2026-04-01", ([], []))]
)
def test_care_whose_end_cannot_be_read_is_not_said_to_go_on(tmp_path, ceased, found):
    tables = {"ssd_cla_episodes": CARE.format(ceased), "ssd_legal_status": STATUSES.format("")}
    assert told(tmp_path, "cla-no-legal-status", **tables) == found


@pytest.mark.parametrize(
    ("ended", "state"), [("", "overdue"), ("31/02/2026", "cannot tell"), ("2026-07-01", "not done")]
)
def test_a_duty_under_a_plan_whose_end_cannot_be_read_is_not_said_to_go_on(tmp_path, ended, state):
    people = "pers_person_id | pers_dob | pers_expected_dob\n1 | 2014-05-02 |\n2 | 2014-05-02 | 2014-05-09"
    found = reading(tmp_path, ssd_person=people, ssd_cp_plans=PLANS.format(ended), ssd_cp_reviews=REVIEWS)
    record = assemble([found], "Test council")
    assert states(record, "cp-first-review-3-months")["1"] == [state]
