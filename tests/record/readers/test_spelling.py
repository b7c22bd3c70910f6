"""Which code a text means."""

import polars as pl
import pytest

from everycase.record.codes import codes
from everycase.record.readers.spelling import code_of, spellings_of


def meant(text, code_list, **extra):
    known = spellings_of(codes(code_list), extra)
    return pl.select(code_of(pl.lit(text), known)).item()


@pytest.mark.parametrize(
    "written",
    [
        "N1",
        "n1",
        " N 1 ",
        "N1 - Abuse or neglect",
        "N1: abuse",
        "N1 – Abuse",
        "Abuse or Neglect",
        "abuse  or neglect",
    ],
)
def test_abuse_or_neglect(written):
    assert meant(written, "primary_need") == "N1"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a) WBRI", "WBRI"),
        ("t) NOBT", "NOBT"),
        ("White British (WBRI)", "WBRI"),
        ("WBRI White", None),
    ],
)
def test_ethnicity_as_forms_give_it(written, code):
    assert meant(written, "ethnicity") == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Multiple: [Neglect, Emotional abuse]", "MUL"),
        ("Physical Abuse", "PHY"),
        ("EMO", "EMO"),
        ("Abuse", None),
    ],
)
def test_category_of_abuse_in_words(written, code):
    assert meant(written, "category_of_abuse") == code


def test_a_label_that_two_codes_share_means_neither():
    assert meant("Privately fostered (8B-8F sub-types)", "assessment_factor") is None


def test_a_label_cut_off_by_the_system_still_means_its_code():
    cut = "Semi-independent, transitional accommodation (like a supported hostel, train"
    assert meant(cut, "care_leaver_accommodation") == "D"
    assert meant("Semi", "care_leaver_accommodation") is None


def test_a_council_s_own_spelling_comes_before_the_list_s():
    assert meant("Neglect", "category_of_abuse", neglect="EMO") == "EMO"
