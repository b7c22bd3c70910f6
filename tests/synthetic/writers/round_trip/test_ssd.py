"""What is written as the Standard Safeguarding Dataset is read back the same, field by field."""

import polars as pl
import pytest
from tests.synthetic.writers.round_trip.filled import AS_OF, CHILDREN, filled_table

from everycase.record.readers import ssd
from everycase.record.schema import STORED, Format
from everycase.synthetic.writers.ssd import write_ssd
from everycase.synthetic.writers.ssd_database import write_ssd_database

HELD = [
    (table.name, [name for name, field in table.fields().items() if Format.SSD in field.held])
    for table in STORED.values()
    if table.ssd
]


@pytest.fixture(scope="module")
def written():
    return {name: filled_table(name) for name in STORED}


@pytest.fixture(scope="module")
def from_folder(written, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ssd")
    write_ssd(written, AS_OF, folder)
    return ssd.read(folder, as_of=AS_OF)


@pytest.fixture(scope="module")
def from_database(written, tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('ssd') / 'extract.db'}"
    write_ssd_database(written, AS_OF, url)
    return ssd.read(url, as_of=AS_OF)


@pytest.mark.parametrize(("name", "fields"), HELD, ids=[name for name, _ in HELD])
def test_every_field_that_the_dataset_holds_comes_back(written, from_folder, from_database, name, fields):
    expected = written[name].select(fields)
    for reading in (from_folder, from_database):
        found = reading.tables[name].select(fields)
        assert sorted(map(str, found.rows())) == sorted(map(str, expected.rows()))


def test_the_time_of_a_visit_comes_back(written, from_folder):
    times = pl.col("visited_on_time")
    for name in ("child_in_need_visits", "child_protection_visits", "care_visits"):
        expected = written[name].sort("child_id").select(times).to_series().to_list()
        found = from_folder.tables[name].sort("child_id").select(times).to_series().to_list()
        assert found[0] == expected[0]


def test_education_plans_are_their_childs_again(from_folder):
    for name in ("ehc_requests", "ehc_assessments", "ehc_named_plans", "ehc_active_plans"):
        assert sorted(from_folder.tables[name]["child_id"]) == list(CHILDREN)


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("health_checks", "kind"),
        ("child_protection_plans", "initial_category"),
        ("involvements", "role"),
    ],
)
def test_every_code_that_is_written_in_words_is_read_as_the_code(tmp_path, table, field):
    codes = list(STORED[table].fields()[field].codes)
    key = STORED[table].key_field()
    rows = pl.DataFrame({key: [f"row-{code}" for code in codes], field: codes}).with_columns(
        child_id=pl.lit("C1")
    )
    children = pl.DataFrame({"child_id": ["C1"]})
    write_ssd({"children": children, table: rows}, AS_OF, tmp_path)
    found = ssd.read(tmp_path, as_of=AS_OF).tables[table]
    assert dict(found.select(key, field).iter_rows()) == {f"row-{code}": code for code in codes}


def test_nothing_that_was_written_is_a_problem_to_the_reader(from_folder):
    odd = from_folder.problems.filter(~pl.col("kind").is_in(["extra column", "extra file"]))
    assert odd.rows() == []


# What SystemC's script replaces or leaves out in every row.
LOST = {
    "permanence": {"placed_with_foster_carer_on"},
    "early_help": {"worker_id"},
    "strengths_and_difficulties": {"reason"},
    "child_protection_reviews": {"participation"},
    "linked_identifiers": {"valid_from", "valid_to"},
    "workers": {"agency"},
    "children": {"common_id"},
}


@pytest.fixture(scope="module")
def from_deployment(written, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ssd")
    write_ssd(written, AS_OF, folder, placeholders=True)
    return ssd.read(folder, as_of=AS_OF)


@pytest.mark.parametrize(("name", "fields"), HELD, ids=[name for name, _ in HELD])
def test_placeholders_hide_nothing_but_what_they_replace(written, from_deployment, name, fields):
    kept = [field for field in fields if field not in LOST.get(name, ())]
    found = from_deployment.tables[name].select(kept)
    assert sorted(map(str, found.rows())) == sorted(map(str, written[name].select(kept).rows()))


@pytest.mark.parametrize(("name", "fields"), LOST.items())
def test_what_placeholders_replace_is_not_taken_for_a_fact(from_deployment, name, fields):
    table = from_deployment.tables[name]
    # An end that is empty in every row may be true: all of them can still go on.
    assert (fields - {STORED[name].until}).isdisjoint(from_deployment.supplied[name])
    assert all(table[field].null_count() == table.height for field in fields & set(table.columns))
