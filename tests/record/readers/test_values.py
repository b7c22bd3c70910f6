"""A table as found into the record's own fields: kinds, placeholders, and what isn't understood."""

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from tests.record.readers.extracts import frame

from everycase.record.readers.values import ROW, read_table
from everycase.record.reading import PROBLEMS
from everycase.record.schema import (
    care_visits,
    child_protection_plans,
    children,
    contacts,
    involvements,
    placements,
)


def values(table, field, texts, **more):
    raw = pl.DataFrame({"found": texts}, schema={"found": pl.String} if not more.get("typed") else None)
    more.pop("typed", None)
    return read_table(table, raw, {field: "found"}, file="a.csv", **more)


def one(table, field, text, **more):
    return values(table, field, [text], **more).frame[field][0]


def test_a_small_table():
    raw = frame("""
        id | when       | plan
        7  | 31/02/2024 | P1
        8  | 2024-02-28 |
    """)
    columns = {"child_id": "id", "started_on": "when", "plan_id": "plan"}
    read = read_table(child_protection_plans, raw, columns, file="cp_plans.csv", file_index=3, first_row=14)
    assert read.frame.to_dicts() == [
        {
            "child_id": "7",
            "started_on": None,
            "plan_id": "P1",
            "file": 3,
            "row": 14,
            "unread": "|started_on|",
        },
        {
            "child_id": "8",
            "started_on": date(2024, 2, 28),
            "plan_id": None,
            "file": 3,
            "row": 15,
            "unread": None,
        },
    ]
    assert read.frame.schema["file"] == pl.UInt16
    assert read.frame.schema["row"] == pl.UInt32
    assert read.problems.schema == PROBLEMS
    assert read.problems.to_dicts() == [
        {
            "file": "cp_plans.csv",
            "sheet": "",
            "row": 14,
            "column": "when",
            "child_id": "7",
            "kind": "not understood",
            "found": "31/02/2024",
            "expected": "a date such as 2024-02-28 or 28/02/2024",
            "says": "cp_plans.csv row 14, when: found '31/02/2024', "
            "expected a date such as 2024-02-28 or 28/02/2024",
        }
    ]
    assert read.columns == {
        "id": {"values": 2, "understood": 2},
        "when": {"values": 2, "understood": 1},
        "plan": {"values": 1, "understood": 1},
    }


def test_the_sheet_is_named_where_there_is_one():
    read = read_table(care_visits, frame("d\nmaybe"), {"seen": "d"}, file="a.xlsx", sheet="List 8")
    assert read.problems["says"].to_list() == [
        "a.xlsx, sheet List 8, row 2, d: found 'maybe', expected yes or no (Y or N)"
    ]


def test_row_numbers_given_with_the_table_are_kept():
    raw = frame("id\n7\n8").with_columns(pl.Series(ROW, [30, 12]))
    assert read_table(children, raw, {"child_id": "id"}, file="a").frame["row"].to_list() == [30, 12]


@pytest.mark.parametrize("text", ["Y", "y", "Yes", "TRUE", "1", "a) Yes", "Y - Yes", "1.0"])
def test_yes(text):
    assert one(care_visits, "seen", text) is True


@pytest.mark.parametrize("text", ["N", "no", "False", "0", "b) No", "N - No"])
def test_no(text):
    assert one(care_visits, "seen", text) is False


@pytest.mark.parametrize("text", ["", "  ", None])
def test_blank_is_neither_yes_nor_no_nor_a_problem(text):
    read = values(care_visits, "seen", [text])
    assert read.frame["seen"].to_list() == [None]
    assert read.problems.is_empty()
    assert read.columns == {"found": {"values": 0, "understood": 0}}


@pytest.mark.parametrize(
    ("table", "field", "text"),
    [
        (children, "born_on", "1900-01-01"),
        (children, "born_on", "01/01/1900"),
        (children, "born_on", "1900-01-01 00:00:00"),
        (children, "born_on", "31/12/9999"),
        (children, "born_on", "9999-12-31T00:00:00"),
        (children, "born_on", "2300-01-01"),
        (children, "born_on", "NULL"),
        (children, "born_on", "#N/A"),
        (care_visits, "seen", "n/a"),
        (care_visits, "seen", "c) N/A"),
        (involvements, "worker_id", "SSD_PH"),
        (involvements, "worker_id", "-1"),
        (involvements, "team_id", "-1"),
        (involvements, "worker_id", "unknown"),
        (involvements, "worker_id", "0"),
        (involvements, "worker_id", "N/A"),
        (involvements, "worker_id", "Unallocated"),
        (contacts, "source", "-"),
        (placements, "distance", "999.9"),
    ],
)
def test_what_a_system_writes_where_it_has_nothing(table, field, text):
    read = values(table, field, [text, None, text])
    assert read.frame[field].to_list() == [None, None, None]
    assert read.problems.select("row", "kind", "found", "says").rows() == [
        (None, "placeholder", text, f"a.csv, found: '{text}' in 2 rows stands for nothing; taken as empty")
    ]
    assert read.columns == {"found": {"values": 2, "understood": 2}}


