"""Where an extract lies: folders in any state, SQLite, PostgreSQL."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from tests import postgresql
from tests.record.readers.extracts import AS_OF, PEOPLE, cells, folder, reading, rows, told

from everycase.record.readers.ssd import SsdSettings, read
from everycase.record.readers.ssd_source import table_of
from everycase.record.reading import UnreadableError


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("ssd_person", "ssd_person"),
        ("PERSON", "ssd_person"),
        ("SSD CP Plans", "ssd_cp_plans"),
        ("ssd_cla_placements", "ssd_cla_placement"),
        ("ssd_development.ssd_person", "ssd_person"),
        ("ssd_contacts_2026-11-24", "ssd_contacts"),
        ("ssd_assessment_factors", "ssd_assessment_factors"),
        ("people", ""),
        ("notes", ""),
    ],
)
def test_which_table_a_name_means(name, table):
    assert table_of(name) == table


def test_a_folder_with_no_table_of_the_dataset(tmp_path):
    (tmp_path / "Annex A.xlsx").write_bytes(b"PK")
    with pytest.raises(UnreadableError, match=r"Found: Annex A\.xlsx\. Expected: .*ssd_person\.csv"):
        read(tmp_path, as_of=AS_OF)


def test_a_place_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableError, match="neither a folder nor a file"):
        read(tmp_path / "nowhere", as_of=AS_OF)


def test_an_empty_folder(tmp_path):
    with pytest.raises(UnreadableError, match="Found: no files"):
        read(tmp_path, as_of=AS_OF)


def test_a_file_that_is_empty_beside_others_is_listed(tmp_path):
    extract = folder(tmp_path / "extract", ssd_person=PEOPLE)
    (extract / "ssd_cp_plans.csv").write_bytes(b"\r\n")
    result = read(extract, as_of=AS_OF)
    assert rows(result, "children", "child_id") == [("1",), ("2",)]
    assert "child_protection_plans" not in result.tables
    assert "ssd_cp_plans.csv is empty, without even a row of headers; taken as not supplied." in told(
        result, "missing file"
    )


def test_files_that_are_no_tables_are_listed(tmp_path):
    extract = folder(tmp_path / "extract", ssd_person=PEOPLE, ssd_s251_finance="s251_table_id\n1")
    (extract / "readme.txt").write_text("hello")
    assert told(read(extract, as_of=AS_OF), "extra file") == [
        "readme.txt is no table of the Standard Safeguarding Dataset; it was not read.",
        "ssd_s251_finance.csv holds nothing that a standard reads; it was not read.",
    ]


def test_a_file_with_another_table_s_columns(tmp_path):
    with pytest.raises(
        UnreadableError, match=r"ssd_person\.csv has none of the columns of ssd_person\. Found: id, dob"
    ):
        reading(tmp_path, ssd_person="id | dob\n1 | 2015-03-01")


def test_a_table_in_two_files_is_one_table(tmp_path):
    other = "pers_person_id | pers_dob\n3 | 2012-01-01"
    result = reading(tmp_path, ssd_person=PEOPLE, person_2026=other)
    assert sorted(rows(result, "children", "child_id")) == [("1",), ("2",), ("3",)]


def test_the_same_file_twice_is_read_once(tmp_path):
    result = reading(tmp_path, ssd_person=PEOPLE, person=PEOPLE)
    assert len(rows(result, "children", "child_id")) == 2
    assert told(result, "duplicate") == ["ssd_person.csv is the same file as person.csv; it was read once."]


def test_a_cut_off_file_keeps_the_rows_before_the_cut(tmp_path):
    extract = folder(tmp_path / "extract", ssd_person=PEOPLE)
    (extract / "ssd_person.csv").write_bytes(b"pers_person_id,pers_sex,pers_dob\n1,M,2015-03-01\n2,F")
    result = read(extract, as_of=AS_OF)
    assert rows(result, "children", "child_id", "sex") == [("1", "M"), ("2", "F")]
    assert result.problems.filter(kind="not understood")["row"].to_list() == [3]


def test_windows_text_and_formula_cells(tmp_path):
    extract = folder(tmp_path / "extract", ssd_person=PEOPLE)
    (extract / "ssd_person.csv").write_bytes('pers_person_id,pers_forename\n="001",Zoë\n'.encode("cp1252"))
    assert rows(read(extract, as_of=AS_OF), "children", "child_id", "forename") == [("001", "Zoë")]


TABLES = {
    "ssd_person": """
        pers_person_id | pers_sex | pers_dob            | pers_expected_dob
        1              | F        | 2015-03-01 00:00:00 |
        2              | Male     |                     | 2008-06-01 00:00:00
    """,
    "ssd_cla_placement": """
        clap_cla_placement_id | clap_person_id | clap_cla_placement_start_date | clap_cla_placement_distance
        P1                    | 1              | 2026-03-02 00:00:00           | 12.5
        P2                    | 2              | 2026-04-02 00:00:00           | 999.9
        P3                    | 2              | 2026-04-09 00:00:00           | 3.0
    """,
    "ssd_cla_visits": """
        clav_cla_visit_id | clav_person_id | clav_cla_visit_date | clav_cla_visit_seen
        V1                | 1              | 2026-10-01 14:05:00 | Y
        V2                | 2              | 2026-10-02 00:00:00 |
    """,
    "ssd_contacts": """
        cont_contact_id | cont_person_id | cont_contact_date   | cont_contact_outcome_json
        C1              | 1              | 2026-10-01 09:00:00 | {"NFA_FLAG":"Y"}
    """,
}
TYPES = {"date": sa.DateTime, "dob": sa.DateTime, "distance": sa.Float}


def write(url, schema=None):
    """The tables in a database, with its own types for dates and numbers."""
    engine = sa.create_engine(url)
    metadata = sa.MetaData()
    with engine.begin() as connection:
        for name, text in TABLES.items():
            header, *lines = cells(text)
            kinds = {c: TYPES.get(c.split("_")[-1], sa.Text)() for c in header}
            table = sa.Table(
                name, metadata, *(sa.Column(c, kind) for c, kind in kinds.items()), schema=schema
            )
            table.create(connection)
            connection.execute(
                table.insert(), [_typed(dict(zip(header, line, strict=True)), kinds) for line in lines]
            )
    engine.dispose()


def _typed(line, kinds):
    return {c: _value(kinds[c], cell) for c, cell in line.items()}


def _value(kind, cell):
    if not cell:
        return None
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(cell)
    return float(cell) if isinstance(kind, sa.Float) else cell


def assert_same(found, from_files):
    assert found.tables.keys() == from_files.tables.keys()
    for name, table in from_files.tables.items():
        same = found.tables[name].drop("file", "row").sort(table.columns[0])
        assert same.equals(table.drop("file", "row").sort(table.columns[0])), name
    assert found.supplied == from_files.supplied
    assert set(found.windows) == set(from_files.windows)
    assert found.latest.equals(from_files.latest)


def test_sqlite_gives_what_the_files_give(tmp_path):
    write(f"sqlite:///{tmp_path / 'ssd.db'}")
    from_files = reading(tmp_path, **TABLES)
    assert_same(read(f"sqlite:///{tmp_path / 'ssd.db'}", as_of=AS_OF), from_files)
    assert_same(read(tmp_path / "ssd.db", as_of=AS_OF), from_files)


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    server = postgresql.started(tmp_path_factory.mktemp("postgres"))
    yield server.get_uri()
    server.cleanup()


@pytest.mark.postgres
def test_postgresql_gives_what_the_files_give(tmp_path, postgres):
    driver = postgres.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = sa.create_engine(driver)
    with engine.begin() as connection:
        connection.execute(sa.text("create schema ssd_live"))
    engine.dispose()
    write(driver, schema="ssd_live")
    from_files = reading(tmp_path, **TABLES)
    assert_same(read(postgres, as_of=AS_OF), from_files)
    assert_same(read(postgres, SsdSettings(schema="ssd_live"), as_of=AS_OF), from_files)


def test_rows_of_a_database_table_are_counted_from_one(tmp_path):
    write(f"sqlite:///{tmp_path / 'ssd.db'}")
    result = read(tmp_path / "ssd.db", as_of=AS_OF)
    assert sorted(rows(result, "care_visits", "row")) == [(1,), (2,)]
    assert sorted(file.path.split("#")[-1] for file in result.files) == sorted(TABLES)


def test_a_database_without_the_tables(tmp_path):
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text("create table people (id text)"))
    engine.dispose()
    with pytest.raises(UnreadableError, match="holds no table of the Standard Safeguarding Dataset"):
        read(tmp_path / "other.db", as_of=AS_OF)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "ssd.db"
    path.write_bytes(b"not a database, however long it may be" * 100)
    with pytest.raises(UnreadableError, match="can't be read: file is not a database"):
        read(path, as_of=AS_OF)


def test_a_server_that_does_not_answer_and_a_password_that_is_not_told():
    url = "postgresql://reader:hunter2@127.0.0.1:1/ssd"
    with pytest.raises(UnreadableError) as told_so:
        read(url, as_of=AS_OF)
    assert "hunter2" not in str(told_so.value)
    assert "127.0.0.1:1/ssd can't be read" in str(told_so.value)


def test_a_database_whose_driver_is_not_installed():
    with pytest.raises(UnreadableError, match=r"everycase\[sqlserver\]"):
        read("mssql+pyodbc://server/ssd", as_of=AS_OF)
