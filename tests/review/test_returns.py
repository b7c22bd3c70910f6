"""A return's findings from check to check: what makes one the same, and what proves it right."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.returns.marked import parse

from everycase.returns import ssda903
from everycase.returns.checking import check
from everycase.returns.facts import Facts
from everycase.returns.rules import COLLECTION_START, Rule, Severity, rows, whole
from everycase.review.compare import COMPARISON
from everycase.review.findings import FINDINGS
from everycase.review.return_proof import compare_returns
from everycase.review.returns import CheckedReturn, keep, open_check, save

col = pl.col
FACTS = Facts(tables=ssda903.TABLES, child="CHILD", dates="%d/%m/%Y")
EPISODES = FACTS.of_return("number of episodes", "Episodes", pl.len(), default=0)
RULES = (
    Rule("1", "Why it ended is missing.", rows("Episodes", col("REC").is_null()), fields="DEC REC"),
    Rule("2", "Sex is wrong.", rows("Header", col("SEX") == "X"), fields="SEX", severity=Severity.QUERY),
    Rule("3", "There are few episodes.", whole("Episodes", EPISODES < 2), fields="DECOM"),
    Rule(
        "4",
        "The episode began in the wrong year.",
        rows("Episodes", col("DECOM") < date(2025, 1, 1)),
        fields="DECOM",
    ),
)
HEADER = """
    | CHILD | SEX
    | Amira | X
    | Ben   | M
"""
BEFORE = """
    | CHILD | DECOM      | REC
    | Amira | 01/05/2025 |
    | Ben   | 02/06/2025 |
"""
HALF_RIGHT = """
    | CHILD | DECOM      | REC
    | Ben   | 02/06/2025 |
    | Amira | 01/05/2025 | X1
