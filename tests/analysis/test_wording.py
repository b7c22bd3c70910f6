"""Numbers as the report says them."""

from datetime import date

import pytest

from everycase.analysis import wording


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"),
        (0.004, "under 1%"),
        (0.01, "1%"),
        (0.825, "82%"),
        (0.99, "99%"),
        (0.996, "over 99%"),
        (1.0, "100%"),
    ],
)
def test_only_all_is_100_and_only_none_is_0(share, said):
    assert wording.percent(share) == said


@pytest.mark.parametrize(
    ("denominator", "cannot_tell", "said"),
    [(1234, 5, "82% of 1,234"), (0, 5, "Can’t be told"), (0, 0, "None due")],
)
def test_a_share_is_never_said_without_what_it_is_of(denominator, cannot_tell, said):
    assert wording.share({"share": 0.82, "denominator": denominator, "cannot_tell": cannot_tell}) == said


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "All right"),
        (0.999, "Nearly all right"),
        (0.896, "Nearly all right"),  # shown as 90%
        (0.894, "Most right"),
        (0.75, "Most right"),
        (0.5, "Half or more right"),
        (0.494, "Under half right"),
    ],
)
def test_each_shade_has_its_words(share, words):
    assert wording.band({"share": share, "denominator": 9})[1] == words


def test_the_month_that_is_not_over_says_so():
    as_of = date(2026, 11, 24)
    assert wording.month(date(2026, 10, 1), as_of) == "October 2026"
    assert wording.month(date(2026, 11, 1), as_of) == "November 2026 (so far)"


@pytest.mark.parametrize(("value", "said"), [(1234, "1,234"), (2.0, "2"), (2.5, "2.5"), (1234.5, "1,234.5")])
def test_numbers_have_commas_and_no_idle_decimals(value, said):
    assert wording.number(value) == said
