"""Where things stand on the drawing: across in hundredths, down in pixels, within the year that is shown."""

from __future__ import annotations

from datetime import date

import pytest

from everycase.analysis.timeline import Kind, Lane, Mark, Overdue, Spell, Strip, Timeline
from everycase.analysis.timeline_drawn import drawn
from everycase.record.snapshot import Stretch

AS_OF = date(2026, 11, 24)
FIRST, LAST = date(2026, 1, 1), date(2026, 4, 10)
"""A hundred days: one is a hundredth."""


def case(*strips: Strip, since: date = FIRST, to: date = LAST, as_of: date = AS_OF) -> Timeline:
    return Timeline(as_of, since, to, strips)


def plan(start: str, end: str | None, says: str = "Plan", *, told: bool = True) -> Spell:
    return Spell(says, date.fromisoformat(start), date.fromisoformat(end) if end else None, told)


def protection(*spells: Spell, **more: tuple[object, ...]) -> Strip:
    return Strip(Lane.PROTECTION, spells, **more)


def bars(*spells: Spell, **window: date) -> list[tuple[float, float]]:
    (strip,) = drawn(case(protection(*spells), **window)).strips
    return [(bar.x, bar.width) for bar in strip.bars]


def test_a_day_is_a_hundredth_of_a_hundred_days_and_both_ends_are_in():
    assert bars(plan("2026-01-01", "2026-01-01")) == [(0, 1)]
    assert bars(plan("2026-01-11", "2026-01-20")) == [(10, 10)]
    assert bars(plan("2026-01-01", "2026-04-10")) == [(0, 100)]


def test_what_reaches_past_an_edge_is_cut_there():
    assert bars(plan("2025-01-01", "2026-01-10")) == [(0, 10)]
    assert bars(plan("2026-04-10", "2027-01-01")) == [(99, 1)]
    assert bars(plan("2025-01-01", "2025-12-31"), plan("2026-04-11", "2026-05-01")) == []


@pytest.mark.parametrize(
    ("spell", "goes_on"),
    [
        (plan("2026-03-01", None), True),
        (plan("2026-03-01", "2026-04-11"), True),
        (plan("2026-03-01", "2026-04-10"), False),
        (plan("2026-03-01", None, told=False), False),
    ],
)
def test_a_bar_says_whether_it_goes_on(spell, goes_on):
    (strip,) = drawn(case(protection(spell))).strips
    assert strip.bars[0].goes_on is goes_on


def test_what_goes_on_reaches_to_the_day_of_the_record_and_not_beyond():
    assert bars(plan("2026-03-02", None), as_of=date(2026, 3, 11)) == [(60, 10)]


def test_where_no_file_tells_the_end_one_day_is_drawn():
    assert bars(plan("2026-03-02", None, told=False)) == [(60, 1)]


def test_an_end_before_its_start_is_drawn_as_the_start():
    assert bars(plan("2026-03-02", "2026-01-02")) == [(60, 1)]


def test_spells_side_by_side_share_a_row_and_those_at_once_do_not():
    one, two, three = (
        plan("2026-01-01", "2026-01-20"),
        plan("2026-01-20", "2026-02-20"),
        plan("2026-02-01", None),
    )
    (strip,) = drawn(case(protection(one, two, three))).strips
    first, second, third = (bar.y for bar in strip.bars)
    assert first == second < third
    assert strip.height > third + 18


def test_two_that_lasted_the_same_one_day_do_not_hide_each_other():
    (strip,) = drawn(
        case(protection(plan("2026-01-01", "2026-01-01"), plan("2026-01-01", "2026-01-01")))
    ).strips
    assert len({bar.y for bar in strip.bars}) == 2


def test_words_stand_only_in_a_bar_with_room_for_them():
    (strip,) = drawn(
        case(protection(plan("2026-01-01", "2026-01-06"), plan("2026-02-01", "2026-02-07")))
    ).strips
    assert [bar.label for bar in strip.bars] == ["", "Plan"]


