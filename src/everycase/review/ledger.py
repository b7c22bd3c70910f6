"""The ledger of a review: what is wrong in cases, and what the DfE's rules flag in the last returns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from everycase.record.snapshot import Record
from everycase.review.compare import COMPARISON, OUT_OF_REACH, compare, moves_in
from everycase.review.findings import FINDINGS, identities
from everycase.review.owners import OWNERS, with_owners
from everycase.review.return_proof import compare_returns
from everycase.review.returns import KIND, CheckedReturn
from everycase.review.review import Review, in_order
from everycase.review.scene import Scene, columns_wanted
from everycase.standards.council import Settings
from everycase.standards.language import Standard


def with_returns(review: Review, record: Record, checks: Iterable[CheckedReturn]) -> Review:
    """The review with the findings of these checks (one of each return) among its own.

    Their children are called as the record calls them, and their owners are those of the case. A child of
    a return whom the record doesn't hold has no owner.
    """
    scene = Scene(record, {}, review.as_of, columns_wanted(()))
    moves = moves_in(record)
    joined = tuple(_owned(scene, _called_now(check, moves)) for check in checks)
    findings = [review.findings.filter(pl.col("kind") != KIND), *(check.findings for check in joined)]
    return replace(review, findings=in_order(pl.concat(findings)), returns=joined)


def _called_now(check: CheckedReturn, moves: Mapping[str, str]) -> CheckedReturn:
    """The check with children under the ids that theirs were merged into."""
    if not moves:
        return check
    now = pl.col("child_id").replace(dict(moves))
    found = check.findings.with_columns(now)
    named = found.with_columns(identities(found["standard"], found["child_id"], found["subject"]))
    return replace(check, findings=named, rows=check.rows.with_columns(now))


def _owned(scene: Scene, check: CheckedReturn) -> CheckedReturn:
    names = scene.plain("children").select("child", "child_id")
    found = check.findings.drop(*OWNERS).join(names, on="child_id", how="left", maintain_order="left")
    return replace(check, findings=with_owners(scene, found, "since").select(*FINDINGS))


def compare_reviews(
    before: Review,
    after: Review,
    records: tuple[Record, Record],
    catalogue: Mapping[str, Standard],
    settings: Settings,
    *,
    once_proved: Collection[str] = (),
) -> pl.DataFrame:
    """Every finding of either review, those of returns too, once, with its status (COMPARISON).

    Arguments are those of `compare`.
    """
    own = compare(_apart(before), _apart(after), records, catalogue, settings, once_proved=once_proved)
    moves = moves_in(records[1])
    known = [_called_now(check, moves) for check in before.returns]
    found = [_of_return(pair, once_proved) for pair in _paired(known, after.returns)]
    return pl.concat([own, *found]).sort("red_line", "severity", "finding", descending=[True, True, False])


def _apart(review: Review) -> Review:
    """The review without the findings of returns."""
    return replace(review, findings=review.findings.filter(pl.col("kind") != KIND))


Pair = tuple[CheckedReturn | None, CheckedReturn | None]


def _paired(before: Sequence[CheckedReturn], after: Sequence[CheckedReturn]) -> list[Pair]:
    """The checks of each return, the earlier and the later."""
    was, now = ({check.name: check for check in checks} for checks in (before, after))
    return [(was.get(name), now.get(name)) for name in sorted({*was, *now})]


def _of_return(pair: Pair, once_proved: Collection[str]) -> pl.DataFrame:
    was, now = pair
    if was and now:
        return compare_returns(was, now, once_proved=once_proved)
    if now:
        return compare_returns(_emptied(now), now, once_proved=once_proved)
    if was:  # a return that isn't there any more proves nothing, not even of the whole of it
        return compare_returns(was, _emptied(was)).with_columns(pl.lit(OUT_OF_REACH).alias("status"))
    return pl.DataFrame(schema=dict(COMPARISON))


def _emptied(check: CheckedReturn) -> CheckedReturn:
    return replace(check, findings=check.findings.clear(), rows=check.rows.clear())
