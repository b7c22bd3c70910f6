"""The manager's report: self-contained, accessible, and its numbers those of the review."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from lxml import html
from tests.analysis.made import CONFERENCE, NO_FACTORS, VISIT, made

from everycase.analysis import report
from everycase.analysis.names import Names
from everycase.analysis.report import RED_LINES_OPEN, render

HOSTILE = "<script>alert(1)</script>"


def page_of(evidence):
    return html.document_fromstring(render(evidence))


def text(element):
    return " ".join(element.text_content().split())


def table(page, caption):
    """The rows of the table whose caption begins so, header first."""
    found = [t for t in page.iter("table") if text(t.find("caption")).startswith(caption)]
    assert len(found) == 1, [text(t.find("caption")) for t in page.iter("table")]
    return [[text(cell) for cell in row] for row in found[0].iter("tr")]


@pytest.fixture(scope="module")
def full():
    """A report in which every section has something to say."""
    names = Names(teams={"T1": HOSTILE, "T2": "Ash"}, workers={"W1": "Jo Field"})
    visits = [
        {"state": "met", "due_on": date(2026, 10, 5), "team_now": "T1"},
        {"state": "overdue", "due_on": date(2026, 10, 6), "team_now": "T2"},
        {"state": "met", "due_on": date(2026, 11, 6), "team_now": "T2"},
        {"state": "due soon", "due_on": date(2026, 11, 26), "team_now": "T2"},
        {"state": "cannot tell", "due_on": date(2026, 11, 6), "reason": "the date of birth is not recorded"},
    ]
    findings = [
        {"child_id": "Amira", "says": HOSTILE, "red_line": True, "severity": 4, "worker_now": "W1"},
        {"child_id": "Ben", "severity": 2, "team_now": "T2"},
        {"child_id": "Ben", "severity": 0},
    ]
    moved = {
        "standard": VISIT,
        "child_id": "Cora",
        "due_on": date(2026, 11, 2),
        "done_on": date(2026, 10, 30),
        "field": "child_protection_visits.visited_on",
        "before": date(2026, 11, 9),
        "after": date(2026, 10, 30),
        "seen_on": date(2026, 11, 24),
    }
    return made(
        obligations=visits,
        findings=findings,
        checks=[{"standard": NO_FACTORS, "child_id": "Amira", "kept": 3, "broken": 1, "cannot_tell": 2}],
        comparison=[
            {"status": "new", "red_line": True, "says": "A new red line."},
            {"status": "proved right", "standard": CONFERENCE},
            {"status": "back again", "says": "Wrong again."},
        ],
        lag=[{"kind": "referrals", "team": "T1", "rows": 4, "median": 2.5, "nine_in_ten": 9, "over_5": 1}],
        made_timely=[moved],
        averages=[
            {
                "standard": "adoption-a1-426-days",
                "children": 4,
                "days": 411.6,
                "threshold_days": 426,
                "cannot_tell": 1,
            }
        ],
        names=names,
    )


@pytest.fixture(scope="module")
def page(full):
    return page_of(full)


def test_it_needs_nothing_from_outside_and_runs_nothing(full):
    said = render(full)
    assert not re.search(r"(https?:)?//[\w.]+", said)
    assert "@import" not in said
    page = html.document_fromstring(said)
    assert [e.tag for e in page.iter("script", "link", "iframe", "img", "object", "embed", "form")] == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//a[not(starts-with(@href, '#'))]") == []


def test_what_a_record_holds_is_shown_and_never_run(page):
    assert HOSTILE in text(page)


def test_every_inside_link_has_its_place(page):
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    assert {a.get("href")[1:] for a in page.iter("a")} <= ids
    labelled = {e.get("aria-labelledby") for e in page.iter() if e.get("aria-labelledby")}
    assert labelled <= ids
    every = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(every) == len(set(every))


def test_headings_are_in_order_and_the_language_is_said(page):
    assert page.getroottree().getroot().get("lang") == "en-GB"
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_header_a_scope(page):
    tables = list(page.iter("table"))
    assert len(tables) > 8
    assert all(text(t.find("caption")) for t in tables)
    assert {th.get("scope") for th in page.iter("th")} == {"col", "row"}
    assert len({text(t.find("caption")) for t in tables}) == len(tables)


def test_every_chart_says_what_it_shows_and_has_its_table_beside_it(page):
    charts = list(page.iter("svg"))
    assert len(charts) == 3  # the worst, one area by month, late entry
    for chart in charts:
        assert chart.get("role") == "img"
        title = chart.find("title")
        assert chart.get("aria-labelledby") == title.get("id")
        assert re.search(r"\d", title.text)
        assert chart.xpath("ancestor::section[1]//table")


def test_the_first_screen_says_what_needs_somebody(page):
    assert text(page.find_class("lead")[0]) == (
        "1 red line: 1 child who may be unsafe. Look at this before anything else."
    )
    assert [text(li) for li in page.find_class("tiles")[0]] == [
        "1 red line",
        "2 to put right, about 2 children",
        "1 due in the next 10 working days",
        "1 proved right since the review before; 1 new",
        "3 can’t be told: neither right nor wrong",
    ]


def test_each_red_line_has_child_sentence_since_worker_and_team(page):
    assert table(page, "Red lines")[1:] == [["Amira", HOSTILE, "24 Nov 2026", "Jo Field", "no team"]]


def test_the_picture_says_share_of_how_many_and_how_many_cannot_be_told(page):
    assert table(page, "Children in whose case everything is right") == [
        ["Area", "Timeliness", "Records"],
        ["Assessment and child in need", "Nothing measured", "75% of 4 due Most right 2 can’t be told"],
        ["Child protection", "67% of 3 due Half or more right 1 can’t be told", "Nothing measured"],
    ]


def test_the_picture_of_a_reviewed_record_is_that_of_its_cases(evidence):
    page = page_of(evidence)
    header, *rows = table(page, "Children in whose case everything is right")
    shown = {
        (row[0].lower(), aspect.lower()): int(cell.split()[2].replace(",", ""))
        for row in rows
        for aspect, cell in zip(header[1:], row[1:], strict=True)
        if re.search(r"% of ", cell)
    }
    cases = evidence.cases.filter(pl.col("right") + pl.col("wrong") > 0)
    told = dict(Counter(cases.select("area", "aspect").iter_rows()))
    assert told
    assert shown == told
    assert len(page.find_class("weakest")) == len(page.find_class("tag")) > 0


def test_the_worst_come_first_with_their_counts(page):
    # One wrong of each: the lower share comes first.
    assert table(page, "Standards with the most wrong")[1:] == [
        ["Child on a plan visited and seen", "Child protection", "1", "67% of 3", "1"],
        ["Finished assessment with no factors", "Assessment and child in need", "1", "75% of 4", "2"],
    ]


def test_what_changed_is_said_by_status_and_area(page):
    assert table(page, "Findings of both reviews")[1:] == [
        ["New", "1", "1", "Found now, and not before"],
        ["Proved right", "1", "0", "The record is there, and now right"],
        ["Back again", "1", "0", "Was proved right once, and is wrong again"],
    ]
    assert table(page, "The same by area") == [
        ["Area", "New", "Back again", "Still open", "Proved right"],
        ["Child protection", "1", "1", "0", "1"],
    ]
    assert table(page, "New red lines")[1:] == [
        ["Amira", "New", "A new red line.", "nobody"],
        ["Amira", "Back again", "Wrong again.", "nobody"],
    ]


def test_months_have_their_numbers_beside_the_chart(page):
    assert table(page, "Child protection: in time")[1:] == [
        ["October 2026", "1", "2", "50%", "0"],
        ["November 2026 (so far)", "1", "1", "100%", "1"],
    ]


def test_teams_are_in_the_order_of_the_alphabet(page):
    assert [row[0] for row in table(page, "What each team has")[1:]] == [
        HOSTILE,
        "Ash",
        "No team held the case, or no file says which",
    ]


def test_late_entry_changed_dates_and_averages_are_told(page):
    assert table(page, "Recorded more than 5 working days after")[1:] == [[HOSTILE, "1", "4", "25%"]]
    assert table(page, "Working days from the event")[1][1:] == ["Referrals", "4", "2.5", "9", "1"]
    assert table(page, "In time by a date")[1] == [
        "Cora",
        "Child on a plan visited and seen",
        "2 Nov 2026",
        "30 Oct 2026",
        "Child protection visits: visited",
        "9 Nov 2026",
        "30 Oct 2026",
        "24 Nov 2026",
    ]
    assert table(page, "Average days")[1][1:] == ["412", "426", "4", "1"]


def test_what_cannot_be_told_says_why_and_what_would_supply_it(page):
    told = {row[0]: row[1:] for row in table(page, "What can’t be told most often")[1:]}
    assert told["Child on a plan visited and seen"] == [
        "1",
        "1",
        "The date of birth is not recorded",
        "The child’s date of birth, recorded",
    ]


def test_the_files_that_it_was_made_from_are_named_by_format(page):
    assert table(page, "The files that this was made from")[1:] == [["Annex A workbook", "1", "12"]]


def test_more_red_lines_than_fit_are_one_click_down():
    findings = [{"child_id": f"child {n}", "red_line": True} for n in range(RED_LINES_OPEN + 2)]
    page = page_of(made(findings=findings))
    assert (
        len(table(page, f"Red lines: the first {RED_LINES_OPEN} of {RED_LINES_OPEN + 2}"))
        == RED_LINES_OPEN + 1
    )
    assert [row[0] for row in table(page, "Red lines: the rest")[1:]] == ["child 40", "child 41"]


def test_a_review_with_nothing_in_it_says_so():
    page = page_of(made())
    said = text(page)
    assert "No red line." in said
    assert "has not been compared" in said
    assert "This can’t be told from one extract." in said
    assert "Nothing with a time limit fell due" in said
    assert list(page.iter("svg")) == []


CONTRAST = 4.5
SHADES = ("#bfe3d0", "#d9efe3", "#fff4b3", "#fbdcb9", "#f6cdc5", "#f3f2f1", "#fdf3f1")
PAIRS = [  # of the style sheet: text, ground
    ("#0b0c0c", "#ffffff"),
    ("#484949", "#ffffff"),
    ("#1a65a6", "#ffffff"),
    ("#ffffff", "#1d70b8"),
    *(
        ("#0b0c0c", ground)
        for ground in ("#bfe3d0", "#d9efe3", "#fff4b3", "#fbdcb9", "#f6cdc5", "#f3f2f1", "#fdf3f1")
    ),
]


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(ink, ground):
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= CONTRAST


def test_no_other_grounds_are_used_than_those_tried():
    sheet = Path(report.__file__).with_name("templates") / "report.css"
    css = sheet.read_text(encoding="utf-8")
    grounds = set(re.findall(r"background: (#\w+)", css)) - {"#fff", "#ffdd00"}
    assert grounds <= {ground for _, ground in PAIRS}
