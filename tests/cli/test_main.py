"""How commands end: an exit code, and a sentence for whatever went wrong. Never a traceback."""

import errno
import io
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from polars.exceptions import ComputeError, PanicException
from tests.cli.conftest import bytes_of

from everycase.cli import console, main
from everycase.record.reading import UnreadableError
from everycase.record.schema import Format
from everycase.standards.council import SettingsError

PROGRAM = str(Path(sys.executable).with_name("everycase"))
COMMANDS = ["init", "load", "review", "compare", "show", "standards", "export", "synth", "demo", "return"]


def ends_after(error, capsys):
    def raises():
        raise error

    with pytest.raises(SystemExit) as ended:
        main.run(raises)
    return ended.value.code, " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UnreadableError("a.csv is empty."), 2, "Can't go on: a.csv is empty."),
        (SettingsError("council.toml: no"), 2, "Can't go on: council.toml: no"),
        (FileNotFoundError("it holds no record yet"), 3, "Can't go on: it holds no record yet"),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", "a/b"),
            3,
            "a/b: no such file or direct",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "a/b"),
            2,
            "Can't go on: a/b: permission denied.",
        ),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "Can't go on: no space left on device."),
        (
            ComputeError("parquet: underlying IO error: No space left on device (os error 28)"),
            2,
            "Can't go on: no space left on device. Whatever was kept",
        ),
        (
            ComputeError("parquet: File out of specification: Invalid thrift: transport error"),
            2,
            "the disk may be full. Whatever was kept before stays as it was.",
        ),
        (MemoryError(), 70, "the machine ran out of memory"),
        (ComputeError("a column\nis odd"), 70, "did not expect (ComputeError: a column is odd)"),
        (PanicException("slipped"), 70, "did not expect (PanicException: slipped)"),
        (ZeroDivisionError(), 70, "did not expect (ZeroDivisionError: no more is known)"),
        (KeyboardInterrupt(), 130, "Stopped. Whatever was kept before stays as it was."),
    ],
)
def test_each_way_to_fail_is_a_sentence_and_a_code(error, code, said, capsys):
    ended, told = ends_after(error, capsys)
    assert ended == code
    assert said in told
    assert "Traceback" not in told


def test_what_was_not_expected_says_how_to_report_it(capsys, monkeypatch):
    monkeypatch.delenv("EVERYCASE_DEBUG", raising=False)
    _, told = ends_after(RuntimeError("odd"), capsys)
    assert "Please report it" in told
    assert "no child's details" in told
    assert "EVERYCASE_DEBUG=1" in told


def test_a_trace_is_shown_where_it_is_asked_for(capsys, monkeypatch):
    monkeypatch.setenv("EVERYCASE_DEBUG", "1")
    code, told = ends_after(RuntimeError("odd"), capsys)
    assert code == 70
    assert "Traceback (most recent call last)" in told
    assert "in raises" in told


@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "off", " 0 "])
def test_no_trace_is_shown_where_it_is_asked_for_with_a_no(capsys, monkeypatch, value):
    monkeypatch.setenv("EVERYCASE_DEBUG", value)
    assert "Traceback" not in ends_after(RuntimeError("odd"), capsys)[1]


@pytest.mark.parametrize("value", ["1", "true", "yes", "on"])
def test_a_trace_is_shown_whichever_way_yes_is_written(capsys, monkeypatch, value):
    monkeypatch.setenv("EVERYCASE_DEBUG", value)
    assert "Traceback" in ends_after(RuntimeError("odd"), capsys)[1]


def test_a_command_that_works_ends_with_nought(everycase):
    assert everycase("--help").code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(everycase, command):
    ended = everycase(command, "--help")
    assert ended.code == 0
    assert f"everycase {command}" in ended.words


def test_help_lists_every_command(everycase):
    listed = everycase("--help").words
    assert [command for command in COMMANDS if command not in listed] == []


def test_no_command_at_all_teaches(everycase):
    ended = everycase()
    assert "Usage: everycase" in ended.words + ended.error


@pytest.mark.parametrize("arguments", [("revieww",), ("load",), ("review", "--nosuch")])
def test_what_is_no_command_is_told(everycase, arguments):
    assert everycase(*arguments).code == 2


