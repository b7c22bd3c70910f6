"""`everycase return` by typer's runner: what it says, what it writes, how it ends."""

import json

import pytest
from tests.returns.census import RIGHT, WRONG, census
from typer.testing import CliRunner

from everycase.cli.main import app, run
from everycase.returns.reference import NoSuchAuthorityError, Reference
from everycase.review import compared_with
from everycase.standards.council import written_out

runner = CliRunner()


def call(*arguments):
    return runner.invoke(app, ["return", *(str(argument) for argument in arguments)])


def words(text):
    return " ".join(text.split())


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "wrong.xml"
    path.write_text(census(*WRONG), encoding="utf-8")
    return path


@pytest.fixture
def queried(tmp_path):
    path = tmp_path / "queried.xml"
    path.write_text(census(RIGHT), encoding="utf-8")
    return path


def test_errors_end_with_1_and_stand_apart_from_queries(wrong):
    result = call("check", wrong, "--year", 2026)
    assert result.exit_code == 1, result.output
    said = words(result.output)
    assert "Children in Need census, year ending 31 March 2026" in said
    errors, queries = said.split("2 rules flag 2 queries")
    assert "2 rules flag 2 errors" in errors
    assert "4180" in errors
    assert "8525Q" in queries


def test_queries_alone_end_with_0(queried):
    result = call("check", queried, "--year", 2026)
    assert result.exit_code == 0, result.output
    assert "No error is flagged." in result.output
    assert "2887Q" in result.output


