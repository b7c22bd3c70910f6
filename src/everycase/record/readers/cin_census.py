"""The Children in Need census as part of the record: one year's file, or several years' together.

The census has no ids but the child's: its ordinals are made anew at every run. A referral, enquiry and
protection plan are known by the child and the day they began, which stay from one run to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from everycase.record.readers.cin_census_ids import ENQUIRY, PLAN, REFERRAL, with_ids
from everycase.record.readers.harvest import YEAR, Harvest, Source, columns_of, windows_of
from everycase.record.readers.problems import problem, problems
from everycase.record.readers.safe import in_own_terms
from everycase.record.readers.values import ROW
from everycase.record.reading import LATEST, Reading, UnreadableError
from everycase.record.schema import (
    Format,
    Table,
    assessments,
    child_in_need_plans,
    child_protection_plans,
    child_protection_reviews,
    children,
    disabilities,
    initial_conferences,
    pre_proceedings,
    referrals,
    section_47_enquiries,
)
from everycase.returns import cin_census
from everycase.returns.problems import as_frame
from everycase.returns.reading import Reading as Return
from everycase.returns.reading import files_of, given_twice

OF_MODULE: Mapping[str, tuple[Table, ...]] = {
    "ChildIdentifiers": (children,),
    "ChildCharacteristics": (children,),
    "Disabilities": (disabilities,),
    "CINdetails": (referrals, initial_conferences),
    "Assessments": (assessments,),
    "CINplanDates": (child_in_need_plans,),
    "Section47": (section_47_enquiries, initial_conferences),
    "ChildProtectionPlans": (child_protection_plans,),
    "Reviews": (child_protection_reviews,),
    "PreProceedings": (pre_proceedings,),
}
"""Which tables of the record each module is read as."""

SAME: Mapping[Table, tuple[str, ...]] = {
    disabilities: ("child_id", "disability"),
    referrals: ("child_id", "referred_on"),
    assessments: ("child_id", "started_on"),
    child_in_need_plans: ("child_id", "started_on"),
    section_47_enquiries: ("child_id", "started_on"),
    child_protection_plans: ("child_id", "started_on"),
    child_protection_reviews: ("child_id", "held_on"),
    pre_proceedings: ("child_id", "decided_on"),
}
"""What makes rows of two years' censuses (or of one) the same fact."""

SPELLINGS: Mapping[str, Mapping[str, str]] = {
    # GenderCurrent, until 2023/24: 0 not known, 9 not specified (as for some unborn children).
    "children.sex": {"1": "M", "2": "F", "0": "U", "9": "U"},
}


_LINKS: Mapping[str, str] = {"referral_id": REFERRAL, "enquiry_id": ENQUIRY, "plan_id": PLAN}


def read(paths: str | Path | Sequence[str | Path], as_of: date | None = None) -> Reading:
    """The censuses in `paths`: XML files, or folders that hold them.

    as_of: the 31 March that ends the latest census's year where not given. Raises UnreadableError where a
    file isn't a whole census, or doesn't say its year.
    """
    with in_own_terms():
        every = [cin_census.read(path) for path in files_of(paths, [".xml"])]
    harvest = Harvest()
    held: set[tuple[Table, int]] = set()
    for found in _each_once(every, harvest):
        year = year_of(found, harvest.problems)
        harvest.problems.append(found.problems)
        for source in _sources(found, year):
            harvest.take(source, _columns(source), SPELLINGS, {})
            held |= {(table, year) for table in OF_MODULE[source.sheet]}
    years = sorted({year for _, year in held})
    # A census tells of its year: the date of the load doesn't make last March's say what is so today.
    end = date(years[-1], 3, 31)
    day = min(as_of, end) if as_of else end
    return Reading(
        format=Format.CIN_CENSUS,
        as_of=day,
        tables={name: frame.drop(YEAR) for name, frame in _tables(harvest).items()},
        supplied=harvest.supplied(),
        windows=windows_of(held, day),
        latest=pl.DataFrame(schema=dict(LATEST)),
        problems=harvest.all_problems(),
        files=harvest.files,
        notes=[f"Children in Need census of {year - 1}/{year % 100:02}" for year in years],
    )


