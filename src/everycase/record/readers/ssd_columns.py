"""Which of a file's columns holds which field, and what a field's values are also called in extracts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from everycase.record.readers.problems import problem
from everycase.record.readers.ssd_source import Found
from everycase.record.readers.values import as_text
from everycase.record.reading import UnreadableError
from everycase.record.schema import Field, Format, Kind, Table

HELPERS = {"cinv_cin_plan_id", "cinf_assessment_id", "cinf_table_id"}
"""Columns that no field holds, read only to find a row's child or its assessment."""


@dataclass(frozen=True)
class Columns:
    """How a file's columns are taken: field → header, fields that it lacks (by column), headers not read."""

    held: Mapping[str, str]
    missing: Sequence[str]
    extra: Sequence[str]


def columns_of(table: Table, found: Found) -> Columns:
    """Match headers to fields. Raises UnreadableError where the file has none of the table's columns."""
    headers = _by_name(found)
    wanted = {name: _names(fld) for name, fld in table.fields().items() if _names(fld)}
    held = {
        name: headers[first]
        for name, names in wanted.items()
        if (first := next((n for n in names if n in headers), None))
    }
    if not held and found.headers:
        raise UnreadableError(
            f"{found.file} has none of the columns of {found.ssd}. Found: {', '.join(found.headers[:5])}. "
            f"Expected: {', '.join(names[0] for names in itertools.islice(wanted.values(), 5))}."
        )
    if table.name == "involvements" and "role_as_written" in held:
        held["role"] = held["role_as_written"]
    taken = {*held.values(), *(headers[name] for name in HELPERS if name in headers)}
    missing = [names[0] for name, names in wanted.items() if name not in held]
    return Columns(held, missing, [h for h in found.headers if h not in taken])


def _names(fld: Field) -> list[str]:
    """The dataset's own names of a field; those of another table (factors) are read with that table."""
    return [name for name in fld.held.get(Format.SSD, ()) if "." not in name]


def _by_name(found: Found) -> dict[str, str]:
    """Column name → header. Of two with one name (seen in Mosaic, the first empty) the fuller is meant."""
    fullest = found.frame.select(pl.col(found.headers).count()).row(0) if found.headers else ()
    named: dict[str, tuple[int, str]] = {}
    for header, filled in zip(found.headers, fullest, strict=True):
        plain = re.sub(r"#\d+$", "", header).strip(' "[]`').lower()
        name = re.sub(r"[\s-]+", "_", plain)
        if name not in named or filled > named[name][0]:
            named[name] = (filled, header)
    return {name: header for name, (_, header) in named.items()}


def header_of(found: Found, column: str) -> str:
    """The header under which a file holds a column; empty where it doesn't."""
    return _by_name(found).get(column, "")


_SEX = {"boy": "M", "man": "M", "1": "M", "girl": "F", "woman": "F", "2": "F", "0": "U", "9": "U"}
_GENDER = {
    **dict.fromkeys(("1", "M", "male", "man", "boy"), "01"),
    **dict.fromkeys(("2", "F", "female", "woman", "girl"), "02"),
    **dict.fromkeys(("0", "U", "unknown", "not known"), "00"),
    "9": "09",
}
_NOTHING_MORE = {"no further action": "NFA_FLAG", "nfa": "NFA_FLAG", "no further action required": "NFA_FLAG"}
_OUTCOMES = {
    **_NOTHING_MORE,
    "referral": "NEW_REFERRAL_FLAG",
    "strategy meeting": "STRATEGY_DISCUSSION_FLAG",
    "strategy discussion": "STRATEGY_DISCUSSION_FLAG",
    "assessment": "SINGLE_ASSESSMENT_FLAG",
    "child and family assessment": "SINGLE_ASSESSMENT_FLAG",
    "social work assessment": "SINGLE_ASSESSMENT_FLAG",
    "section 47 enquiry": "CP_ENQUIRY_FLAG",
    "section 47": "CP_ENQUIRY_FLAG",
    "child protection conference": "CP_CONFERENCE_FLAG",
    "initial child protection conference": "CP_CONFERENCE_FLAG",
    "icpc": "CP_CONFERENCE_FLAG",
    "child protection plan": "CP_FLAG",
    "services provided": "PROV_OF_SERVICES_FLAG",
    "provision of services": "PROV_OF_SERVICES_FLAG",
    "information and advice": "ADVICE_FLAG",
    "information, advice and guidance": "ADVICE_FLAG",
}
_ABUSE = ("neglect", "physicalabuse", "physical", "sexualabuse", "sexual", "emotionalabuse", "emotional")

SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "children.sex": _SEX,
    "children.gender": _GENDER,
    "children.ethnicity": {"information not yet obtained": "NOBT", "refused": "REFU"},
    "care_leavers.suitable": {
        **dict.fromkeys(("suitable", "Y", "yes", "true"), "1"),
        **dict.fromkeys(("unsuitable", "not suitable", "N", "no", "false"), "2"),
    },
    "care_leavers.in_touch": {"Y": "YES", "N": "NO", "in touch": "YES", "not in touch": "NO"},
    "care_leavers.eligibility": {
        "relevant child": "Relevant",
        "former relevant child": "Former Relevant",
        "eligible child": "Eligible",
        "qualifying child": "Qualifying",
    },
    "missing_episodes.kind": {
        **dict.fromkeys(("M", "missing person", "missing from care", "missing from home"), "Missing"),
        **dict.fromkeys(("A", "absent", "away from placement without authorisation"), "Away"),
    },
    "permanence.order_type": {
        "adoption order": "Adoption",
        "sgo": "Special Guardianship",
        "special guardianship order": "Special Guardianship",
        **dict.fromkeys(
            ("cao", "child arrangements order", "residence order"),
            "Child Arrangements Order/ Residence Order",
        ),
    },
    "health_checks.status": {"complete": "Completed", "done": "Completed", "attended": "Completed"},
}

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "placements.postcode": ("ZZZ", "XX"),
    "addresses.postcode": ("ZZZ", "XX"),
}

WORDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "involvements.role": (
        (r"second|co-?work|former|previous|assist|student", "OTHER"),
        (r"\biro\b|reviewing officer", "IRO"),
        (r"\by?pa\b|personal advis", "ADVISER"),
        (r"duty|inbox|work ?tray|unallocated", "DUTY"),
        (r"^c?s?w$|case ?worker|case ?holder|allocated|key ?worker|lead worker|^social worker$", "ALLOCATED"),
        (r".", "OTHER"),
    ),
    "health_checks.kind": (
        (r"mental", "OTHER"),
        (r"initial.*health|\biha\b", "INITIAL"),
        (r"review.*health|health.*review|\brha\b", "REVIEW"),
        (r"dent|teeth", "DENTAL"),
        (r"surveillance|development", "SURVEILLANCE"),
        (r"health.*assess|medical|annual health", "ASSESSMENT"),
        (r"opti|eye|sight|vision|hearing|immunis|vaccin|medication|other|sdq", "OTHER"),
    ),
}
"""Local texts that mean a code by a word in them: the first pattern found in the lower-case text."""


def spellings_for(table: Table, found: Found, columns: Columns) -> dict[str, dict[str, str]]:
    """Field → spelling → code, for one file: what is known everywhere, and its own texts by their words."""
    spelled = {}
    for name, header in columns.held.items():
        fld = table.fields()[name]
        known = {**SPELLINGS.get(str(fld), {}), **SLIPS.get(str(fld), {})}
        if fld.kind is Kind.FLAGS:
            stems = {code.removesuffix("_FLAG"): code for code in fld.codes}
            known |= stems | {text: code for text, code in _OUTCOMES.items() if code in fld.codes}
        if str(fld) in WORDS:
            known |= _by_words(as_text(found.frame[header]), fld)
        if name in ("initial_category", "latest_category"):
            known |= _several_kinds_of_abuse()
        if known:
            spelled[name] = known
    return spelled


SLIPS: Mapping[str, Mapping[str, str]] = {"children.ethnicity": {"CNHE": "CHNE"}}
"""Codes that the dataset's own specification spells wrongly: field → as written → as meant."""


def slips_in(table: Table, found: Found, columns: Columns) -> list[dict[str, object]]:
    """Problems of kind `trap`: codes of SLIPS in a file, with how many rows have each."""
    listing = []
    for name, header in columns.held.items():
        for written, meant in SLIPS.get(f"{table.name}.{name}", {}).items():
            count = (as_text(found.frame[header]) == written).sum()
            says = f"{found.file}, {header}: {written} in {count:,} rows was read as {meant}, which it means."
            if count:
                listing.append(problem("trap", says, file=found.file, column=header, found=written))
    return listing


def changed_not_reviewed(found: Found) -> list[dict[str, object]]:
    """A problem where reviews of pathway plans have a time of day: that is when the record was changed."""
    header = header_of(found, "clea_pathway_plan_review_date")
    if not header:
        return []
    texts = as_text(found.frame[header]).drop_nulls()
    timed = texts.str.contains(r"\d:\d\d") & ~texts.str.contains(r"\b(?:00:00(?::00)?|12:00(?::00)? ?AM)")
    if 2 * timed.sum() <= len(texts):
        return []
    says = (
        f"{found.file}, {header}: {timed.sum():,} of {len(texts):,} have a time of day, as one system writes "
        "where it gives the time of the plan record's last change, not of a review."
    )
    return [problem("trap", says, file=found.file, column=header, found=texts.filter(timed)[0])]


def _by_words(texts: pl.Series, fld: Field) -> dict[str, str]:
    """The file's own distinct texts → code, by the first pattern that each holds; codes are left alone."""
    distinct = pl.DataFrame({"text": texts.drop_nulls().unique()})
    low = pl.col("text").str.to_lowercase()
    code = pl.coalesce(pl.when(low.str.contains(pattern)).then(pl.lit(to)) for pattern, to in WORDS[str(fld)])
    spelled = distinct.with_columns(code=code).filter(pl.col("code").is_not_null())
    return {text: to for text, to in spelled.iter_rows() if text.upper() not in fld.codes}


def _several_kinds_of_abuse() -> dict[str, str]:
    """Two or more categories in one cell, in any order ("Neglect, Emotional abuse"), are multiple."""
    orders = itertools.chain(itertools.permutations(_ABUSE, 2), itertools.permutations(_ABUSE, 3))
    return {joint.join(order): "MUL" for order in orders for joint in ("", "and")}
