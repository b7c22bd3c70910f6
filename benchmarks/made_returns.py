"""Returns of any size, made by arithmetic: the same each time, most rows right, some wrong in many ways.

A made-up council has too few children in care for a return of 5,000; a return of its own takes a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

YEAR = 2026
EPISODES = 4.4
"""A child in care has about as many in a year of a large council's return: 22,000 of 5,000 children."""


def write_ssda903(folder: Path, children: int, year: int = YEAR) -> int:
    """Every table of the return as CSV in `folder`, and how many rows they have."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = _care_tables(children, year)
    for name, frame in tables.items():
        frame.write_csv(folder / f"{name}.csv", date_format="%d/%m/%Y")
    return sum(frame.height for frame in tables.values())


def _care_tables(children: int, year: int) -> dict[str, pl.DataFrame]:
    header = _header(children)
    start = date(year - 1, 4, 1)
    who = header.select("CHILD", "SEX", "DOB", "n")

    def every(step: int, *columns: pl.Expr) -> pl.DataFrame:
        return who.filter(pl.col("n") % step == 0).select("CHILD", "DOB", *columns)

    day = pl.lit(start).dt.offset_by(pl.concat_str(pl.col("n") % 300, pl.lit("d")))
    return {
        "Header": header.drop("n"),
        "Episodes": _episodes(who, start),
        "Reviews": pl.concat(
            every(
                1,
                day.dt.offset_by(f"{40 * turn}d").alias("REVIEW"),
                pl.lit(f"PN{1 + turn}").alias("REVIEW_CODE"),
            )
            for turn in range(2)
        ),
        "UASC": who.filter(pl.col("n") % 20 == 0).select("CHILD", "SEX", "DOB", pl.lit("").alias("DUC")),
        "OC2": every(
            1,
            (pl.col("n") % 41).alias("SDQ_SCORE"),
            pl.lit("").alias("SDQ_REASON"),
            *(
                (pl.col("n") % 7 < 6).cast(pl.Int8).alias(name)
                for name in ("CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT")
            ),
            pl.lit(0).alias("SUBSTANCE_MISUSE"),
            *(pl.lit("").alias(name) for name in ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED")),
        ),
        "OC3": every(
            4, pl.lit("YES").alias("IN_TOUCH"), pl.lit("F2").alias("ACTIV"), pl.lit("B1").alias("ACCOM")
        ),
        "AD1": every(
            25,
            day.alias("DATE_INT"),
            day.alias("DATE_MATCH"),
            pl.lit(0).alias("FOSTER_CARE"),
            pl.lit(2).alias("NB_ADOPTR"),
            pl.lit("MF").alias("SEX_ADOPTR"),
            pl.lit("L11").alias("LS_ADOPTR"),
        ),
        "PlacedAdoption": every(
            25, day.alias("DATE_PLACED"), *_blank("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
        ),
        "PrevPerm": every(1, pl.lit("Z1").alias("PREV_PERM"), *_blank("LA_PERM", "DATE_PERM")),
        "Missing": every(
            2, pl.lit("M").alias("MISSING"), day.alias("MIS_START"), day.dt.offset_by("2d").alias("MIS_END")
        ),
        "SWEpisodes": every(
            1,
            (pl.lit("SW") + (pl.col("n") % 400).cast(pl.String)).alias("SW_ID"),
            day.alias("SW_DECOM"),
            *_blank("SW_DEC"),
            pl.lit("MANAGE").alias("SW_REASON"),
        ),
        "DoLo": every(50, day.alias("DOLO_START"), *_blank("DOLO_END")),
    }


def _blank(*names: str) -> list[pl.Expr]:
    return [pl.lit("").alias(name) for name in names]


def _header(children: int) -> pl.DataFrame:
    n = pl.col("n")
    frame = pl.DataFrame({"n": pl.int_range(children, eager=True)})
    born = pl.lit(date(2009, 1, 1)).dt.offset_by(pl.concat_str(n * 7 % 5_000, pl.lit("d")))
    return frame.select(
        pl.concat_str(pl.lit("C"), n).alias("CHILD"),
        pl.when(n % 2 == 0).then(pl.lit("M")).otherwise(pl.lit("F")).alias("SEX"),
        born.alias("DOB"),
        pl.when(n % 97 == 0).then(pl.lit("XXXX")).otherwise(pl.lit("WBRI")).alias("ETHNIC"),
        pl.concat_str(pl.lit("A"), (n + 100_000_000_000).cast(pl.String)).alias("UPN"),
        pl.when(n % 2 == 1).then(pl.lit("0")).otherwise(pl.lit("")).alias("MOTHER"),
        pl.lit("").alias("MC_DOB"),
        n,
    )


def _episodes(who: pl.DataFrame, start: date) -> pl.DataFrame:
    """Four or five episodes a child that follow on from each other; one in 50 has a gap, or lacks its end."""
    n, k = pl.col("n"), pl.col("k")
    many = who.with_columns(pl.int_ranges(4 + (n % 5 < 2).cast(pl.Int64)).alias("k")).explode("k")
    begins = pl.lit(start).dt.offset_by(pl.concat_str(k * 70 + n % 20 - 30, pl.lit("d")))
    last = k == pl.col("k").max().over("n")
    gap = (n % 50 == 0).cast(pl.Int64) * 3
    ends = pl.lit(start).dt.offset_by(pl.concat_str((k + 1) * 70 + n % 20 - 30 - gap, pl.lit("d")))
    place = (n + k) % 3
    return many.select(
        "CHILD",
        begins.alias("DECOM"),
        pl.when(k == 0)
        .then(pl.lit("S"))
        .when(k % 2 == 0)
        .then(pl.lit("P"))
        .otherwise(pl.lit("L"))
        .alias("RNE"),
        pl.when((n + (k + 1) // 2) % 2 == 0).then(pl.lit("C2")).otherwise(pl.lit("V2")).alias("LS"),
        pl.lit("N1").alias("CIN"),
        pl.when(place == 0)
        .then(pl.lit("U6"))
        .when(place == 1)
        .then(pl.lit("K2"))
        .otherwise(pl.lit("U1"))
        .alias("PLACE"),
        pl.lit("PR1").alias("PLACE_PROVIDER"),
        pl.when(~last).then(ends).alias("DEC"),
        pl.when(last).then(pl.lit("")).otherwise(pl.lit("X1")).alias("REC"),
        pl.when(last).then(pl.lit("")).otherwise(pl.lit("CARPL")).alias("REASON_PLACE_CHANGE"),
        pl.lit("AB1 0JD").alias("HOME_POST"),
        pl.lit("M1 1AE").alias("PL_POST"),
        pl.concat_str(pl.lit("SC"), 10_000 + n % 900).alias("URN"),
    )


CHILD = """<Child><ChildIdentifiers><LAchildID>{id}</LAchildID><UPNunknown>UN3</UPNunknown>\
<PersonBirthDate>{born}</PersonBirthDate><Sex>{sex}</Sex></ChildIdentifiers><ChildCharacteristics>\
<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>\
{episodes}</Child>"""
EPISODE = """<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>1A</ReferralSource>\
<PrimaryNeedCode>N1</PrimaryNeedCode>{closed}<ReferralNFA>false</ReferralNFA>{work}</CINdetails>"""
CLOSED = "<CINclosureDate>{on}</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"
WORK = """<Assessments><AssessmentActualStartDate>{referred}</AssessmentActualStartDate>\
<AssessmentAuthorisationDate>{later}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>\
<AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>3A</AssessmentFactors>\
</FactorsIdentifiedAtAssessment></Assessments>"""
PLAN = "<CINPlanDates><CINPlanStartDate>{later}</CINPlanStartDate></CINPlanDates>"
RISK = """<Section47><S47ActualStartDate>{referred}</S47ActualStartDate>\
<InitialCPCtarget>{later}</InitialCPCtarget><DateOfInitialCPC>{later}</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>\
<ChildProtectionPlans><CPPstartDate>{later}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\
<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>\
<CPPreviewDate>{review}</CPPreviewDate></Reviews></ChildProtectionPlans>"""


def write_cin_census(path: Path, children: int, year: int = YEAR) -> int:
    """A census of so many children, some 1,500 bytes each, and how many elements it has."""
    header = (
        f"<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31"
        "</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201</LEA>"
        f"<SerialNo>001</SerialNo><DateTime>{year}-05-23T11:14:05</DateTime></Source></Header>"
    )
    body = "\n".join(_child(n, year) for n in range(children))
    # Each element on a line of its own, as case systems write it.
    text = f"<Message>{header}<Children>\n{body}\n</Children></Message>".replace("><", ">\n               <")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text.count("</") - 1


def _child(n: int, year: int) -> str:
    days = _days(year, n % 250, 30, 120)
    referred, later, review = (day.isoformat() for day in days)
    work = WORK + (RISK if n % 6 == 0 else PLAN)
    closed = CLOSED.format(on=review) if n % 3 == 0 else ""
    episode = EPISODE.format(
        referred=referred, closed=closed, work=work.format(referred=referred, later=later, review=review)
    )
    return CHILD.format(
        id=f"C{n}",
        born=date(2008 + n % 16, 1 + n % 12, 1 + n % 28),
        sex="MF"[n % 2] if n % 89 else "9",
        episodes=episode,
    )


def _days(year: int, first: int, *later: int) -> Sequence[date]:
    start = date(year - 1, 4, 1).toordinal()
    return [date.fromordinal(start + first + step) for step in (0, *later)]
