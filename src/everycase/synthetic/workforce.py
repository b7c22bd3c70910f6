"""Workers, their involvement with each child, and who held a case on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from everycase.synthetic import rates
from everycase.synthetic.allocation import Holding, Post, Spell, Worker
from everycase.synthetic.chance import Chance
from everycase.synthetic.courses import among, on
from everycase.synthetic.dates import days_after
from everycase.synthetic.families import word
from everycase.synthetic.rates import Path
from everycase.synthetic.span import Span
from everycase.synthetic.teams import Team, make_teams, team_of

HANDOVER_GAP = 372
"""Days from one change of worker to the next, at least."""
INTAKE_SHARE = 0.7


@dataclass(frozen=True)
class Workforce:
    """Teams and workers, and who holds whom.

    holders: `child`, `case`, `role`, `worker_id`, `team_id`, `from_on`, `to_on`, `change_reason`.
    workers: the record's table, with `hired`.
    """

    teams: dict[str, list[Team]]
    workers: pl.DataFrame
    holders: pl.DataFrame

    def with_holder(self, rows: pl.DataFrame, day: str, role: str = "ALLOCATED") -> pl.DataFrame:
        """Rows with `worker_id` and `team_id` of whoever held the child's case on the day of column `day`."""
        held = self.holders.filter(pl.col("role") == role).sort("from_on")
        joined = (
            rows.with_row_index("row_")
            .sort(day)
            .join_asof(
                held.select("child", "from_on", "worker_id", "team_id"),
                left_on=day,
                right_on="from_on",
                by="child",
                check_sortedness=False,
            )
        )
        return joined.sort("row_").drop("row_", "from_on")

    def first_of(self, kind: str) -> list[str]:
        """Ids of workers in teams of a kind."""
        ids = [team.team_id for team in self.teams[kind]]
        return self.workers.filter(pl.col("team_id").is_in(ids) & ~pl.col("manager"))["worker_id"].to_list()

    def someone(self, kind: str, key: str) -> pl.Expr:
        """One of the workers in teams of a kind, always the same for the same value of `key`."""
        ids = self.first_of(kind)
        return pl.lit(pl.Series(ids)).gather(pl.col(key) % len(ids))


def make_workforce(
    span: Span, cases: pl.DataFrame, advised: pl.DataFrame, helped: pl.DataFrame, children: int
) -> Workforce:
    """Fill every team and give each case its holders.

    cases: with `stop` and care's dates. advised: one row a young person with a personal adviser
    (`child`, `case`, `course`, `family`, `adviser_from`, `adviser_to`). helped: spells of early help.
    """
    teams = make_teams(children)
    spells = pl.concat([_allocated(span.chance, cases), _reviewed(cases), _advised(advised), _helped(helped)])
    spells = spells.with_columns(team_id=team_of(pl.col("kind"), pl.col("family"), teams))
    posts = {team.team_id: Post(team, span.chance.seed, _agency_share(team)) for team in _all(teams)}
    held = [
        holding
        for (team_id,), rows in spells.sort("team_id").group_by("team_id", maintain_order=True)
        for holding in posts[str(team_id)].hold(_spells(rows), span.ends)
    ]
    workers = [worker for post in posts.values() for worker in post.workers]
    return Workforce(teams, _workers(span, workers, teams), _holders(held))


def _all(teams: dict[str, list[Team]]) -> list[Team]:
    return [team for same in teams.values() for team in same]


def _agency_share(team: Team) -> float:
    return rates.england()["agency"] / 100 if team.job == "Social Worker" else 0.0


def _allocated(chance: Chance, cases: pl.DataFrame) -> pl.DataFrame:
    """The team that assesses, then the one that works on, then the one for children who stay in care."""
    referred = cases.filter(pl.col("referred_on").is_not_null())
    first = (
        pl.when(chance.yes("intake", INTAKE_SHARE, "family"))
        .then(pl.lit("intake"))
        .otherwise(pl.lit("assessment"))
    )
    goes_on = (pl.col("closed_on") > days_after(pl.col("assessed_to"), 30)).fill_null(value=False)
    settled = pl.max_horizontal("final_on", days_after(pl.col("assessed_to"), HANDOVER_GAP))
    by_court = on(Path.PROCEEDINGS, Path.CARE_AT_BIRTH)
    stays = (
        by_court
        & (days_after(settled, 90) < pl.col("closed_on"))
        & pl.col("route").is_in(["long", "adoption"])
    )
    second = (
        pl.when(on(Path.DISABLED))
        .then(pl.lit("disability"))
        .when(among(rates.CARE) & ~by_court)
        .then(pl.lit("care"))
        .otherwise(pl.lit("safeguarding"))
    )
    referred = referred.with_columns(
        goes_on=goes_on, stays=stays.fill_null(value=False), settled=settled, first=first, second=second
    )
    stages = [
        _stage(
            referred,
            "first",
            "referred_on",
            pl.when("goes_on").then("assessed_to").otherwise("closed_on"),
            passed_on=pl.col("goes_on"),
        ),
        _stage(
            referred.filter("goes_on"),
            "second",
            "assessed_to",
            pl.when("stays").then("settled").otherwise("closed_on"),
            passed_on=pl.col("stays"),
        ),
        _stage(
            referred.filter("goes_on", "stays").with_columns(third=pl.lit("care")),
            "third",
            "settled",
            pl.col("closed_on"),
        ),
    ]
    return pl.concat(stages)


