"""Two reviews compared: each thing that can become of a finding, on a row or two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.record.readings import joined, reading
from tests.review.council import CATALOGUE, DECIDED, VISITED, reviewed
from tests.tables import given

from everycase.record.schema import Format, case_holders
from everycase.record.schema.terms import calendar_days
from everycase.record.snapshot import Record
from everycase.review.compare import STATUSES, compare, summary
from everycase.standards.catalogue import catalogue
from everycase.standards.council import CouncilFile, Settings
from everycase.standards.language import Area, Aspect, Clock, Standard

JANUARY, FEBRUARY = "2026-01-31", "2026-02-28"
NO_NEED = "referral_id | child_id | referred_on | primary_need"


def compared(
    before: Record,
    after: Record,
    catalogue: tuple[dict[str, Standard], dict[str, Standard]] = (CATALOGUE, CATALOGUE),
    **more: Any,
):
    reviews = reviewed(before, catalogue[0]), reviewed(after, catalogue[1])
    return compare(*reviews, (before, after), {**catalogue[0], **catalogue[1]}, Settings(), **more)


def became(before: Record, after: Record, columns: str = "status", **more: Any) -> list[str]:
    """Some columns of each finding, a line a finding."""
    rows = compared(before, after, **more).select(columns.split()).rows()
    return sorted(" ".join("-" if cell is None else str(cell) for cell in row) for row in rows)


def referrals(*rows: str, as_of: str = JANUARY, **more: Any) -> Record:
    return given(as_of, referrals="\n".join([NO_NEED, *rows]), **more)


def plan(
    started: str = "2026-01-05", ended: str = "", visited: str = "", *, as_of: str, **more: Any
) -> Record:
    visits = ["Zoe | 2020-01-01 | yes", *([f"Amira | {visited} | yes"] if visited else [])]
    return given(
        as_of,
        child_protection_plans=f"""
            plan_id | child_id | started_on | ended_on
            P1      | Amira    | {started}  | {ended}
            """,
        child_protection_visits="\n".join(["child_id | visited_on | seen", *visits]),
        **more,
    )


def test_found_before_and_now_is_still_open_and_found_only_now_is_new():
    before = referrals("R1 | Amira | 2026-01-05 |")
    after = referrals("R1 | Amira | 2026-01-05 |", "R2 | Ben | 2026-02-05 |", as_of=FEBRUARY)
    assert became(before, after, "child_id status matched") == ["Amira still open exactly", "Ben new -"]


def test_a_row_put_right_is_proved_right():
    before = referrals("R1 | Amira | 2026-01-05 |", "R2 | Ben | 2026-01-05 |")
    after = referrals("R1 | Amira | 2026-01-05 | N1", "R2 | Ben | 2026-01-05 |", as_of=FEBRUARY)
    assert became(before, after, "child_id status") == ["Amira proved right", "Ben still open"]


def test_a_late_visit_made_since_is_proved_right():
    before = plan(as_of=JANUARY)
    assert became(before, plan(visited="2026-02-10", as_of=FEBRUARY)) == ["proved right"]


def test_proved_right_once_and_wrong_again_is_back():
    wrong = referrals("R1 | Amira | 2026-01-05 |")
    right = referrals("R1 | Amira | 2026-01-05 | N1", as_of=FEBRUARY)
    proved = compared(wrong, right)
    assert proved["status"].to_list() == ["proved right"]
    again = referrals("R1 | Amira | 2026-01-05 |", as_of="2026-03-31")
    assert became(right, again, once_proved=proved["finding"].to_list()) == ["back again"]
    assert became(right, again) == ["new"]


def test_what_the_files_no_longer_hold_is_out_of_reach_and_not_right():
    before = referrals("R1 | Amira | 2026-01-05 |", "R2 | Ben | 2026-01-05 | N1")
    unsupplied = given(FEBRUARY, referrals="referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05")
    assert became(before, unsupplied) == ["out of reach"]


def test_a_visit_that_the_files_no_longer_reach_is_out_of_reach_and_not_made():
    after = plan(as_of=FEBRUARY, reach={"child_protection_visits": ("2026-02-25", FEBRUARY)})
    assert became(plan(as_of=JANUARY), after) == ["out of reach"]


def test_a_row_older_than_the_files_window_is_out_of_reach_and_not_gone():
    """Annex A holds six months: every finding would leave it in time."""
    before = referrals("R1 | Amira | 2026-01-05 |", "R2 | Amira | 2026-01-20 | N1")
    still = "R2 | Amira | 2026-01-20 | N1"
    inside = referrals(still, as_of=FEBRUARY, reach={"referrals": ("2026-01-05", FEBRUARY)})
    outside = referrals(still, as_of=FEBRUARY, reach={"referrals": ("2026-01-06", FEBRUARY)})
    assert became(before, inside) == ["record gone"]
    assert became(before, outside) == ["out of reach"]


def test_a_child_who_left_the_files_is_gone_and_not_right():
    before = referrals("R1 | Amira | 2026-01-05 |")
    after = referrals("R2 | Ben | 2026-01-05 | N1", as_of=FEBRUARY)
    assert became(before, after, "child_id status") == ["Amira child gone"]


def test_a_standard_that_was_changed_or_turned_off_proves_nothing():
    before = referrals("R1 | Amira | 2026-01-05 |")
    right = referrals("R1 | Amira | 2026-01-05 | N1", as_of=FEBRUARY)
    reworded: dict[str, Standard] = {DECIDED.id: replace(DECIDED, condition="another condition")}
    assert became(before, right, catalogue=(CATALOGUE, reworded)) == ["standard changed"]
    assert became(before, right, catalogue=(CATALOGUE, {})) == ["standard changed"]


def test_a_longer_allowance_is_a_changed_standard_and_no_proof():
    before, after = plan(as_of=JANUARY), plan(as_of=FEBRUARY)
    longer: dict[str, Standard] = {VISITED.id: replace(VISITED, within=calendar_days(90))}
    assert became(before, after, catalogue=(CATALOGUE, longer)) == ["standard changed"]


def test_what_is_found_under_the_changed_standard_too_is_still_open():
    before, after = plan(as_of=JANUARY), plan(as_of=FEBRUARY)
    longer: dict[str, Standard] = {VISITED.id: replace(VISITED, within=calendar_days(20))}
    assert became(before, after, catalogue=(CATALOGUE, longer)) == ["still open"]


def test_a_row_that_the_standard_no_longer_speaks_of():
    """The plan, it turns out, ended before the visit fell due."""
    assert became(plan(as_of=JANUARY), plan(ended="2026-01-10", as_of=FEBRUARY)) == ["no longer applies"]


def test_a_duty_that_ended_undone_is_no_proof():
    assert became(plan(as_of=JANUARY), plan(ended="2026-02-20", as_of=FEBRUARY)) == ["ended, not done"]


def test_a_row_with_a_new_id_is_the_same_finding():
    before = referrals("R1 | Amira | 2026-01-05 |")
    after = referrals("R9 | Amira | 2026-01-05 |", as_of=FEBRUARY)
    assert became(before, after, "status matched") == ["still open by nearest date"]


def test_a_date_that_was_corrected_is_the_same_finding():
    unnamed = "child_id | referred_on | primary_need\nAmira | {} |"
    before = given(JANUARY, referrals=unnamed.format("2026-01-05"))
    after = given(FEBRUARY, referrals=unnamed.format("2026-01-09"))
    assert became(before, after, "status matched") == ["still open by nearest date"]
    named = referrals("R1 | Amira | 2026-01-05 |"), referrals("R1 | Amira | 2026-01-09 |", as_of=FEBRUARY)
    assert became(*named, "status matched") == ["still open exactly"]


def test_each_of_several_rows_with_new_ids_is_matched_once_and_none_is_left_over():
    """The first two are both nearest to the same row now: the second goes to the next nearest."""
    before = referrals("R1 | Amira | 2026-01-10 |", "R2 | Amira | 2026-01-12 |", "R3 | Amira | 2026-01-20 |")
    after = referrals(
        "S1 | Amira | 2026-01-11 |", "S2 | Amira | 2026-01-16 |", "S3 | Amira | 2026-01-30 |", as_of=FEBRUARY
    )
    assert became(before, after) == ["still open"] * 3
    pairs = compared(before, after)
    assert pairs["finding"].n_unique() == pairs["finding_before"].n_unique() == 3


def test_a_row_with_a_new_id_that_was_put_right_is_not_proved():
    """Which row it became can't be known, so nothing proves it."""
    before = referrals("R1 | Amira | 2026-01-05 |")
    after = referrals("R9 | Amira | 2026-01-05 | N1", as_of=FEBRUARY)
    assert became(before, after) == ["record gone"]


