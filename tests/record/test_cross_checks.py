"""What two files say of the same child: who says what, and what can't be compared."""

import polars as pl
import pytest
from tests.record.readings import joined, reading, rows

from everycase.record.schema import Format

SSD, CENSUS, RETURN, ANNEX = Format.SSD, Format.CIN_CENSUS, Format.SSDA903, Format.ANNEX_A
YEAR = ("2025-04-01", "2026-03-31")
CARE = (("care_episodes", *YEAR), ("legal_statuses", *YEAR))
PLANS = (("child_protection_plans", *YEAR),)


def told(*readings, fact=""):
    """Child, fact, what each says, and whether they agree."""
    table = joined(*readings).scan("cross_checks").collect()
    shown = table.filter(pl.col("fact") == fact) if fact else table
    return sorted(
        shown.select("child_id", "first_says", "second_says", "agrees").rows(),
        key=lambda row: (row[0], row[1], row[2]),
    )


def why(*readings, fact):
    """Why a fact was not compared."""
    (one,) = [one for one in joined(*readings).manifest.compared if one.fact == fact]
    assert (one.compared, one.differ) == (0, 0)
    return one.reason


def children(fmt, text, **more):
    return reading(fmt, children=text, **more)


# ---------------------------------------------------------------------- the child


def test_two_dates_of_birth_and_who_says_which_and_where():
    census = children(CENSUS, "child_id | born_on\n A | 2015-05-03\n B | 2016-06-04\n C |")
    care = children(RETURN, "child_id | born_on\n A | 2015-05-04\n B | 2016-06-04\n C | 2017-01-01")
    assert told(census, care, fact="date of birth") == [
        ("A", "3 May 2015", "4 May 2015", False),
        ("B", "4 June 2016", "4 June 2016", True),
    ]
    record = joined(census, care)
    assert rows(record, "cross_checks", "child_id first_source second_source first_at second_at")[0] == (
        "A CIN census SSDA903 return cin_census.csv row 1 ssda903.csv row 1"
    )
    (compared,) = [one for one in record.manifest.compared if one.fact == "date of birth"]
    assert (compared.compared, compared.differ, compared.reason) == (2, 1, "")


def test_the_more_trusted_file_comes_first_whatever_the_order_in_which_they_are_given():
    mine, theirs = (children(fmt, "child_id | born_on\n A | 2015-05-03") for fmt in (SSD, ANNEX))
    assert rows(joined(mine, theirs), "cross_checks", "check_id") == rows(
        joined(theirs, mine), "cross_checks", "check_id"
    )


def test_not_known_is_no_sex_to_differ_from():
    mine = children(SSD, "child_id | sex\n A | M\n B | U\n C | F")
    theirs = children(RETURN, "child_id | sex\n A | F\n B | M\n C | F")
    assert told(mine, theirs, fact="sex") == [
        ("A", "Male", "Female", False),
        ("C", "Female", "Female", True),
    ]


def test_a_child_whose_record_was_merged_is_compared_as_who_it_is_now():
    mine = reading(
        SSD,
        children="child_id | born_on\n NEW | 2015-05-03",
        linked_identifiers="link_id | child_id | kind | value\n L1 | NEW | Former | OLD",
    )
    theirs = children(RETURN, "child_id | born_on\n OLD | 2015-05-04")
    assert told(mine, theirs, fact="date of birth") == [("NEW", "3 May 2015", "4 May 2015", False)]


def test_one_file_alone_is_compared_with_nothing():
    record = joined(children(SSD, "child_id | born_on\n A | 2015-05-03"))
    assert record.manifest.compared == []
    assert "cross_checks" not in record.manifest.supplied


# ---------------------------------------------------------------------- in care


def care(fmt, episodes, statuses="child_id | status | from_on | to_on", windows=CARE, **more):
    return reading(fmt, care_episodes=episodes, legal_statuses=statuses, windows=windows, **more)


