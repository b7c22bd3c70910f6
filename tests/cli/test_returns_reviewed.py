"""A return among the files of a load, or checked by itself, in the review, the lists and one child's case."""

import json

import polars as pl
import pytest
from tests.returns.census import WRONG, census
from typer.testing import CliRunner

from everycase.cli.main import app
from everycase.record.store import Store
from everycase.returns.cin_census import RULES
from everycase.review.kept_returns import kept_in, last_checks
from everycase.review.review import open_review

AMIRA, RETURN = "Amira1", "CIN census of 2025/26"
MESSAGE = next(rule.message for rule in RULES if rule.code == "4180")


def write_files(folder):
    """A census in which two children are wrong, and a dataset that holds one of them, with a worker."""
    (folder / "cin.xml").write_text(census(*WRONG), encoding="utf-8")
    dataset = folder / "ssd"
    dataset.mkdir()
    (dataset / "ssd_person.csv").write_text(f"pers_person_id,pers_dob\n{AMIRA},2015-05-03\n")
    held = ("invo_involvements_id", "invo_person_id", "invo_professional_id", "invo_professional_role_id")
    more = ("invo_professional_team", "invo_involvement_start_date", "invo_involvement_end_date")
    (dataset / "ssd_involvements.csv").write_text(
        f"{','.join((*held, *more))}\nI1,{AMIRA},W1,ALLOCATED CASE WORKER,T1,2025-01-01,\n"
    )
    return folder


@pytest.fixture
def files(tmp_path):
    return write_files(tmp_path)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    """A council that loaded those files and reviewed them: its folder, and what the two commands said."""
    folder = tmp_path_factory.mktemp("reviewed")
    write_files(folder)
    runner, council = CliRunner(), str(folder / "council")
    runner.invoke(app, ["init", "--council", council])
    files = [str(folder / "cin.xml"), str(folder / "ssd")]
    load = runner.invoke(app, ["load", *files, "--council", council, "--as-of", "2026-05-12"])
    review = runner.invoke(app, ["review", "--council", council])
    return folder / "council", " ".join(load.output.split()), " ".join(review.output.split())


def loaded(everycase, council, files, day, *more):
    return everycase("load", files / "cin.xml", files / "ssd", *more, "--council", council, "--as-of", day)


def flagged(council):
    store = Store(council)
    findings = open_review(store.review_folder(store.reviews()[-1])).findings
    return findings.filter(pl.col("kind") == "return")


def test_a_return_that_is_loaded_is_checked_and_its_findings_are_the_reviews(reviewed):
    council, *said = reviewed
    for words in said:
        assert f"{RETURN}, checked as of 12 May 2026: 2 errors and 2 queries, of 2 children" in words
    rows = flagged(council).filter(pl.col("standard") == "cin-4180")
    assert rows.select("child_id", "area", "aspect", "severity", "title", "says").rows() == [
        (
            AMIRA,
            "assessment and child in need",
            "records",
            2,
            MESSAGE,
            f"{MESSAGE.removesuffix('.')}. In ChildIdentifiers: Sex: 1.",
        )
    ]


def test_a_finding_of_a_return_is_with_the_childs_worker_and_team(reviewed):
    owners = flagged(reviewed[0]).select("child_id", "worker_now", "team_now").unique().rows()
    assert (AMIRA, "W1", "T1") in owners
    assert all(worker is None for child, worker, _ in owners if child != AMIRA)


def test_it_is_shown_among_the_childs_findings_and_on_a_sheet_of_its_own(everycase, reviewed, tmp_path):
    council = reviewed[0]
    assert "In a return: " in everycase("show", AMIRA, "--council", council).words
    assert everycase("export", "--council", council, "--to", tmp_path).code == 0
    cases, returns = (
        pl.read_excel(tmp_path / "worklists" / "t1.xlsx", sheet_name=name, read_options={"header_row": 1})
        for name in ("To put right", "Returns")
    )
    assert set(returns["Child"]) == {AMIRA}
    assert returns["Rule"].to_list() == ["cin-4180", "cin-8620"]
    assert not set(cases["Standard id"]) & set(returns["Rule"])


def test_the_export_says_how_every_rule_came_out_and_the_report_tells_of_the_return(
    everycase, reviewed, tmp_path
):
    assert everycase("export", "--council", reviewed[0], "--to", tmp_path).code == 0
    rules = pl.read_csv(tmp_path / "csv" / "return_rules.csv")
    assert rules.height == 109
    assert rules.filter(pl.col("standard") == "cin-4180").select("return", "outcome", "flagged").rows() == [
        ("cin_census", "flagged", 1)
    ]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "CIN census, year ending 31 March 2026" in page
    assert "2 errors and 2 queries, of 2 children" in page


