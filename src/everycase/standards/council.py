"""A council's own settings: limits, targets, what is due soon, which uncertain standards are on.

Read from `council.toml`, every value validated; every default says why it is what it is.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from everycase.record.schema.terms import Span
from everycase.standards.language import Allowance, Around, Clock, Confidence, Question, Standard


class SettingsError(Exception):
    """`council.toml` can't be used; the message names the setting, what was found and what was expected."""


class Limits(BaseModel):
    """Numbers that local practice sets."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    caseload_limit: int = Field(
        18, ge=1, description="Children for a full-time worker: a common local limit."
    )
    newly_qualified_share: float = Field(
        0.9,
        gt=0,
        le=1,
        description="Share of a full caseload in a worker's first year, as the national standards ask.",
    )
    reviewing_officer_caseload_limit: int = Field(
        70, ge=1, description="Children for a reviewing officer: top of the handbook's 50 to 70."
    )


class PuttingRight(BaseModel):
    """How soon people act on what is found, and when it is called out that they haven't."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    red_line_working_days: int = Field(
        1, ge=0, le=60, description="Working days to put a red line right: a child may be unsafe."
    )
    critical_working_days: int = Field(
        2, ge=0, le=60, description="Working days to put a critical finding right."
    )
    high_working_days: int = Field(
        5, ge=0, le=60, description="Working days to put a high finding right: a week."
    )
    medium_working_days: int = Field(
        10, ge=0, le=120, description="Working days to put a medium finding right: two weeks."
    )
    low_working_days: int = Field(
        20, ge=0, le=250, description="Working days to put a low finding right: a month."
    )
    information_working_days: int = Field(
        40, ge=0, le=250, description="Working days to look at a finding for information: two months."
    )
    extracts_to_prove: int = Field(
        2,
        ge=1,
        le=60,
        description="Extracts after a sign-off by which the record must show it; what is still wrong then is "
        "signed off and not in the record. Two, as the first may be cut before the change.",
    )
    red_line_hours_manager: int = Field(
        4, ge=0, le=240, description="Hours until the team's manager is told of a red line: the same day."
    )
    red_line_hours_service: int = Field(
        24, ge=0, le=240, description="Hours until the service manager is told that nobody took it in hand."
    )
    red_line_hours_director: int = Field(
        48, ge=0, le=240, description="Hours until the director is told that nobody took it in hand."
    )
    stuck_working_days: int = Field(
        10,
        ge=1,
        le=60,
        description="Working days in one state after which a finding is called stuck: two weeks.",
    )
    precision_limit: float = Field(
        0.2,
        gt=0,
        le=1,
        description="Share of a standard's findings set aside as right already, past which it is called out: "
        "one in five, before people stop reading them.",
    )
    second_reading_share: float = Field(
        0.05, ge=0, le=1, description="Share of sign-offs read again by a second manager: one in twenty."
    )

    def working_days(self, severity: int, *, red_line: bool) -> int:
        """Working days to put right a finding of a severity, 0 for information to 4 for critical."""
        by_severity = (
            self.information_working_days,
            self.low_working_days,
            self.medium_working_days,
            self.high_working_days,
            self.critical_working_days,
        )
        usual = by_severity[severity]
        return min(self.red_line_working_days, usual) if red_line else usual


AUTHORITY = re.compile(r"E(?:06|08|09|10)\d{6}")
"""The ONS code of an authority for children's services: a unitary, a borough in a city, a county."""


def authority_typed(text: str) -> str:
    """An authority's code as it was typed, without spaces around it. Raises ValueError where it is none."""
    code = text.strip().upper()
    if code.startswith("E07"):
        raise ValueError(f"found '{text}', which is a district's; expected the county's, such as E10000011")
    if not AUTHORITY.fullmatch(code):
        raise ValueError(f"found '{text}', expected the council's ONS code, such as E10000011")
    return code


class Returns(BaseModel):
    """What the DfE's rules for the statutory returns compare a return with."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    authority: str = Field(
        "",
        description="The council's ONS code, such as E10000011. Without it, rules that ask whether a "
        "placement is the council's own or within it can't be told.",
    )
    providers: list[str] = Field(
        default_factory=list,
        description="Ofsted's workbooks of children's homes and agencies, as it publishes them, in the "
        "council's folder or with their path. Without them, rules that look a URN up can't be told.",
    )

    @field_validator("authority")
    @classmethod
    def _a_code(cls, value: str) -> str:
        return authority_typed(value) if value.strip() else ""

    @field_validator("providers")
    @classmethod
    def _named(cls, value: list[str]) -> list[str]:
        if not all(name.strip() for name in value):
            raise ValueError("found an empty name, expected a workbook's, such as 'Childrens homes.xlsx'")
        return value


class CaseWeights(BaseModel):
    """What each case weighs in its worker's load, by the first of these that goes on with the child."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    protection_plan: float = Field(1, ge=0, le=10, description="Weight of a child on a protection plan.")
    looked_after: float = Field(1, ge=0, le=10, description="Weight of a child in care.")
    care_leaver: float = Field(1, ge=0, le=10, description="Weight of a care leaver.")
    child_in_need_plan: float = Field(
        1, ge=0, le=10, description="Weight of a child with a child in need plan."
    )
    being_assessed: float = Field(1, ge=0, le=10, description="Weight of a child who is being assessed.")
    open_case: float = Field(1, ge=0, le=10, description="Weight of any other child whose case is open.")
    full_load: float = Field(
        18,
        gt=0,
        le=1_000,
        description="Weight that a full-time worker carries at most; a part-time worker, by their share.",
    )

    def of(self, work: str) -> float:
        """The weight of a kind of work, by its name here; of one that isn't known, that of an open case."""
        return float(self.model_dump().get(work, self.open_case))


