"""`make bench`: load, review and compare a made-up council of 20,000 children; its scaling; the returns.

Options: `--children N` (20,000 if not given), `--annex-a N` (children behind the workbook), `--only returns`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import jobs, return_jobs
from benchmarks.measure import Measured, measured

IN_CARE, IN_NEED, ENGLAND = 5_000, 10_000, 100_000
"""Children in a large council's two returns, and in England's SSDA903."""
OPEN_CASES_FROM = 72_000
"""Children heard of in six years behind about 5,000 open cases."""


RETURNS = {
    "SSDA903": (return_jobs.make_ssda903, return_jobs.check_ssda903),
    "CIN census": (return_jobs.make_census, return_jobs.check_census),
}
"""Return → how it is made, and how it is read and checked."""


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--annex-a", type=int, default=OPEN_CASES_FROM)
    parser.add_argument("--only", choices=["returns"])
    asked = parser.parse_args()
    if asked.only:
        _returns()
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = _main_jobs(Path(folder), asked.children)
    with tempfile.TemporaryDirectory() as folder:
        _scaling(Path(folder), asked.children // 10, whole)
    with tempfile.TemporaryDirectory() as folder:
        done = measured(jobs.annex_a, Path(folder), asked.annex_a)
        _say("Annex A workbook loaded", done, f"{done.result:,} open cases (aim: 5,000 in under 5 s)")
    _returns()


def _returns() -> None:
    """Each return of a large council and of ten and twenty times as many children, from disk to findings."""
    aims = {IN_CARE: "aim: under 0.5 s on two cores", ENGLAND: "aim: under 2 GiB for a million rows"}
    care = [_checked("SSDA903", children, aims.get(children, "")) for children in (IN_CARE, ENGLAND)]
    _say_growth("SSDA903", care, ENGLAND // IN_CARE)
    need = [
        _checked("CIN census", children, aim)
        for children, aim in ((IN_NEED, "aim: under 1 s on two cores"), (10 * IN_NEED, aims[ENGLAND]))
    ]
    _say_growth("CIN census", need, 10)


def _checked(name: str, children: int, aim: str) -> Measured:
    make, check = RETURNS[name]
    times = return_jobs.TIMES if children < ENGLAND else 1
    with tempfile.TemporaryDirectory() as folder:
        measured(make, Path(folder), children)
        done = measured(check, Path(folder), times)
    told = done.result
    _say(
        f"{name} of {children:,} children checked",
        done,
        f"{told.judged} of {told.rules} rules, {told.rows:,} rows, {told.findings:,} findings ({aim})",
    )
    return done


def _say_growth(name: str, done: Sequence[Measured], times: int) -> None:
    """By the processor's time: what else the machine does makes the clock on the wall say anything."""
    first, last = (one.spent.processor for one in done)
    print(f"{name}: {times} times as many children take {last / first:.1f} times", flush=True)


def _main_jobs(folder: Path, children: int) -> Measured:
    made = measured(jobs.make, children, folder)
    _say("council made, two extracts written", made, f"{children:,} children, {made.result:,} record rows")
    for day in (jobs.BEFORE, jobs.NOW):
        done = measured(jobs.load_one, folder, day)
        _say(f"extract of {day} loaded", done, f"{done.result:,} rows")
    measured(jobs.review_one, folder, jobs.BEFORE)
    whole = measured(jobs.review_one, folder, jobs.NOW)
    due, found, standards = whole.result
    _say(
        "review",
        whole,
        f"{standards} standards, {due:,} obligations, {found:,} findings (aim: under 2 s, 2 GiB)",
    )
    done = measured(jobs.compare_two, folder)
    _say("comparison", done, f"{done.result:,} findings")
    done = measured(jobs.read_a_child, folder)
    _say("one child's whole record read", done, f"{done.result:,} rows, {1000 * done.spent.seconds:.0f} ms")
    fewer = measured(jobs.review_one, folder, jobs.NOW, 50)
    left = standards - fewer.result[2]
    each = 1000 * (whole.spent.seconds - fewer.spent.seconds) / max(left, 1)
    _say("review with fewer standards", fewer, f"{left} fewer: one more standard costs {each:.1f} ms")
    return whole


def _scaling(folder: Path, children: int, whole: Measured) -> None:
    measured(jobs.make, children, folder)
    measured(jobs.load_one, folder, jobs.NOW)
    tenth = measured(jobs.review_one, folder, jobs.NOW)
    times = whole.spent.seconds / tenth.spent.seconds
    _say(
        "review of a tenth",
        tenth,
        f"{children:,} children: ten times as many take {times:.1f} times (aim: 11)",
    )


def _say(what: str, done: Measured, more: str) -> None:
    spent = f"{done.spent.seconds:7.2f} s, {done.spent.processor:6.2f} s of processor"
    print(f"{what:<38} {spent} {done.gib:6.2f} GiB  {more}", flush=True)


if __name__ == "__main__":
    main()