def test_json_holds_every_finding_and_nothing_else_is_printed(wrong):
    result = call("check", wrong, "--year", 2026, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (told["return"], told["errors"], told["queries"]) == ("cin_census", 2, 2)
    assert {(f["rule"], f["child"], f["values"]) for f in told["findings"] if f["severity"] == "error"} == {
        ("4180", "Amira1", "Sex: 1"),
        ("8620", "Amira1", "CINclosureDate: 2027-01-05"),
    }


def test_one_rule_is_run_alone_and_lists_each_row_with_what_was_expected(wrong):
    result = call("check", wrong, "--year", 2026, "--rule", "4180")
    assert result.exit_code == 1
    assert (
        "Child Amira1, ChildIdentifiers (wrong.xml, row 3): Sex: 1. The field takes: Sex: one of M, F, U."
        in words(result.output)
    )
    assert "8620" not in result.output


def test_one_childs_rows_are_listed(wrong):
    said = call("check", wrong, "--year", 2026, "--child", "Ben1").output
    assert "PersonBirthDate: spring" in said
    assert "Amira1" not in said


def test_a_child_of_whom_nothing_is_flagged_is_told_so(wrong):
    said = call("check", wrong, "--year", 2026, "--child", "Chidi1").output
    assert "nothing is flagged of child Chidi1." in words(said)


def test_the_workbook_the_page_and_the_files_are_written_where_it_says(wrong, tmp_path):
    result = call("check", wrong, "--year", 2026, "--to", tmp_path / "out", "--json")
    written = json.loads(result.stdout)["written"]
    assert written == [
        str(tmp_path / "out" / name)
        for name in (
            "check.xlsx",
            "check.html",
            "findings.csv",
            "rules.csv",
            "children.csv",
            "problems.csv",
            "check.json",
        )
    ]
    assert {str(path) for path in (tmp_path / "out").iterdir()} == set(written)


def kept(council, folder, as_of, *children):
    """The census of these children checked and kept as of a day; what JSON says of it."""
    path = folder / f"{as_of}.xml"
    path.write_text(census(*children), encoding="utf-8")
    result = call("check", path, "--year", 2026, "--council", council, "--as-of", as_of, "--json")
    return json.loads(result.stdout)["kept"]


@pytest.fixture
def council(tmp_path):
    runner.invoke(app, ["init", "--council", str(tmp_path / "council")])
    return tmp_path / "council"


def test_what_a_second_return_puts_right_is_proved_right(council, tmp_path):
    amira, ben, chidi = WRONG
    assert kept(council, tmp_path, "2026-05-12", amira, ben, chidi)["before"] is None
    second = kept(council, tmp_path, "2026-06-02", {**amira, "sex": "F"}, ben, chidi)
    assert second["before"] == "2026-05-12"
    assert {status: n for status, n in second["summary"].items() if n} == {"proved right": 1, "still open": 3}
    third = kept(council, tmp_path, "2026-06-09", amira, chidi)
    assert {status: n for status, n in third["summary"].items() if n} == {
        "back again": 1,
        "still open": 2,
        "child gone": 1,
    }


def test_a_check_of_some_rules_alone_is_not_kept(wrong, council):
    result = call(
        "check", wrong, "--year", 2026, "--council", council, "--as-of", "2026-06-02", "--rule", "4180"
    )
    assert result.exit_code == 2
    assert "leave out --rule or --council" in words(result.stderr)
    assert not (council / "returns").exists()


def test_a_rule_is_known_in_small_letters_too(wrong):
    told = json.loads(call("check", wrong, "--year", 2026, "--rule", "8525q", "--json").stdout)
    assert [(rule["rule"], rule["flagged"]) for rule in told["rules"]] == [("8525Q", 1)]


def test_the_comparison_is_told_on_the_terminal_and_kept(council, tmp_path):
    kept(council, tmp_path, "2026-05-12", *WRONG)
    path = tmp_path / "now.xml"
    path.write_text(census(RIGHT), encoding="utf-8")
    result = call("check", path, "--year", 2026, "--council", council, "--as-of", "2026-06-02")
    assert "From 12 May 2026 to 2 June 2026" in words(result.output)
    assert "the child is no longer in the files" in words(result.output)
    assert (council / "returns" / "cin_census-2026" / "2026-06-02" / "comparison.parquet").is_file()


def test_a_check_to_be_kept_needs_its_day(wrong, council):
    result = call("check", wrong, "--year", 2026, "--council", council)
    assert result.exit_code == 2
    assert "--as-of: which day were the files made?" in words(result.stderr)
    assert not (council / "returns").exists()


def test_a_census_of_another_year_is_pointed_out(queried):
    said = words(call("check", queried, "--year", 2025).output)
    assert "the file says that it is of 2026, and --year says 2025" in said


def test_control_characters_in_a_file_reach_no_terminal(tmp_path):
    (tmp_path / "odd.xml").write_text(census({**RIGHT, "sex": "[bold]M\u009b2J"}), encoding="utf-8")
    said = call("check", tmp_path, "--year", 2026, "--rule", "4180").output
    assert "[bold]M" in said
    assert "\u009b" not in said


def test_a_file_that_is_not_there_ends_with_3(tmp_path):
    result = call("check", tmp_path / "gone.xml", "--year", 2026)
    assert result.exit_code == 3
    assert "gone.xml isn't there" in words(result.stderr)


@pytest.mark.parametrize("text", ["<Message><Header>", "neither,one\n1,2\n", ""])
def test_a_file_that_cannot_be_read_ends_with_2_in_a_sentence(tmp_path, capsys, text):
    path = tmp_path / "odd.xml"
    path.write_text(text)
    with pytest.raises(SystemExit) as ended:
        run(lambda: app(["return", "check", str(path), "--year", "2026"], standalone_mode=False))
    assert ended.value.code == 2
    assert "odd.xml" in words(capsys.readouterr().err)


def test_a_rule_that_there_is_not_ends_with_3(wrong):
    result = call("check", wrong, "--year", 2026, "--rule", "0")
    assert result.exit_code == 3
    assert "has no rule 0" in words(result.stderr)


def test_an_authority_that_is_no_ons_code_ends_with_2(wrong):
    result = call("check", wrong, "--year", 2026, "--authority", "Riverside")
    assert result.exit_code == 2
    assert "expected the council's ONS code" in words(result.stderr)


def test_the_rules_of_the_census_are_listed_with_the_messages_word_for_word():
    told = json.loads(call("rules", "cin_census", "--json").stdout)
    rules = {rule["code"]: rule for rule in told}
    assert len(told) == len(rules) == 109
    assert rules["4180"] == {
        "code": "4180",
        "message": "Sex must be provided and equal M, F, or U",
        "severity": "error",
        "return": "cin_census",
        "tables": ["ChildIdentifiers"],
        "fields": ["Sex"],
        "reads": ["ChildIdentifiers: GenderCurrent, Sex"],
        "last_year": False,
        "since": None,
        "until": None,
        "source": "DfE, Children in need census: guide and technical specification, rule 4180",
    }


def test_rules_of_an_earlier_year_lack_those_that_came_later():
    codes = {
        year: {r["code"] for r in json.loads(call("rules", "cin", "--year", year, "--json").stdout)}
        for year in (2024, 2025)
    }
    assert codes[2025] - codes[2024] == {"1570", "1580", "8945Q", "8950Q"}


def test_one_rule_is_explained():
    said = words(call("rules", "cin_census", "8525q").output)
    assert said.startswith("8525Q: Either Date of Birth or Expected Date of Birth must be provided")
    assert "Severity query" in said


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("annex_a",), "There are: ssda903, cin_census"),
        (("cin_census", "8526"), "has no rule 8526. The nearest is 85"),
    ],
)
def test_what_is_not_there_ends_with_3_and_says_what_is(arguments, says):
    result = call("rules", *arguments)
    assert result.exit_code == 3
    assert says in words(result.stderr)


THIS_YEAR = (
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nAmira,F,03/05/2015,WBRI,UN3,,\nBen,M,01/02/2014,WBRI,UN3,,\n"
)
LAST_YEAR = THIS_YEAR.replace("03/05/2015", "04/05/2015")