class CouncilFile(BaseModel):
    """What `council.toml` may hold."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    council: str = Field("Our council", description="The council's name, as reports print it.")
    names_on_screen: bool = Field(
        default=True,
        description="Whether pages call children by name, for roles that may know names; else by id alone.",
    )
    due_soon_working_days: int = Field(
        5, ge=0, le=60, description="A week ahead: long enough to plan a visit, short enough to be read."
    )
    limits: Limits = Limits()
    putting_right: PuttingRight = PuttingRight()
    case_weights: CaseWeights = CaseWeights()
    returns: Returns = Returns()
    services: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Each service's teams, by id or name; the record says it of those not named.",
    )
    duty_team: str = Field(
        "",
        description="The team, by id or name, that sees to what no team in the record holds; if none is, "
        "every service manager does.",
    )
    allowances: dict[str, str] = Field(
        default_factory=dict,
        description='Local time limits by standard: "10 working days", "6 weeks", "3 months".',
    )
    due_soon: dict[str, Annotated[int, Field(ge=0, le=60)]] = Field(
        default_factory=dict, description="Working days ahead that one standard is due soon, by standard."
    )
    standards_on: list[str] = Field(
        default_factory=list,
        description='Standards to turn on ("all" for every one), uncertain ones included.',
    )
    standards_off: list[str] = Field(default_factory=list, description="Standards to leave out.")
    extract_years: int = Field(
        6,
        ge=1,
        le=30,
        description="Years that the Standard Safeguarding Dataset extract goes back: six as published.",
    )

    @field_validator("services")
    @classmethod
    def _in_one_service(cls, value: dict[str, list[str]]) -> dict[str, list[str]]:
        counts = Counter(chain.from_iterable(value.values()))
        if twice := [team for team, count in counts.items() if count > 1]:
            raise ValueError(f"found the team '{twice[0]}' twice, expected each team once")
        return value

    @field_validator("allowances")
    @classmethod
    def _readable(cls, value: dict[str, str]) -> dict[str, str]:
        for name, text in value.items():
            try:
                span_of(text)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
        return value


SECTIONS: Mapping[str, type[BaseModel]] = {
    "limits": Limits,
    "putting_right": PuttingRight,
    "case_weights": CaseWeights,
    "returns": Returns,
}
"""Tables of the file, each with settings of its own."""

SPAN = re.compile(r"(\d{1,4}) (working day|calendar day|week|month|year|hour)s?")


def span_of(text: str) -> Span:
    """An allowance written in words. Raises ValueError for anything else."""
    found = SPAN.fullmatch(text.strip().lower())
    if not found:
        raise ValueError(
            f"found '{text}', expected a length such as '10 working days', '6 weeks' or '3 months'"
        )
    return Span(int(found[1]), f"{found[2]}s")


@dataclass(frozen=True)
class Timing:
    """How one council runs one clock: its allowance, and from how many working days it is due soon."""

    within: Allowance
    due_soon: int = 5


def _with_own(within: Allowance, span: Span) -> Allowance:
    """A council's own length in the standard's place; of a window, the part after the start."""
    return Around(within.before, span) if isinstance(within, Around) else span


@dataclass(frozen=True)
class Settings:
    """A council's settings, checked."""

    file: CouncilFile = field(default_factory=CouncilFile)

    @property
    def values(self) -> Mapping[str, Any]:
        """Values that standards ask for by name."""
        return self.file.limits.model_dump()

    def is_on(self, standard: Standard) -> bool:
        """Whether reviews use it: on unless turned off, or uncertain and not given a local limit."""
        if standard.id in self.file.standards_off:
            return False
        asked = {"all", standard.id} & set(self.file.standards_on) or standard.id in self.file.allowances
        uncertain = not isinstance(standard, Question) and standard.confidence is Confidence.UNCERTAIN
        return bool(asked) or not uncertain

    def timing(self, clock: Clock) -> Timing:
        """The clock's allowance here: the council's own, or the standard's."""
        local = self.file.allowances.get(clock.id)
        soon = self.file.due_soon.get(clock.id, self.file.due_soon_working_days)
        return Timing(_with_own(clock.within, span_of(local)) if local else clock.within, soon)

    def version_of(self, standard: Standard) -> str:
        """A short name for what the standard says here; it changes when its meaning does."""
        parts = [standard.id, standard.title]
        if isinstance(standard, Clock):
            parts += [str(self.timing(standard).within), standard.counts, str(standard.links)]
        elif not isinstance(standard, Question):
            parts += [standard.condition, standard.says]
            parts += [f"{name}={self.values[name]}" for name in sorted(standard.settings)]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def read_settings(path: Path) -> Settings:
    """The settings in a `council.toml`. Raises SettingsError, in words, where it can't be used."""
    try:
        settings = Settings(CouncilFile.model_validate(tomllib.loads(_text_of(path))))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: can't be read as TOML: {error}") from error
    except ValidationError as error:
        raise SettingsError(f"{path}: {' '.join(_in_words(e) for e in error.errors())}") from error
    if wrong := [*_no_name(settings.file), *_unknown_standards(settings.file)]:
        raise SettingsError(f"{path}: {' '.join(wrong)}")
    return settings