def _stage(
    rows: pl.DataFrame,
    kind: str,
    start: str,
    end: pl.Expr,
    *,
    role: str = "ALLOCATED",
    passed_on: pl.Expr | None = None,
) -> pl.DataFrame:
    """Spells in the shape that allocation reads."""
    return rows.select(
        "family",
        "course",
        "child",
        "case",
        kind=pl.col(kind),
        role=pl.lit(role),
        start=pl.col(start),
        end=end,
        passed_on=pl.lit(value=False) if passed_on is None else passed_on,
    )


def _reviewed(cases: pl.DataFrame) -> pl.DataFrame:
    in_care = cases.filter(pl.col("care_to").is_not_null()).with_columns(review=pl.lit("review"))
    return _stage(in_care, "review", "care_from", pl.col("care_to"), role="IRO")


def _advised(advised: pl.DataFrame) -> pl.DataFrame:
    rows = advised.with_columns(leaving=pl.lit("leaving"))
    return _stage(rows, "leaving", "adviser_from", pl.col("adviser_to"), role="ADVISER")


def _helped(helped: pl.DataFrame) -> pl.DataFrame:
    rows = helped.with_columns(help=pl.lit("help"))
    return _stage(rows, "help", "helped_from", pl.col("helped_to"), role="EARLY HELP")


def _spells(rows: pl.DataFrame) -> Iterable[Spell]:
    columns = ("start", "course", "child", "end", "case", "role", "passed_on")
    return [Spell(*values) for values in rows.select(columns).iter_rows()]


def _holders(held: list[Holding]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "child": [each.spell.child for each in held],
            "case": [each.spell.case for each in held],
            "role": [each.spell.role for each in held],
            "worker_id": [each.worker.worker_id for each in held],
            "team_id": [each.worker.team.team_id for each in held],
            "from_on": [each.spell.start for each in held],
            "to_on": [each.to for each in held],
            "moved": [each.spell.moved for each in held],
        },
        schema_overrides={"child": pl.Int64, "case": pl.Int64, "from_on": pl.Date, "to_on": pl.Date},
    ).sort("child", "from_on", "role")


def _workers(span: Span, workers: list[Worker], teams: dict[str, list[Team]]) -> pl.DataFrame:
    """Everybody who ever had a case, each team's manager, and teams whose workers hold no cases."""
    staff = pl.DataFrame(
        {
            "worker_id": [worker.worker_id for worker in workers],
            "team_id": [worker.team.team_id for worker in workers],
            "hired": [worker.hired for worker in workers],
            "full_time_equivalent": [worker.part for worker in workers],
            "agency": [worker.agency for worker in workers],
            "job_title": [worker.team.job for worker in workers],
            "manager": [False] * len(workers),
        },
        schema_overrides={"hired": pl.Date},
    )
    others = [
        (f"{team.team_id[1:]}{900 + n}", team.team_id, f"{'Team Manager' if n == 0 else team.job}", n == 0)
        for team in _all(teams)
        for n in range(1 if team.limit else 6)
    ]
    rest = pl.DataFrame(others, schema=["worker_id", "team_id", "job_title", "manager"], orient="row")
    rest = rest.with_columns(
        hired=pl.lit(span.began.replace(year=span.began.year - 12)),
        full_time_equivalent=pl.lit(1.0),
        agency=pl.lit(value=False),
    )
    everyone = pl.concat([staff, rest.select(staff.columns)]).with_columns(
        n=pl.int_range(pl.len(), dtype=pl.Int64)
    )
    chance = span.chance
    registered = ~pl.col("job_title").is_in(["Early Help Worker", "Personal Adviser"])
    names = [team.team_id for team in _all(teams)]
    titles = [team.name for team in _all(teams)]
    return everyone.with_columns(
        staff_number=pl.format("E{}", 40_000 + pl.col("n") * 7),
        full_name=pl.format(
            "{} {}",
            pl.when(chance.yes("worker is a man", 0.17, "n"))
            .then(word(chance, "worker's first name", "forename_m", "n"))
            .otherwise(word(chance, "worker's first name", "forename_f", "n")),
            word(chance, "worker's family name", "surname", "n"),
        ),
        registration_number=pl.when(registered).then(pl.format("SW{}", 30_000 + pl.col("n") * 13)),
        department=pl.col("team_id").replace_strict(names, titles),
    )
