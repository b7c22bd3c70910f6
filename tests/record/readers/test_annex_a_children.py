"""One row a child out of ten lists."""

from tests.record.readers.workbooks import CONTACTS, IN_NEED, REFERRALS, WHO, read, rows, says

DISABLED = "Does the Child have a Disability"
CONTACT = [*WHO, *CONTACTS[1:]]
REFERRAL = [*WHO, *REFERRALS[1:]]
NEED = [*WHO, DISABLED, *IN_NEED[1:]]


def contact(child, sex, ethnicity, born):
    return [child, sex, ethnicity, born, "2024-02-01", "g) Police"]


def referral(child, sex, ethnicity, born):
    return [child, sex, ethnicity, born, "2024-02-01", "q) 6: Police", "No"]


def two_lists(folder, first, second):
    return read(folder, {"List 1": [CONTACT, contact(*first)], "List 3": [REFERRAL, referral(*second)]})


def test_a_child_of_several_lists_stands_once(tmp_path):
    who = ("7", "b) Female", "a) WBRI", "2012-05-06")
    reading = two_lists(tmp_path, who, who)
    assert rows(reading, "children", "child_id", "sex", "ethnicity", "born_on") == [
        ("7", "F", "WBRI", "2012-05-06")
    ]
    assert says(reading, "disagreement") == []


def test_lists_that_disagree_are_listed_and_the_one_nearest_the_child_s_case_now_is_taken(tmp_path):
    reading = two_lists(
        tmp_path, ("7", "b) Female", "a) WBRI", "2012-05-06"), ("7", "a) Male", "a) WBRI", "2012-06-05")
    )
    assert rows(reading, "children", "sex", "born_on") == [("M", "2012-06-05")]
    sex, born = says(reading, "disagreement")
    assert sex == (
        "Annex A 2024-03-31.xlsx: lists disagree on child 7, legal sex: list 3 says M; list 1 says F; M was "
        "taken"
    )
    assert born.endswith("list 3 says 2012-06-05; list 1 says 2012-05-06; 2012-06-05 was taken")


def test_what_says_less_is_no_disagreement(tmp_path):
    reading = two_lists(
        tmp_path,
        ("7", "b) Female", "a) WBRI", None),
        ("7", "c) Not stated/recorded", "s) NOBT", "2012-05-06"),
    )
    assert rows(reading, "children", "sex", "ethnicity", "born_on") == [("F", "WBRI", "2012-05-06")]
    assert says(reading, "disagreement") == []


def test_a_child_not_yet_born_is_expected(tmp_path):
    sheet = [CONTACT, contact("7", "Unborn", None, "2024-06-01"), contact("8", "M", None, "2024-03-31")]
    reading = read(tmp_path, {"List 1": sheet})
    assert rows(reading, "children", "child_id", "born_on", "expected_on") == [
        ("7", None, "2024-06-01"),
        ("8", "2024-03-31", None),
    ]


def test_a_disability_is_known_from_the_lists_that_ask(tmp_path):
    need = ["7", "F", None, "2012-05-06", "a) Yes", "2022-05-01", "2024-03-01", None, None]
    reading = read(tmp_path, {"List 1": [CONTACT, contact("8", "M", None, None)], "List 6": [NEED, need]})
    assert dict(rows(reading, "children", "child_id", "disabled")) == {"7": True, "8": None}


def test_one_yes_to_being_unaccompanied_is_a_yes(tmp_path):
    lately = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"
    ever = "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)"
    care = [["Child Unique ID", "Date Started to be Looked After", lately], ["7", "2020-01-01", "b) No"]]
    leaver = [["Child Unique ID", "Eligibility Category", ever], ["7", "d) Eligible child", "a) Yes"]]
    reading = read(tmp_path, {"List 8": care, "List 9": leaver})
    assert rows(reading, "children", "child_id", "unaccompanied") == [("7", True)]
    assert says(reading, "disagreement") == []
