"""What a program reads: never more than the person for whom it acts, and each child with a look."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.web.api.test_tokens import asks, token_for
from tests.web.conftest import finding_about

from everycase.review.measures import CUBE
from everycase.web.actions.models import Finding, NotedEvent, State
from everycase.web.api.models import READ_FINDINGS, READ_MEASURES, WRITE_EVENTS
from everycase.web.cases.looking import check_chain
from everycase.web.cases.models import Child, Look, Restriction

ROWS = [
    # standard, area, aspect, team, month, right, wrong, cannot tell, waiting
    ("visit", "child protection", "timeliness", "T1", date(2026, 10, 1), 3, 1, 2, 0),
    ("visit", "child protection", "timeliness", "T2", date(2026, 11, 1), 5, 0, 0, 4),
    ("outcome", "front door", "records", "T1", date(2026, 11, 1), 0, 0, 7, 0),
    ("outcome", "front door", "records", None, date(2026, 11, 1), 1, 1, 0, 0),
]


@pytest.fixture
def review(tmp_path, settings):
    """A review whose measures are ROWS, in the council's folder."""
    settings.COUNCIL = tmp_path
    folder = tmp_path / "reviews" / "2026-11-24"
    folder.mkdir(parents=True)
    (folder / "review.json").write_text("{}")
    columns = ["standard", "area", "aspect", "team", "month", "right", "wrong", "cannot_tell", "waiting"]
    rows = pl.DataFrame(ROWS, schema=columns, orient="row").with_columns(worker=pl.lit("W1"))
    rows.select(pl.col(name).cast(kind) for name, kind in CUBE.items()).write_parquet(
        folder / "measures.parquet"
    )


def measures(client, secret, query=""):
    return asks(client, secret, f"/api/v1/measures{query}").json()


def test_measures_come_with_denominator_and_what_cannot_be_told(house, client, review):
    _, secret = token_for(house, house.analyst, READ_MEASURES)
    told = measures(client, secret)
    assert (told["as_of"], told["count"]) == ("2026-11-24", 2)
    blank = {"standard": None, "team": None, "month": None}
    assert told["items"] == [
        blank
        | {"area": "child protection", "aspect": "timeliness"}
        | {"numerator": 8, "denominator": 9, "cannot_tell": 2, "waiting": 4},
        blank
        | {"area": "front door", "aspect": "records"}
        | {"numerator": 1, "denominator": 2, "cannot_tell": 7, "waiting": 0},
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?by=team", [(None, 1, 2), ("T1", 3, 4), ("T2", 5, 5)]),
        ("?by=team&area=front door", [(None, 1, 2), ("T1", 0, 0)]),
        ("?by=team&aspect=timeliness&standard=visit", [("T1", 3, 4), ("T2", 5, 5)]),
        ("?by=team&since=2026-11-15", [(None, 1, 2), ("T1", 0, 0), ("T2", 5, 5)]),
        ("?by=team&until=2026-10-31", [("T1", 3, 4)]),
        ("?by=team&team=T2", [("T2", 5, 5)]),
        ("?by=team&by=team&limit=1&offset=1", [("T1", 3, 4)]),
        ("?by=team&area=nowhere", []),
    ],
)
def test_measures_are_summed_and_chosen(house, client, review, query, found):
    _, secret = token_for(house, house.director, READ_MEASURES)
    items = measures(client, secret, query)["items"]
    assert [(one["team"], one["numerator"], one["denominator"]) for one in items] == found


@pytest.mark.parametrize("role", ["team_manager", "service_manager", "director", "analyst"])
def test_every_role_that_sees_measures_reads_those_that_its_pages_show(house, client, review, role):
    _, secret = token_for(house, house.people[role], READ_MEASURES)
    assert [one["team"] for one in measures(client, secret, "?by=team")["items"]] == [None, "T1", "T2"]


