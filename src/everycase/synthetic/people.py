"""Who the children are, as written down: names, numbers, family, address, disability, immigration."""

from __future__ import annotations

import polars as pl

from everycase.synthetic.book import Book, number, person
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import on
from everycase.synthetic.dates import birthday, days_after, months_after
from everycase.synthetic.families import NATIONALITIES, word
from everycase.synthetic.places import home_postcode
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Of a pupil number: the weighted sum of its twelve digits, modulo 23 (Department for Education)."""
AUTHORITY = "001"
"""In pupil numbers: the Department for Education takes it for an authority's, and no council has it."""
DISABILITIES = {
    "LD": 0.3,
    "AUT": 0.3,
    "COMM": 0.1,
    "MOB": 0.07,
    "BEH": 0.06,
    "DDA": 0.04,
    "HEAR": 0.03,
    "CON": 0.03,
    "HAND": 0.03,
    "VIS": 0.02,
    "PC": 0.02,
}
OTHER_DISABILITIES = {
    "PC": 0.22,
    "COMM": 0.18,
    "BEH": 0.16,
    "INC": 0.16,
    "MOB": 0.12,
    "HAND": 0.08,
    "VIS": 0.08,
}
OTHER_DISABILITY_SHARE = 0.05
MOTHER_SHARE = 0.97


def known_children(span: Span, children: pl.DataFrame, cases: pl.DataFrame) -> pl.DataFrame:
    """The children of `cases`, with `known_from` and their disabilities as a set (`disabilities`)."""
    chance = span.chance
    first = cases.group_by("child").agg(
        known_from=pl.col("contact_on").min(), died_on=pl.col("died_on").min(), ways=pl.col("path").unique()
    )
    known = children.join(first, on="child").sort("child")
    ill = pl.col("ways").list.contains(Path.DISABLED.value)
    own = chance.pick("disability", DISABILITIES, "child")
    second = chance.pick("which second disability", OTHER_DISABILITIES, "child")
    second = pl.when(chance.yes("second disability", 0.7, "child")).then(second)
    some = ill | chance.yes("other disability", OTHER_DISABILITY_SHARE, "child")
    return known.with_columns(
        disabled=some,
        disabilities=pl.when(some)
        .then(pl.concat_list(own, second).list.drop_nulls().list.unique(maintain_order=True))
        .otherwise(pl.concat_list(pl.lit("NONE"))),
        unaccompanied=pl.col("ways").list.contains(Path.UNACCOMPANIED.value),
    )


def write_people(book: Book, span: Span, known: pl.DataFrame, cases: pl.DataFrame) -> None:
    """The children, their families, mothers, addresses, disabilities, immigration statuses and views."""
    chance = span.chance
    _children(book, chance, known)
    _families(book, chance, known)
    _addresses(book, chance, known)
    rows = known.explode("disabilities").with_columns(rank=pl.int_range(pl.len()).over("child"))
    book.add(
        "disabilities",
        rows,
        disability_id=(pl.col("child") * 10 + pl.col("rank") + 20_000_000).cast(pl.String),
        child_id=person(),
        disability=pl.col("disabilities"),
        _known_from=pl.max_horizontal("known_from", "born"),
    )
    _immigration(book, span, cases.filter(on(Path.UNACCOMPANIED)))
    _views(book, chance, cases)


def _children(book: Book, chance: Chance, known: pl.DataFrame) -> None:
    male = pl.col("male")
    alone = pl.col("unaccompanied")
    named = [
        pl.when(male)
        .then(word(chance, question, "forename_m", "child"))
        .otherwise(word(chance, question, "forename_f", "child"))
        for question in ("forename", "other forename")
    ]
    known = known.with_columns(forename=named[0])
    # Two children of one name and birthday would look like one child entered twice.
    alike = pl.struct("surname", "born", pl.col("forename").str.slice(0, 3)).is_first_distinct()
    known = known.with_columns(forename=pl.when(alike).then("forename").otherwise(named[1]))
    abroad = chance.pick("nationality", NATIONALITIES, "child")
    book.add(
        "children",
        known,
        child_id=person(),
        forename=pl.col("forename"),
        surname=pl.col("surname"),
        sex=pl.when(male).then(pl.lit("M")).otherwise(pl.lit("F")),
        gender=pl.when(male).then(pl.lit("01")).otherwise(pl.lit("02")),
        ethnicity=pl.when(alone)
        .then(pl.when(abroad.is_in(["Sudan", "Eritrea"])).then(pl.lit("BAFR")).otherwise(pl.lit("OOTH")))
        .otherwise("ethnicity"),
        born_on=pl.col("born"),
        died_on=pl.col("died_on"),
        expected_on=pl.col("expected"),
        birth_estimated=alone,
        upn=pupil_number(),
        upn_unknown=pl.when(alone).then(pl.lit("UN2")).otherwise(pl.lit("UN1")),
        common_id=pl.format("999{}", pl.col("child").cast(pl.String).str.zfill(7)),
        has_ehc_plan=pl.lit(value=False),
        is_mother=pl.lit(value=False),
        nationality=pl.when(alone).then(abroad),
        unaccompanied=alone,
        disabled=pl.col("disabled"),
        _known_from=pl.col("known_from"),
        _numbered_from=pl.when(~alone).then(days_after(birthday(pl.col("born"), 4), 200)),
    )


