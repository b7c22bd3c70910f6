"""A council's settings: what each bad value is told, and what the good ones change."""

from __future__ import annotations

import tomllib

import pytest
from pydantic import BaseModel

from everycase.record.schema.terms import Span, months, weeks, working_days
from everycase.standards.catalogue import catalogue
from everycase.standards.council import (
    SECTIONS,
    CouncilFile,
    Limits,
    Settings,
    SettingsError,
    read_settings,
    span_of,
    written_out,
)
from everycase.standards.language import Around, Clock, Confidence, Question

VISIT = "cp-visit-every-10-working-days"


def settings(tmp_path, text, encoding="utf-8"):
    """The settings in a text, below a council's name where it gives none."""
    named = text if "council =" in text else f'council = "Riverside"\n{text}'
    return settings_exactly(tmp_path, named.encode(encoding))


def settings_exactly(tmp_path, held):
    path = tmp_path / "council.toml"
    path.write_bytes(held)
    return read_settings(path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("due_soon_working_days = -1", "due_soon_working_days: found -1, expected 0 or more."),
        ("due_soon_working_days = 61", "due_soon_working_days: found 61, expected 60 or less."),
        ('due_soon_working_days = "5"', 'due_soon_working_days: found "5", expected a whole number.'),
        ("due_soon_working_days = 2.5", "due_soon_working_days: found 2.5, expected a whole number."),
        ("due_soon_working_days = true", "due_soon_working_days: found true, expected a whole number."),
        ("council = 5", "council: found 5, expected text in quotes."),
        ("extract_years = 0", "extract_years: found 0, expected 1 or more."),
        ("[limits]\ncaseload_limit = 0", "limits.caseload_limit: found 0, expected 1 or more."),
        (
            "[limits]\nnewly_qualified_share = 0",
            "limits.newly_qualified_share: found 0, expected more than 0",
        ),
        ("[limits]\nnewly_qualified_share = 1.2", "limits.newly_qualified_share: found 1.2, expected 1"),
        ('standards_off = "all"', 'standards_off: found "all", expected a list in square brackets'),
        ("allowances = []", "allowances: found [], expected a section of its own"),
        ("limits = 18", "limits: found 18, expected a section of its own, such as [limits]."),
        (f"allowances.{VISIT} = 10", f"allowances.{VISIT}: found 10, expected text in quotes."),
        (
            f'allowances.{VISIT} = "ten days"',
            f"allowances: {VISIT}: found 'ten days', expected a length such as",
        ),
        ("[returns]\nauthority = 5", "returns.authority: found 5, expected text in quotes."),
        (
            '[returns]\nauthority = "Riverside"',
            "returns.authority: found 'Riverside', expected the council's ONS code, such as E10000011.",
        ),
        (
            '[returns]\nauthority = "E07000061"',
            "returns.authority: found 'E07000061', which is a district's; expected the county's",
        ),
        ('[returns]\nauthority = "E1000001"', "returns.authority: found 'E1000001', expected"),
        ('[returns]\nauthority = "W06000015"', "returns.authority: found 'W06000015', expected"),
        ('[returns]\nproviders = "homes.xlsx"', 'returns.providers: found "homes.xlsx", expected a list'),
        ('[returns]\nproviders = ["homes.xlsx", " "]', "returns.providers: found an empty name, expected a"),
        ('[returns]\nprovider = "a.xlsx"', "returns.provider: there is no such setting; the nearest is"),
        (f"due_soon.{VISIT} = 99", f"due_soon.{VISIT}: found 99, expected 60 or less."),
    ],
)
def test_a_bad_value_is_told_by_its_setting_what_was_found_and_what_was_expected(tmp_path, text, says):
    with pytest.raises(SettingsError) as told:
        settings(tmp_path, text)
    assert str(tmp_path / "council.toml") in str(told.value)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "due_soon_days = 5",
            "due_soon_days: there is no such setting; the nearest is due_soon_working_days.",
        ),
        (
            "[limits]\ncaseload = 5",
            "limits.caseload: there is no such setting; the nearest is limits.caseload",
        ),
        ("zzz = 5", "zzz: there is no such setting."),
        (
            'standards_off = ["cp-visit-every-10-working-day"]',
            f"standards_off: there is no standard cp-visit-every-10-working-day; the nearest is {VISIT}.",
        ),
        ('standards_on = ["zzz"]', "standards_on: there is no standard zzz."),
        (
            'allowances.cla-no-iro = "5 working days"',
            "allowances: cla-no-iro is a rule, which has no time limit.",
        ),
    ],
)
def test_a_name_that_isn_t_one_is_told_with_the_nearest(tmp_path, text, says):
    with pytest.raises(SettingsError) as told:
        settings(tmp_path, text)
    assert says in str(told.value)


