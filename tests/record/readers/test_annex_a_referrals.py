"""One referral out of lists 3 and 6."""

from tests.record.readers.workbooks import IN_NEED, REFERRALS, read, rows, says

COLUMNS = ("child_id", "referred_on", "source", "no_further_action", "closed_on")


def joined(folder, referrals, in_need):
    list_3 = [[child, day, "g) Police", nfa] for child, day, nfa in referrals]
    list_6 = [[child, day, "2024-03-01", closed, "c) Child in need plan"] for child, day, closed in in_need]
    return read(folder, {"List 3": [REFERRALS, *list_3], "List 6": [IN_NEED, *list_6]})


def test_the_same_child_and_date_is_one_referral(tmp_path):
    reading = joined(tmp_path, [("7", "2024-01-10", "No")], [("7", "2024-01-10", "2024-03-05")])
    assert rows(reading, "referrals", *COLUMNS) == [("7", "2024-01-10", "6", False, "2024-03-05")]
    assert says(reading, "merged") == []


def test_what_only_one_list_has_stays(tmp_path):
    reading = joined(tmp_path, [("7", "2024-01-10", "Yes")], [("8", "2021-01-10", None)])
    assert sorted(rows(reading, "referrals", *COLUMNS)) == [
        ("7", "2024-01-10", "6", True, None),
        ("8", "2021-01-10", None, None, None),
    ]


def test_a_case_that_started_within_a_week_of_the_referral_is_the_same_and_listed(tmp_path):
    reading = joined(tmp_path, [("7", "2024-01-10", "No")], [("7", "2024-01-17", None)])
    assert rows(reading, "referrals", *COLUMNS) == [("7", "2024-01-10", "6", False, None)]
    (said,) = says(reading, "merged")
    assert said == (
        "Annex A 2024-03-31.xlsx, sheet List 6, row 2, CIN Start Date: the case's start, 2024-01-17, and the "
        "referral of 2024-01-10 in list 3 were taken as one referral, of 2024-01-10"
    )


def test_a_case_that_started_later_or_on_a_referral_that_went_no_further_is_another(tmp_path):
    reading = joined(
        tmp_path,
        [("7", "2024-01-10", "No"), ("8", "2024-01-10", "Yes")],
        [("7", "2024-01-18", None), ("8", "2024-01-12", None)],
    )
    assert len(rows(reading, "referrals", "child_id")) == 4


def test_two_referrals_on_one_day_stay_two(tmp_path):
    reading = joined(
        tmp_path, [("7", "2024-01-10", "Yes"), ("7", "2024-01-10", "No")], [("7", "2024-01-10", None)]
    )
    assert len(rows(reading, "referrals", "child_id")) == 2


def test_a_case_without_a_start_stays_without_one(tmp_path):
    reading = joined(tmp_path, [("7", "2024-01-10", "No")], [("8", None, None)])
    assert sorted(rows(reading, "referrals", "child_id", "referred_on"), key=str) == [
        ("7", "2024-01-10"),
        ("8", None),
    ]
