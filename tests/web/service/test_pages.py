"""The service's pages on a small reviewed council: what they say, to whom, and what they hide."""

from __future__ import annotations

from io import BytesIO

import polars as pl
import pytest
from lxml import etree
from tests.analysis.council import FIRST, SECOND, reviewed
from tests.web.conftest import finding_about

from everycase.review.measures import measured
from everycase.review.review import open_review
from everycase.web.people.models import Team
from everycase.web.service.reading import cube_of

PAGES = ("/service/", "/service/measures.csv", "/service/measures.xlsx", "/story/")


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return reviewed(tmp_path_factory.mktemp("service") / "council", FIRST, SECOND)


@pytest.fixture
def council(house, kept, settings):
    settings.COUNCIL = kept.folder
    return kept


@pytest.mark.parametrize("page", PAGES[:3])
def test_measures_are_for_those_who_lead_and_the_analyst(client, council, house, page):
    for key, code in (
        ("director", 200),
        ("service_manager", 200),
        ("team_manager", 200),
        ("analyst", 200),
        ("social_worker", 403),
        ("councillor", 403),
        ("partner", 403),
        ("administrator", 403),
        ("auditor", 403),
    ):
        client.force_login(house.people[key])
        assert client.get(page).status_code == code, key


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_no_post(client, council, house, page):
    client.force_login(house.director)
    assert client.post(page).status_code == 405


def test_each_cell_says_what_the_measures_say(client, council, house):
    client.force_login(house.director)
    page = client.get("/service/").content.decode()
    cells = measured(open_review(council.review_folder(SECOND)).measures, ["area", "aspect"])
    told = cells.filter(pl.col("denominator") > 0)
    assert told.height
    for row in told.iter_rows(named=True):
        assert f"right: {row['area']}, {row['aspect']}" in page


def test_a_cell_opens_to_its_standards_and_teams(client, council, house):
    client.force_login(house.director)
    cube = cube_of(SECOND)
    area, aspect = cube.filter(pl.col("wrong") > 0).select("area", "aspect").row(0)
    page = client.get(f"/service/{area}/{aspect}/")
    assert page.status_code == 200
    assert "By team, in alphabetical order" in page.content.decode()
    assert client.get(f"/service/{area}/no such aspect/").status_code == 404


def test_a_cell_is_drawn_over_months_and_between_teams_with_a_table_beside_it(
    client, council, house, monkeypatch
):
    monkeypatch.setattr("everycase.web.service.spreads.FEWEST", 1)  # the council of the tests is small
    client.force_login(house.director)
    found = cube_of(SECOND).filter(pl.col("aspect") == "timeliness", pl.col("right") + pl.col("wrong") > 0)
    months = found.group_by("area").agg(pl.col("month").n_unique()).sort("month", "area", descending=True)
    area = months["area"][0]
    page = client.get(f"/service/{area}/timeliness/").content.decode()
    assert "Over the year" in page
    assert "Within what chance gives" in page or "Too few to say" in page
    drawn = client.get(f"/service/{area}/timeliness/months.svg")
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/svg+xml")
    assert etree.fromstring(drawn.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert client.get(f"/service/{area}/timeliness/odd.svg").status_code == 404
    client.force_login(house.social_worker)
    assert client.get(f"/service/{area}/timeliness/months.svg").status_code == 403


def test_the_cases_behind_a_cell_are_only_those_that_may_be_opened(client, council, house):
    finding_about(house.amira, house.social_worker, "F1", says="Amira’s finding")
    finding_about(house.leo, house.other_social_worker, "F2", says="Leo’s finding")
    client.force_login(house.team_manager)
    page = client.get("/service/assessment and child in need/records/cases/").content.decode()
    assert "Amira’s finding" in page
    assert "Leo’s finding" not in page


@pytest.mark.parametrize(
    "query", ["as_of=2020-01-01", "as_of=nonsense", "team=NOBODYS", "worker=W1", "month=x"]
)
def test_what_there_is_not_is_told_kindly(client, council, house, query):
    client.force_login(house.director)
    assert client.get(f"/service/?{query}").status_code == 404


def test_a_workers_figures_are_for_the_manager_of_the_team_alone(client, council, house):
    client.force_login(house.team_manager)
    assert client.get("/service/?team=T1&worker=W1").status_code == 200
    client.force_login(house.other_team_manager)
    assert client.get("/service/?team=T1&worker=W1").status_code == 404


def test_the_files_hold_what_the_screen_shows_and_no_formula(client, council, house):
    Team.objects.filter(key="T2").update(name="=HYPERLINK(0)")
    client.force_login(house.director)
    written = client.get("/service/measures.csv").content
    rows = pl.read_csv(BytesIO(written), infer_schema=False)
    assert {"area", "aspect", "standard", "team", "denominator", "cannot_tell", "share"} <= set(rows.columns)
    assert not [name for name in rows["team"].drop_nulls() if name.startswith("=")]
    workbook = b"".join(client.get("/service/measures.xlsx").streaming_content)
    assert workbook.startswith(b"PK")


def test_the_story_has_no_small_number_and_no_way_to_a_child(client, council, house):
    client.force_login(house.councillor)
    page = client.get("/story/").content.decode()
    assert "Too few to say" in page
    assert "/children/" not in page
    for team in ("Intake North", "Care South"):
        assert team not in page


def test_without_a_review_the_pages_say_so(client, house, settings, tmp_path):
    settings.COUNCIL = tmp_path
    client.force_login(house.director)
    for page in ("/service/", "/story/"):
        assert "There is no review yet" in client.get(page).content.decode()