RETURNED = "child_id | started_on | start_reason | ended_on\n A | 2025-05-01 | S | 2025-06-10"


def test_looked_after_in_one_file_and_not_in_the_other():
    mine = care(
        SSD,
        """child_id | started_on | start_reason | ended_on
        A | 2025-05-01 | S | 2025-06-10
        B | 2025-05-02 | S |""",
    )
    theirs = care(RETURN, RETURNED)
    assert told(mine, theirs, fact="looked after") == [
        ("A", "from 1 May 2025 to 10 June 2025", "from 1 May 2025 to 10 June 2025", True),
        ("B", "from 2 May 2025, and not ended", "none", False),
    ]


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        ("2025-04-30", []),  # a day before it began: which of the two days is wrong nobody can tell
        ("2025-05-01", [("A", "from 1 May 2025 to 1 May 2025", "from 1 May 2025 to 10 June 2025", True)]),
    ],
)
def test_a_time_that_ends_before_it_begins_is_not_compared(ended, said):
    mine = care(SSD, f"child_id | started_on | start_reason | ended_on\n A | 2025-05-01 | S | {ended}")
    assert told(mine, care(RETURN, RETURNED), fact="looked after") == said
    days = [("2025-05-01", ended), ("2025-05-01", "2025-06-10")]
    plans = [
        reading(
            fmt, child_protection_plans=f"child_id | started_on | ended_on\n A | {a} | {b}", windows=PLANS
        )
        for fmt, (a, b) in zip((SSD, CENSUS), days, strict=True)
    ]
    assert told(*plans, fact="protection plan") == said


@pytest.mark.parametrize(
    ("ended", "counted"), [("2025-03-31", False), ("2025-04-01", False), ("2025-04-02", True), ("", True)]
)
def test_care_that_ended_as_the_time_that_both_reach_began_need_not_be_in_both(ended, counted):
    mine = care(SSD, f"child_id | started_on | start_reason | ended_on\n B | 2024-05-02 | S | {ended}")
    theirs = care(RETURN, RETURNED)
    assert [row[0] for row in told(mine, theirs, fact="looked after")] == ["A", "B"][: 1 + counted]


@pytest.mark.parametrize(
    ("began", "counted"), [("2026-03-30", True), ("2026-03-31", True), ("2026-04-01", False)]
)
def test_care_that_began_after_the_time_that_both_reach_need_not_be_in_both(began, counted):
    mine = care(
        SSD,
        f"child_id | started_on | start_reason | ended_on\n B | {began} | S |",
        as_of="2026-11-24",
        windows=[("care_episodes", "2020-11-24", "2026-11-24")],
    )
    assert ("B" in [row[0] for row in told(mine, care(RETURN, RETURNED), fact="looked after")]) is counted


def test_when_care_began_and_ended():
    mine = care(SSD, RETURNED.replace("2025-05-01", "2025-05-03").replace("2025-06-10", ""))
    theirs = care(RETURN, RETURNED)
    assert told(mine, theirs, fact="looked after from") == [("A", "3 May 2025", "1 May 2025", False)]
    assert told(mine, theirs, fact="looked after to") == [
        ("A", "not ended by 31 March 2026", "10 June 2025", False)
    ]


def test_an_end_after_the_older_files_day_is_nothing_that_it_could_know():
    mine = care(
        SSD,
        RETURNED.replace("2025-06-10", "2026-04-01"),
        as_of="2026-11-24",
        windows=[("care_episodes", "2020-11-24", "2026-11-24")],
    )
    theirs = care(RETURN, RETURNED.replace("2025-06-10", ""))
    assert told(mine, theirs, fact="looked after to") == [
        ("A", "not ended by 31 March 2026", "not ended by 31 March 2026", True)
    ]


