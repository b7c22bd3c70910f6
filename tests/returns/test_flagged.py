"""What was flagged: the values that stand there, in which row of which file, and how it adds up."""

import polars as pl
import pytest
from tests.returns.census import RIGHT, WRONG, checked

from everycase.returns.flagged import Checked, outcomes
from everycase.returns.forms import FORMS, form_of
from everycase.returns.problems import UnreadableError

NOTHING = "the whole return"


def told(of: Checked, *columns):
    return list(of.flagged.select(columns).iter_rows())


def test_each_finding_says_the_values_and_the_row_of_the_file(tmp_path):
    assert told(checked(tmp_path, *WRONG), "rule", "child", "table", "file_row", "values") == [
        ("2887Q", None, "Disabilities", None, NOTHING),
        ("4180", "Amira1", "ChildIdentifiers", 3, "Sex: 1"),
        ("8525Q", "Ben1", "ChildIdentifiers", 17, "PersonBirthDate: spring; ExpectedPersonBirthDate: blank"),
        ("8620", "Amira1", "CINdetails", 11, "CINclosureDate: 2027-01-05"),
    ]


def test_what_a_field_takes_is_said_only_where_the_value_is_none_such(tmp_path):
    assert dict(told(checked(tmp_path, *WRONG), "rule", "expected")) == {
        "2887Q": "",
        "4180": "Sex: one of M, F, U",
        "8525Q": "PersonBirthDate: a date, YYYY-MM-DD; ExpectedPersonBirthDate: a date, YYYY-MM-DD",
        "8620": "",
    }


def test_a_pupils_number_is_not_said_to_be_none_of_the_codes_for_having_none():
    form = FORMS["ssda903"]
    values = pl.DataFrame({"value": ["A123456789012", "UN1", "blank"]})
    assert values.select(form.fits("Header", "UPN", pl.col("value"))).to_series().all()
    assert form.expected("Header", "UPN") == "text, or one of UN1, UN2, UN3, UN4, UN5"
    sexes = values.select(fits=form.fits("Header", "SEX", pl.col("value")))
    assert not sexes["fits"].any()


def test_errors_and_queries_are_apart(tmp_path):
    found = checked(tmp_path, *WRONG)
    assert found.of("error")["rule"].to_list() == ["4180", "8620"]
    assert found.of("query")["rule"].to_list() == ["2887Q", "8525Q"]


def test_children_with_most_errors_come_first(tmp_path):
    assert checked(tmp_path, *WRONG).by_child.rows() == [
        ("Amira1", 2, 0, "4180, 8620"),
        ("Ben1", 0, 1, "8525Q"),
    ]


def test_every_rule_has_its_outcome_errors_before_queries(tmp_path):
    rules = checked(tmp_path, *WRONG, rules=["8525Q", "4180", "4220"]).by_rule
    assert rules.select("rule", "severity", "outcome", "flagged", "children").rows() == [
        ("4180", "error", "flagged", 1, 1),
        ("4220", "error", "clear", 0, 0),
        ("8525Q", "query", "flagged", 1, 1),
    ]


def test_a_rule_that_was_not_run_is_listed_with_its_reason(tmp_path):
    found = checked(tmp_path, RIGHT)
    form, tables = found.form, dict(found.reading.tables)
    del tables["Section47"]
    result = form.check(tables, collection_year=2026, rules=["2889", "4180"])
    assert outcomes(Checked(form, 2026, found.reading, result), "not run") == [
        ("Section47 isn't supplied.", ["2889"])
    ]


def test_rows_of_last_year_are_told_from_last_years_files(tmp_path):
    for year in ("this", "last"):
        (tmp_path / year).mkdir()
    this, last = checked(tmp_path / "this", RIGHT), checked(tmp_path / "last", *WRONG)
    finding = this.result.findings.clear()
    row = {"rule": "4180", "severity": "error", "table": "ChildIdentifiers_last", "row": 1, "child": "Ben1"}
    more = pl.DataFrame([{**row, "fields": ["PersonBirthDate"], "message": "wrong"}], schema=finding.schema)
    result = type(this.result)(more, this.result.rules)
    both = Checked(this.form, 2026, this.reading, result, last.reading)
    assert told(both, "table", "file_row", "values") == [
        ("ChildIdentifiers_last", 17, "PersonBirthDate: spring")
    ]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.xml", "<Message><Header/></Message>", "cin_census"),
        ("a.xml", '<?xml version="1.0"?>\n<x:Message xmlns:x="urn:x"/>', "cin_census"),
        ("a.xml", "<EXPSSDA903/>", "ssda903"),
        ("header.csv", "CHILD,SEX,DOB\n", "ssda903"),
    ],
)
def test_the_return_is_told_by_what_is_in_the_file(tmp_path, name, text, form):
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / name).write_text(text, encoding=encoding)
        assert form_of([tmp_path]).name == form


def test_files_of_both_returns_are_refused_by_name(tmp_path):
    (tmp_path / "header.csv").write_text("CHILD,SEX,DOB\n")
    (tmp_path / "cin.xml").write_text("<Message/>")
    with pytest.raises(
        UnreadableError, match=r"cin\.xml is of the Children in Need census; header\.csv is of"
    ):
        form_of([tmp_path])


@pytest.mark.parametrize(
    ("form", "table", "name", "takes"),
    [
        ("ssda903", "Header", "SEX", "one of M, F, U"),
        ("ssda903", "Episodes", "DECOM", "a date, DD/MM/YYYY"),
        ("ssda903", "Episodes_last", "DECOM", "a date, DD/MM/YYYY"),
        ("ssda903", "Episodes", "URN", "Ofsted's number of the setting; XXXXXXX where unknown"),
        ("cin_census", "CINdetails", "ReferralNFA", "one of true, false, 1, 0"),
        ("cin_census", "ChildIdentifiers", "UPN", ""),
        ("cin_census", "Nowhere", "UPN", ""),
    ],
)
def test_what_a_field_takes_in_words(form, table, name, takes):
    assert FORMS[form].expected(table, name) == takes


def test_a_long_list_of_codes_is_named_and_not_written_out():
    assert (
        FORMS["cin_census"]
        .expected("ChildCharacteristics", "Ethnicity")
        .startswith("one of the 20 codes of the list ethnicity, such as ")
    )
