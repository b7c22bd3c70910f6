"""events.csv, byte for byte."""

from datetime import date, datetime

import pytest

from everycase.synthetic.writers.events import write_events

AS_OF = date(2026, 10, 31)
HEADER = "child,event,date,by,value"


@pytest.fixture
def events(table):
    return table(
        "child_id kind happened_on happened_on_time by value",
        ("C1", "supervision", date(2026, 10, 1), datetime.fromisoformat("2026-10-01 09:30"), "Jo Reed", None),
        ("C2", "core-group-held", date(2026, 10, 31), None, None, "mother, school"),
        ("C2", "core-group-held", date(2026, 11, 1), None, None, None),
    )


def test_an_event_is_a_row_up_to_the_day(events, tmp_path):
    path = write_events({"events": events}, AS_OF, tmp_path / "made" / "events.csv")
    assert path.read_text("utf-8").splitlines() == [
        HEADER,
        "C1,supervision,2026-10-01 09:30,Jo Reed,",
        'C2,core-group-held,2026-10-31,,"mother, school"',
    ]


def test_a_council_may_record_only_some_kinds(events, tmp_path):
    path = write_events({"events": events}, AS_OF, tmp_path / "events.csv", kinds={"supervision"})
    assert len(path.read_text("utf-8").splitlines()) == 2


def test_no_events_are_a_file_with_its_header(tmp_path):
    assert write_events({}, AS_OF, tmp_path / "events.csv").read_text("utf-8") == HEADER + "\n"