def test_a_child_whom_only_the_return_holds_is_shown_with_what_is_wrong(everycase, empty_council, files):
    everycase(
        "return",
        "check",
        files / "cin.xml",
        "--year",
        2026,
        "--council",
        empty_council,
        "--as-of",
        "2026-05-12",
    )
    everycase("load", files / "ssd", "--council", empty_council, "--as-of", "2026-05-13")
    everycase("review", "--council", empty_council)
    shown = everycase("show", "Ben1", "--council", empty_council)
    assert "in a return, and not in the record as of 13 May 2026" in shown.words
    assert "In a return: " in shown.words
    assert everycase("show", "Nobody", "--council", empty_council).code == 3


def test_what_the_next_return_has_right_is_proved_right_in_the_comparison(everycase, empty_council, files):
    loaded(everycase, empty_council, files, "2026-05-12")
    everycase("review", "--council", empty_council)
    amira, *rest = WRONG
    (files / "cin.xml").write_text(census({**amira, "sex": "F"}, *rest), encoding="utf-8")
    loaded(everycase, empty_council, files, "2026-06-02")
    everycase("review", "--council", empty_council)
    told = everycase("compare", "--council", empty_council, "--json").json
    became = {(f["standard"], f["status"]) for f in told["findings"] if f["kind"] == "return"}
    assert ("cin-4180", "proved right") in became
    assert ("cin-8620", "still open") in became
    assert "in the returns" in everycase("compare", "--council", empty_council).words


def test_a_child_who_is_merged_into_another_takes_the_findings_along(everycase, empty_council, files):
    loaded(everycase, empty_council, files, "2026-05-12")
    everycase("review", "--council", empty_council)
    linked = files / "ssd" / "ssd_linked_identifiers.csv"
    linked.write_text(
        "link_table_id,link_person_id,link_identifier_type,link_identifier_value,link_valid_from_date,"
        f"link_valid_to_date\nL1,New1,Former id,{AMIRA},2026-05-13,\n"
    )
    person = files / "ssd" / "ssd_person.csv"
    person.write_text(person.read_text() + "New1,2015-05-03\n")
    loaded(everycase, empty_council, files, "2026-06-02")
    everycase("review", "--council", empty_council)
    assert "New1" in flagged(empty_council)["child_id"]
    assert AMIRA not in flagged(empty_council)["child_id"]
    found = everycase("compare", "--council", empty_council, "--json").json["findings"]
    assert {f["status"] for f in found if f["kind"] == "return"} == {"still open"}


def test_the_last_check_up_to_the_reviews_day_is_the_one_that_counts(everycase, empty_council, files):
    loaded(everycase, empty_council, files, "2026-05-12")
    loaded(everycase, empty_council, files, "2026-06-02")
    (files / "cin.xml").unlink()
    days = [kept.as_of.isoformat() for kept in kept_in(empty_council)]
    assert days == ["2026-05-12", "2026-06-02"]
    for kept in kept_in(empty_council):
        day = kept.as_of
        before, on, after = (day.replace(day=day.day + step) for step in (-1, 0, 1))
        assert [check.as_of for check in last_checks(empty_council, on)] == [day]
        assert [check.as_of for check in last_checks(empty_council, after)] == [day]
        assert [check.as_of for check in last_checks(empty_council, before)] != [day]


def test_json_of_load_and_review_names_the_return_and_how_its_rules_came_out(everycase, empty_council, files):
    told = loaded(everycase, empty_council, files, "2026-05-12", "--json").json
    (one,) = told["returns"]
    assert (one["return"], one["collection_year"], one["findings"]) == ("cin_census", 2026, 4)
    assert sum(one["rules"].values()) == 109
    assert everycase("review", "--council", empty_council, "--json").json["returns"] == [one]


def test_a_return_in_which_nothing_is_flagged_says_so_in_words(everycase, empty_council, made):
    said = everycase("load", *made.values(), "--council", empty_council, "--as-of", "2026-11-24").words
    assert "SSDA903 return of 2025/26, checked as of 24 November 2026: no rule flags anything; 4" in said


def test_both_returns_of_a_made_up_council_are_checked(everycase, empty_council, made):
    told = everycase("load", *made.values(), "--council", empty_council, "--as-of", "2026-11-24", "--json")
    assert [(r["return"], r["collection_year"]) for r in json.loads(told.out)["returns"]] == [
        ("cin_census", 2026),
        ("ssda903", 2026),
    ]