def test_a_mark_stands_on_its_day_and_only_within_what_is_drawn():
    days = [date(2025, 12, 31), FIRST, date(2026, 1, 11), LAST, date(2026, 4, 11)]
    marks = tuple(Mark(Kind.SEEN_ALONE, day, "Visit") for day in days)
    (strip,) = drawn(case(protection(marks=marks))).strips
    assert [(point.x, point.shape) for point in strip.points] == [(0, "alone"), (10, "alone"), (99, "alone")]


def test_what_is_overdue_is_hatched_from_the_day_after_it_was_due():
    late = (Overdue(date(2026, 2, 9), "Core group"), Overdue(date(2026, 3, 1), "Visit"))
    (strip,) = drawn(case(protection(overdue=late), as_of=date(2026, 3, 11))).strips
    (band,) = strip.overdue
    assert (band.x, band.width) == (40, 30)
    assert band.says == "Overdue since 9 February 2026: Core group; Overdue since 1 March 2026: Visit"


def test_what_the_files_leave_out_is_shaded_and_said():
    gap = (Stretch(since=date(2025, 6, 1), to=date(2026, 1, 10)),)
    picture = drawn(case(protection(plan("2026-01-05", None), untold=gap), Strip(Lane.MISSING, untold=gap)))
    (strip,) = picture.strips
    assert [(band.x, band.width, band.height) for band in strip.untold] == [(0, 10, strip.height)]
    assert picture.untold == (
        "1 January 2026 to 10 January 2026: these files don’t hold all of Protection, Missing",
    )


def test_what_is_left_out_of_every_lane_is_said_once():
    gap = (Stretch(since=FIRST, to=date(2026, 1, 10)),)
    picture = drawn(case(*(Strip(lane, untold=gap) for lane in Lane)))
    assert picture.untold == ("1 January 2026 to 10 January 2026: these files don’t hold all of any lane",)


def test_lanes_with_nothing_are_named_only_where_the_files_would_tell():
    gap = (Stretch(since=FIRST, to=LAST),)
    picture = drawn(
        case(protection(plan("2026-01-05", None)), Strip(Lane.MISSING), Strip(Lane.NEED, untold=gap))
    )
    assert picture.quiet == ("Missing",)
    assert [strip.lane for strip in picture.strips] == [Lane.PROTECTION]


def test_reviews_that_no_file_tells_of_are_said():
    strip = Strip(Lane.NEED, (plan("2026-01-05", None),), lacks=("Review of the plan",))
    assert drawn(case(strip)).untold == ("Child in need: no file tells of “Review of the plan”",)


def test_one_year_is_drawn_from_january_to_december_with_a_line_a_month():
    picture = drawn(case(protection(plan("2025-06-01", None)), since=date(2020, 1, 1)), 2026)
    assert (picture.since, picture.to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert [line.label for line in picture.lines] == [
        "2026",
        *["Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ]
    assert picture.now == pytest.approx(100 * 327 / 365, abs=0.01)


def test_many_years_have_a_line_each_and_a_year_gone_by_has_no_now():
    whole = drawn(case(protection(plan("2020-06-01", None)), since=date(2024, 6, 1), to=date(2026, 12, 1)))
    assert [line.label for line in whole.lines] == ["2025", "2026"]
    assert drawn(case(protection(plan("2020-06-01", None))), 2025).now is None


def test_the_table_says_all_that_is_drawn_and_nothing_else():
    strip = protection(
        plan("2025-06-01", "2025-07-01", "Old plan"),
        plan("2026-01-05", None),
        marks=(Mark(Kind.REVIEW, date(2026, 1, 2), "Review"), Mark(Kind.REVIEW, date(2025, 1, 2), "Review")),
        overdue=(Overdue(date(2026, 2, 9), "Core group"),),
    )
    assert [said.words for said in drawn(case(strip)).table] == [
        "Review, 2 January 2026",
        "Plan, 5 January 2026 to now",
        "Overdue since 9 February 2026: Core group",
    ]