def test_another_child_s_row_is_never_the_same_finding():
    before = referrals("R1 | Amira | 2026-01-05 |", "R5 | Ben | 2025-01-01 | N1")
    after = referrals("R9 | Ben | 2026-01-05 |", "R8 | Amira | 2025-01-01 | N1", as_of=FEBRUARY)
    assert became(before, after, "child_id status") == ["Amira record gone", "Ben new"]


def merging(as_of: str, *rows: str, merged: bool = False, ids: bool = True) -> Record:
    header = NO_NEED if ids else "child_id | referred_on | primary_need"
    return joined(
        reading(
            Format.SSD,
            as_of,
            windows=[("referrals", "2020-01-01", as_of)],
            children="child_id\nOLD\nNEW",
            referrals="\n".join([header, *rows]),
            linked_identifiers="child_id | value" + ("\nNEW | OLD" if merged else ""),
        )
    )


@pytest.mark.parametrize("ids", [True, False])
def test_a_child_whose_record_was_merged_keeps_the_findings(ids):
    row = "R1 | OLD | 2026-01-05 |" if ids else "OLD | 2026-01-05 |"
    before, after = merging(JANUARY, row, ids=ids), merging(FEBRUARY, row, merged=True, ids=ids)
    assert became(before, after, "child_id status") == ["NEW still open"]
    (found,) = compared(before, after)["finding_before"]
    assert found == reviewed(before).findings["finding"].item()


