"""`everycase load` on sound files: what it takes, what it says it took, and where rows went."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date

import polars as pl
import pytest
from tests.cli.conftest import bytes_of

from everycase.record.schema import Format
from everycase.record.store import Store

AS_OF = ("--as-of", "2026-11-24")


@pytest.mark.parametrize("fmt", list(Format))
def test_each_format_alone_is_a_record(everycase, empty_council, made, fmt):
    ended = everycase("load", made[fmt], "--council", empty_council, *AS_OF, "--json")
    assert ended.code == 0, ended.err
    assert {file["format"] for file in ended.json["files"]} == {fmt.value}
    assert ended.json["rows"]["children"] > 0 or fmt is Format.EVENTS
    assert Store(empty_council).records() == [Store(empty_council).record().as_of]


@pytest.fixture(scope="module")
def mixed(made):
    return [made[fmt] for fmt in Format]


def test_a_mix_is_one_record_of_the_same_children(everycase, empty_council, made, mixed):
    people = pl.read_csv(made[Format.SSD] / "ssd_person.csv", infer_schema=False)
    ended = everycase("load", *mixed, "--council", empty_council, *AS_OF, "--json")
    assert {file["format"] for file in ended.json["files"]} == {fmt.value for fmt in Format}
    children = Store(empty_council).record().scan("children").collect()
    assert set(people["pers_person_id"]) <= set(children["child_id"])
    assert children["child_id"].is_unique().all()


def test_a_folder_with_everything_in_it_is_the_same_mix(everycase, empty_council, made, mixed, tmp_path):
    flat = tmp_path / "handed over"
    flat.mkdir()
    for place in mixed:
        files = [place] if place.is_file() else place.iterdir()
        for file in files:
            shutil.copy(file, flat)
    apart = everycase("load", *mixed, "--council", empty_council, *AS_OF, "--json").json
    together = everycase("load", flat, "--council", empty_council, *AS_OF, "--json").json
    assert together["rows"] == apart["rows"]
    assert Counter(p["says"] for p in together["problems"]) == Counter(p["says"] for p in apart["problems"])


def test_one_file_named_is_read_without_its_neighbours(everycase, empty_council, made):
    person = made[Format.SSD] / "ssd_person.csv"
    told = everycase("load", person, "--council", empty_council, *AS_OF, "--json").json
    assert [file["path"] for file in told["files"]] == [str(person)]


def test_a_file_named_twice_is_read_once(everycase, empty_council, made):
    events = made[Format.EVENTS]
    again = events.parent / ".." / events.parent.name / "events.csv"
    told = everycase("load", events, again, events.parent, "--council", empty_council, *AS_OF, "--json").json
    assert sum(file["format"] == "events" for file in told["files"]) == 1


def test_what_lies_beside_and_is_in_no_known_format_is_listed(everycase, empty_council, made, tmp_path):
    folder = tmp_path / "extract"
    shutil.copytree(made[Format.SSD], folder)
    (folder / "minutes [draft].docx").write_bytes(b"PK")
    (folder / "notes.csv").write_text("colour,shape\nred,round\n", encoding="utf-8")
    (folder / "~$annex_a.xlsx").write_bytes(b"open in Excel")
    told = everycase("load", folder, "--council", empty_council, *AS_OF, "--json").json
    extra = [p["says"].split(" ")[0] for p in told["problems"] if p["kind"] == "extra file"]
    assert sorted(extra) == ["minutes", "notes.csv", "ssd_s251_finance.csv"]


def test_it_says_what_each_file_gave_and_what_would_supply_the_rest(everycase, empty_council, made):
    ended = everycase("load", made[Format.EVENTS], "--council", empty_council, *AS_OF)
    rows = made[Format.EVENTS].read_text(encoding="utf-8").count("\n") - 1
    assert "Record of Riverside Council as of 24 November 2026" in ended.words
    assert f"events file: {rows:,} rows" in ended.words
    assert "What these files can answer" in ended.words
    assert "Standard Safeguarding Dataset: would say more of" in ended.words
    assert f"Next: everycase review --council {empty_council}" in ended.words


def test_paths_in_the_tables_are_names(everycase, empty_council, made):
    ended = everycase("load", made[Format.SSD], "--council", empty_council, *AS_OF)
    assert "ssd_person.csv" in ended.out
    assert str(made[Format.SSD]) not in ended.out


@pytest.mark.parametrize("width", [80, 120])
def test_no_name_is_broken_and_no_line_is_longer_than_the_terminal(
    everycase, empty_council, mixed, width, monkeypatch
):
    from everycase.cli import console

    monkeypatch.setattr(console.out, "width", width)
    ended = everycase("load", *mixed, "--council", empty_council, *AS_OF)
    assert "ssd_cla_previous_permanence.csv" in ended.out
    assert "cin_census_2026.xml, ChildProtectionPlans" in ended.out
    to_copy = ("Kept in:", "Next:", "Which, and what each lacks:")
    assert [
        line for line in ended.out.splitlines() if len(line) > width and not line.startswith(to_copy)
    ] == []


def test_a_second_load_of_the_same_date_takes_the_place_of_the_first(everycase, council, made):
    everycase("load", made[Format.EVENTS], "--council", council, *AS_OF)
    record = Store(council).record()
    assert [str(source) for source in record.manifest.sources] == ["events"]
    assert [path.name for path in (council / "records").iterdir()] == ["2026-11-24"]


EVENTS = """child,event,date,by,value
A1,supervision,2026-10-05,Jo Reed,
A1,supervision,05/10/2026,Jo Reed,
A1,supervision,2026-10-05,Jo Reed,
,supervision,2026-10-06,,
A2,no-such-event,2026-10-06,,
A2,child-seen,soon,,
A3,child-seen,46305,,
"""


def test_every_event_is_in_the_record_or_listed(everycase, empty_council, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    told = everycase("load", path, "--council", empty_council, *AS_OF, "--json").json
    kept = Store(empty_council).record().scan("events").collect()["row"]
    listed = {p["row"] for p in told["problems"] if p["row"]}
    assert sorted({*kept, *listed}) == [2, 3, 4, 5, 6, 7, 8]
    said = {p["row"]: (p["kind"], p["column"], p["found"]) for p in told["problems"] if p["row"]}
    assert said[4][0] == "duplicate"
    assert said[5][0] == "not placed"
    assert said[6] == ("not understood", "event", "no-such-event")


def test_a_load_of_a_date_before_one_that_is_kept_says_what_the_later_one_doesn_t_know(
    everycase, empty_council, made
):
    """The day before it, the day itself (loaded again), and the day after."""

    def load(day, *more):
        return everycase("load", made[Format.EVENTS], "--council", empty_council, "--as-of", day, *more)

    assert "out of order" not in load("2026-11-24").words
    later = Store(empty_council).record_folder(date(2026, 11, 24))
    kept = bytes_of(later)
    told = load("2026-11-23")
    assert "Loaded out of order. What is kept of later dates (24 November 2026) was worked out" in told.words
    assert "load the extracts of those dates again, oldest first, and review each again" in told.words
    assert bytes_of(later) == kept
    assert "out of order" not in load("2026-11-24").words
    assert load("2026-11-25", "--json").json["later_records"] == []
    assert load("2026-11-23", "--json").json["later_records"] == ["2026-11-24", "2026-11-25"]
    assert "(2 records, 24 November 2026 to 25 November 2026)" in load("2026-11-23").words


def rows_lost(record, file, listed):
    """Rows of a file that are neither in the record nor listed. The header is row 1."""
    index = [taken.path.endswith(f"/{file}") for taken in record.manifest.files].index(True)
    kept = pl.concat([frame.select("file", "row") for frame in record.frames.values()]).collect()
    here = set(kept.filter(pl.col("file") == index)["row"])
    return set(range(2, record.manifest.files[index].rows + 2)) - here - listed


def test_no_row_of_any_file_of_the_dataset_is_lost(everycase, empty_council, made):
    told = everycase("load", made[Format.SSD], "--council", empty_council, *AS_OF, "--json").json
    record = Store(empty_council).record()
    names = [file["path"].rpartition("/")[2] for file in told["files"]]
    names.remove("ssd_assessment_factors.csv")  # its rows become a field of the assessments
    for name in names:
        listed = {p["row"] for p in told["problems"] if p["file"] == name and p["row"]}
        assert rows_lost(record, name, listed) == set(), name
