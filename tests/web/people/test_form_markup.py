"""Forms as GOV.UK has them: labels, hints and errors belong to their fields, a summary leads to them."""

from __future__ import annotations

import pytest
from lxml import html

PAGES = [
    ("/accounts/login/", {"login": "", "password": ""}, None),
    ("/accounts/password/change/", {"oldpassword": "x"}, "administrator"),
    ("/people/new/", {"email": "x", "role_key": "team_manager"}, "administrator"),
    ("/services/new/", {"name": ""}, "administrator"),
    ("/tokens/new/", {"name": "", "until": "tomorrow"}, "administrator"),
    ("/absences/new/", {"since": "x"}, "director"),
]


@pytest.fixture(params=PAGES, ids=lambda page: page[0])
def page(request, house, client):
    """A page whose form was sent with what can't be, parsed."""
    address, given, role = request.param
    if role:
        client.force_login(house.people[role])
    return html.fromstring(client.post(address, given).content)


def fields(page):
    return page.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea")


def test_every_field_has_a_label(page):
    labels = {label.get("for") for label in page.xpath("//label")}
    assert fields(page)
    assert [one.get("name") for one in fields(page) if one.get("id") not in labels] == []


def test_what_describes_a_field_is_there(page):
    ids = set(page.xpath("//@id"))
    described = [part for value in page.xpath("//@aria-describedby") for part in value.split()]
    assert described
    assert set(described) <= ids


def test_no_id_is_there_twice(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_summary_comes_before_the_heading_and_leads_to_each_field(page):
    summary = page.xpath("//div[contains(@class, 'govuk-error-summary')][@data-module]")[0]
    links = summary.xpath(".//a/@href")
    assert links
    assert {link.removeprefix("#") for link in links} <= set(page.xpath("//@id"))
    assert summary.getnext().tag == "h1"
    assert page.findtext(".//title").strip().startswith("Error: ")


def test_each_wrong_field_is_marked_and_says_why(page):
    groups = page.xpath("//div[contains(@class, 'govuk-form-group--error')]")
    assert groups
    for group in groups:
        assert group.xpath(".//p[contains(@class, 'govuk-error-message')]")
        assert group.xpath(".//*[@aria-invalid='true']")


def test_nothing_is_told_by_a_placeholder(page):
    assert page.xpath("//@placeholder") == []