def _text_of(path: Path) -> str:
    """The file's text. Raises SettingsError where it was saved in anything but UTF-8."""
    held = path.read_bytes()
    try:
        return held.decode("utf-8-sig")  # Notepad begins a UTF-8 file with a mark that TOML doesn't know
    except UnicodeDecodeError as error:
        if held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            found = "found UTF-16 text, which Windows calls Unicode"
        else:
            line = held.count(b"\n", 0, error.start) + 1
            found = f"found a character on line {line} that isn't UTF-8, as older Windows programs write"
        raise SettingsError(
            f"{path}: {found}; expected text saved as UTF-8. Open it in an editor, choose Save as, and "
            "choose the encoding UTF-8."
        ) from error


def _no_name(file: CouncilFile) -> Iterator[str]:
    """A sentence where the council isn't named: its record and reports would carry nobody's name."""
    if not file.council.strip() or "council" not in file.model_fields_set:
        found = "an empty name" if "council" in file.model_fields_set else "no name"
        yield (
            f"council: found {found}, expected the council's name, as reports print it. Begin the file "
            'with a line such as: council = "Riverside Council".'
        )


EXPECTED: Mapping[str, str] = {
    "greater_than_equal": "{ge} or more",
    "greater_than": "more than {gt}",
    "less_than_equal": "{le} or less",
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text in quotes",
    "list_type": 'a list in square brackets, such as ["all"]',
    "dict_type": "a section of its own, with a line for each standard",
    "model_type": "a section of its own, such as [limits]",
}


def _in_words(error: ErrorDetails) -> str:
    """One thing that is wrong in the file: the setting, what was found, what was expected."""
    setting = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        known = [
            *CouncilFile.model_fields,
            *(f"{t}.{name}" for t, m in SECTIONS.items() for name in m.model_fields),
        ]
        return f"{setting}: there is no such setting{_nearest(setting, known)}."
    if error["type"] == "value_error":
        return f"{setting}: {error['ctx']['error']}."
    expected = EXPECTED.get(error["type"])
    words = expected.format(**error.get("ctx", {})) if expected else error["msg"].lower()
    return f"{setting}: found {_toml(error['input'])}, expected {words}."


def _nearest(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; the nearest is {close[0]}" if close else ""


def _unknown_standards(file: CouncilFile) -> Iterator[str]:
    """A sentence for each standard named in the settings that isn't one, or that has no such setting."""
    from everycase.standards.catalogue import catalogue

    known = catalogue()
    named = {
        "allowances": list(file.allowances),
        "due_soon": list(file.due_soon),
        "standards_on": [name for name in file.standards_on if name != "all"],
        "standards_off": file.standards_off,
    }
    for setting, names in named.items():
        for name in names:
            standard = known.get(name)
            if standard is None:
                yield f"{setting}: there is no standard {name}{_nearest(name, list(known))}."
            elif setting in {"allowances", "due_soon"} and not isinstance(standard, Clock):
                yield f"{setting}: {name} is a {standard.kind}, which has no time limit."


def defaults() -> Mapping[str, Any]:
    """Values of a council that has set nothing."""
    return Settings().values


def written_out(council: str) -> str:
    """A `council.toml` for a council of this name, every default explained above it."""
    lines = ["# Settings of one council. Lines that begin with # are explanations; uncomment to change.", ""]
    for name, info in CouncilFile.model_fields.items():
        if name in SECTIONS:
            continue
        default = council if name == "council" else info.get_default(call_default_factory=True)
        lines += [
            f"# {info.description}",
            f"{'' if name == 'council' else '# '}{name} = {_toml(default)}",
            "",
        ]
    for table, model in SECTIONS.items():
        lines += [f"[{table}]"]
        for name, info in model.model_fields.items():
            default = info.get_default(call_default_factory=True)
            lines += [f"# {info.description}", f"# {name} = {_toml(default)}"]
        lines += [""]
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    return "{}" if value == {} else str(value)
