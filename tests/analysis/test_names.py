"""Teams and workers by name, where the record holds one."""

import polars as pl
from tests.tables import given

from everycase.analysis.names import names_in

RECORD = given(
    "2026-11-24",
    teams="""
        team_id | team_name
        T1      | Duty
        T2      | North
        T3      | North
        T4      |
    """,
    workers="""
        worker_id | full_name
        W1        | Jo Field
    """,
)


def test_an_id_with_a_name_is_shown_by_it_and_one_without_by_itself():
    rows = pl.DataFrame({"team": ["T1", "T4", "T9", None], "worker": ["W1", "W2", None, None]})
    names = names_in(RECORD)
    shown = rows.select(names.team("team"), names.worker("worker"))
    assert shown.rows() == [("Duty", "Jo Field"), ("T4", "W2"), ("T9", None), (None, None)]


def test_two_teams_of_one_name_are_told_apart_by_their_ids():
    names = names_in(RECORD)
    assert [names.team_called(team) for team in ("T2", "T3", None)] == ["North (T2)", "North (T3)", "No team"]
