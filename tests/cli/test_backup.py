"""`everycase backup` and `everycase restore`: round trips on both databases and between them."""

from __future__ import annotations

import fcntl
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from tests import postgresql
from tests.cli.system import System

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = postgresql.started(tmp_path_factory.mktemp("postgres") / "data")
    yield running
    running.cleanup()


@pytest.fixture(scope="module")
def system(request, tmp_path_factory):
    """`system(kind, name)`: an empty system on one of the databases."""

    def made(kind: str, name: str) -> System:
        folder = tmp_path_factory.mktemp(name) / "council"
        if kind == "sqlite":
            return System(folder)
        server = request.getfixturevalue("server")
        database = folder.parent.name.lower()
        server.psql(f'CREATE DATABASE "{database}";')
        return System(folder, server.get_uri(database))

    return made


@pytest.fixture(scope="module")
def kept(system, tmp_path_factory):
    """`kept(kind)`: a backup of a small system on one of the databases, and what it told before."""
    made: dict[str, tuple[Path, dict[str, Any]]] = {}

    def of(kind: str) -> tuple[Path, dict[str, Any]]:
        if kind not in made:
            source, file = system(kind, "first"), tmp_path_factory.mktemp("backups") / f"{kind}.tar"
            source.fill()
            assert source.everycase("backup", file).returncode == 0
            made[kind] = file, source.told()
        return made[kind]

    return of


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("from_kind", "to_kind"),
    [("sqlite", "sqlite"), ("sqlite", "postgres"), ("postgres", "sqlite"), ("postgres", "postgres")],
)
def test_everything_comes_back(kept, system, from_kind, to_kind):
    file, before = kept(from_kind)
    other = system(to_kind, "second")
    ended = other.everycase("restore", file)
    assert ended.returncode == 0, ended.stderr
    after = other.told()  # which adds a row of its own, under the next number
    assert [row for row in after["rows"] if waits(row)] == []
    assert without_loads(after["rows"]) == without_loads(before["rows"])
    assert after["files"] == before["files"]
    assert (after["looks"], after["broken"]) == (3, False)


def waits(row: str) -> bool:
    return '"waiting"' in row


def without_loads(rows: list[str]) -> list[str]:
    """All but loads and checks: one that waited is told as failed, and telling adds one of each."""
    kept, table = [], ""
    for row in rows:
        told = json.loads(row)
        table = told["table"] if isinstance(told, dict) else table
        if table not in {"cases.load", "cases.lookcheck"}:
            kept.append(row)
    return kept


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> System:
    system = System(tmp_path_factory.mktemp("filled") / "council")
    system.fill()
    return system


