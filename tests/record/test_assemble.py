"""One record of several readings: joined on the child, one source trusted over another, nothing lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.readings import joined, reading, rows, said

from everycase.record.derive import DERIVERS
from everycase.record.schema import Format
from everycase.review.scene import Scene
from everycase.standards.council import defaults

SSD, CIN, RETURN, ANNEX, EVENTS = (
    *(Format.SSD, Format.CIN_CENSUS, Format.SSDA903, Format.ANNEX_A, Format.EVENTS),
)


def test_there_is_no_record_of_nothing():
    with pytest.raises(ValueError, match="no reading"):
        joined()


def test_one_child_in_two_files_is_one_child():
    record = joined(
        reading(SSD, children="child_id | surname\nAmira | Khan\nBen | Fox"),
        reading(ANNEX, children="child_id | ethnicity\nBen | WBRI\nAmira | APKN"),
    )
    assert rows(record, "children", "child_id surname ethnicity sources") == [
        "Amira Khan APKN 3",
        "Ben Fox WBRI 3",
    ]


def test_every_row_of_a_child_has_the_child_s_number_whatever_file_it_is_from():
    record = joined(
        reading(SSD, children="child_id\nBen\nAmira"),
        reading(CIN, referrals="child_id | referred_on\nAmira | 2026-01-05\nBen | 2026-01-06"),
        reading(EVENTS, events="child_id | kind | happened_on\nAmira | supervision | 2026-02-02"),
    )
    number = dict(row.split() for row in rows(record, "children", "child_id child"))
    for table in ("referrals", "events"):
        for row in rows(record, table, "child_id child"):
            child, stored = row.split()
            assert stored == number[child]


def test_the_more_trusted_value_wins_whatever_the_order_and_the_other_is_listed():
    ssd = reading(SSD, referrals="child_id | referred_on | closed_on\nAmira | 2026-01-05 | 2026-02-02")
    census = reading(CIN, referrals="child_id | referred_on | closed_on\nAmira | 2026-01-05 | 2026-02-09")
    for order in ((ssd, census), (census, ssd)):
        record = joined(*order)
        assert rows(record, "referrals", "child_id closed_on sources") == ["Amira 2026-02-02 3"]
        (problem,) = said(record, "disagreement")
        assert problem.startswith("Two files disagree on 'case closed' of child Amira: ")
        assert problem.endswith("2026-02-02 is kept, and 2026-02-09 was also found.")


def test_a_gap_is_filled_from_the_less_trusted_file_and_is_no_disagreement():
    record = joined(
        reading(SSD, referrals="child_id | referred_on | closed_on\nAmira | 2026-01-05 |"),
        reading(CIN, referrals="child_id | referred_on | closed_on\nAmira | 2026-01-05 | 2026-02-09"),
    )
    assert rows(record, "referrals", "child_id closed_on") == ["Amira 2026-02-09"]
    assert said(record, "disagreement") == []


def test_the_order_of_trust_is_the_case_system_the_census_the_return_annex_a_then_events():
    date_of = {
        SSD: "2026-01-01",
        CIN: "2026-01-02",
        RETURN: "2026-01-03",
        ANNEX: "2026-01-04",
        EVENTS: "2026-01-05",
    }
    left = list(date_of)
    while left:
        several = [reading(f, children=f"child_id | born_on\nAmira | {date_of[f]}") for f in reversed(left)]
        assert rows(joined(*several), "children", "born_on") == [date_of[left.pop(0)]]


PLANS = "child_id | plan_id | referral_id | started_on\n"


def test_a_row_names_the_row_that_was_kept_whatever_its_own_file_calls_it():
    record = joined(
        reading(
            SSD,
            referrals="child_id | referral_id | referred_on\nAmira | 71 | 2026-01-05\nBen | 72 | 2026-01-06",
            child_protection_plans=PLANS + "Amira | 81 | | 2026-02-02",
        ),
        reading(
            CIN,
            referrals="""
            child_id | referral_id      | referred_on
            Amira    | Amira of January | 2026-01-05
            Ben      | Ben of January   | 2026-01-06
            Ben      | Ben of May       | 2026-05-06
            """,
            child_protection_plans=PLANS
            + """
            Amira | Amira's | Amira of January | 2026-02-02
            Ben   | Ben's 1 | Ben of January   | 2026-02-03
            Ben   | Ben's 2 | Ben of May       | 2026-05-10
            """,
        ),
    )
    assert rows(record, "child_protection_plans", "child_id plan_id referral_id") == [
        "Amira 81 71",  # its own file has no referral: it is the census', by the id that is kept
        "Ben Ben's 1 72",
        "Ben Ben's 2 Ben of May",  # a referral that the census alone has
    ]


def test_an_id_that_is_kept_is_never_taken_for_another_file_s():
    record = joined(
        reading(
            SSD,
            referrals="child_id | referral_id | referred_on\nAmira | 71 | 2026-01-05\nBen | 72 | 2026-01-06",
            child_protection_plans=PLANS + "Ben | 82 | 72 | 2026-02-02",
        ),
        # The census numbers for itself: its 72 is Amira's referral.
        reading(CIN, referrals="child_id | referral_id | referred_on\nAmira | 72 | 2026-01-05"),
    )
    assert rows(record, "child_protection_plans", "child_id plan_id referral_id") == ["Ben 82 72"]


@pytest.mark.parametrize(
    ("other", "merged"),
    [
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03-03", True),
        ("2026-03-04", True),
        ("2026-03-05", False),
    ],
)
def test_a_visit_that_two_files_date_a_day_apart_is_one_visit(other, merged):
    record = joined(
        reading(SSD, care_visits="child_id | visited_on | seen_alone\nAmira | 2026-03-03 |"),
        reading(ANNEX, care_visits=f"child_id | visited_on | seen_alone\nAmira | {other} | yes"),
    )
    first = "2026-03-03 true 3" if merged else "2026-03-03 - 1"
    assert (
        rows(record, "care_visits", "visited_on seen_alone sources")[
            0 if merged or other > "2026-03-03" else 1
        ]
        == first
    )
    assert len(rows(record, "care_visits", "child_id")) == (1 if merged else 2)


def test_a_merge_of_days_apart_is_listed():
    record = joined(
        reading(SSD, care_visits="child_id | visited_on\nAmira | 2026-03-03"),
        reading(ANNEX, care_visits="child_id | visited_on\nAmira | 2026-03-04"),
    )
    (problem,) = said(record, "disagreement")
    assert "2026-03-03 is kept, and 2026-03-04 was also found" in problem


def test_visits_of_one_day_in_both_files_are_never_paired_with_a_neighbour_s():
    text = "child_id | visited_on\nAmira | 2026-03-03\nAmira | 2026-03-04\nAmira | 2026-03-05"
    record = joined(reading(SSD, care_visits=text), reading(ANNEX, care_visits=text))
    assert rows(record, "care_visits", "visited_on sources") == [
        "2026-03-03 3",
        "2026-03-04 3",
        "2026-03-05 3",
    ]


def test_each_of_two_visits_dated_a_day_late_finds_its_own():
    record = joined(
        reading(SSD, care_visits="child_id | visited_on\nAmira | 2026-03-03\nAmira | 2026-03-05"),
        reading(ANNEX, care_visits="child_id | visited_on\nAmira | 2026-03-04\nAmira | 2026-03-06"),
    )
    assert rows(record, "care_visits", "visited_on sources") == ["2026-03-03 3", "2026-03-05 3"]


@given(st.sets(st.integers(0, 12), max_size=6), st.sets(st.integers(0, 12), max_size=6))
def test_no_two_visits_that_could_be_one_are_left_apart(ours, theirs):
    first = date(2026, 3, 1)

    def visits(days):
        return "child_id | visited_on\nBen | 2025-01-01\n" + "\n".join(
            f"Amira | {first + timedelta(days=n)}" for n in sorted(days)
        )

    record = joined(reading(SSD, care_visits=visits(ours)), reading(ANNEX, care_visits=visits(theirs)))
    alone: dict[str, list[date]] = {"1": [], "2": []}
    for row in rows(record, "care_visits", "sources visited_on"):
        mark, day = row.split()
        alone.get(mark, []).append(date.fromisoformat(day))
    assert not [(a, b) for a in alone["1"] for b in alone["2"] if abs((a - b).days) <= 1]


def test_another_child_s_visit_of_that_day_is_another_visit():
    record = joined(
        reading(SSD, care_visits="child_id | visited_on\nAmira | 2026-03-03"),
        reading(ANNEX, care_visits="child_id | visited_on\nBen | 2026-03-03"),
    )
    assert rows(record, "care_visits", "child_id sources") == ["Amira 1", "Ben 2"]


def test_a_referral_a_day_apart_is_another_referral():
    record = joined(
        reading(SSD, referrals="child_id | referred_on\nAmira | 2026-03-03"),
        reading(CIN, referrals="child_id | referred_on\nAmira | 2026-03-04"),
    )
    assert rows(record, "referrals", "referred_on sources") == ["2026-03-03 1", "2026-03-04 2"]


def test_two_kinds_of_health_check_on_one_day_are_two():
    record = joined(
        reading(SSD, health_checks="child_id | kind | checked_on\nAmira | HEALTH | 2026-03-03"),
        reading(ANNEX, health_checks="child_id | kind | checked_on\nAmira | DENTAL | 2026-03-03"),
    )
    assert rows(record, "health_checks", "kind sources") == ["DENTAL 2", "HEALTH 1"]


def test_a_row_without_its_date_is_kept_and_is_the_same_as_no_other():
    record = joined(
        reading(SSD, referrals="child_id | referred_on\nAmira | "),
        reading(CIN, referrals="child_id | referred_on\nAmira | "),
    )
    assert rows(record, "referrals", "child_id referred_on sources") == ["Amira - 1", "Amira - 2"]


def test_children_with_records_and_no_row_of_their_own_are_added_and_listed():
    record = joined(
        reading(SSD, children="child_id\nAmira", referrals="child_id | referred_on\nBen | 2026-01-05")
    )
    assert rows(record, "children", "child_id sources") == ["Amira 1", "Ben -"]
    assert said(record, "orphan") == ["Child Ben has records and no row in the list of persons."]


def test_events_about_carers_and_homes_make_no_children():
    record = joined(
        reading(
            SSD,
            children="child_id\nAmira",
        ),
        reading(EVENTS, events="child_id | kind | happened_on\nCARER-9 | carer-reviewed | 2026-02-02"),
    )
    assert rows(record, "children", "child_id") == ["Amira"]
    assert rows(record, "events", "child_id kind") == ["CARER-9 carer-reviewed"]
    assert "-" not in rows(record, "events", "child")


def test_a_child_whom_the_most_trusted_files_lack_is_listed():
    record = joined(
        reading(SSD, children="child_id\nAmira\nBen"),
        reading(CIN, children="child_id\nAmira"),
        reading(ANNEX, children="child_id\nBen\nCara"),
    )
    assert said(record, "one file only") == ["Child Cara is in the annex_a files and not in the ssd files."]


def test_two_years_of_one_return_are_not_set_against_each_other():
    record = joined(
        reading(CIN, "2025-03-31", children="child_id\nAmira"), reading(CIN, children="child_id\nBen")
    )
    assert said(record, "one file only") == []


def test_a_child_twice_in_one_list_is_one_child_and_is_listed():
    record = joined(
        reading(
            SSD,
            children="child_id | surname | ethnicity\nAmira | Khan |\nAmira | Kahn | APKN",
            referrals="referral_id | child_id | referred_on\nR1 | Amira | 2026-01-05",
        )
    )
    assert rows(record, "children", "child_id surname ethnicity") == ["Amira Khan APKN"]
    assert rows(record, "referrals", "referral_id") == ["R1"]
    assert said(record, "duplicate") == [
        "Child Amira has 2 rows in the list of children: the first value of each field was kept."
    ]


def test_what_is_supplied_is_known_of_each_source():
    record = joined(
        reading(SSD, referrals="child_id | referred_on\nAmira | 2026-01-05"),
        reading(CIN, referrals="child_id | closed_on\nAmira | 2026-02-02"),
    )
    assert record.manifest.sources == [SSD, CIN]
    assert record.manifest.supplied["referrals"] == {"child_id": 3, "referred_on": 1, "closed_on": 2}


def test_lists_of_one_file_that_hold_different_fields_are_told_apart():
    """Annex A's list 3 has the date of a referral and no end; list 6 has both."""
    record = joined(
        reading(SSD, referrals="child_id | referred_on\nAmira | 2025-01-05"),
        reading(
            ANNEX,
            parts={
                "referrals": (frozenset({"child_id", "referred_on"}), frozenset({"child_id", "closed_on"}))
            },
            referrals="""
                child_id | referred_on | closed_on  | part
                Amira    | 2025-01-05  |            | 0
                Ben      | 2026-01-06  | 2026-02-02 | 1
                """,
        ),
        reading(EVENTS, events="child_id | kind | happened_on\nAmira | supervision | 2026-02-02"),
    )
    assert record.manifest.sources == [SSD, ANNEX, ANNEX, EVENTS]
    assert record.manifest.supplied["referrals"] == {"child_id": 7, "referred_on": 3, "closed_on": 4}
    assert rows(record, "referrals", "child_id sources") == ["Amira 3", "Ben 4"]
    assert rows(record, "events", "sources") == ["8"]


