"""A small made-up council, reviewed on two dates: two teams, a case that nobody holds, hostile names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.tables import given

from everycase.record.snapshot import Record
from everycase.record.store import Store
from everycase.review.nightly import comparison_kept, review_kept
from everycase.standards.council import read_settings, written_out

FIRST, SECOND = date(2026, 10, 23), date(2026, 11, 24)

TEAMS = """
    team_id | team_name
    T1      | Duty & Assessment
    T2      | +Safeguarding
"""
WORKERS = """
    worker_id | full_name
    W1        | Jo Field
    W2        | =HYPERLINK("http://example.invalid")
"""
INVOLVEMENTS = """
    child_id | worker_id | team_id | role      | from_on    | to_on
    Amira    | W1        | T1      | ALLOCATED | 2026-09-01 |
    Ben      | W1        | T1      | ALLOCATED | 2026-09-01 |
    @Cora    | W2        | T2      | ALLOCATED | 2026-09-01 |
    Dev      | W2        | T2      | ALLOCATED | 2026-09-01 |
    Esme     | W1        | T1      | ALLOCATED | 2026-01-05 | 2026-06-01
"""
REFERRALS = """
    referral_id | child_id | referred_on | closed_on  | no_further_action
    R1          | Amira    | 2026-09-01  |            | no
    R2          | Ben      | 2026-09-02  |            | no
    R3          | @Cora    | 2026-09-03  |            | no
    R4          | Dev      | 2026-09-07  | 2026-11-02 | no
    R5          | Esme     | 2026-01-05  |            | no
"""
ASSESSMENTS = """
    assessment_id | child_id | referral_id | started_on | authorised_on | child_seen
    A1            | Amira    | R1          | 2026-09-01 |               | yes
    A2            | Ben      | R2          | 2026-09-02 | 2026-10-01    | yes
    A3            | @Cora    | R3          | 2026-09-03 | 2026-11-20    |
    A4            | Dev      | R4          | 2026-09-07 | 2026-10-12    | yes
    A5            | Ben      | R2          | 2026-09-28 |               | yes
"""
PLANS = """
    plan_id | child_id | started_on | ended_on
    P1      | @Cora    | 2026-10-01 |
    P2      | Dev      | 2026-10-05 | 2026-11-02
"""
VISITS_FIRST = """
    visit_id | child_id | plan_id | visited_on | seen | seen_alone
    V1       | @Cora    | P1      | 2026-10-08 | yes  | yes
    V2       | Dev      | P2      | 2026-10-07 | yes  | yes
"""
VISITS_SECOND = f"""{VISITS_FIRST.rstrip()}
    V3       | Dev      | P2      | 2026-10-20 | yes  | yes
"""


def record(as_of: date) -> Record:
    """The council's record as of a date."""
    return given(
        as_of.isoformat(),
        teams=TEAMS,
        workers=WORKERS,
        involvements=INVOLVEMENTS,
        referrals=REFERRALS,
        assessments=ASSESSMENTS,
        child_protection_plans=PLANS,
        child_protection_visits=VISITS_SECOND if as_of == SECOND else VISITS_FIRST,
    )


def reviewed(folder: Path, *days: date) -> Store:
    """A council's folder with a record and a review of each date, compared where there are two."""
    store = Store(folder)
    folder.mkdir(parents=True, exist_ok=True)
    store.settings_path.write_text(written_out("Riverside Council"), encoding="utf-8")
    settings = read_settings(store.settings_path)
    for day in days:
        store.keep(record(day))
        review_kept(store, settings, day)
    if len(days) > 1:
        comparison_kept(store, settings, days[0], days[1])
    return store
