"""Who holds which case: room, leaving, and no third worker in a year."""

from datetime import date, timedelta
from itertools import pairwise

from everycase.synthetic.allocation import Holding, Post, Spell
from everycase.synthetic.teams import Team

TEAM = Team("T20", "Team", "S20", "Service", "Social Worker", 15)
START, END = date(2020, 1, 6), date(2026, 12, 31)


def spell(case: int, start: date, days: int, *, course: int | None = None, passed_on: bool = False) -> Spell:
    return Spell(start, course or case, case, start + timedelta(days), case, "ALLOCATED", passed_on)


def hold(spells: list[Spell]) -> list[Holding]:
    return Post(TEAM, 1, 0.1).hold(spells, END)


def test_every_case_has_somebody_for_all_its_days() -> None:
    spells = [spell(n, START + timedelta(days=3 * n), 40 + 37 * n % 900) for n in range(300)]
    held = hold(spells)
    for each in spells:
        parts = sorted((h.spell.start, h.to) for h in held if h.spell.case == each.case)
        assert parts[0][0] == each.start
        assert parts[-1][1] == each.end
        assert all(before[1] == after[0] for before, after in pairwise(parts))


def test_nobody_holds_more_than_their_post_allows() -> None:
    held = hold([spell(n, START + timedelta(days=n), 200) for n in range(400)])
    for day in (START + timedelta(days=30 * n) for n in range(20)):
        for worker in {h.worker.worker_id: h.worker for h in held}.values():
            mine = [h for h in held if h.worker is worker and h.spell.start <= day < h.to]
            assert len(mine) <= 15 * worker.part


def test_brothers_and_sisters_have_one_worker() -> None:
    held = hold([spell(n, START, 100, course=n // 3) for n in range(30)])
    for course in range(10):
        assert len({h.worker.worker_id for h in held if h.spell.course == course}) == 1


def test_a_long_case_changes_hands_over_a_year_apart() -> None:
    held = hold([spell(n, START, 2400) for n in range(60)])
    assert any(h.spell.moved for h in held)
    for case in range(60):
        changes = sorted(h.spell.start for h in held if h.spell.case == case)
        gaps = [(after - before).days for before, after in pairwise(changes)]
        assert all(gap > 366 for gap in gaps)


def test_a_case_that_another_team_takes_on_never_changes_hands_before() -> None:
    held = hold([spell(n, START + timedelta(days=9 * n), 500, passed_on=True) for n in range(200)])
    assert not any(h.spell.moved for h in held)


def test_workers_are_there_when_they_hold_a_case() -> None:
    for each in hold([spell(n, START + timedelta(days=2 * n), 300) for n in range(500)]):
        assert each.worker.hired <= each.spell.start
        assert each.to <= each.worker.leaves