def test_more_files_than_eight_have_each_its_own_mark():
    years = [reading(CIN, f"{2010 + n}-03-31", children=f"child_id\nC{n:02}") for n in range(15)]
    record = joined(*years, reading(ANNEX, children="child_id\nC99"))
    marks = [int(row.split()[1]) for row in rows(record, "children", "child_id sources")]
    assert marks == [1 << n for n in range(16)]


def test_how_far_the_files_reach_is_told_of_each():
    record = joined(
        reading(SSD, windows=[("referrals", "2020-04-01", "2026-03-31")], children="child_id\nAmira"),
        reading(
            CIN, "2019-03-31", windows=[("referrals", "2018-04-01", "2019-03-31")], children="child_id\nAmira"
        ),
    )
    assert [(str(s.since), str(s.to)) for s in record.manifest.reach["referrals"]] == [
        ("2020-04-01", "2026-03-31"),
        ("2018-04-01", "2019-03-31"),
    ]


def test_the_record_is_as_of_the_last_file_s_day_unless_another_is_given():
    two = (
        reading(CIN, "2025-03-31", children="child_id\nAmira"),
        reading(ANNEX, "2026-01-31", children="child_id\nAmira"),
    )
    assert joined(*two).as_of == date(2026, 1, 31)
    assert joined(*two, as_of=date(2025, 12, 1)).as_of == date(2025, 12, 1)