def test_a_code_for_unknown_is_a_code():
    assert one(children, "sex", "Unknown") == "U"
    assert one(contacts, "source", "10") == "10"


def test_more_placeholders_for_one_field():
    assert one(placements, "postcode", "zzz", placeholders={"postcode": ["ZZZ"]}) is None
    assert one(placements, "postcode", "LS1 4AP", placeholders={"postcode": ["ZZZ"]}) == "LS1 4AP"


@pytest.mark.parametrize(
    ("text", "miles"),
    [("12", 12.0), ("12.5", 12.5), ("1,200", 1200.0), ("0", 0.0), ("12m", None), ("1.2.3", None)],
)
def test_numbers(text, miles):
    assert one(placements, "distance", text) == miles


@pytest.mark.parametrize(("text", "count"), [("3", 3), ("3.0", 3), ("3.5", None), ("three", None)])
def test_whole_numbers(text, count):
    assert one(child_protection_plans, "earlier_plans", text) == count


@pytest.mark.parametrize(
    ("text", "identifier"), [(" 00123 ", "00123"), ("123.0", "123"), ("A-1", "A-1"), ("1.23E+11", None)]
)
def test_ids_lose_what_a_spreadsheet_added(text, identifier):
    assert one(children, "child_id", text) == identifier


def test_an_id_that_a_spreadsheet_shortened_is_listed():
    assert values(children, "child_id", ["1.23E+11"]).problems["expected"].to_list() == [
        "the whole id (a spreadsheet has shortened this one)"
    ]


def test_a_date_out_of_all_reason_is_not_understood():
    assert values(children, "born_on", ["0024-02-03", "2124-02-03"]).problems["kind"].to_list() == [
        "not understood",
        "not understood",
    ]


def test_a_visit_keeps_its_time():
    read = values(care_visits, "visited_on", ["03/02/2024 14:05", "03/02/2024"])
    assert read.frame["visited_on_time"].to_list() == [datetime.fromisoformat("2024-02-03 14:05"), None]


def test_cells_that_are_typed_already():
    raw = pl.DataFrame(
        {
            "id": [7.0, 8.0],
            "when": [datetime.fromisoformat("2024-02-03 14:05"), None],
            "seen": [True, False],
            "care": [Decimal("12.00"), None],
        }
    )
    columns = {"child_id": "id", "visited_on": "when", "seen": "seen", "care_id": "care"}
    read = read_table(care_visits, raw, columns, file="a.db")
    assert read.frame.select("child_id", "visited_on", "visited_on_time", "seen", "care_id").rows() == [
        ("7", date(2024, 2, 3), datetime.fromisoformat("2024-02-03 14:05"), True, "12"),
        ("8", None, None, False, None),
    ]
    born = read_table(children, pl.DataFrame({"d": [date(2015, 3, 1)]}), {"born_on": "d"}, file="a.db")
    assert born.frame["born_on"].to_list() == [date(2015, 3, 1)]


def test_a_code_outside_the_list_is_kept_as_a_problem():
    read = values(contacts, "source", ["1A", "GP surgery", "GP surgery"])
    assert read.frame["source"].to_list() == ["1A", None, None]
    assert read.problems.select("row", "found").rows() == [(3, "GP surgery"), (4, "GP surgery")]
    known = values(contacts, "source", ["GP surgery"], spellings={"source": {"gp surgery": "3A"}})
    assert known.frame["source"].to_list() == ["3A"]


def test_what_could_be_read_of_a_set_is_kept_and_said():
    read = values(contacts, "outcomes", ['{"NFA_FLAG":"Y","ADVI'])
    assert read.frame["outcomes"].to_list() == [["NFA_FLAG"]]
    assert read.problems["says"][0].endswith("; what could be read was kept")


def test_a_field_or_header_that_is_not_there_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="born"):
        read_table(children, frame("id\n7"), {"born": "id"}, file="a")
    with pytest.raises(ValueError, match="child_id"):
        read_table(children, frame("id\n7"), {"child_id": "ID"}, file="a")


def test_no_rows():
    read = read_table(children, frame("id | dob"), {"child_id": "id", "born_on": "dob"}, file="a")
    assert read.frame.schema == {
        "child_id": pl.String,
        "born_on": pl.Date,
        "file": pl.UInt16,
        "row": pl.UInt32,
    }
    assert read.frame.is_empty()
    assert read.problems.is_empty()