def test_everything_wrong_is_told_at_once(tmp_path):
    with pytest.raises(SettingsError) as told:
        settings(tmp_path, "extract_years = 0\ncouncil = 5")
    assert "extract_years: found 0" in str(told.value)
    assert "council: found 5" in str(told.value)


def test_a_file_that_is_no_toml_is_told_by_its_name(tmp_path):
    with pytest.raises(SettingsError, match=r"council\.toml: can't be read as TOML"):
        settings(tmp_path, "council = ")


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ('# Ours\ncouncil = "Ynys Môn"\n'.encode("latin-1"), "found a character on line 2 that isn't UTF-8"),
        ('council = "Ynys Môn"'.encode("utf-16"), "found UTF-16 text, which Windows calls Unicode"),
        (b"\xfe\xff" + 'council = "Ynys Môn"'.encode("utf-16-be"), "found UTF-16 text"),
    ],
)
def test_a_file_that_is_no_utf_8_is_told_with_what_was_found_and_what_to_do(tmp_path, held, found):
    with pytest.raises(SettingsError) as told:
        settings_exactly(tmp_path, held)
    assert f"{tmp_path}/council.toml: {found}" in str(told.value)
    assert "expected text saved as UTF-8. Open it in an editor, choose Save as" in str(told.value)
    assert "codec" not in str(told.value)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (b"", "no name"),
        (b"# council = 'Ours'\n", "no name"),
        (b"extract_years = 5", "no name"),
        (b"council = ''", "an empty name"),
        (b"council = '  '", "an empty name"),
    ],
)
def test_a_council_without_a_name_is_asked_for_one(tmp_path, held, found):
    with pytest.raises(SettingsError) as told:
        settings_exactly(tmp_path, held)
    assert f"council: found {found}, expected the council's name" in str(told.value)
    assert 'such as: council = "Riverside Council".' in str(told.value)


def test_a_file_that_isn_t_there_is_told_by_its_name(tmp_path):
    with pytest.raises(SettingsError, match=r"council\.toml: can't be read"):
        read_settings(tmp_path / "council.toml")


def test_a_file_saved_by_notepad_is_read(tmp_path):
    assert settings(tmp_path, 'council = "Ynys Môn"', "utf-8-sig").file.council == "Ynys Môn"


@pytest.mark.parametrize("name", ["Riverside", 'The "Old" Town', "Ynys Môn\n[limits]", "C:\\temp", "🏛\x7f"])
def test_what_is_written_out_is_read_back_as_the_defaults(tmp_path, name):
    text = written_out(name)
    assert settings(tmp_path, text).file == CouncilFile(council=name)


def test_each_default_that_is_written_out_is_the_default(tmp_path):
    """Uncommented, every line says what holds without it."""
    lines = written_out("Riverside").splitlines()
    inside = (name for model in SECTIONS.values() for name in model.model_fields)
    fields = {*CouncilFile.model_fields, *inside} - {*SECTIONS}
    opened = [line[2:] if line[2:].split(" =")[0] in fields else line for line in lines]
    assert len([line for line in opened if line.split(" =")[0] in fields]) == len(fields)
    assert settings(tmp_path, "\n".join(opened)).file == CouncilFile(council="Riverside")


def test_every_setting_is_explained():
    text = written_out("Riverside")
    models: list[type[BaseModel]] = [CouncilFile, *SECTIONS.values()]
    for model in models:
        for name, info in model.model_fields.items():
            assert name in SECTIONS or f"# {info.description}" in text
    assert tomllib.loads(text) == {"council": "Riverside", **{table: {} for table in SECTIONS}}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10 working days", working_days(10)),
        ("1 working day", working_days(1)),
        (" 6 Weeks ", weeks(6)),
        ("3 months", months(3)),
        ("72 hours", Span(72, "hours")),
    ],
)
def test_a_length_is_written_as_people_say_it(text, span):
    assert span_of(text) == span


