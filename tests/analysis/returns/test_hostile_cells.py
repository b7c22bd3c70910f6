"""Whatever stands in a cell of a return, the workbook, page and files are written, and nothing is lost."""

import json

import openpyxl
import pytest
from lxml import html

from everycase.analysis.returns.files import write_files
from everycase.analysis.returns.page import write_page
from everycase.analysis.returns.workbook import write_workbook
from everycase.returns.flagged import Checked
from everycase.returns.forms import FORMS

CELLS = {
    "longer than a cell of Excel": "A" * 40_000,
    "a line break": "a\nb",
    "a terminal's escape": "\x1b[31m\x01",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "a script": "</details><script>alert(1)</script>",
    "a formula": '=HYPERLINK("http://example.invalid")',
    "another direction of writing": "\u202e12",
    "a day before Excel's first": "01/01/0001",
}


@pytest.fixture(scope="module", params=CELLS.values(), ids=list(CELLS))
def checked(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    quoted = '"' + request.param.replace('"', '""') + '"'
    lines = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", ",".join([quoted] * 7), f",{quoted},,,,,"]
    (folder / "header.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    form = FORMS["ssda903"]
    reading = form.read([folder])
    result = form.check(reading.tables, collection_year=2027, rules=["101", "102"])
    return request.param, Checked(form, 2027, reading, result)


def test_the_workbook_can_be_opened_and_marks_the_cell(checked, tmp_path):
    value, check = checked
    sheet = openpyxl.load_workbook(write_workbook(check, tmp_path / "check.xlsx"))["Header"]
    sex = next(cell.column for cell in sheet[2] if cell.value == "SEX")
    cells = [sheet.cell(row, sex) for row in (3, 4)]
    assert all(cell.comment.text.startswith("101 (error)") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
    if value.isprintable():
        assert cells[0].value == value[:32_767]


def test_the_page_shows_it_and_runs_nothing(checked, tmp_path):
    value, check = checked
    page = html.parse(write_page(check, tmp_path / "check.html")).getroot()
    shown = [cell.text for cell in page.xpath("//td[span[@class='why']]")]
    assert not page.xpath("//script")
    if value.isprintable():
        assert value in shown


def test_the_json_has_the_value_as_it_stands(checked, tmp_path):
    value, check = checked
    written = write_files(check, tmp_path)
    told = json.loads(written[-1].read_text(encoding="utf-8"))
    assert [f["values"] for f in told["findings"] if f["rule"] == "101"] == [f"SEX: {value}"] * 2
