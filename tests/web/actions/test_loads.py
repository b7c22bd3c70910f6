"""What each worker carries, by the council's weights: worked out by hand on a few children."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.conftest import finding_about

from everycase.standards.council import CaseWeights
from everycase.web.actions.loads import NOBODY, workers
from everycase.web.actions.models import Finding
from everycase.web.cases.models import Child

TODAY = date(2026, 11, 24)
WEIGHTS = CaseWeights(protection_plan=2, looked_after=1.5, open_case=0.5, full_load=4)


def child(number, worker, work, share=None, **values):
    given = {"open_now": True, "worker_name": worker.title(), "worker_share": share, "work": work, **values}
    return Child.objects.create(child_id=f"K{number}", worker_key=worker, **given)


def lines(weights=WEIGHTS):
    return {line.name: line for line in workers(Child.objects.all(), Finding.objects.all(), TODAY, weights)}


def test_each_child_weighs_by_the_work_that_goes_on(db):
    child(1, "ann", "protection_plan", 1.0)
    child(2, "ann", "looked_after", 1.0)
    child(3, "ann", "something new", 1.0)
    child(4, "ann", "looked_after", 1.0, open_now=False)
    ann = lines()["Ann"]
    assert (ann.children, ann.load, ann.most, ann.carries, ann.over) == (3, 4.0, 4.0, "4 of 4", "")


@pytest.mark.parametrize(
    ("share", "most", "over", "known"),
    [(1.0, 4.0, "", True), (0.5, 2.0, "1.5", True), (None, 4.0, "", False)],
)
def test_a_part_time_worker_carries_their_share(db, share, most, over, known):
    child(1, "ann", "protection_plan", share)
    child(2, "ann", "looked_after", share)
    ann = lines()["Ann"]
    assert (ann.load, ann.most, ann.over, ann.share_known) == (3.5, most, over, known)


def test_without_weights_of_its_own_a_council_counts_children(db):
    child(1, "ann", "protection_plan")
    child(2, "ann", "open_case")
    assert lines(CaseWeights())["Ann"].carries == "2 of 18"


def test_workers_stand_in_alphabetical_order_and_what_nobody_holds_comes_last(db):
    child(1, "zoe", "open_case")
    child(2, "", "open_case", worker_name="")
    for number in range(3, 9):
        child(number, "bob", "protection_plan")
    assert list(lines()) == ["Bob", "Zoe", NOBODY]
    assert (lines()[NOBODY].children, lines()[NOBODY].load) == (1, None)


def test_what_is_to_be_put_right_is_counted_beside(house):
    finding_about(house.amira, house.social_worker, "F1", action_due_on=date(2026, 11, 23))
    finding_about(house.amira, house.social_worker, "F2", action_due_on=TODAY)
    finding_about(house.amira, house.social_worker, "F3", state="waiting for check")
    finding_about(house.amira, house.social_worker, "F4", kind="return")
    mine = lines()["Worker 1"]
    assert mine.to_do == (2, 1, 1)


def test_the_managers_page_says_who_carries_too_much_and_how_it_is_counted(client, house):
    for number in range(20):
        child(number, "W1", "protection_plan", team=house.team)
    client.force_login(house.team_manager)
    page = client.get("/my-team/").content.decode()
    assert "21 of 18" in page
    assert "3 too much" in page
    assert "Protection plan: 1" in page