@pytest.mark.parametrize(
    "text", ["", "ten days", "10", "10 days", "-1 weeks", "1.5 months", "10 working days or so"]
)
def test_what_is_no_length_is_told(text):
    with pytest.raises(ValueError, match="expected a length such as '10 working days'"):
        span_of(text)


@pytest.mark.parametrize("code", ["E06000014", "E08000025", "E09000033", "E10000011", " e10000011 ", ""])
def test_an_authority_for_childrens_services_is_taken(tmp_path, code):
    told = settings(tmp_path, f'[returns]\nauthority = "{code}"').file.returns
    assert told.authority == code.strip().upper()


CLOCKS = [s for s in catalogue().values() if isinstance(s, Clock)]
UNCERTAIN = next(s for s in CLOCKS if s.confidence is Confidence.UNCERTAIN)
CERTAIN = next(s for s in CLOCKS if s.confidence is not Confidence.UNCERTAIN)


@pytest.mark.parametrize(
    ("file", "certain", "uncertain"),
    [
        ({}, True, False),
        ({"standards_on": ["all"]}, True, True),
        ({"standards_on": [UNCERTAIN.id]}, True, True),
        ({"allowances": {UNCERTAIN.id: "5 working days"}}, True, True),
        ({"standards_off": [CERTAIN.id]}, False, False),
        ({"standards_on": ["all"], "standards_off": [CERTAIN.id, UNCERTAIN.id]}, False, False),
    ],
)
def test_an_uncertain_limit_is_off_until_the_council_sets_it_and_off_wins(file, certain, uncertain):
    chosen = Settings(CouncilFile(**file))
    assert (chosen.is_on(CERTAIN), chosen.is_on(UNCERTAIN)) == (certain, uncertain)


def test_questions_are_on():
    question = next(s for s in catalogue().values() if isinstance(s, Question))
    assert Settings().is_on(question)


def test_an_allowance_of_the_council_s_own_takes_the_standard_s_place():
    chosen = Settings(CouncilFile(allowances={CERTAIN.id: "7 weeks"}, due_soon={CERTAIN.id: 9}))
    assert (chosen.timing(CERTAIN).within, chosen.timing(CERTAIN).due_soon) == (weeks(7), 9)
    assert (Settings().timing(CERTAIN).within, Settings().timing(CERTAIN).due_soon) == (CERTAIN.within, 5)


def test_what_may_be_done_ahead_still_may_where_the_council_sets_its_own_limit():
    """A care plan made in the three months before counts, however soon after it must be made."""
    clock = next(s for s in CLOCKS if isinstance(s.within, Around))
    own = Settings(CouncilFile(allowances={clock.id: "3 working days"})).timing(clock).within
    assert isinstance(clock.within, Around)
    assert own == Around(clock.within.before, working_days(3))


def test_a_standard_s_version_changes_with_its_meaning_here_and_with_nothing_else():
    usual = Settings().version_of(CERTAIN)
    assert Settings(CouncilFile(council="Another", due_soon_working_days=9)).version_of(CERTAIN) == usual
    assert Settings(CouncilFile(allowances={CERTAIN.id: "7 weeks"})).version_of(CERTAIN) != usual
    assert Settings().version_of(UNCERTAIN) != usual


def test_a_rule_s_version_changes_with_the_council_s_number_that_it_is_measured_by():
    more = Settings(CouncilFile(limits=Limits(caseload_limit=25)))
    caseload, officers = (catalogue()[s] for s in ("worker-caseload-over-limit", "iro-caseload-over-70"))
    assert more.version_of(caseload) != Settings().version_of(caseload)
    assert more.version_of(officers) == Settings().version_of(officers)
    fewer = Settings(CouncilFile(limits=Limits(reviewing_officer_caseload_limit=50)))
    assert fewer.version_of(officers) != Settings().version_of(officers)
