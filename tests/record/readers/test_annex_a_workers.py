"""Who holds each child's case at the workbook's date."""

from tests.record.readers.workbooks import HOLDER, IN_NEED, REFERRALS, read, rows, since

NEED = [*IN_NEED, *HOLDER]
REFERRAL = [*REFERRALS, *HOLDER]


def in_need(child, worker, closed=None, team="Team 1"):
    return [child, "2022-05-01", "2024-03-01", closed, None, team, worker]


def referral(child, worker, no_further_action="No"):
    return [child, "2024-03-01", None, no_further_action, "Front door", worker]


def test_an_open_case_s_worker_and_team_hold_it(tmp_path):
    reading = read(tmp_path, {"List 6": [NEED, in_need("7", "Ann Lee")]})
    assert rows(reading, "involvements", "child_id", "worker_id", "team_id", "role") == [
        ("7", "Ann Lee", "Team 1", "ALLOCATED")
    ]
    assert rows(reading, "workers", "worker_id", "full_name") == [("Ann Lee", "Ann Lee")]
    assert rows(reading, "teams", "team_id", "team_name") == [("Team 1", "Team 1")]
    # The list doesn't say since when: of the time before its own date it says nothing.
    assert since(reading, "involvements") == {("7", "ALLOCATED"): "2024-03-31"}


def test_nobody_holds_a_closed_case(tmp_path):
    sheet = [NEED, in_need("7", "Ann Lee", closed="2024-02-01"), in_need("8", "Bo Day")]
    reading = read(tmp_path, {"List 6": sheet})
    assert rows(reading, "involvements", "child_id") == [("8",)]
    assert rows(reading, "workers", "worker_id") == [("Ann Lee",), ("Bo Day",)]
    assert since(reading, "involvements") == {("8", "ALLOCATED"): "2024-03-31"}


def test_an_open_case_without_a_worker_is_known_to_be_nobody_s(tmp_path):
    sheet = [NEED, in_need("7", None, team=None), in_need("8", "Bo Day"), in_need("9", None)]
    reading = read(tmp_path, {"List 6": sheet})
    assert dict(rows(reading, "involvements", "child_id", "worker_id")) == {"8": "Bo Day", "9": None}
    assert set(since(reading, "involvements")) == {("7", "ALLOCATED"), ("8", "ALLOCATED"), ("9", "ALLOCATED")}


def test_a_name_that_excel_could_not_look_up_is_not_taken_for_nobody(tmp_path):
    sheet = [NEED, in_need("7", "#N/A", team=None), in_need("8", "Bo Day")]
    assert set(since(read(tmp_path, {"List 6": sheet}), "involvements")) == {("8", "ALLOCATED")}


def test_a_list_in_which_nobody_has_a_worker_says_nothing_of_workers(tmp_path):
    reading = read(tmp_path, {"List 6": [NEED, in_need("7", None)]})
    assert "involvements" not in reading.tables
    assert since(reading, "involvements") == {}


def test_the_list_of_the_case_as_it_is_now_goes_before_the_referral(tmp_path):
    need = [NEED, in_need("7", "Ann Lee")]
    referrals = [
        REFERRAL,
        referral("7", "Cy Fox"),
        referral("8", "Cy Fox"),
        referral("9", "Cy Fox", no_further_action="Yes"),
    ]
    reading = read(tmp_path, {"List 3": referrals, "List 6": need})
    assert rows(reading, "involvements", "child_id", "worker_id") == [("7", "Ann Lee"), ("8", "Cy Fox")]


def test_a_care_leaver_has_an_adviser_beside_the_worker(tmp_path):
    leaver = [
        ["Child Unique ID", "Eligibility Category", *HOLDER, "Allocated Personal Advisor"],
        ["7", "a) Relevant child", "Leaving care", "Ann Lee", "Di Poe"],
    ]
    reading = read(tmp_path, {"List 9": leaver})
    held = rows(reading, "involvements", "child_id", "role", "worker_id", "team_id")
    assert sorted(held) == [("7", "ADVISER", "Di Poe", None), ("7", "ALLOCATED", "Ann Lee", "Leaving care")]
    assert rows(reading, "workers", "worker_id") == [("Ann Lee",), ("Di Poe",)]
    assert set(since(reading, "involvements")) == {("7", "ALLOCATED"), ("7", "ADVISER")}
