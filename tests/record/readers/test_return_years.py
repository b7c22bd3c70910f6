"""Which year a file of the looked-after return is about."""

from datetime import date

import pytest

from everycase.record.readers.return_years import year_named, years_of
from everycase.record.reading import UnreadableError
from everycase.returns import ssda903


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025-26", 2026),
        ("SSDA903 2025_2026", 2026),
        ("903_202526", 2026),
        ("2025/26 final", 2026),
        ("1999-00", None),
        ("2026", 2026),
        ("return 2026 v2", 2026),
        ("run on 2025-10-01", 2026),
        ("run on 2025-03-31", 2025),
        ("episodes", None),
        ("ssda903", None),
        ("12026", None),
    ],
)
def test_a_year_is_told_by_a_name(text, year):
    assert year_named(text) == year


def written(folder, name, *days: str):
    folder.mkdir(exist_ok=True)
    rows = "".join(f"{n},01/01/2010,{day},PN1\n" for n, day in enumerate(days))
    (folder / name).write_text(f"CHILD,DOB,REVIEW,REVIEW_CODE\n{rows}")


def leavers(folder, name="oc3.csv"):
    (folder / name).write_text("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,01/01/2007,YES,F2,U1\n")


def years(folder, as_of=None):
    reading = ssda903.read(folder)
    return {
        file.path.removeprefix(f"{folder}/"): year
        for file, year in zip(reading.files, years_of(reading, as_of), strict=True)
    }


def test_files_are_of_the_year_that_their_folder_is_named_by(tmp_path):
    written(tmp_path / "2024-25", "reviews.csv", "01/05/2019")
    written(tmp_path / "2025-26", "reviews.csv", "02/05/2019")
    assert years(tmp_path) == {"2024-25/reviews.csv": 2025, "2025-26/reviews.csv": 2026}


def test_the_file_s_own_name_comes_before_its_folder_s(tmp_path):
    written(tmp_path / "2025-26", "reviews 2024-25.csv", "01/05/2024")
    assert list(years(tmp_path).values()) == [2025]


@pytest.mark.parametrize(
    ("days", "year"),
    [
        (["31/03/2025"], 2025),
        (["01/04/2025"], 2026),
        (["01/04/2023", "30/06/2024", "blank"], 2025),
        (["01/05/2024"] * 200 + ["01/05/2042"], 2025),  # one mistyped date in two hundred
    ],
)
def test_without_a_name_the_year_is_the_last_with_dates_in_it(tmp_path, days, year):
    folder = tmp_path / "return"
    written(folder, "reviews.csv", *days)
    assert list(years(folder).values()) == [year]


def test_files_without_dates_are_of_the_year_of_those_beside_them(tmp_path):
    folder = tmp_path / "return"
    written(folder, "reviews.csv", "01/05/2024")
    leavers(folder)
    assert years(folder) == {"oc3.csv": 2025, "reviews.csv": 2025}


def test_two_years_in_one_folder_are_told_apart_by_their_own_dates(tmp_path):
    folder = tmp_path / "return"
    written(folder, "a.csv", "01/05/2023")
    written(folder, "b.csv", "01/05/2024")
    assert years(folder) == {"a.csv": 2024, "b.csv": 2025}


def test_a_year_that_nothing_says_is_as_of_s_or_an_error(tmp_path):
    folder = tmp_path / "return"
    folder.mkdir()
    leavers(folder)
    assert list(years(folder, date(2026, 5, 1)).values()) == [2027]
    with pytest.raises(UnreadableError, match="folder named 2025-26"):
        years(folder)
