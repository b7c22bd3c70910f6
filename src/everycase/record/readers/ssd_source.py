"""Where an extract of the Standard Safeguarding Dataset lies: a folder of CSVs or a database.

Both give the same: each table's cells as text, under the headers as found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from everycase.record.readers.problems import problem, problems, together
from everycase.record.readers.safe import read_csv
from everycase.record.readers.values import ROW
from everycase.record.reading import UnreadableError
from everycase.record.schema import STORED

FACTORS = "ssd_assessment_factors"
VERSIONS = "ssd_version_log"
NOT_READ = ("ssd_s251_finance", "ssd_api_data_staging")
"""Tables of the dataset that hold nothing a standard reads."""
READ = (*(table.ssd for table in STORED.values() if table.ssd), FACTORS, VERSIONS)

CSV_ENDINGS = (".csv", ".txt", ".tsv")
SQLITE_ENDINGS = (".db", ".sqlite", ".sqlite3")
SQLITE_FILE = "sqlite:///file:"
ROWS_AT_ONCE = 100_000


@dataclass(frozen=True)
class Found:
    """One table as found: cells as text (and ROW, from a CSV), where it lay, what was wrong with it."""

    ssd: str
    file: str
    path: str
    sha256: str
    frame: pl.DataFrame
    problems: pl.DataFrame

    @property
    def headers(self) -> list[str]:
        """The table's headers as found."""
        return [header for header in self.frame.columns if header != ROW]


@dataclass(frozen=True)
class Source:
    """Every table found, and what was found that is no table of the dataset."""

    found: Sequence[Found]
    problems: pl.DataFrame


def open_source(source: Path | str | Sequence[Path], schema: str = "") -> Source:
    """The tables in a folder, a CSV, several CSVs of one folder, an SQLite file, or a database's URL.

    schema: the database's schema to look in; empty is its usual one, then any that has the tables.
    Raises UnreadableError where nothing of the dataset is found.
    """
    if not isinstance(source, Path | str):
        return _from_files(source[0].parent, source)
    if "://" in str(source):
        return _from_database(str(source), schema)
    path = Path(source)
    if path.suffix.lower() in SQLITE_ENDINGS and path.is_file():
        return _from_database(f"{SQLITE_FILE}{path.resolve().as_posix()}?mode=ro&uri=true", schema)
    if path.is_file():
        return _from_files(path.parent, [path])
    if path.is_dir():
        return _from_files(path, sorted(p for p in path.iterdir() if p.is_file()))
    raise UnreadableError(f"{path} is neither a folder nor a file. Expected: the folder with ssd_person.csv.")


def table_of(name: str) -> str:
    """The dataset's table that a file or table name means; empty where it means none.

    Any case, with or without `ssd_`, a schema before it, or a date after it.
    """
    plain = re.sub(r"[\s-]+", "_", name.strip().lower()).split(".")[-1]
    plain = re.sub(r"_(?:v?\d[\d_.]*|extract|data|table)$", "", plain)
    plain = plain if plain.startswith("ssd_") else f"ssd_{plain}"
    singular = {known.removesuffix("s"): known for known in (*READ, *NOT_READ)}
    return singular.get(plain.removesuffix("s"), "")


def _from_files(folder: Path, paths: Sequence[Path]) -> Source:
    csvs = [path for path in paths if path.suffix.lower() in CSV_ENDINGS]
    wanted = {path: table_of(path.stem) for path in csvs}
    if not any(table in READ for table in wanted.values()):
        seen = ", ".join(path.name for path in paths[:5]) or "no files"
        raise UnreadableError(
            f"{folder} holds no table of the Standard Safeguarding Dataset. Found: {seen}. "
            "Expected: CSVs named after its tables, such as ssd_person.csv."
        )
    listed = [_unknown(path.name) for path in paths if wanted.get(path, "") not in READ]
    listed += [_empty(path.name) for path in csvs if wanted[path] in READ and _is_blank(path)]
    found = [_csv(path, table) for path, table in wanted.items() if table in READ and not _is_blank(path)]
    return Source(_each_once(found, listed), problems(listed))


def _csv(path: Path, table: str) -> Found:
    cells = read_csv(path)
    return Found(table, path.name, str(path), cells.sha256, cells.frame, cells.problems)


def _is_blank(path: Path) -> bool:
    return path.stat().st_size < 1024 and not path.read_bytes().strip(b"\xef\xbb\xbf\xff\xfe\0 \r\n")


