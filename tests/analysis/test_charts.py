"""Charts that stand in a page: gaps and hollow points where they belong, ids of their own, text escaped."""

import re
from datetime import date

import polars as pl
import pytest
from lxml import etree

from everycase.analysis.charts import control_chart, funnel_chart, late_entry_chart, months_chart, wrong_chart

AS_OF = date(2026, 11, 24)


def months(*rows):
    return pl.DataFrame(
        rows, schema={"month": pl.Date, "share": pl.Float64, "denominator": pl.UInt32}, orient="row"
    )


def drawn(svg):
    return etree.fromstring(svg)


def labels(chart):
    return [text.text for text in chart.iter("text") if text.text]


def points(chart):
    return chart.xpath("//*[contains(@class, 'mark-symbol')]//path")


def test_a_month_with_none_due_has_no_point_and_one_with_few_has_a_hollow_one():
    rows = months((date(2026, 3, 1), 0.5, 40), (date(2026, 5, 1), 0.5, 9), (date(2026, 6, 1), 0.7, 10))
    chart = drawn(months_chart(rows, AS_OF, "m", "Months."))
    assert [point.get("fill") for point in points(chart)] == ["#1d70b8", "white", "#1d70b8"]


def test_the_twelve_months_are_named_in_order():
    chart = drawn(months_chart(months((date(2026, 3, 1), 0.5, 40)), AS_OF, "m", "Months."))
    named = [label for label in labels(chart) if "%" not in label]
    assert named == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert [label for label in labels(chart) if "%" in label] == ["0%", "50%", "100%"]


def spread(stands, by="month", values=(date(2026, 3, 1),)):
    rows = {by: list(values), "numerator": [9.0], "denominator": [10], "cannot_tell": [0], "share": [0.9]}
    return pl.DataFrame({**rows, "whole": [0.9], "low": [0.6], "high": [1.0], "stands": [stands]})


@pytest.mark.parametrize(
    ("stands", "fill"), [("within", "#1d70b8"), ("lower", "#aa2a16"), ("too few", "white")]
)
def test_a_point_outside_of_chance_is_red_and_one_of_few_is_hollow(stands, fill):
    months = drawn(control_chart(spread(stands), AS_OF, "Months."))
    teams = drawn(funnel_chart(spread(stands, "team", ["Ash"]), "Teams."))
    for chart in (months, teams):
        shapes = chart.xpath("//*[contains(@class, 'mark-symbol')]//*[local-name() = 'path']")
        assert [point.get("fill") for point in shapes] == [fill]
    named = [text.text for text in teams.iter("{*}text")]
    assert ("Ash" in named) is (stands == "lower")


def test_bars_are_in_the_order_given_with_their_numbers():
    rows = pl.DataFrame({"title": ["Visit", "A review of the plan " * 4], "wrong": [1200, 3]})
    chart = drawn(wrong_chart(rows, "w", "Wrong."))
    assert [label for label in labels(chart) if label[0].isdigit()] == ["1,200", "3"]
    assert "Visit" in labels(chart)


def test_no_team_is_named_so():
    rows = pl.DataFrame({"team": ["Ash", None], "share": [0.25, 0.5]})
    chart = drawn(late_entry_chart(rows, "l", "Late."))
    assert labels(chart) == ["Ash", "No team", "25%", "50%"]


def test_text_of_a_record_is_escaped_and_no_address_is_left():
    rows = pl.DataFrame({"team": ['<script>"&'], "share": [0.25]})
    svg = late_entry_chart(rows, "l", 'Late: <script>"&')
    assert "<script" not in svg
    assert "//" not in svg
    chart = drawn(svg)
    assert chart.find("title").text == 'Late: <script>"&'
    assert '<script>"&' in labels(chart)


def test_two_charts_share_no_id():
    rows = months((date(2026, 3, 1), 0.5, 40))
    ids = [re.findall(r'\bid="([^"]+)"', months_chart(rows, AS_OF, name, "x")) for name in ("a", "b")]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])
