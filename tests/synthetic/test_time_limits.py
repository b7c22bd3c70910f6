"""A slow, plain check of the main time limits, one child at a time, with no part of the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.synthetic.council_tables import AS_OF, age, born, by_child, events, rows

from everycase.calendar import working_days_after

Limit = Callable[[date], date]


def days(count: int) -> Limit:
    return lambda day: day + timedelta(days=count)


def working(count: int) -> Limit:
    return lambda day: working_days_after(day, count)


def months(count: int) -> Limit:
    def later(day: date) -> date:
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        for last in range(day.day, 27, -1):
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
        return date(year, month + 1, day.day)

    return later


def late(start: date, done: list[date], limit: Limit, ended: date | None = None) -> date | None:
    """The first due date from `start` on that passed without the event; None where each was kept."""
    last = min(AS_OF, ended or AS_OF)
    anchor = start
    for day in [each for each in sorted(done) if each >= start]:
        due = limit(anchor)
        if due > last:
            return None
        if day > due:
            return due
        anchor = day
    due = limit(anchor)
    return due if due < last else None


def visits(child: str, *tables: str, alone: bool = False) -> list[date]:
    found = [row for table in tables for row in by_child(table).get(child, [])]
    return [row["visited_on"] for row in found if row["seen_alone" if alone else "seen"]]


ALL_VISITS = ("child_in_need_visits", "child_protection_visits", "care_visits")


def test_assessments_are_authorised_by_day_45_and_not_all_on_it() -> None:
    taken = []
    for child, assessments in by_child("assessments").items():
        for row in assessments:
            if row["authorised_on"]:
                assert row["authorised_on"] <= working_days_after(row["started_on"], 45), child
                taken.append(
                    sum(
                        working_days_after(row["started_on"], n) <= row["authorised_on"] for n in range(1, 46)
                    )
                )
    assert len(set(taken)) > 15
    assert sum(length >= 43 for length in taken) < len(taken) / 10


def test_children_are_seen_within_five_working_days_of_a_referral_taken_further() -> None:
    for row in rows("referrals"):
        unborn = age(row["child_id"], row["referred_on"]) < 0
        due = working_days_after(row["referred_on"], 5)
        if row["no_further_action"] is False and not unborn and due < AS_OF:
            seen = [day for day in visits(row["child_id"], *ALL_VISITS) if row["referred_on"] <= day <= due]
            assert seen, row


def test_children_in_need_are_seen_every_20_working_days() -> None:
    for row in rows("child_in_need_plans"):
        done = visits(row["child_id"], "child_in_need_visits")
        assert late(row["started_on"], done, working(20), row["ended_on"]) is None, row


def test_the_first_visit_on_a_plan_is_in_five_working_days() -> None:
    for table, kept in (
        ("child_in_need_plans", "child_in_need_visits"),
        ("child_protection_plans", "child_protection_visits"),
    ):
        for row in rows(table):
            due = working_days_after(row["started_on"], 5)
            done = [day for day in visits(row["child_id"], kept) if row["started_on"] <= day <= due]
            assert done or due >= min(AS_OF, row["ended_on"] or AS_OF), row


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("core-group-held", days(42)), ("case-summary-updated", months(1)), ("supervision", months(1))],
)
def test_a_protection_plan_has_its_meetings(kind: str, limit: Limit) -> None:
    for row in rows("child_protection_plans"):
        assert (
            late(row["started_on"], events(kind).get(row["child_id"], []), limit, row["ended_on"]) is None
        ), row


def test_children_on_protection_plans_are_seen_every_ten_working_days_and_alone_every_four_weeks() -> None:
    for row in rows("child_protection_plans"):
        child = row["child_id"]
        done = visits(child, "child_protection_visits")
        assert late(row["started_on"], done, working(10), row["ended_on"]) is None, row
        if age(child, row["started_on"]) >= 4:
            alone = visits(child, "child_protection_visits", alone=True)
            assert late(row["started_on"], alone, days(28), row["ended_on"]) is None, row


def test_protection_plans_are_reviewed_in_three_months_then_six() -> None:
    for row in rows("child_protection_plans"):
        held = [
            r["held_on"]
            for r in by_child("child_protection_reviews").get(row["child_id"], [])
            if r["held_on"]
        ]
        end = row["ended_on"] or AS_OF
        assert held or months(3)(row["started_on"]) >= end, row
        if held:
            assert min(held) <= months(3)(row["started_on"]), row
            assert (
                late(min(held), [day for day in held if day > min(held)], months(6), row["ended_on"]) is None
            ), row
        if row["ended_on"]:
            assert row["ended_on"] in held


def test_conferences_follow_the_strategy_discussion_in_fifteen_working_days() -> None:
    began = {row["enquiry_id"]: row["started_on"] for row in rows("section_47_enquiries")}
    for row in rows("initial_conferences"):
        if not row["transfer_in"]:
            assert row["held_on"] <= working_days_after(began[row["enquiry_id"]], 15)


def test_enquiries_end_in_fifteen_working_days_and_the_child_is_seen_that_day() -> None:
    for row in rows("section_47_enquiries"):
        due = working_days_after(row["started_on"], 15)
        assert row["ended_on"] is not None or due >= AS_OF, row
        assert row["ended_on"] is None or row["ended_on"] <= due
        assert row["started_on"] in visits(row["child_id"], *ALL_VISITS), row


def long_care() -> list[dict[str, object]]:
    """Whole periods of care other than short breaks: child, first and last day."""
    breaks = {row["child_id"] for row in rows("legal_statuses") if row["status"] == "V3"}
    periods: dict[str, dict[str, object]] = {}
    for row in rows("care_episodes"):
        if row["child_id"] not in breaks:
            period = periods.setdefault(
                row["care_id"], {"child": row["child_id"], "since": row["entered_care_on"], "to": None}
            )
            if row["end_reason"] not in ("X1", None):
                period["to"] = row["ended_on"]
    return list(periods.values())


def test_children_in_care_are_visited_every_six_weeks() -> None:
    for period in long_care():
        done = visits(str(period["child"]), "care_visits")
        assert late(period["since"], done, days(42), period["to"]) is None, period


def test_each_new_placement_is_visited_within_a_week() -> None:
    breaks = {row["child_id"] for row in rows("legal_statuses") if row["status"] == "V3"}
    for row in rows("placements"):
        due = row["started_on"] + timedelta(days=7)
        if row["child_id"] not in breaks and due < min(AS_OF, row["ended_on"] or AS_OF):
            assert any(row["started_on"] <= day <= due for day in visits(row["child_id"], "care_visits")), row


def test_reviews_of_children_in_care_keep_to_20_working_days_three_months_and_six() -> None:
    for period in long_care():
        since, to = period["since"], period["to"] or AS_OF
        assert isinstance(since, date)
        assert isinstance(to, date)
        held = sorted(
            r["held_on"]
            for r in by_child("care_reviews").get(str(period["child"]), [])
            if since <= r["held_on"] <= to
        )
        limits = [working(20), months(3)] + [months(6)] * len(held)
        anchor = since
        for day, limit in zip(held, limits, strict=False):
            assert day <= limit(anchor), period
            anchor = day
        assert limits[len(held)](anchor) >= to, period


@pytest.mark.parametrize(
    ("kind", "limit"),
    [("education-plan-recorded", months(4)), ("supervision", months(2)), ("chronology-updated", months(3))],
)
def test_children_in_care_have_what_recurs(kind: str, limit: Limit) -> None:
    for period in long_care():
        done = events(kind).get(str(period["child"]), [])
        assert late(period["since"], done, limit, period["to"]) is None, period


def test_health_assessments_come_every_six_months_to_five_then_yearly() -> None:
    for period in long_care():
        child, since, to = str(period["child"]), period["since"], period["to"] or AS_OF
        assert isinstance(since, date)
        assert isinstance(to, date)
        done = sorted(
            r["checked_on"]
            for r in by_child("health_checks").get(child, [])
            if r["kind"] in ("INITIAL", "REVIEW")
        )
        assert (done and done[0] <= working_days_after(since, 20)) or working_days_after(since, 20) >= to
        for before, after in zip(done, [*done[1:], to], strict=False):
            limit = months(12 if age(child, before) >= 5 else 6)
            assert after <= limit(before), period


def test_return_interviews_are_held_in_three_days() -> None:
    for row in rows("missing_episodes"):
        if row["to_on"] and row["to_on"] + timedelta(days=3) < AS_OF:
            held = events("return-interview-held").get(row["child_id"], [])
            assert any(row["to_on"] <= day <= row["to_on"] + timedelta(days=3) for day in held), row


def test_care_leavers_were_in_touch_in_two_months_and_their_plan_reviewed_in_six() -> None:
    for row in rows("care_leavers"):
        assert months(2)(row["latest_contact_on"]) >= AS_OF
        assert months(6)(row["pathway_plan_reviewed_on"]) >= AS_OF
        assert row["adviser_id"]
        assert 16 <= age(row["child_id"], AS_OF) < 25


def test_unborn_children_are_referred_and_conferenced_in_time() -> None:
    known = {row["child_id"]: row["referred_on"] for row in rows("referrals")}
    for row in rows("initial_conferences"):
        birth = born()[row["child_id"]]
        if birth and known[row["child_id"]] < birth:
            assert row["held_on"] <= birth - timedelta(weeks=10)
            assert birth - timedelta(weeks=40) <= known[row["child_id"]] <= birth - timedelta(weeks=20)
