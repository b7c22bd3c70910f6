"""Each word stands in the glossary once, where a reader looks for it."""

import re
from pathlib import Path

GLOSSARY = Path(__file__).resolve().parents[2] / "GLOSSARY.md"


def words():
    return re.findall(r"^\| \*\*(.+?)\*\*", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


def test_each_word_stands_once_and_in_order_of_the_alphabet():
    plain = [word.lower() for word in words()]
    assert plain == sorted(set(plain))


def test_the_words_that_everything_else_stands_on_are_there():
    kinds = {"Standard", "Clock", "Rule", "Question", "Obligation", "Finding", "Review", "Record", "Extract"}
    assert kinds | {"Reach", "Cannot tell", "Red line", "Proof", "Recording lag"} <= {*words()}
