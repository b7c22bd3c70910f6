"""That no red line was found says little where the files can tell of few."""

from __future__ import annotations

import pytest
from tests.analysis.made import NO_FACTORS, UNHELD, VISIT

from everycase.analysis.untold import red_lines_untold
from everycase.standards.answers import Answer
from everycase.standards.catalogue import catalogue

NEVER_SEEN = "cp-child-never-seen"
RED, PLAIN = (UNHELD, VISIT, NEVER_SEEN), NO_FACTORS


def told(**answers):
    named = {UNHELD: "yes", VISIT: "yes", NEVER_SEEN: "yes", NO_FACTORS: "no", **answers}
    given = [Answer(key, answer, (), ()) for key, answer in named.items()]
    return red_lines_untold(given, catalogue(), list(named))


def test_the_standards_are_what_the_test_takes_them_for():
    assert [catalogue()[key].red_line for key in (*RED, PLAIN)] == [True, True, True, False]


def test_where_every_red_line_can_be_told_nothing_is_said():
    assert told() == ""


@pytest.mark.parametrize(
    ("answers", "tells"),
    [
        ({VISIT: "no"}, "2 wholly, 0 in part and 1 not at all"),
        ({VISIT: "in part"}, "2 wholly, 1 in part and 0 not at all"),
        ({VISIT: "no", UNHELD: "in part"}, "1 wholly, 1 in part and 1 not at all"),
    ],
)
def test_red_lines_that_no_file_tells_are_counted(answers, tells):
    assert told(**answers) == f"Of 3 kinds of red line these files tell {tells}."


def test_one_that_was_not_asked_is_not_missed():
    given = [Answer(VISIT, "no", (), ()), Answer(UNHELD, "yes", (), ())]
    assert red_lines_untold(given, catalogue(), [UNHELD]) == ""
