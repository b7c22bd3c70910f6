"""`everycase return rules`: the DfE's rules of a return, listed and explained."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from rich.table import Table

from everycase.analysis.wording import plural
from everycase.cli.console import NOT_THERE, AsJson, fail, out, plain, print_json, say, table
from everycase.returns.flagged import ERROR, QUERY
from everycase.returns.forms import FORMS, Form
from everycase.returns.needs import in_words, read_by
from everycase.returns.rules import AS_WRITTEN, IF_SUPPLIED, LAST_YEAR, RETURN, Rule

Year = Annotated[
    int | None,
    typer.Option(help="Collection year, by the year in which it ends; the newest, if not given.", min=2000),
]


def command(
    which: Annotated[str, typer.Argument(metavar="RETURN", help="ssda903 or cin_census.")],
    code: Annotated[str | None, typer.Argument(help="A rule's code, to explain it in full.")] = None,
    year: Year = None,
    json: AsJson = False,
) -> None:
    """List the DfE's rules for a return, or explain one: its message word for word, and what it reads.

    Example: `everycase return rules cin_census 8500`
    """
    form = form_called(which)
    collection_year = year or form.newest
    chosen = _chosen(form, collection_year, code)
    described = [describe(form, rule) for rule in chosen]
    if json:
        print_json(described)
    elif code:
        _explain(described[0])
    else:
        _list(form, collection_year, described)


def form_called(name: str) -> Form:
    """The return of that name. Exits where there is none."""
    asked = name.strip().lower().replace("-", "_")
    form = FORMS.get({"903": "ssda903", "cin": "cin_census"}.get(asked, asked))
    return form or fail(f"there is no return called '{name}'. There are: {', '.join(FORMS)}", NOT_THERE)


def _chosen(form: Form, collection_year: int, code: str | None) -> list[Rule]:
    rules = form.rules_in(collection_year)
    if code is None:
        return list(rules.values())
    asked = code.strip().upper()
    same = next((rule for key, rule in rules.items() if key.upper() == asked), None)
    if same is None:
        near = get_close_matches(asked, rules, n=1)
        hint = f" The nearest is {near[0]}." if near else ""
        fail(
            f"{form.title} {collection_year} has no rule {code}.{hint} "
            f"`everycase return rules {form.name}` lists them",
            NOT_THERE,
        )
    return [same]


def describe(form: Form, rule: Rule) -> dict[str, Any]:
    """All there is to say of a rule, for a program or a person."""
    reads = {(table, name) for names in read_by(rule) for table, name in names}
    by_table: dict[str, list[str]] = {}
    for table_name, name in sorted(reads):
        column = name.removesuffix(AS_WRITTEN).removesuffix(IF_SUPPLIED)
        if table_name != RETURN and form.column(table_name, column):
            by_table.setdefault(in_words(table_name), []).append(column)
    return {
        "code": rule.code,
        "message": rule.message,
        "severity": rule.severity.value,
        "return": form.name,
        "tables": list(rule.tables),
        "fields": list(rule.field_names),
        "reads": [f"{name}: {', '.join(dict.fromkeys(columns))}" for name, columns in by_table.items()],
        "last_year": any(table_name.endswith(LAST_YEAR) for table_name, _ in reads),
        "since": rule.since,
        "until": rule.until,
        "source": form.source_of(rule),
    }


def _list(form: Form, collection_year: int, described: Sequence[dict[str, Any]]) -> None:
    errors = sum(one["severity"] == ERROR for one in described)
    for kind, words in ((ERROR, "flag errors"), (QUERY, "flag queries")):
        rows = [(one["code"], one["message"]) for one in described if one["severity"] == kind]
        if rows:
            say(words, lead=plural(len(rows), "rule"))
            table("", ("Code", "What the DfE says"), rows, whole=("Code",))
    say(
        f"{plural(len(described), 'rule')} for the year that ends on 31 March {collection_year}: {errors:,} "
        f"flag errors, and {len(described) - errors:,} queries. `everycase return rules {form.name} CODE` "
        "explains one.",
        lead=f"{form.title}:",
    )


def _explain(described: dict[str, Any]) -> None:
    out.print()
    say("", lead=f"{described['code']}: {described['message']}")
    shown = Table.grid(padding=(0, 2))
    shown.add_column(no_wrap=True, style="dim")
    shown.add_column(overflow="fold")
    told = {**described, "last_year": "needs last year's return" if described["last_year"] else ""}
    for name, value in told.items():
        if name not in ("code", "message") and value not in ("", [], None):
            words = "; ".join(value) if isinstance(value, list) else value
            shown.add_row(name.replace("_", " ").capitalize(), plain(words))
    out.print(shown)
