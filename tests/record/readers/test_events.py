"""A council's own events.csv."""

import datetime as dt

import pytest
from tests.record.readers.workbooks import rows, says

from everycase.record.readers import events
from everycase.record.reading import UnreadableError


def read(folder, text, name="events 2024-03-31.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return events.read(path)


def test_an_event_is_a_row(tmp_path):
    reading = read(tmp_path, "child,event,date,by,value\n7,supervision,2024-02-01 14:30,Ann Lee,\n")
    assert rows(reading, "events", "child_id", "kind", "happened_on", "by") == [
        ("7", "supervision", "2024-02-01", "Ann Lee")
    ]
    assert reading.tables["events"]["happened_on_time"].to_list() == [
        dt.datetime.fromisoformat("2024-02-01T14:30")
    ]
    assert reading.supplied["events"] == {"child_id", "kind", "happened_on", "by"}
    assert reading.problems.is_empty()


def test_headers_may_be_in_any_case_and_order(tmp_path):
    reading = read(tmp_path, " Date ,EVENT,Child\n01/02/2024,supervision,7\n")
    assert rows(reading, "events", "child_id", "happened_on") == [("7", "2024-02-01")]


@pytest.mark.parametrize("written", ["child-seen", "Child seen", "CHILD_SEEN", " child - seen "])
def test_an_event_s_name_may_have_spaces_underscores_and_capitals(tmp_path, written):
    reading = read(tmp_path, f"child,event,date\n7,{written},2024-02-01\n")
    assert rows(reading, "events", "kind") == [("child-seen",)]


def test_an_unknown_event_is_listed_with_the_names_near_to_it(tmp_path):
    reading = read(tmp_path, "child,event,date\n7,supervison,2024-02-01\n8,juggling,2024-02-01\n")
    assert rows(reading, "events", "kind") == []
    first, second = says(reading, "not understood")
    assert first.startswith("events 2024-03-31.csv row 2, event: 'supervison' is no kind of event")
    assert "names near to it: supervision" in first
    assert second.endswith("so the row was left out")
    assert reading.problems["child_id"].to_list() == ["7", "8"]


def test_part_of_a_name_is_not_taken_for_the_name(tmp_path):
    reading = read(tmp_path, "child,event,date\n7,supervision - planned,2024-02-01\n")
    assert rows(reading, "events", "kind") == []


def test_a_row_without_child_event_or_date_is_left_out_and_listed(tmp_path):
    text = "child,event,date\n,supervision,2024-02-01\n7,,2024-02-01\n7,supervision,\n7,supervision,soon\n"
    reading = read(tmp_path, text)
    assert rows(reading, "events", "child_id") == []
    assert reading.problems.filter(kind="not placed").select("row", "column").rows() == [
        (2, "child"),
        (3, "event"),
        (4, "date"),
    ]
    assert reading.problems.filter(kind="not understood").select("row", "found").rows() == [(5, "soon")]


def test_each_kind_reaches_back_to_its_earliest_event(tmp_path):
    text = "child,event,date\n7,supervision,2023-05-01\n8,supervision,2024-01-01\n8,child-seen,2024-02-01\n"
    windows = read(tmp_path, text).windows
    assert {(w.table, str(w.since), str(w.to)) for w in windows} == {
        ("events:supervision", "2023-05-01", "2024-03-31"),
        ("events:child-seen", "2024-02-01", "2024-03-31"),
    }


def test_the_same_row_twice_is_taken_once_and_listed(tmp_path):
    reading = read(tmp_path, "child,event,date\n7,supervision,2024-02-01\n7,supervision,2024-02-01\n")
    assert rows(reading, "events", "child_id", "row") == [("7", 2)]
    assert reading.problems.select("kind", "row").rows() == [("duplicate", 3)]


def test_another_column_is_listed_and_not_read(tmp_path):
    reading = read(tmp_path, "child,event,date,mood\n7,supervision,2024-02-01,good\n")
    assert reading.problems.select("kind", "column").rows() == [("extra column", "mood")]


def test_without_a_date_in_its_name_a_file_is_of_its_latest_event(tmp_path):
    reading = read(tmp_path, "child,event,date\n7,supervision,2024-02-01\n", name="events.csv")
    assert reading.as_of == dt.date(2024, 2, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("child,date\n7,2024-02-01\n", "has no column event. Found: child, date. Expected: child, event"),
        ("", "is empty"),
    ],
)
def test_a_file_that_can_t_be_read_says_what_was_found_and_expected(tmp_path, text, words):
    with pytest.raises(UnreadableError) as raised:
        read(tmp_path, text)
    assert words in str(raised.value)


def test_a_file_with_no_rows_reaches_nothing(tmp_path):
    reading = read(tmp_path, "child,event,date\n")
    assert reading.windows == []
    assert reading.tables["events"].is_empty()