@pytest.fixture
def years(tmp_path, monkeypatch):
    """A folder with two years of a return, and what it was compared with."""
    asked: dict[str, object] = {}

    def load(folders, **more):
        asked.update(folders=folders, **more)
        if more["authority"] == "E10000099":
            raise NoSuchAuthorityError("no postcode lies there")
        return Reference()

    monkeypatch.setattr(compared_with, "load", load)
    monkeypatch.chdir(tmp_path)
    for name, text in (("2026", THIS_YEAR), ("2025", LAST_YEAR)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "header.csv").write_text(text)
    return tmp_path, asked


def test_a_rule_that_needs_last_years_return_is_not_run_without_it_and_says_why(years):
    folder, _ = years
    result = call("check", folder / "2026", "--year", 2026, "--rule", "203")
    assert result.exit_code == 0, result.output
    assert "Not run: 1 rule; these are not clear. · Last year's Header isn't supplied." in words(
        result.output
    )


def test_with_last_years_return_the_rule_runs(years):
    folder, _ = years
    more = ("--previous", folder / "2025", "--rule", "203", "--json")
    result = call("check", folder / "2026", "--year", 2026, *more)
    told = json.loads(result.stdout)
    assert told["previous_files"] == ["header.csv"]
    assert [(f["child"], f["table"], f["values"]) for f in told["findings"]] == [
        ("Amira", "Header", "DOB: 03/05/2015")
    ]


def test_two_years_given_as_one_are_pointed_out(years):
    folder, _ = years
    (folder / "2025").rename(folder / "2024-25")
    (folder / "2026").rename(folder / "2025-26")
    said = words(call("check", folder / "2024-25", folder / "2025-26", "--year", 2026).output)
    assert "Look at the year: 1 file of another year than 2026 is checked as this year's" in said
    assert "header.csv in 2024-25 (2025)" in said
    right = call("check", folder / "2025-26", "--previous", folder / "2024-25", "--year", 2026)
    assert "Look at the year" not in right.output


def test_the_rules_are_given_what_they_compare_with(years, tmp_path):
    folder, asked = years
    book = tmp_path / "homes.xlsx"
    book.touch()
    more = ("--providers", book, "--authority", "E10000011", "--postcodes", tmp_path / "kept")
    call("check", folder / "2026", "--year", 2026, "--rule", "101", *more)
    assert asked == {"folders": [tmp_path / "kept"], "providers": [book], "authority": "E10000011"}


def with_settings(folder, workbook="homes.xlsx"):
    folder.mkdir()
    told = written_out("Riverside") + f'authority = "E06000014"\nproviders = ["{workbook}"]\n'
    (folder / "council.toml").write_text(told, encoding="utf-8")
    (folder / "homes.xlsx").touch()
    return folder


@pytest.mark.parametrize("way", ["option", "environment", "here"])
def test_without_options_the_councils_settings_say_what_to_compare_with(years, tmp_path, monkeypatch, way):
    folder, asked = years
    council = with_settings(tmp_path / ("everycase-data" if way == "here" else "riverside"))
    more = ("--council", council, "--as-of", "2026-05-12") if way == "option" else ("--rule", "101")
    if way == "environment":
        monkeypatch.setenv("EVERYCASE_COUNCIL", str(council))
    call("check", folder / "2026", "--year", 2026, *more)
    place = council.relative_to(tmp_path) if way == "here" else council
    assert (asked["providers"], asked["authority"]) == ([place / "homes.xlsx"], "E06000014")


def test_options_come_before_the_settings(years, tmp_path, monkeypatch):
    folder, asked = years
    monkeypatch.setenv("EVERYCASE_COUNCIL", str(with_settings(tmp_path / "riverside", "gone.xlsx")))
    book = tmp_path / "other.xlsx"
    book.touch()
    more = ("--providers", book, "--authority", "E10000011", "--rule", "101")
    call("check", folder / "2026", "--year", 2026, *more)
    assert (asked["providers"], asked["authority"]) == ([book], "E10000011")


def test_a_workbook_that_the_settings_name_and_is_not_there_ends_with_2_and_says_what_to_do(
    years, tmp_path, monkeypatch
):
    folder, _ = years
    monkeypatch.setenv("EVERYCASE_COUNCIL", str(with_settings(tmp_path / "riverside", "gone.xlsx")))
    result = runner.invoke(app, ["return", "check", str(folder / "2026"), "--year", "2026"])
    assert "returns.providers: found 'gone.xlsx'" in str(result.exception)
    assert "Put Ofsted's workbook there, or take its name out" in str(result.exception)


def test_an_authority_in_which_no_postcode_lies_ends_with_2(years):
    result = call("check", years[0] / "2026", "--year", 2026, "--authority", "E10000099")
    assert result.exit_code == 2
    assert "--authority: no postcode lies there" in words(result.stderr)
