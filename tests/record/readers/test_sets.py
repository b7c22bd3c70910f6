"""Sets of codes in one cell, as the three case systems write them."""

import polars as pl
import pytest

from everycase.record.readers.sets import read_sets
from everycase.record.schema import assessments, contacts

WHOLE, PARTLY = False, True


def read(text, field=contacts.outcomes, spellings=None):
    return read_sets(pl.DataFrame({"found": [text]}), field, spellings or {}).select("value", "partly").row(0)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('{"NFA_FLAG":"Y","ADVICE_FLAG":"N"}', ["NFA_FLAG"]),
        ('{ "NFA_FLAG" : "yes" , "ADVICE_FLAG" : true }', ["NFA_FLAG", "ADVICE_FLAG"]),
        ('{"NFA_FLAG":"N","ADVICE_FLAG":""}', []),
        ("{}", []),
        ('["NFA_FLAG","ADVICE_FLAG"]', ["NFA_FLAG", "ADVICE_FLAG"]),
        ("[]", []),
        ("NFA_FLAG", ["NFA_FLAG"]),
        ("NFA_FLAG, advice_flag", ["NFA_FLAG", "ADVICE_FLAG"]),
        ("NFA_FLAG;ADVICE_FLAG;NFA_FLAG", ["NFA_FLAG", "ADVICE_FLAG"]),
    ],
)
def test_flags_lists_and_text(written, codes):
    assert read(written) == (codes, WHOLE)


@pytest.mark.parametrize(
    ("written", "codes"),
    [('{"1A":"Yes","2B":"No"}', ["1A"]), ('["1A","2B"]', ["1A", "2B"]), ("1A,2B", ["1A", "2B"])],
)
def test_both_shapes_of_assessment_factors(written, codes):
    assert read(written, assessments.factors) == (codes, WHOLE)


def test_counts_and_comments_among_the_flags_are_no_codes():
    text = '{"NFA_FLAG":"Y","TOTAL_NO_OF_OUTCOMES":"1","OUTCOME_COMMENTS":"said \\"yes\\", {then} no"}'
    assert read(text) == (["NFA_FLAG"], WHOLE)


@pytest.mark.parametrize(
    ("cut_off", "kept"),
    [
        ('{"NFA_FLAG":"Y","ADVICE_FL', ["NFA_FLAG"]),
        ('{"NFA_FLAG":"Y","ADVICE_FLAG":"', ["NFA_FLAG"]),
        ('["NFA_FLAG","ADVI', ["NFA_FLAG"]),
    ],
)
def test_what_stands_before_a_cut_is_kept(cut_off, kept):
    assert read(cut_off) == (kept, PARTLY)


def test_cut_off_before_any_yes_is_not_nothing_decided():
    assert read('{"NFA_FLAG":"N","ADVI') == (None, PARTLY)


def test_a_flag_that_the_list_lacks_is_not_understood_and_the_rest_is_kept():
    assert read('{"NFA_FLAG":"Y","SOMETHING_FLAG":"Y"}') == (["NFA_FLAG"], PARTLY)
    assert read('{"NFA_FLAG":"maybe","ADVICE_FLAG":"Y"}') == (["ADVICE_FLAG"], PARTLY)


def test_local_names_of_next_steps():
    spelled = {"no further action": "NFA_FLAG", "information, advice and guidance": "ADVICE_FLAG"}
    assert read("No Further Action", spellings=spelled) == (["NFA_FLAG"], WHOLE)
    assert read("Information, advice and guidance", spellings=spelled) == (["ADVICE_FLAG"], WHOLE)
    assert read("No further action, Something local", spellings=spelled) == (["NFA_FLAG"], PARTLY)
    assert read("Something local", spellings=spelled) == (None, PARTLY)