@pytest.fixture(scope="module")
def file(filled, tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("backups") / "backup.tar"
    assert filled.everycase("backup", path).returncode == 0
    return path


def test_only_its_owner_reads_it_and_nothing_is_left_beside_it(file):
    assert file.stat().st_mode & 0o077 == 0
    assert [p.name for p in file.parent.iterdir()] == ["backup.tar"]


def test_it_holds_no_database_file_and_no_files_on_their_way_in(filled, tmp_path):
    (filled.folder / "uploads" / "9").mkdir(parents=True)
    (filled.folder / "uploads" / "9" / "ssd_person.csv").write_text("C1")
    (filled.folder / "records" / ".2026-10-24.part").mkdir()
    (filled.folder / "records" / ".2026-10-24.part" / "children.parquet").write_text("half")
    filled.everycase("backup", tmp_path / "again.tar")
    with tarfile.open(tmp_path / "again.tar") as tar:
        names = tar.getnames()
    assert "council/records/2026-10-24/children.parquet" in names
    assert [name for name in names if "sqlite" in name or "uploads" in name or "/." in name] == []


def test_checks_of_returns_and_ofsteds_workbooks_come_back(tmp_path):
    system, other = System(tmp_path / "first" / "council"), System(tmp_path / "second" / "council")
    system.fill()
    check = Path("returns/cin_census-2026/2026-10-24/check.json")
    for name, text in ((check, "kept"), (Path("homes.xlsx"), "workbook"), (Path("~$homes.xlsx"), "open")):
        (system.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (system.folder / name).write_text(text)
    (system.folder / "reference").mkdir()
    (system.folder / "reference" / "postcodes.arrow").write_text("made anew where it is gone")
    assert system.everycase("backup", tmp_path / "backup.tar").returncode == 0
    ended = other.everycase("restore", tmp_path / "backup.tar")
    assert ended.returncode == 0, ended.stderr
    assert (other.folder / check).read_text() == "kept"
    assert (other.folder / "homes.xlsx").read_text() == "workbook"
    assert not (other.folder / "~$homes.xlsx").exists()
    assert not (other.folder / "reference").exists()


def test_what_is_there_is_not_replaced_without_a_word(filled, file):
    before = filled.told()["rows"]
    ended = filled.everycase("restore", file)
    assert (ended.returncode, "--replace" in ended.stderr) == (2, True)
    assert without_loads(filled.told()["rows"]) == without_loads(before)


def test_with_a_word_it_takes_the_place_of_what_is_there(filled, file, tmp_path):
    other = System(tmp_path / "council")
    other.fill()
    (other.folder / "noted.csv").write_text("child,event,date,by,value\n")
    assert other.everycase("restore", file, "--replace").returncode == 0
    assert not (other.folder / "noted.csv").exists()
    assert without_loads(other.told()["rows"]) == without_loads(filled.told()["rows"])


def cut_short(file: Path) -> bytes:
    return file.read_bytes()[:-20_000]


def one_letter_other(file: Path) -> bytes:
    data = bytearray(file.read_bytes())
    data[data.index(b"PAR1") + 2_000] ^= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        (lambda _file: b"", "is no whole backup"),
        (lambda _file: b"not a tar at all" * 100, "is no whole backup"),
        (cut_short, "is no whole backup"),
        (one_letter_other, "in the backup is damaged"),
    ],
)
def test_a_damaged_backup_is_refused_and_what_is_there_stays(filled, file, tmp_path, damaged, says):
    before = filled.told()["rows"]
    bad = tmp_path / "bad.tar"
    bad.write_bytes(damaged(file))
    ended = filled.everycase("restore", bad, "--replace")
    assert (ended.returncode, says in " ".join(ended.stderr.split())) == (2, True)
    assert without_loads(filled.told()["rows"]) == without_loads(before)
    assert filled.everycase("show", "C1").returncode == 0


def with_list(file: Path, to: Path, change) -> Path:
    """A backup whose list of contents was changed by somebody."""
    with tarfile.open(file) as old, tarfile.open(to, "w") as new:
        for member in old:
            opened = old.extractfile(member)
            assert opened is not None
            data = opened.read()
            if member.name == "backup.json":
                told = json.loads(data)
                change(told)
                data = json.dumps(told).encode()
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return to


def from_a_later_version(told: dict[str, Any]) -> None:
    told["migrations"]["cases"] = "0999_not_yet_written"


def out_of_its_folder(told: dict[str, Any]) -> None:
    told["files"]["council/../../outside"] = "0"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (from_a_later_version, "was written by a later version of everycase"),
        (out_of_its_folder, "names a file outside its folder"),
    ],
)
def test_a_backup_that_cannot_be_put_back_says_why(file, tmp_path, change, says):
    ended = System(tmp_path / "council").everycase("restore", with_list(file, tmp_path / "bad.tar", change))
    assert (ended.returncode, says in " ".join(ended.stderr.split())) == (2, True)


def test_it_is_not_put_back_under_a_server_that_runs(filled, file):
    with (filled.folder / ".serving").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = filled.everycase("restore", file, "--replace")
    assert (ended.returncode, "stop it first" in ended.stderr) == (2, True)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_place_that_is_not_there_is_told(filled, tmp_path, command):
    ended = filled.everycase(command, tmp_path / "not there" / "backup.tar")
    assert ended.returncode == 3
