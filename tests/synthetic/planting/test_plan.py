"""A plan keeps children apart, is the same for a seed, and can be put right."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.synthetic.planting.small import AS_OF, shown, small

from everycase.calendar import is_working_day
from everycase.record.schema import Format
from everycase.record.schema.terms import working_days
from everycase.synthetic.planting import carry_out, plan, put_right
from everycase.synthetic.planting.acts import alone, answers, with_events
from everycase.synthetic.planting.plant import truth
from everycase.synthetic.planting.waiting import Start, missed
from everycase.synthetic.planting.writing import Gone, Wrong

REFERRALS = "referral_id | child_id | referred_on\n" + "\n".join(
    f"r{n} | Child {n} | 2026-0{n}-02" for n in range(1, 8)
)
DECISIONS = "child_id | kind | happened_on\nSomeone | referral-decision | 2020-01-06\n" + "\n".join(
    f"Child {n} | referral-decision | 2026-0{n}-02" for n in range(1, 8)
)
NO_SOURCE = Wrong(standard="referral-source-missing", source="referrals", values={"source": None})
NO_NEED = Wrong(standard="primary-need-missing", source="referrals", values={"primary_need": None})
UNDECIDED = missed(
    "referral-decision-1-working-day",
    Start(source="referrals"),
    answers("referral-decision"),
    working_days(1),
)


@pytest.fixture
def tables():
    return small(referrals=REFERRALS, events=DECISIONS)


def test_two_acts_on_one_table_never_take_the_same_child(tables) -> None:
    chosen = plan(tables, AS_OF, [NO_SOURCE, NO_NEED], seed=1, few=3)
    assert chosen.group_by("act").len().sort("act").rows() == [(0, 3), (1, 3)]
    assert chosen["child_id"].is_unique().all()


def test_a_child_who_is_kept_for_one_act_is_in_no_other(tables) -> None:
    spoilt = Wrong(standard="dob-missing", source="children", values={"born_on": None}, alone=True)
    chosen = plan(tables, AS_OF, [NO_SOURCE, spoilt], seed=1, few=7)
    assert chosen["child_id"].is_unique().all()
    assert chosen.filter(pl.col("standard") == "dob-missing").height == 7


def test_the_same_seed_plans_the_same_and_others_something_else(tables) -> None:
    def who(seed: int) -> tuple[str, ...]:
        return tuple(plan(tables, AS_OF, [NO_SOURCE], seed=seed)["child_id"])

    assert who(1) == who(1)
    assert len({who(seed) for seed in range(1, 9)}) > 4


def test_a_share_is_of_the_children_whom_it_could_be_done_to(tables) -> None:
    assert plan(tables, AS_OF, [NO_SOURCE], seed=1, share=0.45).height == 3
    assert plan(tables, AS_OF, [NO_SOURCE], seed=1, share=0.001).height == 1


def test_only_children_within_are_taken(tables) -> None:
    chosen = plan(tables, AS_OF, [NO_SOURCE], seed=1, few=9, within=pl.Series(["Child 2", "Child 5"]))
    assert sorted(chosen["child_id"]) == ["Child 2", "Child 5"]


def test_the_truth_has_what_the_act_breaks_and_what_it_may_break_as_well(tables) -> None:
    chosen = plan(tables, AS_OF, [UNDECIDED], seed=1, few=1)
    rows = truth(tables, [UNDECIDED], chosen).select("standard", "what", "by").rows()
    assert rows == [
        ("management-decision-missing", "also", "referral-decision-1-working-day"),
        ("referral-decision-1-working-day", "overdue", "referral-decision-1-working-day"),
    ]


def test_which_files_show_it() -> None:
    assert alone(NO_NEED) == {Format.SSD, Format.ANNEX_A, Format.CIN_CENSUS}
    assert alone(UNDECIDED) == set()
    assert with_events(UNDECIDED) >= {Format.SSD, Format.ANNEX_A, Format.CIN_CENSUS}


def test_overdue_work_is_put_right_by_doing_it_late_on_a_working_day(tables) -> None:
    chosen = plan(tables, AS_OF, [UNDECIDED, NO_SOURCE], seed=1, few=2)
    since, to = date(2026, 11, 24), date(2026, 12, 24)
    left = put_right([UNDECIDED, NO_SOURCE], chosen, since, to)
    # Nothing is left of a field that was empty.
    assert left["standard"].unique().to_list() == ["referral-decision-1-working-day"]
    assert left["what"].unique().to_list() == ["met late"]
    assert all(since < day <= to and is_working_day(day) for day in left["again_on"])
    decided = shown(carry_out(tables, [UNDECIDED, NO_SOURCE], left), "events", "child_id", "happened_on")
    assert len(decided) == 8
    assert sum(str(day) > "2026-11-24" for _, day in decided) == 2


def test_what_was_late_long_ago_stays_late(tables) -> None:
    past = Gone(standard="x", sources=("referral-decision",), who=pl.lit(value=True), what="not done")
    chosen = plan(tables, AS_OF, [past], seed=1)
    assert put_right([past], chosen, date(2026, 11, 24), date(2026, 12, 24)).equals(chosen)
