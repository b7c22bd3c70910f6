"""Laying an XML document out as a table of its elements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from everycase.returns.files import Opened
from everycase.returns.problems import UnreadableError
from everycase.returns.xml_elements import read_elements


def elements_of(text: str):
    return read_elements(Opened("x.xml", "x.xml", text, "utf-8", "", []))


def outline(text: str) -> list[tuple[str, str | None, str | None]]:
    """Tag, text, and the tag around."""
    frame = elements_of(text).frame
    tags = frame["tag"].to_list()
    return [
        (tag, words, None if parent is None else tags[parent])
        for tag, words, parent in frame.select("tag", "text", "parent").iter_rows()
    ]


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("<a><b>1</b><c/></a>", [("a", None, None), ("b", "1", "a"), ("c", None, "a")]),
        (
            "<a><b><c>1</c></b><c>2</c></a>",
            [("a", None, None), ("b", None, "a"), ("c", "1", "b"), ("c", "2", "a")],
        ),
        ("<?xml version='1.0'?>\n<a> 1 </a>\n", [("a", "1", None)]),
        ("<a>1 &lt; 2 &amp;amp; &#233;&#60;</a>", [("a", "1 < 2 &amp; é<", None)]),
        ("<a><!-- <b>no</b> -->1</a>", [("a", "1", None)]),
        ("<a><![CDATA[x < <b> & y]]></a>", [("a", "x < <b> & y", None)]),
        ('<n:a xmlns:n="u>v" w=\'1\'><n:b x="y">1</n:b></n:a>', [("a", None, None), ("b", "1", "a")]),
        ("<a><b x =\n \"u>v\"  y\t=\t'2'>1</b></a>", [("a", None, None), ("b", "1", "a")]),
        ("<a>1 = 'one'</a>", [("a", "1 = 'one'", None)]),
        ("<a\n><b\n>1</b\n></a>", [("a", None, None), ("b", "1", "a")]),
        ("<a><?note <b> ?><b/></a>", [("a", None, None), ("b", None, "a")]),
    ],
)
def test_every_element_has_its_text_and_the_element_around_it(text, elements):
    assert outline(text) == elements


def test_elements_have_the_line_where_they_stand():
    text = "<?xml version='1.0'?>\n<!-- two\nlines -->\n<a>\n<b>1</b><c>\n2</c></a>"
    assert elements_of(text).frame.select("tag", "line").rows() == [("a", 4), ("b", 5), ("c", 5)]


def test_text_in_no_element_of_its_own_is_listed():
    (problem,) = elements_of("<a>\n<b>1</b>stray\n</a>").problems
    assert (problem.kind, problem.row, problem.found) == ("not placed", 2, "stray")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<a><b>1</b>", "cut short"),
        ("<a><b>1</", "not whole XML"),
        ("<a><b></a></b>", "tag mismatch"),
        ("<a>&nowhere;</a>", "not defined"),
        ("only words", "not whole XML"),
        ("<a/><a/>", "Extra content"),
        ("<a>" * 300 + "</a>" * 300, "depth"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type declaration"),
        ('<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>', "document type declaration"),
    ],
)
def test_what_is_not_whole_or_not_safe_is_refused_in_a_sentence(text, says):
    with pytest.raises(UnreadableError, match=says):
        elements_of(text)


def test_a_billion_laughs_is_refused_before_it_is_told():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(UnreadableError, match="DOCTYPE"):
        elements_of(f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a>&l9;</a>')


TAGS = st.sampled_from("abc")
WORDS = st.text(alphabet="xyz<&>\"'é ]", max_size=6)
TREES = st.recursive(
    st.tuples(TAGS, WORDS),
    lambda inner: st.tuples(TAGS, st.lists(inner, min_size=1, max_size=4)),
    max_leaves=12,
)


def built(tree) -> etree._Element:
    tag, inside = tree
    element = etree.Element(tag)
    if isinstance(inside, str):
        element.text = inside
    else:
        element.extend([built(part) for part in inside])
    return element


@given(TREES)
def test_the_table_says_what_lxml_s_own_tree_says(tree):
    root = built(tree)
    expected = [
        (
            element.tag,
            (element.text or "").strip() or None,
            None if (around := element.getparent()) is None else around.tag,
        )
        for element in root.iter()
    ]
    assert outline(etree.tostring(root, encoding="unicode")) == expected