def test_the_later_of_two_latest_days_is_what_is_known():
    record = joined(
        reading(ANNEX, latest=[("care_visits", "Amira", "2026-01-05")], children="child_id\nAmira"),
        reading(RETURN, latest=[("care_visits", "Amira", "2026-03-01")], children="child_id\nAmira"),
    )
    assert record.latest.collect()["since"].to_list() == [date(2026, 3, 1)]


def test_the_files_of_a_row_are_numbered_over_all_readings():
    record = joined(
        reading(SSD, referrals="child_id | referred_on\nAmira | 2026-01-05"),
        reading(CIN, referrals="child_id | referred_on\nAmira | 2026-02-05\nBen | 2026-02-06"),
    )
    assert rows(record, "referrals", "child_id file row") == ["Amira 0 1", "Amira 1 1", "Ben 1 2"]
    assert [file.path for file in record.manifest.files] == ["ssd.csv", "cin_census.csv"]


def test_a_placement_whose_start_the_return_lacks_is_the_one_that_ends_on_its_day():
    record = joined(
        reading(
            SSD,
            placements="""
            child_id | started_on | ended_on
            Amira    | 2019-05-01 | 2025-06-01
            Amira    | 2025-06-01 |
            Ben      | 2019-05-01 | 2025-06-02
            """,
        ),
        reading(
            RETURN,
            placements="""
            child_id | started_on | ended_on   | postcode
            Amira    |            | 2025-06-01 | AB1 2CD
            Ben      |            | 2025-06-01 | AB1 2CD
            """,
        ),
    )
    assert rows(record, "placements", "child_id started_on ended_on sources") == [
        "Amira 2019-05-01 2025-06-01 3",
        "Amira 2025-06-01 - 1",
        "Ben - 2025-06-01 2",
        "Ben 2019-05-01 2025-06-02 1",
    ]


