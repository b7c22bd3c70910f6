"""The Children in Need census as part of the record."""

from datetime import date

import polars as pl
import pytest

from everycase.record.readers import cin_census
from everycase.record.reading import LATEST, PROBLEM_KINDS, PROBLEMS, Reading, UnreadableError
from everycase.record.schema import STORED, Format


def tag(name: str, value: str) -> str:
    return f"<{name}>{value}</{name}>"


def tags(**values: str) -> str:
    return "".join(tag(name, value) for name, value in values.items())


def child(
    child_id: str, *needs: str, sex: str = "<Sex>F</Sex>", disability: str = "NONE", more: str = ""
) -> str:
    identifiers = tag("ChildIdentifiers", tag("LAchildID", child_id) + sex + more)
    kinds = tag("Disabilities", "".join(tag("Disability", kind) for kind in disability.split(",")))
    characteristics = tag("ChildCharacteristics", tag("Ethnicity", "WBRI") + kinds)
    return tag("Child", identifiers + characteristics + "".join(tag("CINdetails", need) for need in needs))


def census(*children: str, year: str = "2026", day: str = "2026-03-31") -> str:
    header = tag("CollectionDetails", tags(Collection="CIN", Year=year, ReferenceDate=day))
    return tag("Message", tag("Header", header) + "\n" + tag("Children", "\n".join(children)))


@pytest.fixture
def read(tmp_path):
    def _read(*texts: str, as_of: date | None = None) -> Reading:
        for number, text in enumerate(texts):
            (tmp_path / f"census {number}.xml").write_text(text)
        return cin_census.read(tmp_path, as_of)

    return _read