def test_when_care_began_is_not_compared_where_a_file_begins_in_the_middle_of_it():
    mine = care(SSD, "child_id | started_on | start_reason | ended_on\n A | 2020-01-01 | S |")
    theirs = care(RETURN, "child_id | started_on | start_reason | ended_on\n A | 2025-03-01 | P |")
    assert [row[3] for row in told(mine, theirs, fact="looked after")] == [True]
    assert told(mine, theirs, fact="looked after from") == []


def test_two_periods_in_one_file_and_one_whole_one_in_the_other_leave_nobody_out_of_care():
    mine = care(
        SSD,
        """child_id | started_on | start_reason | ended_on
        A | 2025-05-01 | S | 2025-06-10
        A | 2025-06-20 | S | 2025-07-01""",
    )
    theirs = care(RETURN, RETURNED.replace("2025-06-10", "2025-07-01"))
    assert [row[3] for row in told(mine, theirs, fact="looked after")] == [True]
    assert told(mine, theirs, fact="looked after to") == [("A", "10 June 2025", "1 July 2025", False)]


def test_short_breaks_are_not_care_that_another_file_must_have():
    breaks = "child_id | status | from_on | to_on\n B | V4 | 2025-05-02 |"
    mine = care(SSD, RETURNED)
    theirs = care(RETURN, RETURNED + "\n B | 2025-05-02 | S |", RETURNED and breaks)
    assert [row[0] for row in told(mine, theirs, fact="looked after")] == ["A"]
    assert [row[0] for row in told(theirs, care(ANNEX, RETURNED + "\n B | 2025-05-02 | S |"))] == [
        "A",
        "A",
        "A",
    ]


def test_a_child_looked_after_in_the_return_is_in_need_in_the_census():
    census = reading(
        CENSUS,
        windows=[("referrals", *YEAR)],
        referrals="""child_id | referred_on | closed_on | no_further_action
        A | 2025-04-20 |            | no
        B | 2025-04-20 | 2025-05-01 | no
        C | 2025-04-20 |            | yes""",
    )
    episodes = "".join(f"\n {child} | 2025-05-02 | S |" for child in "ABC")
    theirs = care(RETURN, "child_id | started_on | start_reason | ended_on" + episodes)
    none = "no episode of need then"
    assert told(census, theirs, fact="looked after, in need") == [
        ("A", "in need", "looked after from 2 May 2025, and not ended", True),
        ("B", none, "looked after from 2 May 2025, and not ended", False),
        ("C", none, "looked after from 2 May 2025, and not ended", False),
    ]


STATUS = "child_id | status | from_on | to_on\n A | {} | 2025-05-01 | {}"
IN_CARE = "child_id | started_on | start_reason | ended_on\n A | 2025-05-01 | S |"


def test_the_legal_status_on_the_last_day_that_both_reach():
    mine = care(SSD, IN_CARE, STATUS.format("V2", ""))
    theirs = care(RETURN, IN_CARE, STATUS.format("C2", ""))
    (one,) = told(mine, theirs, fact="legal status")
    assert (one[0], one[3]) == ("A", False)
    assert one[1] == "Single period of accommodation under section 20"
    assert one[2].startswith("Full care order")


@pytest.mark.parametrize(("ended", "agree"), [("2026-03-31", None), ("2026-04-01", True)])
def test_a_status_that_ended_by_that_day_is_none_to_compare(ended, agree):
    mine = care(SSD, IN_CARE, STATUS.format("C2", ended), as_of="2026-11-24")
    theirs = care(RETURN, IN_CARE, STATUS.format("C2", ""))
    assert [row[3] for row in told(mine, theirs, fact="legal status")] == ([] if agree is None else [agree])


@pytest.mark.parametrize(("since", "known"), [("2026-03-31", True), ("2026-04-01", False)])
def test_a_list_of_latest_statuses_tells_of_a_day_only_since_they_began(since, known):
    lists = care(
        ANNEX,
        IN_CARE,
        f"child_id | status | from_on\n A | C2 | {since}",
        windows=[("care_episodes", "2025-05-24", "2026-11-24")],
        latest=[("legal_statuses", "A", since)],
        as_of="2026-11-24",
    )
    theirs = care(RETURN, IN_CARE, STATUS.format("V2", ""))
    assert [row[0] for row in told(lists, theirs, fact="legal status")] == (["A"] if known else [])


