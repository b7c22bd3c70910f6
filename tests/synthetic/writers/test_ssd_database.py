"""The Standard Safeguarding Dataset in a database."""

from datetime import date, datetime

import polars as pl
import pytest
import sqlalchemy as sa
from tests import postgresql

from everycase.synthetic.writers.ssd_database import write_ssd_database

AS_OF = date(2026, 10, 31)
TABLES = {
    "referrals": pl.DataFrame(
        {
            "referral_id": ["R1", "R2"],
            "child_id": ["C1", "C2"],
            "referred_on": [date(2026, 5, 1), date(2026, 6, 1)],
            "no_further_action": [False, None],
        }
    ),
    "placements": pl.DataFrame(
        {
            "placement_id": ["P1"],
            "child_id": ["C1"],
            "started_on": [date(2026, 5, 9)],
            "distance": [12.5],
        }
    ),
}


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'ssd.db'}"


def rows(url, query):
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return found


def test_dates_are_date_times_and_numbers_numbers(url):
    write_ssd_database(TABLES, AS_OF, url)
    dated = sa.text("select cine_referral_id, cine_referral_date, cine_referral_nfa from ssd_cin_episodes")
    typed = dated.columns(sa.column("cine_referral_id"), sa.column("cine_referral_date", sa.DateTime()))
    assert rows(url, typed) == [
        ("R1", datetime.fromisoformat("2026-05-01"), "N"),
        ("R2", datetime.fromisoformat("2026-06-01"), None),
    ]
    assert rows(url, sa.text("select clap_cla_placement_distance from ssd_cla_placement")) == [(12.5,)]


def test_every_table_is_there_and_a_second_extract_takes_the_place_of_the_first(url):
    write_ssd_database(TABLES, AS_OF, url)
    write_ssd_database({"referrals": TABLES["referrals"].head(1)}, AS_OF, url)
    assert rows(url, sa.text("select count(*) from sqlite_master where name like 'ssd_%'")) == [(46,)]
    assert rows(url, sa.text("select cine_referral_id from ssd_cin_episodes")) == [("R1",)]
    assert rows(url, sa.text("select count(*) from ssd_cla_placement")) == [(0,)]


def test_an_error_leaves_the_last_extract_in_place(url):
    write_ssd_database(TABLES, AS_OF, url)
    with pytest.raises(ValueError, match="dialect"):
        write_ssd_database({}, AS_OF, url, dialect="none")
    assert rows(url, sa.text("select count(*) from ssd_cin_episodes")) == [(2,)]


@pytest.mark.postgres
def test_postgresql_takes_the_same_rows(tmp_path):
    server = postgresql.started(tmp_path / "data")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        write_ssd_database(TABLES, AS_OF, url)
        found = rows(
            url, sa.text("select cine_referral_date from ssd_cin_episodes order by cine_referral_id")
        )
        assert found == [(datetime.fromisoformat("2026-05-01"),), (datetime.fromisoformat("2026-06-01"),)]
    finally:
        server.cleanup()