def _tables(harvest: Harvest) -> dict[str, pl.DataFrame]:
    """Every table of the record, of each fact the latest census's."""
    tables = {table.name: harvest.whole(table, same) for table, same in SAME.items() if harvest.has(table)}
    # A conference can stand with its enquiry and with its episode of need: it is one.
    tables["initial_conferences"] = harvest.latest_values(
        initial_conferences, ("child_id", "held_on"), said_by=("held_on",)
    )
    tables["children"] = harvest.latest_values(children, ("child_id",))
    return tables


def _each_once(every: Sequence[Return], harvest: Harvest) -> list[Return]:
    """The censuses without those whose file was given twice."""
    seen: dict[str, str] = {}
    once = []
    for found in every:
        file = found.files[0]
        if file.sha256 in seen:
            harvest.problems.append(as_frame([given_twice(file.name, seen[file.sha256])]))
        else:
            seen[file.sha256] = file.name
            once.append(found)
    return once


def year_of(found: Return, listed: list[pl.DataFrame] | None = None) -> int:
    """The year in which the census year ends, by the reference date where it is a 31 March, else by Year.

    listed: where a problem is put if the two differ. Raises UnreadableError where the file says neither.
    """
    name = found.files[0].name
    header = found.tables["Header"].select(
        pl.col("ReferenceDate").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        pl.col("Year").cast(pl.Int32, strict=False),
    )
    day, year = header.row(0) if header.height else (None, None)
    if day is None and year is None:
        raise UnreadableError(f"{name} doesn't say its year: Header has no Year and no ReferenceDate.")
    if listed is not None and day is not None and year is not None and day != date(year, 3, 31):
        listed.append(_years_differ(name, day, year))
    if day is not None and (day.month, day.day) == (3, 31):
        return int(day.year)
    return int(year) if year is not None else int(day.year + (day.month > 3))


def _years_differ(name: str, day: date, year: int) -> pl.DataFrame:
    says = f"{name}: ReferenceDate is {day} and Year is {year}; 31 March {year} was expected"
    return problems(
        [
            problem(
                "disagreement",
                says,
                file=name,
                sheet="Header",
                column="ReferenceDate",
                found=str(day),
                expected=f"{year}-03-31",
            )
        ]
    )


def _sources(found: Return, year: int) -> list[Source]:
    """Each module that the record reads, with its line numbers and ids that stay."""
    file = found.files[0]
    tables = with_ids(found.tables)
    tables["ChildIdentifiers"] = _one_sex(tables["ChildIdentifiers"])
    tables["Assessments"] = tables["Assessments"].with_columns(pl.col("AssessmentFactors").list.join(","))
    return [
        Source(
            file.path,
            file.name,
            module,
            file.sha256,
            year,
            tables[module].with_columns(found.places[module]["row"].alias(ROW)),
        )
        for module in OF_MODULE
        # Before 2025/26 the census had no pre-proceedings: that there is none in a file says nothing.
        if module != "PreProceedings" or tables[module].height
    ]


def _one_sex(identifiers: pl.DataFrame) -> pl.DataFrame:
    """Sex, filled from GenderCurrent where a child has only that; an older file has GenderCurrent alone."""
    if identifiers["Sex"].null_count() == identifiers.height:
        return identifiers.drop("Sex")
    return identifiers.with_columns(pl.coalesce("Sex", "GenderCurrent").alias("Sex"))


def _columns(source: Source) -> dict[Table, dict[str, str]]:
    """Field → column, for each table of the record that the module is read as."""
    wanted = {}
    for table in OF_MODULE[source.sheet]:
        columns = columns_of(table, Format.CIN_CENSUS, source.sheet, source.raw.columns)
        columns.pop("assessment_id", None)  # an ordinal, made anew at every run
        fields = table.fields()
        columns |= {fld: made for fld, made in _LINKS.items() if fld in fields and made in source.raw.columns}
        if table is assessments:
            columns["factors"] = "AssessmentFactors"
        columns["child_id"] = "LAchildID"
        wanted[table] = columns
    return wanted