@pytest.mark.parametrize(
    "address", ["/api/v1/measures?tema=T1", "/api/v1/findings?tema=T1", "/api/v1/measures?team=T1&team=T2"]
)
def test_a_misspelt_name_is_refused_and_not_taken_for_all(house, client, review, address):
    _, secret = token_for(house, house.director, READ_MEASURES, READ_FINDINGS)
    assert asks(client, secret, address).status_code == 422


def test_without_a_review_it_says_so(house, client, tmp_path, settings):
    settings.COUNCIL = tmp_path
    _, secret = token_for(house, house.analyst, READ_MEASURES)
    answer = asks(client, secret, "/api/v1/measures")
    assert (answer.status_code, answer.json()) == (404, {"detail": "There is no review yet."})


# ------------------------------------------------------------------ findings


@pytest.fixture
def found(house):
    finding_about(house.amira, house.social_worker, "F1", red_line=True)
    finding_about(house.amira, house.social_worker, "F2", state=State.PROVED, area="front door")
    finding_about(house.leo, house.other_social_worker, "F3", severity=4)


def keys(client, secret, query=""):
    return [one["key"] for one in asks(client, secret, f"/api/v1/findings{query}").json()["items"]]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("social_worker", ["F1"]),
        ("other_team_manager", ["F3"]),
        ("service_manager", ["F1"]),
        ("director", ["F1", "F3"]),
        ("analyst", ["F1", "F3"]),
        ("auditor", []),
    ],
)
def test_findings_are_those_of_the_children_whom_the_person_sees(house, client, found, role, seen):
    _, secret = token_for(house, house.people[role], READ_FINDINGS)
    assert keys(client, secret) == seen


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("?state=proved", ["F2"]),
        ("?state=proved&state=open", ["F1", "F3", "F2"]),
        ("?red_line=true", ["F1"]),
        ("?red_line=false", ["F3"]),
        ("?team=T2", ["F3"]),
        ("?child_id=C1", ["F1"]),
        ("?area=front door&state=proved", ["F2"]),
        ("?standard=assessment-no-outcome&aspect=records&limit=1&offset=1", ["F3"]),
        ("?standard=another", []),
    ],
)
def test_findings_are_chosen_and_paged(house, client, found, query, chosen):
    _, secret = token_for(house, house.director, READ_FINDINGS)
    assert keys(client, secret, query) == chosen


def test_a_finding_says_what_is_wrong_and_no_name(house, client, found):
    _, secret = token_for(house, house.analyst, READ_FINDINGS)
    answer = asks(client, secret, "/api/v1/findings/F1")
    told = answer.json()
    assert (told["child_id"], told["team"], told["state"]) == ("C1", "T1", "open")
    assert "outcome" in told["says"]
    assert "Amira" not in answer.content.decode()
    assert asks(client, secret, "/api/v1/findings/F9").status_code == 404


def looks():
    return list(
        Look.objects.order_by("pk").values_list(
            "person__name", "child__child_id", "page", "ground", "allowed"
        )
    )


def test_each_child_that_is_read_is_a_look_in_the_persons_name(house, client, found):
    finding_about(house.amira, house.social_worker, "F4")
    _, secret = token_for(house, house.director, READ_FINDINGS)
    keys(client, secret)
    assert sorted(looks()) == [
        ("Director", "C1", "API: findings", "all", True),
        ("Director", "C2", "API: findings", "all", True),
    ], "once a child, however many of its findings are on the page"
    keys(client, secret, "?child_id=C2")
    asks(client, secret, "/api/v1/findings/F1")
    assert len(looks()) == 4
    assert check_chain().holds


def test_only_what_is_on_the_page_is_looked_at(house, client, found):
    _, secret = token_for(house, house.director, READ_FINDINGS)
    keys(client, secret, "?limit=1")
    assert [child for _, child, *_ in looks()] == ["C1"]


