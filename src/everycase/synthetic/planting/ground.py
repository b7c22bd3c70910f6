"""What planters look at: a council's rows, each beside what is known of its child on the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from everycase.calendar import age_on
from everycase.record.schema import STORED

Tables = Mapping[str, pl.DataFrame]

YEARS = 5
SHORT_BREAKS = ("V3", "V4")


def child(fact: str) -> pl.Expr:
    """A fact about the row's child, such as `age` or `in_care` (see `Ground.facts`)."""
    return pl.col(f"child.{fact}")


def worker(fact: str) -> pl.Expr:
    """A fact about a worker: `cases` (open cases held) or `in_care` (children in care held as officer)."""
    return pl.col(f"worker.{fact}")


def on_day(expression: pl.Expr) -> date:
    """The one day that an expression of literals comes to."""
    found: date = pl.select(expression).item()
    return found


def date_of(source: str) -> str:
    """The field that dates the rows of a table, or of a kind of event."""
    return STORED[source].when if source in STORED else "happened_on"


@dataclass(frozen=True)
class Ground:
    """A council's tables on a day, before anything is planted."""

    tables: Tables
    as_of: date

    def rows(self, source: str) -> pl.DataFrame:
        """Rows of a table, or events of a kind, with `row_id` and the facts of each row's child."""
        rows = self._recent(source) if source in STORED else self._events(source)
        key = STORED[source].key_field() if source in STORED else ""
        who = "child_id" if "child_id" in rows.columns else key
        named = rows.with_columns(pl.lit(self.as_of).alias("~as_of"), row_id=pl.col(key or who))
        if source == "workers":
            named = named.join(self._workloads, on="worker_id", how="left")
        if who != "child_id":
            return named.with_columns(child_id=pl.col(who))
        return named.join(self.facts.drop("~as_of"), on="child_id", how="left")

    @property
    def earliest(self) -> date:
        """The day from which on rows are sure to be in an extract."""
        return self.as_of.replace(year=self.as_of.year - YEARS, day=1)

    def known_from(self, *sources: str) -> date:
        """The day from which on files are sure to hold every row of each table, and event of each kind."""
        first = [
            self._events(source)["happened_on"].min() if source not in STORED else self.earliest
            for source in sources
        ]
        return max(day for day in first if isinstance(day, date)) if any(first) else self.as_of

    def has(self, source: str) -> bool:
        """Whether the council records any row of a table, or event of a kind."""
        return not (self.tables[source] if source in STORED else self._events(source)).is_empty()

    def keepers(self, *sources: str) -> pl.Series:
        """Whose event is the first of each of these kinds: a file tells of a kind from there on."""
        first = [
            self._events(source).sort("happened_on").head(1)["child_id"]
            for source in sources
            if source not in STORED
        ]
        return pl.concat([pl.Series("child_id", [], dtype=pl.String), *first])

    def _recent(self, source: str) -> pl.DataFrame:
        """Rows that go on, or are of the last five years: an extract holds only six."""
        table = STORED[source]
        rows = self.tables[source]
        if not table.when:
            return rows
        going_on = pl.col(table.until).is_null() if table.until else pl.lit(value=False)
        return rows.filter(going_on | ((pl.col(table.when) >= self.earliest) | pl.col(table.when).is_null()))

    def _events(self, kind: str) -> pl.DataFrame:
        return self.tables["events"].filter(pl.col("kind") == kind)

    @cached_property
    def facts(self) -> pl.DataFrame:
        """One row a child: `child_id`, the day (`~as_of`) and, as `child.NAME`, what holds of them on it."""
        people = self.tables["children"]
        unborn = pl.col("born_on").is_null() & pl.col("expected_on").is_not_null()
        facts = people.select(
            "child_id",
            born_on="born_on",
            expected_on="expected_on",
            unborn=unborn,
            unaccompanied="unaccompanied",
            age=age_on(pl.col("born_on"), pl.lit(self.as_of)),
        )
        for more in (self._assessed, self._cases, self._periods, self._legal_status, self._contacts):
            facts = facts.join(more, on="child_id", how="left")
        for name, table, still in STILL:
            facts = facts.join(self._since(table, still, name), on="child_id", how="left")
        held = self.tables["care_reviews"].filter(~pl.col("cancelled").fill_null(value=False))
        held = held.join(self._periods, on="child_id").filter(pl.col("held_on") >= pl.col("care_on"))
        first = held.group_by("child_id").agg(first_review_on=pl.col("held_on").min())
        facts = facts.join(first, on="child_id", how="left")
        last = self.tables["placements"].sort("started_on").group_by("child_id")
        facts = facts.join(last.agg(placed_as=pl.col("kind").last()), on="child_id", how="left")
        for name, table in LATEST.items():
            rows = self.tables[table].group_by("child_id").agg(pl.col(STORED[table].when).max().alias(name))
            facts = facts.join(rows, on="child_id", how="left")
        assessed = self._events("leaving-care-needs-assessed").group_by("child_id")
        needs = assessed.agg(needs_assessed_on=pl.col("happened_on").max())
        facts = facts.join(needs, on="child_id", how="left")
        for name, expression in HAS.items():
            facts = facts.join(self._has(expression, name), on="child_id", how="left")
        facts = facts.join(self._families(facts), on="child_id", how="left")
        flags = [column for column, kind in facts.schema.items() if kind == pl.Boolean]
        filled = facts.with_columns(pl.col(flags).fill_null(value=False))
        named = filled.rename({c: f"child.{c}" for c in filled.columns if c != "child_id"})
        return named.with_columns(pl.lit(self.as_of).alias("~as_of"))

    @property
    def _cases(self) -> pl.DataFrame:
        open_now = pl.col("closed_on").is_null() & ~pl.col("no_further_action").fill_null(value=False)
        rows = self.tables["referrals"]
        going_on = rows.filter(open_now).group_by("child_id").agg(opened_on=pl.col("referred_on").max())
        every = rows.group_by("child_id").agg(
            referrals=pl.len(), first_referred_on=pl.col("referred_on").min()
        )
        return every.join(going_on, on="child_id", how="left").with_columns(
            open=pl.col("opened_on").is_not_null()
        )

    @property
    def _periods(self) -> pl.DataFrame:
        """Whole periods of care, told from the episodes' own first day; the latest of each child."""
        rows = self.tables["care_episodes"].filter(pl.col("entered_care_on").is_not_null())
        whole = rows.group_by("child_id", "entered_care_on").agg(
            still=pl.col("ended_on").is_null().any(),
            left=pl.col("ended_on").max(),
            why=pl.col("end_reason").sort_by("started_on").last(),
        )
        whole = whole.with_columns(first=pl.col("entered_care_on").min().over("child_id"))
        latest = whole.sort("entered_care_on").unique("child_id", keep="last", maintain_order=True)
        return latest.select(
            "child_id",
            care_on="entered_care_on",
            first_care_on="first",
            in_care="still",
            left_because=pl.when(~pl.col("still")).then("why"),
            left_care_on=pl.when(~pl.col("still")).then("left"),
        )

    @property
    def _legal_status(self) -> pl.DataFrame:
        every = self.tables["legal_statuses"]
        breaks = every.group_by("child_id").agg(short_breaks=pl.col("status").is_in(SHORT_BREAKS).all())
        now = every.filter(pl.col("to_on").is_null())
        held = now.group_by("child_id").agg(
            status=pl.col("status").first(),
            status_on=pl.col("from_on").max(),
        )
        return breaks.join(held, on="child_id", how="left")

    @property
    def _assessed(self) -> pl.DataFrame:
        """Who did the latest assessment that is finished, and when it was authorised."""
        done = self.tables["assessments"].filter(pl.col("authorised_on").is_not_null()).sort("authorised_on")
        return done.group_by("child_id", maintain_order=True).agg(
            assessed_by=pl.col("worker_id").last(), assessed_on=pl.col("authorised_on").last()
        )

    @property
    def _contacts(self) -> pl.DataFrame:
        return self.tables["contacts"].group_by("child_id").agg(contacts=pl.len())

    def _families(self, facts: pl.DataFrame) -> pl.DataFrame:
        """Child → how many children of the family, this one included, have an open case."""
        placed = self.tables["families"].select("child_id", "family_id").join(facts, on="child_id")
        going_on = pl.col("open").fill_null(value=False)
        return placed.select("child_id", family_open=going_on.sum().over("family_id"))

    def _since(self, table: str, still: pl.Expr, name: str) -> pl.DataFrame:
        """Child → the start of the row that goes on, as `NAME_on`, and whether there is one, as `NAME`."""
        rows = self.tables[table].filter(still)
        return rows.group_by("child_id").agg(
            pl.col(STORED[table].when).max().alias(f"{name}_on"), pl.lit(value=True).alias(name)
        )

    def _has(self, which: tuple[str, pl.Expr], name: str) -> pl.DataFrame:
        table, where = which
        return (
            self.tables[table]
            .filter(where)
            .select("child_id")
            .unique()
            .with_columns(pl.lit(value=True).alias(name))
        )

    @cached_property
    def _workloads(self) -> pl.DataFrame:
        """Worker → how many open cases they hold, and how many children in care as reviewing officer."""
        held = self.tables["involvements"].filter(pl.col("to_on").is_null())
        held = held.join(self.facts, on="child_id", how="left")
        mine = pl.col("role") == "ALLOCATED"
        officer = pl.col("role") == "IRO"
        return held.group_by("worker_id").agg(
            pl.col("child_id").filter(mine & child("open")).n_unique().alias("worker.cases"),
            pl.col("child_id").filter(officer & child("in_care")).n_unique().alias("worker.in_care"),
        )