def test_a_merged_child_s_row_put_right_is_proved():
    before = merging(JANUARY, "R1 | OLD | 2026-01-05 |")
    after = merging(FEBRUARY, "R1 | OLD | 2026-01-05 | N1", merged=True)
    assert became(before, after, "child_id status") == ["NEW proved right"]


def test_a_finding_about_a_derived_row_is_known_again():
    """Spells of allocation have no id of their own."""
    handed_over = Clock(
        id="handed-over",
        title="Handed over",
        area=Area.CHILD_PROTECTION,
        aspect=Aspect.OVERSIGHT,
        starts=case_holders.from_on,
        ends=case_holders.to_on,
        within=calendar_days(10),
        source="made up",
    )
    both: dict[str, Standard] = {handed_over.id: handed_over}

    def held(since: str, as_of: str) -> Record:
        spell = f"child_id | worker_id | role | from_on | to_on\nAmira | W1 | ALLOCATED | {since} |"
        return given(as_of, involvements=spell)

    before = held("2026-01-05", JANUARY)
    assert became(before, held("2026-01-05", FEBRUARY), "status matched", catalogue=(both, both)) == [
        "still open exactly"
    ]
    assert became(before, held("2026-01-07", FEBRUARY), "status matched", catalogue=(both, both)) == [
        "still open by nearest date"
    ]


def test_every_finding_of_either_review_is_there_once():
    before = referrals("R1 | Amira | 2026-01-05 |", "R2 | Ben | 2026-01-05 |", "R3 | Cara | 2026-01-05 |")
    after = referrals(
        "R1 | Amira | 2026-01-05 |", "R2 | Ben | 2026-01-05 | N1", "R4 | Dev | 2026-02-01 |", as_of=FEBRUARY
    )
    found = compared(before, after)
    old, new = reviewed(before).findings["finding"], reviewed(after).findings["finding"]
    assert sorted(found["finding_before"].drop_nulls()) == sorted(old)
    assert sorted(
        found.filter(found["status"].is_in(["new", "still open", "back again"]))["finding"]
    ) == sorted(new)


