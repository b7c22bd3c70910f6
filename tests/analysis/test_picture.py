"""Shares by area and aspect, by standard, by month and by team, from a few obligations counted by hand."""

from datetime import date

import pytest
from tests.analysis.made import AS_OF, CONFERENCE, NO_FACTORS, UNHELD, VISIT, Rows, made

from everycase.analysis import picture
from everycase.analysis.last_year import first_month
from everycase.analysis.names import Names

ASSESSED = "assessment and child in need"


def visits(*states: str, due_on: date = AS_OF, **more: object) -> list[dict[str, object]]:
    return [{"standard": VISIT, "state": state, "due_on": due_on, **more} for state in states]


def rules(standard: str, kept: int, broken: int, cannot_tell: int = 0) -> dict[str, object]:
    counts = {"kept": kept, "broken": broken, "cannot_tell": cannot_tell}
    return {"standard": standard, "child_id": "Amira", **counts}


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        (date(2026, 11, 24), date(2025, 12, 1)),
        (date(2026, 12, 1), date(2026, 1, 1)),
        (date(2026, 1, 31), date(2025, 2, 1)),
    ],
)
def test_shares_are_of_this_month_and_the_eleven_before(as_of, first):
    assert first_month(as_of) == first


def test_what_fell_due_before_is_left_out_and_what_has_no_date_is_not():
    obligations: Rows = [
        *visits("overdue", due_on=date(2025, 11, 30)),
        *visits("met", due_on=date(2025, 12, 1)),
        {"standard": VISIT, "state": "cannot tell", "due_on": None, "reason": "no date of birth"},
    ]
    cell = picture.area_aspect(made(obligations=obligations)).row(0, named=True)
    assert (cell["numerator"], cell["denominator"], cell["cannot_tell"]) == (1, 1, 1)


def test_late_is_wrong_and_what_is_not_due_or_not_told_is_in_no_share():
    obligations = visits("met", "met late", "overdue", "not done", "due", "due soon", "cannot tell")
    cell = picture.area_aspect(made(obligations=obligations)).row(0, named=True)
    assert (cell["numerator"], cell["denominator"], cell["cannot_tell"]) == (1, 4, 1)
    assert cell["share"] == 0.25


def test_the_weakest_aspect_of_each_area_is_marked():
    checks = [rules(NO_FACTORS, kept=3, broken=1), rules(UNHELD, kept=1, broken=1)]
    evidence = made(obligations=visits("met", "overdue"), checks=checks)
    cells = picture.area_aspect(evidence)
    assert cells.select("area", "aspect", "share", "weakest").rows() == [
        (ASSESSED, "records", 0.75, False),
        (ASSESSED, "oversight", 0.5, True),
        ("child protection", "timeliness", 0.5, False),  # alone in its area: nothing to be weakest of
    ]


@pytest.mark.parametrize(
    ("records", "oversight", "weakest"),
    [
        ((4, 0), (2, 0), []),  # all of it right
        ((1, 1), (2, 2), ["records", "oversight"]),  # equally weak
        ((0, 0), (1, 1), []),  # one can be told
    ],
)
def test_nothing_is_weakest_where_there_is_nothing_to_compare(records, oversight, weakest):
    checks = [
        rules(NO_FACTORS, kept=records[0], broken=records[1], cannot_tell=1),
        rules(UNHELD, kept=oversight[0], broken=oversight[1]),
    ]
    cells = picture.area_aspect(made(checks=checks))
    assert cells.filter("weakest")["aspect"].to_list() == weakest


def test_the_most_wrong_come_first_and_then_the_lower_share():
    checks = [rules(NO_FACTORS, kept=20, broken=2), rules(UNHELD, kept=2, broken=2)]
    evidence = made(obligations=visits("overdue", "overdue", "overdue", *["met"] * 9), checks=checks)
    most = picture.by_standard(evidence)
    assert most.select("standard", "wrong").rows() == [(VISIT, 3), (UNHELD, 2), (NO_FACTORS, 2)]
    # Of fewer than ten, a share says little.
    assert picture.lowest_share(evidence)["standard"].to_list() == [VISIT, NO_FACTORS]


def test_a_standard_with_nothing_wrong_is_not_among_the_worst():
    assert picture.by_standard(made(obligations=visits("met", "cannot tell"))).is_empty()


def test_months_are_of_time_limits_alone_and_stop_at_the_review():
    obligations = [
        *visits("met", "overdue", due_on=date(2026, 10, 5)),
        *visits("met", due_on=date(2026, 11, 2)),
        *visits("due", due_on=date(2026, 12, 2)),
    ]
    months = picture.by_month(made(obligations=obligations, checks=[rules(NO_FACTORS, 5, 5)]))
    assert months.select("area", "month", "numerator", "denominator").rows() == [
        ("child protection", date(2026, 10, 1), 1, 2),
        ("child protection", date(2026, 11, 1), 1, 1),
    ]


def test_teams_are_in_the_order_of_the_alphabet_whatever_their_numbers():
    names = Names(teams={"T1": "north", "T2": "East", "T3": "Aspen"})
    obligations = [
        *visits("met", "met", team_now="T1"),
        *visits("overdue", team_now="T2"),
        *visits("met", team_now=None),
    ]
    findings: Rows = [{"team_now": "T2", "red_line": True}, {"team_now": "T2"}, {"team_now": "T3"}]
    teams = picture.by_team(made(obligations=obligations, findings=findings, names=names))
    columns = ("team", "red_lines", "findings", "numerator", "denominator")
    assert teams.select(columns).rows() == [
        ("Aspen", 0, 1, 0, 0),
        ("East", 1, 2, 0, 1),
        ("north", 0, 0, 2, 2),
        (None, 0, 0, 1, 1),
    ]


def test_late_entry_is_summed_over_kinds_by_team():
    lag = [
        {"kind": "assessments", "team": "T2", "rows": 10, "over_5": 5},
        {"kind": "referrals", "team": "T2", "rows": 30, "over_5": 5},
        {"kind": "referrals", "team": "T1", "rows": 4, "over_5": 0},
    ]
    shown = picture.late_entry(made(lag=lag, names=Names(teams={"T1": "Elm", "T2": "Ash"})))
    assert shown.select("team", "rows", "over_5", "share").rows() == [
        ("Ash", 40, 10, 0.25),
        ("Elm", 4, 0, 0.0),
    ]


def test_what_changed_is_counted_by_status_and_area():
    comparison: Rows = [
        {"status": "new", "red_line": True},
        {"status": "new"},
        {"status": "proved right", "standard": CONFERENCE},
        {"status": "new", "standard": NO_FACTORS},
    ]
    evidence = made(comparison=comparison)
    assert picture.changed(evidence).rows() == [("new", 3, 1), ("proved right", 1, 0)]
    assert picture.changed(evidence, ["area"]).select("area", "status", "findings").rows() == [
        (ASSESSED, "new", 1),
        ("child protection", "new", 2),
        ("child protection", "proved right", 1),
    ]
