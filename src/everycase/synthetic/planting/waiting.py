"""Acts against time limits: answers that never came, came late, stopped coming, or came too soon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import polars as pl

from everycase.record.schema import STORED
from everycase.record.schema.fields import Format
from everycase.record.schema.terms import Span
from everycase.synthetic.planting.acts import (
    LATE,
    NOT_DONE,
    OVERDUE,
    TOO_SOON,
    WRONG,
    Answer,
    Board,
    Common,
    append,
    chosen_rows,
    formats_of,
    table_of,
    with_new_id,
)
from everycase.synthetic.planting.ground import Ground, date_of, on_day
from everycase.synthetic.planting.writing import Value, say_instead

SLACK = timedelta(days=12)
"""How long past its due date a planted weakness is at least: weekends and holidays can't hide it."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """The rows that start a clock: source, field of the day, which of them, field that ends it."""

    source: str
    on: str = ""
    where: pl.Expr | None = None
    ends: str | pl.Expr | None = None
    not_before: pl.Expr | None = None
    later: int = 0
    """Days later that it is counted from: after the first answer, for a standard about the second."""

    def rows(self, ground: Ground) -> pl.DataFrame:
        """Rows with `on`, the day that the clock starts, and `ends`, the day that the duty ends."""
        rows = ground.rows(self.source)
        day: pl.Expr = pl.col(self.on or date_of(self.source))
        if self.not_before is not None:
            day = pl.max_horizontal(day, self.not_before)
        if self.later:
            day = day + timedelta(days=self.later)
        ends = pl.lit(None, dtype=pl.Date) if self.ends is None else self.ends
        ends = pl.col(ends) if isinstance(ends, str) else ends
        where = pl.lit(value=True) if self.where is None else self.where
        dated = rows.filter(where).with_columns(day.alias("~on"), ends.alias("~ends"))
        return dated.filter(pl.col("~on").is_not_null() & (pl.col("~on") <= ground.as_of))