def rows(reading: Reading, table: str, *columns: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = reading.tables[table].select(columns).sort(columns).rows()
    return found


def listed(reading: Reading) -> list[tuple[object, ...]]:
    return list(reading.problems.select("kind", "sheet", "row", "column", "found").iter_rows())


REFERRED = tags(CINreferralDate="2025-05-01", ReferralSource="1A", PrimaryNeedCode="N1", ReferralNFA="false")


def test_a_child_is_read_from_two_modules(read):
    more = tags(PersonBirthDate="2015-03-27", UPN="A1", UPNunknown="UN7")
    reading = read(census(child("A1", REFERRED, more=more, disability="HAND,HEAR")))
    columns = ("child_id", "sex", "born_on", "upn", "upn_unknown", "ethnicity")
    assert rows(reading, "children", *columns) == [("A1", "F", date(2015, 3, 27), "A1", "UN7", "WBRI")]
    assert rows(reading, "disabilities", "child_id", "disability") == [("A1", "HAND"), ("A1", "HEAR")]
    assert listed(reading) == []


@pytest.mark.parametrize(
    ("sex", "read_as"),
    [
        ("<Sex>M</Sex>", "M"),
        ("<GenderCurrent>1</GenderCurrent>", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>9</GenderCurrent>", "U"),
        ("<Sex>F</Sex><GenderCurrent>1</GenderCurrent>", "F"),
        ("<Sex/><GenderCurrent>1</GenderCurrent>", "M"),
    ],
)
def test_sex_is_read_from_older_returns_too(read, sex, read_as):
    reading = read(census(child("A1", sex=sex)))
    assert rows(reading, "children", "sex") == [(read_as,)]
    assert "sex" in reading.supplied["children"]


def test_an_unborn_child_has_an_expected_date(read):
    reading = read(census(child("A1", more=tag("ExpectedPersonBirthDate", "2026-06-01"))))
    assert rows(reading, "children", "born_on", "expected_on") == [(None, date(2026, 6, 1))]


def factors(*codes: str) -> str:
    return tag("FactorsIdentifiedAtAssessment", "".join(tag("AssessmentFactors", code) for code in codes))


def test_what_follows_a_referral_names_it(read):
    need = (
        REFERRED
        + tags(CINclosureDate="2025-12-01", ReasonForClosure="RC7")
        + tag(
            "Assessments",
            tags(AssessmentActualStartDate="2025-05-02", AssessmentAuthorisationDate="2025-06-20")
            + tag(
                "FactorsIdentifiedAtAssessment",
                tag("AssessmentFactors", "1C") + tag("AssessmentFactors", "6B"),
            ),
        )
        + tag("CINPlanDates", tags(CINPlanStartDate="2025-06-21", CINPlanEndDate="2025-11-30"))
        + tag("PreProceedingsandFGDM", tags(PPStartDate="2025-09-09", LBPSentDate="2025-09-20"))
    )
    reading = read(census(child("A1", need)))
    referral = "A1|2025-05-01"
    columns = ("referral_id", "referred_on", "source", "primary_need", "no_further_action", "closed_on")
    assert rows(reading, "referrals", *columns, "close_reason") == [
        (referral, date(2025, 5, 1), "1A", "N1", False, date(2025, 12, 1), "RC7")
    ]
    assert rows(reading, "assessments", "referral_id", "started_on", "authorised_on", "factors") == [
        (referral, date(2025, 5, 2), date(2025, 6, 20), ["1C", "6B"])
    ]
    assert rows(reading, "child_in_need_plans", "referral_id", "started_on", "ended_on") == [
        (referral, date(2025, 6, 21), date(2025, 11, 30))
    ]
    assert rows(reading, "pre_proceedings", "decided_on", "letter_on") == [
        (date(2025, 9, 9), date(2025, 9, 20))
    ]
    assert listed(reading) == []


def test_a_protection_plan_and_its_reviews_share_an_id(read):
    plan = tags(CPPstartDate="2025-07-01", InitialCategoryOfAbuse="PHY", NumberOfPreviousCPP="1")
    reviews = "".join(tag("Reviews", tag("CPPreviewDate", day)) for day in ("2025-09-25", "2026-03-01"))
    reading = read(census(child("A1", REFERRED + tag("ChildProtectionPlans", plan + reviews))))
    columns = ("plan_id", "started_on", "ended_on", "initial_category", "earlier_plans")
    assert rows(reading, "child_protection_plans", *columns) == [
        ("A1|2025-07-01", date(2025, 7, 1), None, "PHY", 1)
    ]
    assert rows(reading, "child_protection_reviews", "plan_id", "held_on") == [
        ("A1|2025-07-01", date(2025, 9, 25)),
        ("A1|2025-07-01", date(2026, 3, 1)),
    ]


def enquiry(held: str = "", not_required: str = "false") -> str:
    days = tags(S47ActualStartDate="2025-06-02", InitialCPCtarget="2025-06-23", DateOfInitialCPC=held)
    return tag("Section47", days + tag("ICPCnotRequired", not_required))


@pytest.mark.parametrize(
    ("need", "conferences"),
    [
        (enquiry("2025-06-17"), [(date(2025, 6, 17), date(2025, 6, 23), "A1|2025-06-02")]),
        (enquiry(""), []),
        (tag("DateOfInitialCPC", "2025-06-17"), [(date(2025, 6, 17), None, None)]),
        (  # the same conference in both places
            tag("DateOfInitialCPC", "2025-06-17") + enquiry("2025-06-17"),
            [(date(2025, 6, 17), date(2025, 6, 23), "A1|2025-06-02")],
        ),
        (
            tag("DateOfInitialCPC", "2025-08-01") + enquiry("2025-06-17"),
            [(date(2025, 6, 17), date(2025, 6, 23), "A1|2025-06-02"), (date(2025, 8, 1), None, None)],
        ),
    ],
)
def test_conferences_are_with_their_enquiry_or_with_the_referral(read, need, conferences):
    reading = read(census(child("A1", REFERRED + need)))
    assert rows(reading, "initial_conferences", "held_on", "target_on", "enquiry_id") == conferences
    assert listed(reading) == []


def test_an_enquiry_says_whether_a_conference_was_needed(read):
    reading = read(census(child("A1", REFERRED + enquiry("", "1"))))
    assert rows(reading, "section_47_enquiries", "enquiry_id", "referral_id", "conference_not_needed") == [
        ("A1|2025-06-02", "A1|2025-05-01", True)
    ]


def test_ids_stay_when_a_case_is_added_before_them(read, tmp_path):
    ids = ("referral_id", "enquiry_id")
    before = rows(read(census(child("A1", REFERRED + enquiry()))), "section_47_enquiries", *ids)
    older = tag("CINreferralDate", "2024-01-01") + tag("CINclosureDate", "2025-04-20")
    after = rows(read(census(child("A1", older, REFERRED + enquiry()))), "section_47_enquiries", *ids)
    assert after == before


def test_two_referrals_of_one_day_have_ids_of_their_own(read):
    reading = read(census(child("A1", REFERRED, REFERRED.replace("1A", "1B"))))
    assert rows(reading, "referrals", "referral_id", "source") == [
        ("A1|2025-05-01", "1A"),
        ("A1|2025-05-01#2", "1B"),
    ]
    assert {kind for kind, *_ in listed(reading)} == {"duplicate"}


def test_what_is_given_back_keeps_the_contract(read):
    reading = read(census(child("A1", REFERRED + enquiry("2025-06-17"))))
    assert (reading.format, reading.as_of) == (Format.CIN_CENSUS, date(2026, 3, 31))
    assert dict(reading.problems.schema) == dict(PROBLEMS)
    assert dict(reading.latest.schema) == dict(LATEST)
    for name, frame in reading.tables.items():
        stored = STORED[name].columns()
        assert {column: stored[column] for column in frame.columns} == dict(frame.schema), name
        assert {"child_id", "file", "row"} <= set(frame.columns)
        assert frame["file"].is_between(0, len(reading.files) - 1).all()
    assert {(w.since, w.to) for w in reading.windows} == {(date(2025, 4, 1), date(2026, 3, 31))}
    assert {w.table for w in reading.windows} >= {"referrals", "assessments", "child_protection_plans"}
    # Before 2025/26 the census had no pre-proceedings, so an empty module says nothing.
    assert "pre_proceedings" not in {w.table for w in reading.windows} | set(reading.supplied)


def test_a_field_that_is_empty_throughout_is_not_supplied(read):
    reading = read(census(child("A1", REFERRED)))
    assert {"referred_on", "source"} <= reading.supplied["referrals"]
    assert not {"closed_on", "close_reason", "team_id"} & reading.supplied["referrals"]
    assert "started_on" in reading.supplied["assessments"]  # there are none, which the census can say


class TestTheYear:
    @pytest.mark.parametrize(
        ("year", "day", "ends", "problems"),
        [
            ("2026", "2026-03-31", 2026, 0),
            ("2025", "2026-03-31", 2026, 1),  # the reference date wins where it ends a year
            ("2022", "2022-07-21", 2022, 1),
            ("", "2025-03-31", 2025, 0),
            ("2025", "", 2025, 0),
            ("2025", "soon", 2025, 0),
            ("", "2024-07-21", 2025, 0),
        ],
    )
    def test_it_is_told_by_the_header(self, read, year, day, ends, problems):
        reading = read(census(child("A1", REFERRED), year=year, day=day))
        assert reading.as_of == date(ends, 3, 31)
        assert [kind for kind, *_ in listed(reading)] == ["disagreement"] * problems

    def test_a_census_that_does_not_say_is_refused(self, read):
        with pytest.raises(UnreadableError, match="doesn't say its year"):
            read(census(child("A1"), year="", day=""))

    def test_two_years_are_one_record_and_the_later_says_how_it_went(self, read):
        closed = REFERRED + tag("CINclosureDate", "2025-12-01")
        reading = read(
            census(child("A1", REFERRED), year="2025", day="2025-03-31"), census(child("A1", closed))
        )
        assert rows(reading, "referrals", "referred_on", "closed_on") == [
            (date(2025, 5, 1), date(2025, 12, 1))
        ]
        assert {(w.since, w.to) for w in reading.windows} == {(date(2024, 4, 1), date(2026, 3, 31))}

    def test_a_case_open_in_one_year_and_gone_from_the_next_is_listed_and_left_out(self, read):
        reading = read(
            census(child("A1", REFERRED), child("B2", REFERRED), year="2025", day="2025-03-31"),
            census(child("A1", REFERRED)),
        )
        assert rows(reading, "referrals", "child_id") == [("A1",)]
        assert listed(reading) == [("disagreement", "CINdetails", 3, "", "")]

    def test_a_census_run_before_the_year_ends_reaches_its_own_day(self, read):
        reading = read(census(child("A1", REFERRED)), as_of=date(2025, 11, 24))
        assert {w.to for w in reading.windows} == {date(2025, 11, 24)}


class TestProblems:
    @pytest.mark.parametrize("day", ["2025-02-30", "soon"])
    def test_an_impossible_date_is_listed_and_its_row_left_out(self, read, day):
        reading = read(census(child("A1", REFERRED + tag("CINPlanDates", tag("CINPlanStartDate", day)))))
        assert reading.tables["child_in_need_plans"].is_empty()
        assert listed(reading) == [
            ("not understood", "CINplanDates", 2, "CINPlanStartDate", day),
            ("not placed", "CINplanDates", 2, "", ""),
        ]

    def test_an_impossible_date_that_ends_a_row_leaves_the_row(self, read):
        reading = read(census(child("A1", REFERRED + tag("CINclosureDate", "2025-13-01"))))
        assert rows(reading, "referrals", "referred_on", "closed_on") == [(date(2025, 5, 1), None)]
        assert [kind for kind, *_ in listed(reading)] == ["not understood"]

    def test_an_unknown_factor_is_listed_and_the_others_kept(self, read):
        factors = "".join(tag("AssessmentFactors", code) for code in ("1C", "RB"))
        assessment = tag("AssessmentActualStartDate", "2025-05-02") + tag(
            "FactorsIdentifiedAtAssessment", factors
        )
        reading = read(census(child("A1", REFERRED + tag("Assessments", assessment))))
        assert rows(reading, "assessments", "factors") == [(["1C"],)]
        assert [kind for kind, *_ in listed(reading)] == ["not understood"]

    def test_a_child_without_an_id_is_not_placed(self, read):
        reading = read(census(child("", REFERRED)))
        assert reading.tables["referrals"].is_empty()
        assert reading.tables["children"].is_empty()
        assert {kind for kind, *_ in listed(reading)} == {"not placed"}

    def test_a_child_who_stands_twice_is_listed_and_one(self, read):
        reading = read(census(child("A1", REFERRED), child("A1", tag("CINreferralDate", "2025-08-01"))))
        assert rows(reading, "children", "child_id") == [("A1",)]
        assert rows(reading, "referrals", "referred_on") == [(date(2025, 5, 1),), (date(2025, 8, 1),)]
        assert {kind for kind, *_ in listed(reading)} == {"duplicate"}

    def test_the_same_file_twice_is_read_once(self, read):
        text = census(child("A1", REFERRED))
        reading = read(text, text)
        assert rows(reading, "referrals", "child_id") == [("A1",)]
        assert [kind for kind, *_ in listed(reading)] == ["duplicate"]

    def test_every_kind_of_problem_is_one_that_the_record_knows(self, read):
        odd = child("A1", REFERRED + "<Shoes>4</Shoes>stray" + tag("CINclosureDate", "never"))
        reading = read(census(odd, year="2025"))
        kinds = {kind for kind, *_ in listed(reading)}
        assert kinds == {"extra column", "not placed", "not understood", "disagreement"}
        assert kinds <= set(PROBLEM_KINDS)

    @pytest.mark.parametrize("text", ["<EXPSSDA903/>", "<Message>", "", "<!DOCTYPE a []><a/>"])
    def test_a_file_that_cannot_be_read_is_the_record_s_own_error(self, read, text):
        with pytest.raises(UnreadableError, match=r"census 0\.xml"):
            read(text)


def test_the_order_of_the_children_changes_nothing(read, tmp_path):
    people = [child(f"C{n}", REFERRED + enquiry("2025-06-17")) for n in range(5)]
    one = read(census(*people))
    other = read(census(*reversed(people)))
    for name, frame in one.tables.items():
        own = [column for column in frame.columns if column not in {"file", "row"}]
        again = other.tables[name].select(own).sort("child_id", maintain_order=True)
        assert again.equals(frame.select(own).sort("child_id", maintain_order=True)), name
    assert isinstance(one.problems, pl.DataFrame)