def _each_once(found: Sequence[Found], listed: list[dict[str, object]]) -> list[Found]:
    """The same file under two names is read once, and listed."""
    kept: dict[tuple[str, str], Found] = {}
    for each in found:
        first = kept.setdefault((each.ssd, each.sha256), each)
        if first is not each:
            says = f"{each.file} is the same file as {first.file}; it was read once."
            listed.append(problem("duplicate", says, file=each.file))
    return list(kept.values())


def _unknown(name: str) -> dict[str, object]:
    known = table_of(Path(name).stem) in NOT_READ
    why = (
        "holds nothing that a standard reads" if known else "is no table of the Standard Safeguarding Dataset"
    )
    return problem("extra file", f"{name} {why}; it was not read.", file=name)


def _empty(name: str) -> dict[str, object]:
    says = f"{name} is empty, without even a row of headers; taken as not supplied."
    return problem("missing file", says, file=name, found="an empty file", expected="headers and rows")


def _from_database(url: str, schema: str) -> Source:
    with _plainly(url):
        engine = sa.create_engine(_with_driver(url))
        try:
            with engine.connect() as connection:
                tables = _tables(sa.inspect(connection), schema)
                if not tables:
                    raise UnreadableError(
                        f"{_shown(url)} holds no table of the Standard Safeguarding Dataset "
                        "(expected ssd_person and others)."
                    )
                found = [_table(connection, url, name, table) for name, table in tables]
        finally:
            engine.dispose()
    return Source(found, problems())


def _with_driver(url: str) -> str:
    return re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", url)


def _shown(url: str) -> str:
    """The URL without its password; an SQLite file by its name."""
    if url.startswith(SQLITE_FILE):
        return Path(url.removeprefix(SQLITE_FILE).partition("?")[0]).name
    return sa.make_url(_with_driver(url)).render_as_string(hide_password=True)


@contextmanager
def _plainly(url: str) -> Iterator[None]:
    """What goes wrong between here and the database, in a sentence without the password."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UnreadableError(
            f"This kind of database needs the package {error.name}; for SQL Server install "
            "everycase[sqlserver] and Microsoft's ODBC driver."
        ) from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()
        what = reason[0] if reason else type(error).__name__
        where = _shown(url) if url.startswith(SQLITE_FILE) else re.sub(r"://[^@/]*@", "://", url)
        raise UnreadableError(f"The database at {where} can't be read: {what}") from error


def _tables(inspector: sa.Inspector, schema: str) -> list[tuple[str, sa.Table]]:
    """The dataset's tables and views, in the first schema that has any."""
    usual = schema or inspector.default_schema_name
    others = [] if schema else [name for name in inspector.get_schema_names() if name != usual]
    for place in (usual, *others):
        names = sorted({*inspector.get_table_names(place), *inspector.get_view_names(place)})
        known = [(table_of(name), name) for name in names if "ssd_" in name.lower()]
        if any(table in READ for table, _ in known):
            return [(table, _described(inspector, name, place)) for table, name in known if table in READ]
    return []


def _described(inspector: sa.Inspector, name: str, schema: str | None) -> sa.Table:
    columns = (sa.Column(column["name"], sa.Text()) for column in inspector.get_columns(name, schema))
    shown = None if inspector.dialect.name == "sqlite" else schema
    return sa.Table(name, sa.MetaData(), *columns, schema=shown)


def _table(connection: sa.Connection, url: str, table: str, described: sa.Table) -> Found:
    """A table's rows as text, cast by the database, so that every driver gives the same."""
    columns = [sa.cast(column, sa.Text()).label(column.name) for column in described.columns]
    texts = {column.name: pl.String() for column in described.columns}
    batches = pl.read_database(
        sa.select(*columns).select_from(described),
        connection.execution_options(stream_results=True),
        iter_batches=True,
        batch_size=ROWS_AT_ONCE,
        schema_overrides=texts,
    )
    frame = pl.concat([pl.DataFrame(schema=texts), *batches])
    numbered = frame.with_columns(pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias(ROW))
    filled = pl.any_horizontal(pl.col(texts).is_not_null() & (pl.col(texts) != ""))
    # A database's table has no bytes to take a fingerprint of.
    return Found(
        table,
        described.name,
        f"{_shown(url)}#{described.fullname}",
        "",
        numbered.filter(filled),
        together([]),
    )