@dataclass(frozen=True, kw_only=True)
class Unanswered(Common):
    """A clock's answers are lost from its start on. Built by `missed`, `late` and `lapsed`."""

    starts: Start
    answers: tuple[Answer, ...]
    within: Span
    early: timedelta = timedelta(0)
    """An answer may come so long before the start, and is lost as well."""
    lately: bool = False
    """Only the latest answers are lost: they came for a while, and stopped."""
    late_by: int = 0
    """Days late that an answer is made after all; 0: none is."""
    before: bool = False
    """The time is counted back from the start."""
    sets: Mapping[str, object] = field(default_factory=dict)
    """Fields of the starting row that are made to say that the standard applies."""
    dated: bool = True
    """Whether the due date is the allowance after the start, or after the last answer."""
    goes_on_unless: str = ""
    """A kind of event that ends the duty: people of whom it is recorded are passed over."""

    @property
    def answerable(self) -> bool:
        """What is due before something can't be done after it."""
        return not self.before

    @property
    def touches(self) -> frozenset[str]:
        """The sources of the answers, and of the start."""
        return frozenset({self.starts.source, *(answer.source for answer in self.answers)}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """The sources of the answers."""
        started = {self.starts.source} if self.sets else set()
        return frozenset({answer.source for answer in self.answers} | started) | self.claim

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the start, and each answer."""
        start = formats_of(self.starts.source, self.starts.on or date_of(self.starts.source))
        return start, *(formats_of(a.source, a.day, *a.without) for a in self.answers)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Starts that are due by now, and whose duty goes on, or ended after the due date."""
        rows = self.starts.rows(ground)
        if not any(ground.has(answer.source) for answer in self.answers):
            rows = rows.clear()
        kept = ground.keepers(*(answer.source for answer in self.answers))
        rows = rows.filter(~pl.col("child_id").is_in(kept.implode()))
        if self.goes_on_unless:
            rows = rows.join(ground.rows(self.goes_on_unless), on="child_id", how="anti")
        return self._lapsing(ground, rows) if self.lately else self._due(ground, rows)

    def _due(self, ground: Ground, rows: pl.DataFrame) -> pl.DataFrame:
        on = pl.col("~on")
        due = self.within.before(on) if self.before else self.within.after(on)
        again = due + timedelta(days=self.late_by)
        over = (pl.col("~ends") <= ground.as_of).fill_null(value=False)
        past = pl.max_horizontal(due, on) + SLACK < ground.as_of
        # Files hold no answer from before some day, and so can't tell that one lacks.
        past = past & (on - self.early > ground.known_from(*(answer.source for answer in self.answers)))
        outlasted = pl.col("~ends").is_null() | (pl.col("~ends") > due + (again - due) + timedelta(days=1))
        itself = self.starts.source in {answer.source for answer in self.answers}
        since = on + timedelta(days=1) if itself else on - self.early
        if self.late_by:
            past = past & (again < ground.as_of)
        what = LATE if self.late_by else pl.when(over).then(pl.lit(NOT_DONE)).otherwise(pl.lit(OVERDUE))
        done = again if self.late_by else pl.lit(None, dtype=pl.Date)
        return chosen_rows(
            rows.filter(past & (outlasted | pl.lit(self.before))),
            since=since,
            again_on=done,
            due_on=due if self.dated else pl.lit(None, dtype=pl.Date),
            done_on=done,
            what=pl.lit(what) if isinstance(what, str) else what,
        )

    def _lapsing(self, ground: Ground, rows: pl.DataFrame) -> pl.DataFrame:
        """Duties that go on, answered at least once before the answers stop."""
        cut = on_day(self.within.before(pl.lit(ground.as_of))) - SLACK
        going_on = rows.filter(
            (pl.col("~ends").is_null() | (pl.col("~ends") > ground.as_of)) & (pl.col("~on") < cut)
        )
        days = [
            _counting(ground.rows(answer.source), answer).select("child_id", day=pl.col(answer.day))
            for answer in self.answers
        ]
        before = pl.concat(days).filter(pl.col("day") < cut)
        last = going_on.select("child_id", "row_id", "~on").join(before, on="child_id")
        last = last.filter(pl.col("day") >= pl.col("~on")).group_by("row_id").agg(pl.col("day").max())
        found = going_on.join(last, on="row_id")
        due = self.within.after(pl.col("day")) if self.dated else pl.lit(None, dtype=pl.Date)
        return chosen_rows(found, since=pl.lit(cut), due_on=due, what=pl.lit(OVERDUE))

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Lose the answers; where one comes after all, make it of the first that was lost."""
        _set(board, self.starts.source, self.sets, chosen)
        lost = [(answer.source, answer.lost(board, chosen)) for answer in self.answers]
        again = chosen.filter(pl.col("again_on").is_not_null()).unique(["child_id"], keep="first")
        source, rows = next(((s, r) for s, r in lost if not r.is_empty()), lost[0])
        _answer_again(board, source, rows, again)


def _set(board: Board, source: str, values: Mapping[str, object], chosen: pl.DataFrame) -> None:
    if not values:
        return
    kinds = STORED[source].columns()
    hit = pl.col(STORED[source].key_field()).is_in(chosen["row_id"].implode())
    board[source] = board[source].with_columns(
        pl.when(hit).then(pl.lit(value, dtype=kinds[name])).otherwise(name).alias(name)
        for name, value in values.items()
    )


def _counting(rows: pl.DataFrame, answer: Answer) -> pl.DataFrame:
    """The rows that do answer: those that would be made not to are there to be made so."""
    counts = [pl.col(name) for name, value in answer.without.items() if value is False]
    own = [] if answer.where is None else [answer.where]
    return rows.filter(pl.all_horizontal(pl.lit(value=True), *own, *counts))


def _answer_again(board: Board, source: str, lost: pl.DataFrame, again: pl.DataFrame) -> None:
    """One answer for each of `again`, on its day: like the child's first that was lost, or a bare event."""
    day = date_of(source)
    first = lost.sort(day).unique("child_id", keep="first").drop("since", "again_on")
    made = again.select("child_id", again_on="again_on").join(
        first, on="child_id", how="left" if source not in STORED else "inner"
    )
    made = made.with_columns(pl.col("again_on").alias(day))
    if f"{day}_time" in made.columns:
        made = made.with_columns(pl.lit(None, dtype=pl.Datetime("us")).alias(f"{day}_time"))
    if source not in STORED:
        made = made.with_columns(pl.lit(source).alias("kind"))
    append(board, source, with_new_id(source, made, "-again"))


@dataclass(frozen=True, kw_only=True)
class Unheard(Common):
    """Something that starts a clock happens to a child, and nobody answers."""

    kind: str
    answers: tuple[Answer, ...]
    within: Span
    who: pl.Expr | None = None
    """Which children it can happen to; every child where left out."""
    like: str = ""
    """For events about others than children: a kind of event about the same sort of person or home."""
    value: str | None = None
    ago: int = 25
    """Days past the due date."""
    late_by: int = 0
    """Days late that it is answered after all; 0: it isn't."""
    what: str = OVERDUE
    dated: bool = True
    """Whether the due date is the allowance after the start."""
    blank: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Table → fields that would say that it was answered, and what they say instead (`~day` is the start)."""
    once_after: int = 0
    """Days after the start that it is answered once, and never again; 0: not once."""

    @property
    def answerable(self) -> bool:
        """By an event: rows of a table aren't made up here."""
        return self.answers[0].source not in STORED

    @property
    def touches(self) -> frozenset[str]:
        """The kind of event and its answers."""
        sources = {self.kind, *self.blank, *(answer.source for answer in self.answers)}
        return frozenset(sources) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """The file of events, and formats that hold each answer and what would say that it was answered."""
        said = [formats_of(table, *values) for table, values in self.blank.items()]
        return formats_of(self.kind), *(formats_of(a.source, a.day) for a in self.answers), *said

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Children whom it can happen to, and who were known by then."""
        counted_from = on_day(self.within.before(pl.lit(ground.as_of))) - timedelta(days=self.ago)
        due = on_day(self.within.after(pl.lit(counted_from)))
        on = counted_from - timedelta(days=self.once_after)
        if self.like:
            people = ground.rows(self.like).select("child_id").unique().with_columns(row_id="child_id")
        else:
            known = ground.facts.filter(pl.lit(value=True) if self.who is None else self.who)
            people = known.with_columns(row_id="child_id")
        done = pl.lit(due + timedelta(days=self.late_by) if self.late_by else None, dtype=pl.Date)
        return chosen_rows(
            people,
            since=pl.lit(on),
            again_on=done,
            due_on=pl.lit(due if self.dated else None, dtype=pl.Date),
            done_on=done,
            what=pl.lit(LATE if self.late_by else self.what),
        )

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Lose what would answer it, and write down the event."""
        for answer in self.answers:
            if table_of(answer.source) in board:
                answer.lost(board, chosen)
        for table, values in self.blank.items():
            say_instead(board, table, values, chosen)
        self._answered_elsewhere(board, chosen)
        happened = chosen.select(
            "child_id", kind=pl.lit(self.kind), happened_on="since", value=pl.lit(self.value, dtype=pl.String)
        )
        append(board, self.kind, happened)
        kind = self.answers[0].source
        if kind in STORED:
            return
        again = chosen.filter(pl.col("again_on").is_not_null())
        append(board, kind, again.select("child_id", kind=pl.lit(kind), happened_on="again_on"))
        if self.once_after:
            once = pl.col("since") + timedelta(days=self.once_after)
            append(board, kind, chosen.select("child_id", kind=pl.lit(kind), happened_on=once))

    def _answered_elsewhere(self, board: Board, chosen: pl.DataFrame) -> None:
        """One that was answered, long before, where the council records no answer of this kind by then.

        A file tells of a kind of event from the first of it on.
        """
        for answer in self.answers:
            known = board["events"].filter(pl.col("kind") == answer.source)["happened_on"]
            if answer.source in STORED or (known <= chosen["since"].min()).any():
                continue
            first = chosen.head(1).select("child_id", happened_on=pl.col("since") - timedelta(days=365))
            for kind in (self.kind, answer.source):
                append(board, kind, first.with_columns(kind=pl.lit(kind)))


@dataclass(frozen=True, kw_only=True)
class Unmet(Common):
    """What a rule asks to be there between a row's start and its end isn't."""

    starts: Start
    answers: tuple[Answer, ...]
    least: timedelta = timedelta(0)
    """How long ago the row must have started."""

    @property
    def touches(self) -> frozenset[str]:
        """The sources of what is lacking, and of the rows."""
        return frozenset({self.starts.source, *(answer.source for answer in self.answers)}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """The sources of what is lacking."""
        return frozenset({answer.source for answer in self.answers}) | self.claim

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the rows, and what is lacking."""
        start = formats_of(self.starts.source, self.starts.on or date_of(self.starts.source))
        return start, *(formats_of(a.source, a.day, *a.without) for a in self.answers)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Rows old enough."""
        rows = self.starts.rows(ground).filter(pl.col("~on") + self.least < ground.as_of)
        return chosen_rows(
            rows, since=pl.col("~on"), again_on=pl.col("~ends") + timedelta(days=1), what=pl.lit(WRONG)
        )

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Lose it."""
        for answer in self.answers:
            answer.lost(board, chosen)


@dataclass(frozen=True, kw_only=True)
class Hasty(Common):
    """Something is done before the least time has passed."""

    starts: Start | str
    """Rows that start the time, or a kind of event that is made to."""
    kind: str
    within: Span
    days: int = 5
    """Days after the start that it is done."""
    who: pl.Expr | None = None

    @property
    def touches(self) -> frozenset[str]:
        """The start and what is done."""
        start = self.starts if isinstance(self.starts, str) else self.starts.source
        return frozenset({start, self.kind}) | self.extra

    @property
    def changes(self) -> frozenset[str]:
        """All that it touches, but for what it minds."""
        return self.touches - frozenset(self.minds)

    @property
    def parts(self) -> tuple[frozenset[Format], ...]:
        """Formats that hold the start, and the file of events."""
        if isinstance(self.starts, str):
            return (formats_of(self.kind),)
        return formats_of(self.starts.source, self.starts.on), formats_of(self.kind)

    def candidates(self, ground: Ground) -> pl.DataFrame:
        """Starts long enough ago that something can have been done since."""
        if isinstance(self.starts, str):
            rows = ground.facts.filter(pl.lit(value=True) if self.who is None else self.who)
            begun = ground.as_of - timedelta(days=self.days + 40)
            rows = rows.with_columns(pl.lit(begun).alias("~on"), row_id="child_id")
        else:
            rows = self.starts.rows(ground)
        on = pl.col("~on")
        done = on + timedelta(days=self.days)
        return chosen_rows(
            rows.filter(done <= ground.as_of),
            since=on,
            due_on=self.within.after(on),
            done_on=done,
            what=pl.lit(TOO_SOON),
        )

    def carry_out(self, board: Board, chosen: pl.DataFrame) -> None:
        """Write down the start, where it is an event, and what was done too soon."""
        if isinstance(self.starts, str):
            append(
                board,
                self.starts,
                chosen.select("child_id", kind=pl.lit(self.starts), happened_on="since"),
            )
        append(
            board,
            self.kind,
            chosen.select("child_id", kind=pl.lit(self.kind), happened_on="done_on"),
        )


def missed(
    standard: str, starts: Start, lost: tuple[Answer, ...], within: Span, **more: object
) -> Unanswered:
    """No answer ever came."""
    return Unanswered(standard=standard, starts=starts, answers=lost, within=within, **more)  # type: ignore[arg-type]


def late(
    standard: str, starts: Start, lost: tuple[Answer, ...], within: Span, *, by: int = 10, **more: object
) -> Unanswered:
    """The answer came so many days late."""
    return Unanswered(
        standard=standard,
        starts=starts,
        answers=lost,
        within=within,
        late_by=by,
        **more,  # type: ignore[arg-type]
    )


def lapsed(
    standard: str, starts: Start, lost: tuple[Answer, ...], within: Span, **more: object
) -> Unanswered:
    """Answers came for a while, and stopped."""
    return Unanswered(
        standard=standard,
        starts=starts,
        answers=lost,
        within=within,
        lately=True,
        **more,  # type: ignore[arg-type]
    )
