"""`make bench`: load, review and compare a made-up council of 20,000 children; then its scaling.

Options: `--children N` (20,000 if not given), `--annex-a N` (children behind the workbook).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import jobs
from benchmarks.measure import Measured, measured

OPEN_CASES_FROM = 72_000
"""Children heard of in six years behind about 5,000 open cases."""


def main() -> None:
    """Measure, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--annex-a", type=int, default=OPEN_CASES_FROM)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = _main_jobs(Path(folder), asked.children)
    with tempfile.TemporaryDirectory() as folder:
        _scaling(Path(folder), asked.children // 10, whole)
    with tempfile.TemporaryDirectory() as folder:
        done = measured(jobs.annex_a, Path(folder), asked.annex_a)
        _say("Annex A workbook loaded", done, f"{done.result:,} open cases (aim: 5,000 in under 5 s)")


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
    spent = f"{done.spent.seconds:7.2f} s {done.spent.busy:7.2f} s busy"
    print(f"{what:<38} {spent} {done.gib:6.2f} GiB  {more}", flush=True)


if __name__ == "__main__":
    main()