"""


def checked(
    episodes: str,
    header: str = HEADER,
    rules=RULES,
    year: int = 2026,
    as_of: date = date(2026, 4, 9),
    before: CheckedReturn | None = None,
    **others: str,
) -> CheckedReturn:
    texts = {"Episodes": episodes, "Header": header, **others}
    tables = {name: parse(text)[0] for name, text in texts.items() if text}
    result = check(FACTS, rules, tables, collection_year=year)
    by_code = {rule.code: rule for rule in rules}
    return keep(
        "ssda903",
        collection_year=year,
        as_of=as_of,
        tables=tables,
        result=result,
        rules=by_code,
        facts=FACTS,
        before=before,
    )


def statuses(before, after, **more):
    compared = compare_returns(before, after, **more)
    assert compared.schema == pl.Schema(COMPARISON)
    return {
        (standard, child, subject): status
        for standard, child, subject, status in compared.select(
            "standard", "child_id", "subject", "status"
        ).iter_rows()
    }


def test_a_finding_has_the_shape_of_a_reviews_and_names_rule_child_and_row():
    findings = checked(BEFORE).findings
    assert findings.schema == pl.Schema(FINDINGS)
    shown = findings.select("standard", "child_id", "subject", "subject_on", "severity", "area", "says")
    assert shown.rows() == [
        (
            "ssda903-1",
            "Amira",
            "Episodes@2025-05-01",
            date(2025, 5, 1),
            2,
            "children in care",
            "Why it ended is missing. In Episodes: REC: blank.",
        ),
        (
            "ssda903-1",
            "Ben",
            "Episodes@2025-06-02",
            date(2025, 6, 2),
            2,
            "children in care",
            "Why it ended is missing. In Episodes: REC: blank.",
        ),
        ("ssda903-2", "Amira", "Header@", None, 1, "children in care", "Sex is wrong. In Header: SEX: X."),
    ]


def test_a_rule_put_right_in_a_second_return_is_proved_right_and_the_rest_is_still_open():
    assert statuses(checked(BEFORE), checked(HALF_RIGHT)) == {
        ("ssda903-1", "Amira", "Episodes@2025-05-01"): "proved right",
        ("ssda903-1", "Ben", "Episodes@2025-06-02"): "still open",
        ("ssda903-2", "Amira", "Header@"): "still open",
    }


def test_what_is_found_for_the_first_time_is_new_and_what_was_proved_right_once_is_back():
    again = checked(BEFORE)
    proved = again.findings.filter(pl.col("child_id") == "Amira", pl.col("standard") == "ssda903-1")[
        "finding"
    ]
    found = statuses(checked(HALF_RIGHT), again)
    assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "new"
    found = statuses(checked(HALF_RIGHT), again, once_proved=proved.to_list())
    assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "back again"


@pytest.mark.parametrize(
    ("episodes", "header", "status"),
    [
        # The episode is gone; the child is there.
        ("| CHILD | DECOM | REC\n | Ben | 02/06/2025 |\n | Ben | 01/01/2026 |", HEADER, "record gone"),
        # So is the child.
        (
            "| CHILD | DECOM | REC\n | Ben | 02/06/2025 |\n | Ben | 01/01/2026 |",
            "| CHILD | SEX\n | Ben | M",
            "child gone",
        ),
        # The rule can't run without the table.
        ("", HEADER, "out of reach"),
        # Nor without a column.
        ("| CHILD | DECOM\n | Amira | 01/05/2025", HEADER, "out of reach"),
    ],
    ids=["record", "child", "table", "column"],
)
def test_absence_proves_nothing(episodes, header, status):
    assert (
        statuses(checked(BEFORE), checked(episodes, header))["ssda903-1", "Amira", "Episodes@2025-05-01"]
        == status
    )


def test_a_rule_whose_wording_changed_or_that_was_not_run_proves_nothing():
    reworded = (Rule("1", "Worded otherwise.", RULES[0].flags, fields="REC"), *RULES[1:])
    for rules in (reworded, RULES[1:]):
        found = statuses(checked(BEFORE), checked(HALF_RIGHT, rules=rules))
        assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "standard changed"


def test_a_date_that_was_corrected_is_the_same_row():
    wrong = "| CHILD | DECOM | REC\n | Amira | 01/05/2015 | X1\n | Ben | 02/06/2025 |"
    right = wrong.replace("2015", "2025")
    assert (
        statuses(checked(wrong), checked(right))["ssda903-4", "Amira", "Episodes@2015-05-01"]
        == "proved right"
    )


def test_a_row_whose_date_was_corrected_and_that_is_still_wrong_is_still_open():
    later = BEFORE.replace("01/05/2025", "03/05/2025")
    compared = compare_returns(checked(BEFORE), checked(later)).filter(
        col("standard") == "ssda903-1", col("child_id") == "Amira"
    )
    assert compared.select("subject", "status", "matched").rows() == [
        ("Episodes@2025-05-03", "still open", "by the one row that changed")
    ]


def test_of_two_rows_that_came_and_went_which_is_which_cannot_be_told():
    two = "| CHILD | DECOM | REC\n | Amira | 01/05/2025 |\n | Amira | 01/06/2025 |"
    others = "| CHILD | DECOM | REC\n | Amira | 01/07/2025 | X1\n | Amira | 01/08/2025 | X1"
    found = statuses(checked(two), checked(others))
    assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "record gone"
    assert found["ssda903-1", "Amira", "Episodes@2025-06-01"] == "record gone"


def test_what_is_about_the_whole_return_is_proved_right_once_its_rule_is_clear():
    one = "| CHILD | DECOM | REC\n | Amira | 01/05/2025 | X1"
    assert statuses(checked(one), checked(BEFORE))["ssda903-3", None, "the return@Episodes"] == "proved right"


def test_a_row_without_a_childs_id_that_is_gone_is_not_proved_right():
    blank = "| CHILD | SEX\n |  | X\n | Ben | M"
    filled = "| CHILD | SEX\n | Amira | M\n | Ben | M"
    assert (
        statuses(checked(BEFORE, blank), checked(BEFORE, filled))["ssda903-2", None, "Header@"]
        == "record gone"
    )


def test_row_order_changes_no_identity_even_where_two_rows_have_one_key():
    twins = ["| Amira | 01/05/2025 |", "| Amira | 01/05/2025 | X1"]
    names = [
        sorted(checked("\n ".join(["| CHILD | DECOM | REC", *lines])).findings["finding"])
        for lines in (twins, twins[::-1])
    ]
    assert names[0] == names[1]


def test_another_return_is_not_compared():
    other = replace(checked(BEFORE), name="cin_census")
    with pytest.raises(ValueError, match="not of the same return"):
        compare_returns(checked(BEFORE), other)


# ---------------------------------------------------------------------- the next year's return


def by_the_year(episodes: str, header: str = HEADER, year: int = 2027) -> CheckedReturn:
    """A check of another year's return, by a rule that reads the year's dates as well."""
    began = Rule(
        "5", "It began before the year.", rows("Episodes", col("DECOM") < COLLECTION_START), fields="DECOM"
    )
    return checked(episodes, header, (*RULES, began), year)


def test_what_the_next_years_return_has_right_is_proved_and_what_it_has_wrong_is_still_open():
    found = statuses(by_the_year(BEFORE, year=2026), by_the_year(HALF_RIGHT))
    assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "proved right"
    assert found["ssda903-1", "Ben", "Episodes@2025-06-02"] == "still open"
    assert found["ssda903-2", "Amira", "Header@"] == "still open"


def test_a_rule_of_the_years_dates_asks_something_else_in_another_year():
    old = BEFORE.replace("01/05/2025", "31/03/2025")
    found = statuses(by_the_year(old, year=2026), by_the_year(old, year=2025))
    assert found["ssda903-5", "Amira", "Episodes@2025-03-31"] == "standard changed"
    corrected = statuses(by_the_year(old, year=2026), by_the_year(BEFORE, year=2026))
    assert corrected["ssda903-5", "Amira", "Episodes@2025-03-31"] == "proved right"


def test_a_child_who_is_not_in_another_years_return_is_out_of_its_reach():
    without = "| CHILD | DECOM | REC\n | Ben | 02/06/2025 |"
    found = statuses(by_the_year(BEFORE, year=2026), by_the_year(without, "| CHILD | SEX\n | Ben | M"))
    assert found["ssda903-1", "Amira", "Episodes@2025-05-01"] == "out of reach"
    assert found["ssda903-2", "Amira", "Header@"] == "out of reach"


def test_another_years_whole_return_proves_nothing_of_this_ones():
    one = "| CHILD | DECOM | REC\n | Amira | 01/05/2025 | X1"
    found = statuses(by_the_year(one, year=2026), by_the_year(BEFORE))
    assert found["ssda903-3", None, "the return@Episodes"] == "out of reach"


# ---------------------------------------------------------------------- since when


def test_a_finding_has_been_wrong_since_its_rows_date_or_since_the_check_that_first_had_it():
    first = checked(BEFORE)
    later = checked(BEFORE, as_of=date(2026, 5, 12), before=first)
    shown = later.findings.select("standard", "child_id", "since", "first_seen").rows()
    assert shown == [
        ("ssda903-1", "Amira", date(2025, 5, 1), date(2026, 4, 9)),
        ("ssda903-1", "Ben", date(2025, 6, 2), date(2026, 4, 9)),
        ("ssda903-2", "Amira", date(2026, 4, 9), date(2026, 4, 9)),
    ]


@pytest.mark.parametrize(
    ("decom", "since"),
    [
        ("08/04/2026", date(2026, 4, 8)),
        ("09/04/2026", date(2026, 4, 9)),
        ("10/04/2026", date(2026, 4, 9)),
    ],
)
def test_a_date_that_is_yet_to_come_is_no_day_since_when(decom, since):
    found = checked(f"| CHILD | DECOM | REC\n | Amira | {decom} |\n | Ben | 01/01/2026 | X1").findings
    assert found.filter(col("standard") == "ssda903-1")["since"].to_list() == [since]


def test_a_check_that_was_kept_compares_as_it_did(tmp_path):
    before, after = checked(BEFORE), checked(HALF_RIGHT)
    save(before, tmp_path / "before")
    kept = open_check(tmp_path / "before")
    assert compare_returns(kept, after).equals(compare_returns(before, after))