# ---------------------------------------------------------------------- plans

PLAN = "child_id | started_on | ended_on | initial_category | latest_category\n A | 2025-05-01 | {} | {} | {}"


def plans(fmt, text, **more):
    return reading(fmt, child_protection_plans=text, **{"windows": PLANS, **more})


def test_a_plan_its_dates_and_its_categories():
    mine = plans(SSD, PLAN.format("2025-09-01", "NEG", "NEG"))
    theirs = plans(CENSUS, PLAN.format("2025-09-02", "EMO", "NEG").replace("05-01", "05-02"))
    both = {
        fact: told(mine, theirs, fact=fact)
        for fact in (
            "protection plan",
            "protection plan from",
            "protection plan to",
            "initial category",
            "latest category",
        )
    }
    assert [row[3] for row in both["protection plan"]] == [True]
    assert both["protection plan from"] == [("A", "1 May 2025", "2 May 2025", False)]
    assert both["protection plan to"] == [("A", "1 September 2025", "2 September 2025", False)]
    assert [row[3] for row in both["initial category"]] == [False]
    assert [row[3] for row in both["latest category"]] == [True]


@pytest.mark.parametrize(
    ("as_of", "ended", "compared"),
    [
        ("2026-03-31", "", True),
        ("2026-04-01", "", False),
        ("2026-04-01", "2025-09-01", True),
    ],
)
def test_the_latest_category_of_a_plan_that_goes_on_is_compared_of_one_day_only(as_of, ended, compared):
    mine = plans(SSD, PLAN.format(ended, "NEG", "EMO"), as_of=as_of)
    theirs = plans(CENSUS, PLAN.format(ended, "NEG", "NEG"))
    assert bool(told(mine, theirs, fact="latest category")) is compared


def test_another_councils_plan_is_none_that_the_other_file_must_have():
    text = "child_id | started_on | ended_on | other_authority\n A | 2025-05-01 | | {}"
    theirs = plans(CENSUS, PLAN.format("", "NEG", "NEG").replace(" A ", " B "))
    for flag, found in (("yes", ["B"]), ("no", ["A", "B"])):
        assert [
            row[0] for row in told(plans(SSD, text.format(flag)), theirs, fact="protection plan")
        ] == found


def test_the_later_of_two_years_censuses_says_what_the_census_says():
    last = plans(CENSUS, PLAN.format("", "NEG", "NEG"), as_of="2025-03-31", windows=[])
    now = plans(CENSUS, PLAN.format("2025-09-01", "NEG", "NEG"))
    mine = plans(SSD, PLAN.format("2025-09-01", "NEG", "NEG"))
    for readings in ([last, now, mine], [now, mine, last]):
        assert [row[3] for row in told(*readings, fact="protection plan to")] == [True]


# ---------------------------------------------------------------------- what can't be compared


def test_what_a_format_holds_nothing_of_or_of_no_time_in_common_is_said():
    mine = plans(SSD, PLAN.format("", "NEG", "NEG"))
    assert why(mine, care(RETURN, RETURNED), fact="protection plan") == "not in the SSDA903 return"
    early = plans(
        ANNEX, PLAN.format("", "NEG", "NEG"), windows=[("child_protection_plans", "2026-05-24", "2026-11-24")]
    )
    assert "no time" in why(mine, early, fact="protection plan")
    both = [
        children(fmt, f"child_id | born_on\n {child} | 2015-05-03")
        for fmt, child in ((SSD, "A"), (RETURN, "B"))
    ]
    assert why(*both, fact="date of birth") == "no child of whom both say it"
