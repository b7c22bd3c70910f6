"""What a council's files hold is printed as it stands: no markup, no emoji, no control of the terminal."""

import pytest
from tests.tables import given

from everycase.cli import console
from everycase.cli.load import _say_problems
from everycase.record.readers.problems import problem, problems
from everycase.record.store import Store

HOSTILE = [
    ("[red]x[/red]", "[red]x[/red]"),
    ("[/]", "[/]"),
    (":warning:", ":warning:"),
    ("a\nb", "a\\nb"),
    ("a\x1b[31mb", "a\\x1b[31mb"),
    ("a\x07b\rc", "a\\x07b\\rc"),
    ("\u202eevil", "\\u202eevil"),
    ("Zoë O’Neill", "Zoë O’Neill"),
    ("\udce9", "\\udce9"),
]


@pytest.mark.parametrize(("held", "printed"), HOSTILE)
def test_plain(held, printed):
    assert console.plain(held) == printed


def test_nothing_is_blank():
    assert console.plain(None) == ""


@pytest.mark.parametrize(("held", "printed"), HOSTILE)
def test_every_way_to_print(held, printed, capsys):
    console.say(held, lead=held)
    console.say_path("Kept in:", held)
    console.item(held)
    console.table(held or "-", ["Id"], [(held,)])
    told = capsys.readouterr().out
    assert told.count(printed) == 6
    assert "\x1b" not in told


def test_a_council_whose_words_are_hostile(everycase, empty_council, capsys):
    record = given(
        "2026-11-24",
        children="child_id | forename | surname | born_on\n[red]A[/red] | [bold] | :smile: | 2014-05-02",
        child_protection_plans="plan_id | child_id | started_on | ended_on\nP1 | [red]A[/red] | 2026-10-05 |",
        child_protection_visits="child_id | visited_on | seen\n[red]A[/red] | 2026-10-07 | yes",
        involvements="child_id | worker_id | role | from_on\n[red]A[/red] | [/W] | ALLOCATED | 2026-10-05",
    )
    Store(empty_council).keep(record)
    assert "Child [red]A[/red]: Child on a plan visited" in everycase("review", "-c", empty_council).words
    shown = everycase("show", "[red]A[/red]", "-c", empty_council).words
    assert "Child [red]A[/red] · [bold] :smile: ·" in shown


@pytest.mark.parametrize(("held", "printed"), HOSTILE)
def test_a_problem_s_own_words(held, printed, capsys):
    _say_problems(
        problems([problem("not understood", f"a.csv row 2: {held.encode('utf-8', 'replace').decode()}")])
    )
    if "\udce9" not in held:
        assert printed in capsys.readouterr().out


def test_a_file_s_own_name(everycase, empty_council, tmp_path):
    path = tmp_path / "[red]x[bold].csv"
    path.write_text("child,event,date\nA1,child-seen,2026-10-05\nA1,child-seen,soon\n", encoding="utf-8")
    ended = everycase("load", path, "-c", empty_council, "--as-of", "2026-11-24")
    assert ended.code == 0
    assert ended.words.count("[red]x[bold].csv") >= 2