@pytest.mark.parametrize("command", ["review", "compare", "export", "show X", "load x.csv"])
def test_a_folder_that_is_no_councils_is_told_with_what_to_do(everycase, tmp_path, command):
    ended = everycase(*command.split(), "--council", tmp_path)
    assert ended.code == 3
    assert (
        f"{tmp_path} is not a council's folder: run `everycase init --council {tmp_path}` first"
        in ended.error
    )


@pytest.mark.parametrize("command", ["review", "show X"])
def test_a_council_without_a_record_is_told_to_load(everycase, empty_council, command):
    ended = everycase(*command.split(), "--council", empty_council)
    assert ended.code == 3
    assert "holds no record yet: load the council's files first" in ended.error


@pytest.mark.parametrize("command", ["review", "show X", "load x.csv", "export"])
@pytest.mark.parametrize("day", ["24/11/2026", "2026-02-30", "today", ""])
def test_a_date_that_is_none_is_told(everycase, empty_council, command, day):
    ended = everycase(*command.split(), "--council", empty_council, "--as-of", day)
    assert ended.code == 2
    assert f"--as-of: found '{day}', expected a date such as 2026-11-24" in ended.error


@pytest.mark.parametrize("command", ["review", "show X", "load x.csv", "export", "synth"])
@pytest.mark.parametrize("day", ["1850-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
def test_a_date_that_no_extract_can_be_of_is_told_with_the_range(everycase, empty_council, command, day):
    where = ("--to", empty_council / "made") if command == "synth" else ("--council", empty_council)
    ended = everycase(*command.split(), *where, "--as-of", day)
    assert ended.code == 2
    assert f"--as-of: found '{day}', expected a date from 1 January 1990 to 31 December 2100" in ended.error
    assert not (empty_council / "made").exists()


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_of_the_range_can_be_kept_reviewed_and_exported(
    everycase, empty_council, made, day
):
    assert everycase("load", made[Format.EVENTS], "--council", empty_council, "--as-of", day).code == 0
    for command in ("review", "export"):
        ended = everycase(command, "--council", empty_council, "--as-of", day)
        assert ended.code == 0, ended.error


def test_a_file_whose_own_date_no_extract_can_be_of_is_told(everycase, empty_council, tmp_path):
    (tmp_path / "events.csv").write_text("child,event,date\nA,supervision,1985-05-07\n", encoding="utf-8")
    ended = everycase("load", tmp_path / "events.csv", "--council", empty_council)
    assert ended.code == 2, ended.out
    assert "is of a day from 1990-01-01 to 2100-12-31" in ended.error


def test_settings_that_cannot_be_used_are_told(everycase, council):
    (council / "council.toml").write_text("council = 3\n", encoding="utf-8")
    ended = everycase("review", "--council", council)
    assert ended.code == 2
    assert "council.toml: council: found 3, expected text in quotes" in ended.error


def test_an_error_is_not_on_standard_output(everycase, tmp_path):
    assert everycase("review", "--council", tmp_path, "--json").out == ""


def run_for_real(*arguments, prepare=None, **environment):
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        check=False,
        capture_output=True,
        env={**os.environ, **environment},
        preexec_fn=prepare,
    )


def test_a_disk_that_is_full_is_told_and_the_last_record_stays(council, made):
    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    before = bytes_of(council)
    extract = made[Format.SSD]
    ended = run_for_real("load", extract, "--council", council, "--as-of", "2026-11-24", prepare=full)
    assert ended.returncode == 2, ended.stderr
    assert b"Whatever was kept before stays as it was" in ended.stderr
    assert bytes_of(council) == before


def test_a_name_that_the_terminal_cannot_print_stops_nothing(tmp_path):
    ended = run_for_real("init", "--council", tmp_path / "Zoë", PYTHONIOENCODING="ascii")
    assert ended.returncode == 0, ended.stderr
    assert b"Zo\\xeb" in ended.stdout


def test_json_in_another_encoding_is_json_still(monkeypatch):
    written = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", written)
    console.print_json({"name": "Zoë"})
    written.flush()
    assert json.loads(written.buffer.getvalue()) == {"name": "Zoë"}
