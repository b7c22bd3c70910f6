"""Rows as the standards see them: with the child, parents and related rows beside each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from everycase.record.schema.fields import Field
from everycase.record.schema.terms import Parent, Related, Rows, Term
from everycase.review.contradictions import impossible
from everycase.review.scene import Scene

ROW = "~row"
APPLIES = "~applies"
CHILD = "~child"


@dataclass(frozen=True)
class View:
    """Rows in a plan not yet run, and the names of their columns."""

    rows: pl.LazyFrame
    columns: frozenset[str]

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self.columns


def run(plans: Sequence[pl.LazyFrame]) -> list[pl.DataFrame]:
    """The results of several plans, in order; what they share is done once.

    The tables are in memory already: the streaming engine takes ten times as long over many small plans.
    """
    return pl.collect_all(plans, engine="in-memory")


def view_of(scene: Scene, rows: Rows, terms: Sequence[Term] = ()) -> View:
    """The rows that meet their condition, or may, with what `terms` read joined to each.

    Adds `~row` (a number), `~child` (the child's number; null for a team's own row) and `~applies`
    (true, or null where the condition can't be told).
    """
    condition = rows.condition
    every = [*terms, *([condition] if condition is not None else [])]
    view = _joined(scene, rows, _reads(every, rows))
    early = condition is not None and not condition.related
    if early and condition is not None:
        view = _kept(view, _undecided(scene, rows, view, condition, condition.build(scene)))
    base = view  # a plan that doubles with each related row would soon be too large to run
    for related in _related(every):
        view = _with_related(scene, view, related, _found(scene, _source(base, view, related), related))
    if not early:
        view = _kept_surely(scene, rows, view)
    return view


def _kept(view: View, applies: pl.Expr) -> View:
    return _where(View(view.rows.with_columns(applies.alias(APPLIES)), view.columns | {APPLIES}))


def _kept_surely(scene: Scene, rows: Rows, view: View) -> View:
    condition = rows.condition
    if condition is None:
        return _kept(view, pl.lit(value=True))
    judged = with_surely(scene, view.rows, condition, APPLIES)
    applies = _undecided(scene, rows, view, condition, pl.col(APPLIES))
    return _where(View(judged.with_columns(applies.alias(APPLIES)), view.columns | {APPLIES}))


def _undecided(scene: Scene, rows: Rows, view: View, condition: Term, applies: pl.Expr) -> pl.Expr:
    """`applies`, but null where a condition about the row's own dates meets dates that can't be right."""
    table = rows.table
    dated = {f"{table.name}.{table.when}", f"{table.name}.{table.until}"}
    wrong = impossible(scene, table, view.columns) if dated & {str(fld) for fld in condition.reads} else None
    return applies if wrong is None else pl.when(~wrong).then(applies)


def _where(view: View) -> View:
    return replace(view, rows=view.rows.filter(pl.col(APPLIES).fill_null(value=True)))


def with_surely(scene: Scene, rows: pl.LazyFrame, term: Term, name: str) -> pl.LazyFrame:
    """`rows` with what a term says as `name`: null where it rests on a row that another may replace."""
    best = {other.name: f"{other.name}.best" for other in term.related if other.of_one_row}
    if not best:
        return rows.with_columns(term.build(scene).alias(name))
    sure = [pl.when(~pl.col(doubt(other))).then(other.name) for other in term.related if other.of_one_row]
    judged = rows.with_columns(pl.col(value).alias(kept) for value, kept in best.items()).with_columns(sure)
    judged = judged.with_columns(term.build(scene).alias(name))
    return judged.with_columns(pl.col(kept).alias(value) for value, kept in best.items()).drop(best.values())


def _reads(terms: Iterable[Term], rows: Rows) -> frozenset[Field]:
    """Fields read of the row itself, its child and its parents; not those of related rows."""
    reads: set[Field] = set()
    for term in terms:
        reads |= term.reads
    return frozenset(reads | {parent.link for parent in rows.parents})


def _related(terms: Iterable[Term]) -> list[Related]:
    found: dict[str, Related] = {}
    for term in terms:
        for related in term.related:
            found[related.name] = related
    return list(found.values())


def _joined(scene: Scene, rows: Rows, reads: frozenset[Field]) -> View:
    name, (of, _, kind) = rows.table.name, rows.reach.partition(":")
    held = scene.events_of(kind, name) if of == "events" and kind else scene.table(name)
    child = pl.col(f"{name}.child") if f"{name}.child" in held.columns else pl.lit(None, dtype=pl.UInt32)
    view = View(
        held.lazy().with_row_index(ROW).with_columns(child.alias(CHILD)),
        frozenset({*held.columns, ROW, CHILD}),
    )
    for parent in rows.parents:
        view = _with_parent(scene, view, parent)
    joined = {name, *(parent.table.name for parent in rows.parents)}
    if "children" not in joined and any(fld.table == "children" for fld in reads):
        view = _beside(view, scene.table("children"), [CHILD], ["children.child"])
    return view


def _beside(view: View, other: pl.DataFrame, left: list[str], right: list[str]) -> View:
    """Each row with the row of `other` that it finds by the columns named, if any."""
    rows = view.rows.join(other.lazy(), left_on=left, right_on=right, how="left", maintain_order="left")
    return View(rows, view.columns | (set(other.columns) - set(right)))


def _with_parent(scene: Scene, view: View, parent: Parent) -> View:
    """The parent row beside its child's row. Ids repeat between siblings in some systems: match both.

    Workers and teams are no child's own: their ids alone are matched.
    """
    table, left, right = parent.table.name, [str(parent.link)], [str(parent.id_field)]
    if "child_id" in parent.table.fields():
        left, right = [CHILD, *left], [f"{table}.child", *right]
    parents = scene.once(("parents", *right), lambda: _by_id(scene.table(table), right))
    return _beside(view, parents, left, right)


def _by_id(parents: pl.DataFrame, named_by: list[str]) -> pl.DataFrame:
    """The rows that can be named, the first of those that share an id."""
    named = parents.filter(pl.col(named_by[-1]).is_not_null())
    return named.unique(named_by, keep="first", maintain_order=True)


def _source(base: View, view: View, related: Related) -> View:
    """Where a match starts from: the rows alone, unless it reads what other related rows gave."""
    inner = {other.name for term in _terms(related) for other in term.related}
    return view if inner else base


def _terms(related: Related) -> list[Term]:
    return [term for term in (related.where, related.since, related.to) if term is not None]


def _with_related(scene: Scene, view: View, related: Related, found: pl.LazyFrame) -> View:
    """`view` with one more column: the related rows of each row's child, boiled down."""
    beside = view.rows.join(found, on=ROW, how="left", maintain_order="left")
    values = [_value(scene, related).alias(related.name)]
    if related.of_one_row:
        there_is_one, settled = pl.col("~r.sure").fill_null(0) > 0, _settled(scene, related)
        none = pl.when(there_is_one).then(~value_true()).when(settled).then(value_true())
        values += [(there_is_one & ~settled).alias(doubt(related)), none.alias(f"{related.name}.none")]
    names = {value.meta.output_name() for value in values}
    return replace(view, rows=beside.with_columns(values).drop(FOUND), columns=view.columns | names)


def doubt(related: Related) -> str:
    """The column that says whether a row was found, and another that isn't certain may be later than it."""
    return f"{related.name}.doubt"


FIRST_OF_ALL = date(1900, 1, 1)
"""Since when, for a child of whom a file says that there is no such row, there is none."""
FOUND = ("~r.sure", "~r.maybe", "~r.value")


def _found(scene: Scene, view: View, related: Related) -> pl.LazyFrame:
    """For each row: ~r.sure (rows that certainly match), ~r.maybe (that may), ~r.value."""
    right = view_of(scene, related.rows, [t for t in (related.value,) if t is not None])
    own = sorted(right.columns - view.columns)
    others = right.rows.select(pl.col(CHILD).alias("~other"), pl.col(APPLIES).alias("~other.applies"), *own)
    matches = pl.col("~other.applies") & _matches(scene, related, right)
    value = related.value.build(scene) if related.value is not None else pl.lit(None)
    beside = sorted(view.columns.intersection({*matches.meta.root_names(), *value.meta.root_names()}))
    pairs = view.rows.select(ROW, CHILD, *beside).join(others, left_on=CHILD, right_on="~other", how="inner")
    judged = pairs.select(ROW, matches.alias("~m"), value.alias("~v"))
    sure, maybe = pl.col("~m").fill_null(value=False), pl.col("~m").is_null()
    if related.of_one_row:  # a case with no end has none that could be the latest
        sure, maybe = sure & pl.col("~v").is_not_null(), maybe & pl.col("~v").is_not_null()
    return judged.group_by(ROW).agg(
        sure.sum().alias("~r.sure"),
        maybe.sum().alias("~r.maybe"),
        _boiled(related, pl.col("~v").filter(sure)).alias("~r.value"),
    )


def _matches(scene: Scene, related: Related, right: View) -> pl.Expr:
    matches = pl.lit(value=True)
    when = related.rows.table.when
    day = pl.col(f"{related.rows.table.name}.{when}")
    if related.since is not None:
        matches &= day >= related.since.build(scene)
    if related.to is not None:
        matches &= day <= related.to.build(scene)
    if related.link is not None:
        matches &= pl.col(str(related.link[0])) == pl.col(str(related.link[1]))
    if related.where is not None:
        matches &= _undecided(scene, related.rows, right, related.where, related.where.build(scene))
    return matches


def _boiled(related: Related, values: pl.Expr) -> pl.Expr:
    how = {"latest": values.max(), "earliest": values.min(), "distinct": values.n_unique()}
    return how.get(related.how, values.first())


def _value(scene: Scene, related: Related) -> pl.Expr:
    """The one value, null where rows that may match, or rows that the files may not hold, would change it."""
    sure = pl.col("~r.sure").fill_null(0)
    settled = _settled(scene, related)
    if related.how == "any":
        found = (sure > 0) & _sure_of_others(related)
        return pl.when(found).then(value_true()).when(settled).then(~value_true())
    if related.how == "count":
        return pl.when(settled).then(sure)
    if related.how == "distinct":
        return pl.when(settled).then(pl.when(sure > 0).then(pl.col("~r.value")).otherwise(0))
    return pl.when(settled | (sure > 0)).then(pl.col("~r.value"))


def _settled(scene: Scene, related: Related) -> pl.Expr:
    """Whether every row that there is is known, and known to match or not."""
    known = (pl.col("~r.maybe").fill_null(0) == 0) & covered(scene, related).fill_null(value=False)
    if related.of_one_row and isinstance(related.value, Field):
        known &= pl.lit(scene.holds(related.value))
    return known & _sure_of_others(related)


def _sure_of_others(related: Related) -> pl.Expr:
    """Whether no other related row that it is found by may be replaced by one that the files lack."""
    doubts = [doubt(other) for term in _terms(related) for other in term.related if other.of_one_row]
    return ~pl.any_horizontal(doubts) if doubts else value_true()


def value_true() -> pl.Expr:
    """True, as an expression."""
    return pl.lit(value=True)


def covered(scene: Scene, related: Related) -> pl.Expr:
    """Whether the files hold every related row between `since` and `to` (the review's date, if not given)."""
    return pl.all_horizontal(*(_covered(scene, related, reach) for reach in scene.apart(related.reach)))


def _covered(scene: Scene, related: Related, reach: str) -> pl.Expr:
    as_of = pl.lit(scene.as_of, dtype=pl.Date)
    since = related.since.build(scene) if related.since is not None else as_of
    to = related.to.build(scene) if related.to is not None else as_of
    inside = [
        (since >= stretch.since) & (pl.min_horizontal(to, as_of) <= stretch.to)
        for stretch in scene.stretches(reach)
    ]
    told = pl.any_horizontal(*inside) if inside else pl.lit(value=False)
    latest = scene.latest_of(reach)
    if latest.is_empty():
        return told
    known = pl.col(CHILD).replace_strict(latest["child"], latest["since"], default=None)
    if related.since is None and related.how in {"count", "distinct"}:
        since = pl.lit(FIRST_OF_ALL)  # the latest row alone is no count of them
    return told | (since >= known).fill_null(value=False)
