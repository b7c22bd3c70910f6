"""A council's folder with one small record and its review: Amira's case (C1) and Leo's (C2)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.tables import given

from everycase.record.store import Store
from everycase.review.review import review, save
from everycase.standards.catalogue import catalogue
from everycase.standards.council import Settings
from everycase.web.cases.models import Load

AS_OF = date(2026, 11, 24)
STANDARDS = {"cp-first-review-3-months", "cp-review-every-6-months", "cp-visit-every-10-working-days"}
RECORD = {
    "children": """
        child_id | forename | surname | born_on
        C1       | Amira    | Khan    | 2020-05-01
        C2       | Leo      | Brown   | 2019-01-05
        """,
    "referrals": """
        referral_id | child_id | referred_on | closed_on | primary_need
        R1          | C1       | 2025-09-01  |           | N1
        """,
    "child_protection_plans": """
        plan_id | child_id | started_on | ended_on | latest_category
        P1      | C1       | 2026-03-03 |          | NEG
        """,
    "child_protection_visits": """
        visit_id | child_id | visited_on | seen | seen_alone
        V1       | C1       | 2026-03-10 | yes  | yes
        V2       | C1       | 2026-03-20 | no   |
        """,
    "child_protection_reviews": """
        review_id | child_id | held_on    | participation
        W1        | C1       | 2026-06-01 | PN2
        """,
    "childrens_views": """
        view_id | child_id | agrees_with_worker
        X1      | C1       | Only when it rains
        """,
    "involvements": """
        child_id | worker_id | team_id | role      | from_on    | to_on
        C1       | W9        | T1      | ALLOCATED | 2025-09-01 | 2026-01-05
        C1       | W1        | T1      | ALLOCATED | 2026-01-05 |
        """,
    "workers": """
        worker_id | full_name
        W1        | Jo Reed
        W9        | Ash Lane
        """,
    "teams": """
        team_id | team_name
        T1      | Intake North
        """,
    "events": """
        child_id | kind       | happened_on | by | value
        C1       | visit-note | 2026-03-10  | W1 | Amira said she was sad
        """,
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The folder, written once: nothing in these tests changes it."""
    store = Store(tmp_path_factory.mktemp("council"))
    record = given(AS_OF.isoformat(), **RECORD)
    store.keep(record)
    on = {key: standard for key, standard in catalogue().items() if key in STANDARDS}
    save(review(record, on, Settings()), store.review_folder(AS_OF))
    return store.folder


@pytest.fixture
def kept(house, settings, folder):
    """The people and children, and the record received."""
    settings.COUNCIL = folder
    Load.objects.create(state=Load.State.DONE, as_of=AS_OF)
    return house