def test_a_refusal_is_a_look_too_and_says_why(house, client, found):
    _, secret = token_for(house, house.social_worker, READ_FINDINGS)
    answer = asks(client, secret, "/api/v1/findings/F3")
    assert answer.status_code == 403
    assert "held by another worker" in answer.json()["detail"]
    assert looks() == [("Social Worker", "C2", "API: findings", "no ground", False)]


def test_a_restricted_case_stays_closed_to_a_program(house, client, found):
    Restriction.objects.create(child=house.amira, why="A colleague's child", by=house.director)
    _, secret = token_for(house, house.director, READ_FINDINGS)
    assert keys(client, secret) == ["F3"]
    assert asks(client, secret, "/api/v1/findings/F1").status_code == 403


def test_a_page_asks_as_often_for_many_as_for_few(house, client, found, django_assert_max_num_queries):
    _, secret = token_for(house, house.director, READ_FINDINGS)
    keys(client, secret)
    with django_assert_max_num_queries(16) as few:
        keys(client, secret)
    for number in range(20):
        child = Child.objects.create(child_id=f"D{number}", team=house.team)
        finding_about(child, house.social_worker, f"G{number}")
    with django_assert_max_num_queries(len(few)):
        assert len(keys(client, secret)) == 22


# ------------------------------------------------------------------ events


def tells(client, secret, **more):
    told = {
        "child_id": "C1",
        "kind": "supervision",
        "happened_on": "2026-11-02",
        "by": "W1",
        "value": "weekly",
    }
    return client.post(
        "/api/v1/events",
        told | more,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )


def test_an_event_is_noted_in_the_persons_name_with_a_look(house, client):
    _, secret = token_for(house, house.social_worker, WRITE_EVENTS)
    answer = tells(client, secret)
    assert answer.status_code == 201
    event = NotedEvent.objects.get()
    assert (event.child, event.noted_by, str(event.happened_on)) == (
        house.amira,
        house.social_worker,
        "2026-11-02",
    )
    assert answer.json()["id"] == event.pk
    assert looks() == [("Social Worker", "C1", "API: events", "allocated", True)]


def test_the_same_event_twice_is_one(house, client):
    _, secret = token_for(house, house.social_worker, WRITE_EVENTS)
    assert tells(client, secret).json() == tells(client, secret).json()
    assert tells(client, secret, value="again").json()["id"] != NotedEvent.objects.order_by("pk")[0].pk
    assert NotedEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "status", "why"),
    [
        ({"kind": "painted"}, 422, "not one of the kinds"),
        ({"kind": "allegation-known"}, 422, "not one of the kinds"),  # about an adult
        ({"happened_on": "2999-01-01"}, 422, "yet to come"),
        ({"happened_on": "2026-02-30"}, 422, "date"),
        ({"child_id": "C9"}, 404, "no child with this id"),
        ({"child_id": "C2"}, 403, "held by another worker"),
        ({"value": "x" * 201}, 422, "200"),
        ({"by": "x" * 101}, 422, "100"),
        ({"value": "a\x00b"}, 422, "pattern"),
    ],
)
def test_what_cannot_be_is_refused_with_words(house, client, more, status, why):
    _, secret = token_for(house, house.social_worker, WRITE_EVENTS)
    answer = tells(client, secret, **more)
    assert answer.status_code == status
    assert why in answer.content.decode()
    assert not NotedEvent.objects.exists()


def test_nothing_is_noted_by_one_who_may_not(house, client):
    with pytest.raises(Exception, match="may not do"):
        token_for(house, house.analyst, WRITE_EVENTS)


# ------------------------------------------------------------------ open to all


def test_the_description_is_open_and_tells_nothing_of_a_child(house, client, found):
    described = client.get("/api/v1/openapi.json")
    assert set(described.json()["paths"]) == {
        "/api/v1/measures",
        "/api/v1/findings",
        "/api/v1/findings/{key}",
        "/api/v1/events",
    }
    assert "C1" not in described.content.decode()
    assert client.get("/api/v1/").url == "/api/v1/openapi.json"
    assert Finding.objects.exists()