def test_annex_a_has_a_period_of_care_as_one_row_which_tells_of_its_last_episode():
    record = joined(
        reading(
            SSD,
            care_episodes="""
            child_id | entered_care_on | started_on | start_reason | ended_on   | primary_need
            Amira    | 2024-05-01      | 2024-05-01 | S            | 2025-06-01 | N1
            Amira    | 2024-05-01      | 2025-06-01 | L            |            |
            """,
        ),
        reading(
            ANNEX,
            care_episodes="""
            child_id | entered_care_on | started_on | ended_on | primary_need
            Amira    | 2024-05-01      | 2024-05-01 |          | N2
            Ben      | 2025-05-01      | 2025-05-01 |          | N3
            """,
        ),
    )
    assert rows(record, "care_episodes", "child_id started_on ended_on primary_need sources") == [
        "Amira 2024-05-01 2025-06-01 N1 1",
        "Amira 2025-06-01 - N2 3",
        "Ben 2025-05-01 - N3 2",
    ]
    assert said(record, "disagreement") == []


def test_a_worker_is_one_worker_by_id_registration_number_or_name():
    record = joined(
        reading(
            SSD,
            workers="worker_id | full_name | registration_number\nW1 | Ann Lee | SW1\nW2 | Bo Day | SW2",
            teams="team_id | team_name\nT1 | North Team",
            involvements="""
            child_id | role      | worker_id | team_id | from_on    | to_on
            Amira    | ALLOCATED | W2        | T1      | 2024-01-08 | 2025-01-08
            Amira    | ALLOCATED | W1        | T1      | 2025-01-08 |
            """,
        ),
        reading(
            RETURN,
            involvements="""
            child_id | role      | worker_id | from_on    | to_on
            Amira    | ALLOCATED | SW1       | 2025-01-08 |
            """,
        ),
        reading(
            ANNEX,
            workers="worker_id | full_name\nAnn  lee | Ann  lee",
            teams="team_id | team_name\nNorth Team | North Team",
            involvements="""
            child_id | role      | worker_id | team_id    | from_on | to_on
            Amira    | ALLOCATED | Ann  lee  | North Team |         |
            """,
        ),
    )
    assert rows(record, "involvements", "worker_id team_id from_on sources") == [
        "W1 T1 2025-01-08 7",
        "W2 T1 2024-01-08 1",
    ]
    assert rows(record, "workers", "worker_id") == ["W1", "W2"]
    assert rows(record, "teams", "team_id") == ["T1"]


