"""The page: every child's flagged rows in their context, marked in words, with no script to run."""

import re

import polars as pl
import pytest
from lxml import html
from tests.returns.census import RIGHT, WRONG, checked

from everycase.analysis.returns import page as made
from everycase.analysis.returns.page import render, write_page
from everycase.returns.checking import FINDINGS, OUTCOMES, Result
from everycase.returns.flagged import Checked
from everycase.returns.forms import FORMS

SCRIPT = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return html.fromstring(render(checked(tmp_path_factory.mktemp("page"), *WRONG)))


def case(page, child):
    """The folded part of one child."""
    return next(
        part for part in page.iter("details") if part.find("h4") is not None and part.find("h4").text == child
    )


def words(part):
    """All that a person reads of it, with single spaces."""
    return " ".join("".join(part.itertext()).split())


def marked(part):
    """Each marked cell: its kind, its value, and why."""
    found = part.xpath(".//td[span[@class='why']]")
    return [(cell.get("class"), cell.text, cell.findtext("span")) for cell in found]


def test_a_rule_names_the_children_and_each_link_leads_into_the_childs_folded_part(page):
    rule = next(part for part in page.iter("details") if part.findtext("summary/strong") == "4180")
    [link] = rule.iter("a")
    target = page.get_element_by_id(link.get("href").removeprefix("#"))
    assert (link.text, target.text) == ("Amira1", "Amira1")
    assert target.getparent().tag == "details", "a browser unfolds only what the target is inside of"


def test_a_childs_offending_cells_are_marked_in_words(page):
    assert marked(case(page, "Amira1")) == [
        ("error", "1", "error 4180"),
        ("error", "2027-01-05", "error 8620"),
    ]
    assert marked(case(page, "Ben1")) == [
        ("query", "spring", "query 8525Q"),
        ("query", "blank", "query 8525Q"),
    ]


def test_the_row_around_an_offending_cell_is_there(page):
    table = next(t for t in case(page, "Amira1").iter("table") if t.findtext("caption") == "CINdetails")
    headers = [cell.text for cell in table.xpath("./thead//th")]
    row = [cell.text for cell in table.xpath("./tbody/tr/*")]
    assert dict(zip(headers, row, strict=True))["CINreferralDate"] == "2025-06-02"


def test_each_thing_flagged_says_in_which_row_of_which_table(page):
    said = [words(item) for item in case(page, "Amira1").xpath("./ul/li")]
    assert [line.partition(" (error): ")[0] for line in said] == ["4180", "8620"]
    assert "ChildIdentifiers, row 3: Sex: 1. The field takes: Sex: one of M, F, U." in said[0]
    assert "CINdetails, row 11: CINclosureDate: 2027-01-05." in said[1]


def test_last_years_files_are_named(tmp_path):
    this = checked(tmp_path, RIGHT)
    assert "Last year’s" not in render(this)
    both = Checked(this.form, this.collection_year, this.reading, this.result, this.reading)
    assert "census.xml. Last year’s: census.xml" in render(both)


def test_errors_and_queries_are_apart(page):
    def rules(heading):
        part = page.xpath(f"//section[@aria-labelledby='{heading}']//summary/strong")
        return [one.text for one in part]

    assert (rules("errors"), rules("queries")) == (["4180", "8620"], ["2887Q", "8525Q"])


def test_what_is_about_the_whole_return_is_under_no_one_child(page):
    assert "2887Q (query, about the whole return)" in " ".join(
        case(page, "No one child").text_content().split()
    )


def test_every_link_leads_somewhere_and_nothing_is_fetched_or_run(page):
    links = [link.get("href") for link in page.iter("a")]
    assert all(link.startswith("#") and page.xpath("//*[@id=$id]", id=link[1:]) for link in links)
    assert not page.xpath("//script | //link | //img | //iframe | //@onclick | //@src")


def test_hostile_values_are_shown_and_run_nothing(tmp_path):
    hostile = {**RIGHT, "child": SCRIPT, "sex": "<img src=x onerror=alert(1)>"}
    page = html.parse(write_page(checked(tmp_path, hostile), tmp_path / "deeper" / "check.html")).getroot()
    assert not page.xpath("//script | //img | //@onerror")
    assert case(page, SCRIPT) is not None
    assert "<img src=x onerror=alert(1)>" in [value for _, value, _ in marked(page)]


def test_rows_without_a_childs_id_are_shown(tmp_path):
    page = html.fromstring(render(checked(tmp_path, {**RIGHT, "child": ""}, rules=["8500"])))
    assert marked(case(page, "No one child")) == [("error", "blank", "error 8500")]


def test_of_many_children_those_with_most_errors_are_shown_and_the_rest_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "MOST_CHILDREN", 1)
    page = html.fromstring(render(checked(tmp_path, *WRONG)))
    assert [part.text for part in page.iter("h4")] == ["No one child", "Amira1"]
    assert "1 child with fewer errors left out here" in words(page)
    assert "Ben1" in words(page)


def test_of_a_childs_many_rows_the_flagged_ones_and_their_neighbours_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(made, "MOST_ROWS", 3)
    many = [{**RIGHT, "closed": f"2025-12-{day:02}"} for day in range(1, 9)]
    many[4]["closed"] = "2027-01-05"
    page = html.fromstring(render(checked(tmp_path, *many, rules=["8620"])))
    shown = re.findall(r"20\d\d-\d\d-\d\d", case(page, "Chidi1").xpath("string(.//table)"))
    assert [day for day in shown if day > "2025-11"] == ["2025-12-04", "2027-01-05", "2025-12-06"]
    assert "5 other rows of this table not shown here" in words(page)


def test_a_clear_return_says_so(tmp_path):
    page = html.fromstring(render(checked(tmp_path, RIGHT, rules=["4180"])))
    assert "None is flagged." in words(page)
    assert [part.text for part in page.iter("h4")] == []


def test_spaces_around_an_id_make_no_other_child_of_it(tmp_path):
    """The 903's readers keep cells as they stand, and so does everyone who types them."""
    form = FORMS["ssda903"]
    (tmp_path / "header.csv").write_text(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n12 ,X,01/05/2015,WBRI,UN3,,\n"
    )
    (tmp_path / "oc3.csv").write_text("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n12,spring,YES,F1,B1\n")
    reading = form.read([tmp_path])
    schema = dict(FINDINGS) | {"row": pl.UInt32()}
    rows = [
        {"rule": "101", "severity": "error", "table": "Header", "row": 0, "child": "12 ", "fields": ["SEX"]},
        {"rule": "102", "severity": "error", "table": "OC3", "row": 0, "child": "12", "fields": ["DOB"]},
    ]
    found = pl.DataFrame([{**row, "message": "wrong"} for row in rows], schema=schema)
    outcomes = pl.DataFrame(schema=dict(OUTCOMES))
    page = html.fromstring(render(Checked(form, 2026, reading, Result(found, outcomes))))
    assert marked(case(page, "12")) == [("error", "X", "error 101"), ("error", "spring", "error 102")]