def pupil_number() -> pl.Expr:
    """A unique pupil number: check letter, authority, and nine digits that are the child's own."""
    digits = pl.concat_str(pl.lit(AUTHORITY), pl.col("child").cast(pl.String).str.zfill(9))
    total = pl.sum_horizontal(digits.str.slice(place, 1).cast(pl.Int64) * (place + 2) for place in range(12))
    letters = pl.lit(pl.Series(list(CHECK_LETTERS)))
    return pl.concat_str(letters.gather(total % 23), digits)


def _families(book: Book, chance: Chance, known: pl.DataFrame) -> None:
    book.add(
        "families",
        known,
        link_id=number("child", 30_000_000),
        child_id=person(),
        family_id=number("family", 500_000),
        _known_from=pl.col("known_from"),
    )
    mothers = known.filter(~pl.col("unaccompanied") & chance.yes("mother known", MOTHER_SHARE, "family"))
    book.add(
        "mothers",
        mothers,
        link_id=number("child", 40_000_000),
        child_id=person(),
        mother_id=number("family", 8_000_000),
        child_born_on=pl.col("born"),
        _known_from=pl.max_horizontal("known_from", "born"),
    )


def _addresses(book: Book, chance: Chance, known: pl.DataFrame) -> None:
    """The family's address, and for some another from a later day."""
    before = days_after(pl.col("arrives"), -chance.whole("lived there", 30, 1500, "family"))
    moved = days_after(pl.col("arrives"), chance.whole("moved house", 400, 1900, "family"))
    moves = chance.yes("moves house", 0.3, "family")
    born = pl.when(pl.col("expected").is_null()).then("born")
    rows = known.with_columns(
        began=pl.min_horizontal("known_from", pl.max_horizontal(before, born)),
        moved=pl.when(moves).then(moved),
    )
    stayed = pl.col("moved").is_null() | (pl.col("moved") > pl.col("began"))
    no_end = pl.lit(None, dtype=pl.Date)
    parts = [
        (0, pl.col("began"), pl.col("moved"), rows.filter(stayed)),
        (1, pl.max_horizontal("began", "moved"), no_end, rows.filter(moves)),
    ]
    for n, began, ended, families in parts:
        book.add(
            "addresses",
            families.with_columns(house=pl.col("family") * 2 + n),
            address_id=(pl.col("child") * 2 + n + 50_000_000).cast(pl.String),
            child_id=person(),
            kind=pl.lit("Home"),
            from_on=began,
            to_on=ended,
            postcode=home_postcode(),
        )


def _immigration(book: Book, span: Span, cases: pl.DataFrame) -> None:
    decided = days_after(pl.col("care_from"), span.chance.whole("asylum decided", 300, 800, "child"))
    for n, status, began, ended in (
        (0, "Asylum seeker", pl.col("care_from"), decided),
        (1, "Refugee status", decided, pl.lit(None, dtype=pl.Date)),
    ):
        book.add(
            "immigration_statuses",
            cases,
            status_id=(pl.col("case") * 2 + n + 280_000_000).cast(pl.String),
            child_id=person(),
            status=pl.lit(status),
            from_on=began,
            to_on=ended,
        )


def _views(book: Book, chance: Chance, cases: pl.DataFrame) -> None:
    asked = cases.filter(
        (pl.col("born") < months_after(pl.col("contact_on"), -6 * 12))
        & pl.col("in_need_from").is_not_null()
        & chance.yes("asked", 0.3, "case")
    ).unique("child", keep="first", maintain_order=True)
    answers = {
        name: chance.pick(name, {"Yes": 0.7, "A bit": 0.2, "No": 0.1}, "case")
        for name in (
            "worries_explained",
            "story_helped",
            "agrees_with_worker",
            "plan_keeps_safe",
            "tablet_helped",
        )
    }
    book.add(
        "childrens_views",
        asked,
        view_id=number("case", 290_000_000),
        child_id=person(),
        _known_from=pl.col("in_need_from"),
        **answers,
    )