def test_a_name_that_two_workers_share_stands_for_neither():
    record = joined(
        reading(SSD, workers="worker_id | full_name\nW1 | Ann Lee\nW2 | Ann Lee"),
        reading(
            ANNEX,
            workers="worker_id | full_name\nAnn Lee | Ann Lee",
            involvements="child_id | role | worker_id\nAmira | ALLOCATED | Ann Lee",
        ),
    )
    assert rows(record, "involvements", "worker_id") == ["Ann Lee"]


def test_a_child_born_since_the_census_is_no_longer_expected():
    record = joined(
        reading(SSD, children="child_id | born_on | expected_on\nAmira | 2026-04-20 |\nBen | |"),
        reading(CIN, children="child_id | expected_on\nAmira | 2026-04-18\nBen | 2026-05-01"),
    )
    assert rows(record, "children", "child_id born_on expected_on") == [
        "Amira 2026-04-20 -",
        "Ben - 2026-05-01",
    ]


def test_what_happened_to_an_adopter_is_joined_to_the_adopter():
    record = joined(
        reading(ANNEX, children="child_id\nAmira", prospective_adopters="adopter_id\nP1\nP2"),
        reading(EVENTS, events="child_id | kind | happened_on\nP1 | adopter-review-held | 2026-02-02"),
    )
    adopters = dict(row.split() for row in rows(record, "prospective_adopters", "adopter_id child"))
    assert rows(record, "events", "child_id child") == [f"P1 {adopters['P1']}"]
    assert adopters["P1"] != adopters["P2"]
    assert rows(record, "children", "child_id") == ["Amira"]


def test_a_child_last_seen_on_the_day_of_a_visit_in_care_was_seen_at_that_visit():
    record = joined(
        reading(
            SSD,
            child_in_need_visits="child_id | visited_on\nAmira | 2026-03-05",
            care_visits="child_id | visited_on\nAmira | 2026-03-06",
        ),
        reading(ANNEX, child_in_need_visits="child_id | visited_on\nAmira | 2026-03-06\nBen | 2026-03-06"),
    )
    assert rows(record, "child_in_need_visits", "child_id visited_on sources") == [
        "Amira 2026-03-05 1",
        "Ben 2026-03-06 2",
    ]
    assert said(record, "disagreement") == []
    assert said(record, "merged") == [
        "Child Amira was last seen on 6 March 2026: the same visit as in care visits, and kept there."
    ]


def test_a_worker_whom_a_file_without_a_list_of_workers_names_is_not_missing_from_one():
    record = joined(
        reading(
            RETURN, involvements="child_id | role | worker_id | from_on\nAmira | ALLOCATED | SW1 | 2026-01-08"
        ),
        reading(
            ANNEX,
            workers="worker_id | full_name\nAnn Lee | Ann Lee",
            involvements="child_id | role | worker_id\nBen | ALLOCATED | Ann Lee\nCara | ALLOCATED | Bo Day",
        ),
    )
    scene = Scene(record, defaults(), record.as_of)
    links = DERIVERS["broken_links"](scene.plain).sort("child_id")
    assert links.select("child_id", "unknown_workers").rows() == [("Amira", 0), ("Ben", 0), ("Cara", 1)]