STILL: tuple[tuple[str, str, pl.Expr], ...] = (
    ("in_need", "child_in_need_plans", pl.col("ended_on").is_null()),
    ("on_plan", "child_protection_plans", pl.col("ended_on").is_null()),
    ("helped", "early_help", pl.col("ended_on").is_null()),
    ("placed", "placements", pl.col("ended_on").is_null()),
)
"""Facts about what goes on: name, table, and which rows still go on."""

LATEST: Mapping[str, str] = {
    "enquiry_on": "section_47_enquiries",
    "assessment_on": "assessments",
    "protected_on": "child_protection_plans",
    "missing_on": "missing_episodes",
    "referral_on": "referrals",
}
"""Facts about when something last began: name and table."""

HAS: Mapping[str, tuple[str, pl.Expr]] = {
    "leaver": ("care_leavers", pl.lit(value=True)),
    "disabled": ("disabilities", pl.col("disability") != "NONE"),
    "been_in_care": ("care_episodes", pl.lit(value=True)),
    "assessed": ("assessments", pl.col("authorised_on").is_not_null()),
    "been_on_plan": ("child_protection_plans", pl.lit(value=True)),
    "been_in_need": ("child_in_need_plans", pl.lit(value=True)),
    "adopting": ("permanence", pl.lit(value=True)),
    "parents_assessed": ("events", pl.col("kind") == "parents-assessed-for-placement"),
    "known_to_sen": ("special_educational_needs", pl.lit(value=True)),
}
"""Facts about what there is: name, table, and which rows count."""