def test_a_summary_names_every_status():
    before = referrals("R1 | Amira | 2026-01-05 |")
    counts = summary(compared(before, referrals("R1 | Amira | 2026-01-05 |", as_of=FEBRUARY)))
    assert counts == {**dict.fromkeys(STATUSES, 0), "still open": 1}


def test_nothing_compared_with_nothing_is_nothing():
    nothing = referrals("R1 | Amira | 2026-01-05 | N1")
    assert compared(nothing, nothing).is_empty()


def by_limit(before: Record, after: Record, limits: tuple[str, str], columns: str = "status") -> list[str]:
    """What became of each finding of a council that changed its limit between the reviews."""
    reviews = [
        reviewed(record, allowances={VISITED.id: limit})
        for record, limit in zip((before, after), limits, strict=True)
    ]
    settings = Settings(CouncilFile(allowances={VISITED.id: limits[1]}))
    rows = compare(reviews[0], reviews[1], (before, after), CATALOGUE, settings)
    return sorted(" ".join(map(str, row)) for row in rows.select(columns.split()).rows())


# The plan began on 5 January: 24 days after it are 29 January, 57 are 3 March.
def test_what_only_a_shorter_limit_finds_is_not_new():
    before, after = plan(as_of=JANUARY), plan(as_of=FEBRUARY)
    assert by_limit(before, after, ("57 calendar days", "57 calendar days")) == []
    assert by_limit(before, after, ("57 calendar days", "24 calendar days")) == ["new by a changed standard"]


@pytest.mark.parametrize(
    ("earlier", "status"), [("53 calendar days", "new"), ("54 calendar days", "new by a changed standard")]
)
def test_what_is_overdue_by_the_earlier_limit_too_is_new_by_any(earlier, status):
    """53 days after 5 January are 27 February, the day before the later review; 54 are its own day."""
    before, after = plan(as_of=JANUARY), plan(as_of=FEBRUARY)
    assert by_limit(before, after, (earlier, "24 calendar days")) == [status]


def test_a_longer_limit_puts_nothing_right():
    before, after = plan(as_of=JANUARY), plan(as_of=FEBRUARY)
    assert by_limit(before, after, ("10 calendar days", "57 calendar days")) == ["standard changed"]
    made = plan(visited="2026-02-10", as_of=FEBRUARY)
    assert by_limit(before, made, ("10 calendar days", "57 calendar days")) == ["standard changed"]


def test_a_finding_of_a_standard_turned_on_since_is_not_new():
    record = referrals("R1 | Amira | 2026-01-05 |")
    later = referrals("R1 | Amira | 2026-01-05 |", as_of=FEBRUARY)
    assert became(record, later, catalogue=({VISITED.id: VISITED}, CATALOGUE)) == [
        "new by a changed standard"
    ]


IMPOSSIBLE = ("2026-01-05", "2025-12-31"), ("2027-01-05", "")


@pytest.mark.parametrize(("started", "ended"), IMPOSSIBLE)
def test_a_finding_whose_dates_can_no_longer_be_right_is_not_told_now(started, ended):
    """Neither proved right nor no longer the standard's: nobody knows any more."""
    after = plan(started, ended, as_of=FEBRUARY)
    assert became(plan(as_of=JANUARY), after) == ["out of reach"]
    assert became(plan(as_of=JANUARY), plan(started, ended, "2026-02-10", as_of=FEBRUARY)) == ["out of reach"]


@pytest.mark.parametrize(("started", "ended"), IMPOSSIBLE)
def test_a_rule_s_finding_whose_dates_can_no_longer_be_right_is_not_told_now(started, ended):
    never_seen = catalogue()["cp-child-never-seen"]
    both: dict[str, Standard] = {never_seen.id: never_seen}
    after = plan(started, ended, as_of=FEBRUARY)
    assert became(plan(as_of=JANUARY), after, catalogue=(both, both)) == ["out of reach"]
