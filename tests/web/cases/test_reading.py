"""Which record a page reads, while extracts come in."""

from __future__ import annotations

import shutil
from datetime import date

from tests.tables import given

from everycase.record.store import Store
from everycase.web.cases.models import Load
from everycase.web.cases.reading import case_of


def read(child, tables=None):
    case = case_of(child, tables)
    assert case is not None
    return case


def test_the_newest_received_is_read_and_not_one_that_is_still_loading(kept, settings, tmp_path, folder):
    shutil.copytree(folder, tmp_path / "council")
    settings.COUNCIL = tmp_path / "council"
    Store(settings.COUNCIL).keep(given("2026-12-01", referrals="child_id | referred_on\nC1 | 2026-11-30"))
    Load.objects.create(state=Load.State.RUNNING, as_of=date(2026, 12, 1))
    assert read(kept.amira).as_of == date(2026, 11, 24)
    Load.objects.filter(state=Load.State.RUNNING).update(state=Load.State.DONE)
    case = read(kept.amira)
    assert (case.as_of, set(case.rows), case.review) == (date(2026, 12, 1), {"children", "referrals"}, None)


def test_a_record_of_the_same_date_loaded_again_is_read_anew(kept, settings, tmp_path):
    settings.COUNCIL = tmp_path
    for day in ("2026-01-05", "2026-01-06"):
        Store(tmp_path).keep(given("2026-11-24", referrals=f"child_id | referred_on\nC1 | {day}"))
        (row,) = read(kept.amira).rows["referrals"].to_dicts()
        assert row["referred_on"].isoformat() == day


def test_only_the_tables_asked_for_are_read(kept):
    assert set(read(kept.amira, ("referrals", "workers")).rows) == {"referrals"}
    assert read(kept.amira, ()).rows == {}


def test_a_child_s_case_holds_no_other_child(kept):
    case = read(kept.leo)
    assert set(case.rows) == {"children"}
    assert case.review is not None
    assert case.review.obligations.is_empty()


def test_without_a_record_there_is_none(house, settings, tmp_path):
    settings.COUNCIL = tmp_path
    assert case_of(house.amira) is None
    Load.objects.create(state=Load.State.DONE, as_of=date(2026, 11, 24))
    assert case_of(house.amira) is None
