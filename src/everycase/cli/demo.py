"""`everycase demo`: the main job on a made-up council, from extract to proof, told as a story."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from everycase.analysis.wording import plural
from everycase.analysis.worklist import of_cases
from everycase.cli import compare as comparing
from everycase.cli import review as reviewing
from everycase.cli.console import UNUSABLE, day_in_words, fail, out, say, say_path, settings_of, steps
from everycase.cli.demo_pages import pages
from everycase.record.loading import Tell
from everycase.record.store import Store
from everycase.review.compare import summary
from everycase.review.nightly import comparison_kept, review_kept
from everycase.review.returns_loaded import load_all
from everycase.review.review import Review
from everycase.review.states import MET_LATE
from everycase.standards.council import written_out
from everycase.standards.language import Area
from everycase.synthetic.demo import PROVIDERS, write_extracts
from everycase.synthetic.places import AUTHORITY

NAME = "Riverside Council (made up)"
FIRST, SECOND = date(2026, 10, 24), date(2026, 11, 24)
CHILDREN, SEED = 1_200, 7
MARK = "made-up.txt"
RECENT = timedelta(days=274)
INTAKE_AREAS = [str(Area.FRONT_DOOR), str(Area.ASSESSMENT)]
WORTH_TELLING = ("proved right", "still open", "new")


def command(
    folder: Annotated[Path, typer.Option(help="Where to write it; what is there is replaced.")] = Path(
        "demo"
    ),
    children: Annotated[int, typer.Option(help="Children known to the made-up council.", min=50)] = CHILDREN,
    seed: Annotated[int, typer.Option(help="The same seed makes the same council.")] = SEED,
    serve: Annotated[
        bool, typer.Option(help="At the end, serve the council's web pages on this machine.")
    ] = True,
    port: Annotated[int, typer.Option(help="The port to serve them on.", min=1, max=65535)] = 8000,
) -> None:
    """Make a council, write its extracts for two dates, load, review and compare them, and tell the story.

    The council is made up: three years after an improvement notice, good in most services, and weak on
    recording and timeliness in its intake team. A month later much of it has been put right.

    Then its people work in the web system, which is served on this machine with a sign-in for each role;
    where no person is at the terminal, it is filled and not served.
    """
    _emptied(folder)
    store = Store(folder / "council")
    store.folder.mkdir()
    store.settings_path.write_text(_settings(), encoding="utf-8")
    with steps() as tell:
        tell("Making the council and writing its extracts")
        extracts = write_extracts(folder / "extracts", dates=(FIRST, SECOND), children=children, seed=seed)
        shutil.copyfile(folder / "extracts" / PROVIDERS, store.folder / PROVIDERS)
        reviews = [_load_and_review(store, day, files, tell) for day, files in extracts.items()]
        tell("Comparing the two reviews")
        changes = comparison_kept(store, settings_of(store), FIRST, SECOND)
    _story(store, reviews, changes)
    pages(store, (FIRST, SECOND), port=port, serve=serve and out.is_terminal)


def _settings() -> str:
    """As a council has them, but that a sign-off must show in the very next extract: here is only one.

    They name what the looked-after return is compared with, as any council's should.
    """
    told = written_out(NAME).replace("# extracts_to_prove = 2", "extracts_to_prove = 1")
    return told.replace('# authority = ""', f'authority = "{AUTHORITY}"').replace(
        "# providers = []", f'providers = ["{PROVIDERS}"]'
    )


def _emptied(folder: Path) -> None:
    """A folder of its own for the demo. One that an earlier demo made is emptied; any other is left alone."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        fail(f"{folder} holds something that no demo wrote: name another folder with --folder", UNUSABLE)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.write_text("Everything here is made up, and is replaced by the next demo.\n", encoding="utf-8")


def _load_and_review(store: Store, day: date, files: list[Path], tell: Tell) -> Review:
    settings = settings_of(store)
    load_all(store, [str(path) for path in files], settings, as_of=day, tell=tell)
    return review_kept(store, settings, day, tell)


def _story(store: Store, reviews: list[Review], changes: pl.DataFrame) -> None:
    first, second = reviews
    out.rule(f"{NAME}: the review of {day_in_words(FIRST)}")
    reviewing.tell_of(store, first)
    _intake(store, first)
    out.rule(f"A month later: {day_in_words(SECOND)}")
    reviewing.tell_of(store, second)
    _intake(store, second)
    comparing.tell_of(changes, FIRST, SECOND)
    counts = summary(of_cases(changes))
    told = ", ".join(f"{counts[status]:,} {status}" for status in WORTH_TELLING)
    out.print()
    say(
        f"{told}. Only what the second extract shows to be right is proved right.",
        lead="In a month, in the cases:",
    )
    say_path("Extracts, records and reviews:", store.folder.parent)


def _intake(store: Store, result: Review) -> None:
    """How the cases of the intake teams stand: how many children's have something weak, and who is unsafe."""
    record = store.record(result.as_of)
    teams = record.scan("teams").filter(pl.col("team_name").str.contains("Intake")).select("team_id")
    recent = record.scan("referrals").filter(pl.col("referred_on") >= result.as_of - RECENT)
    children = recent.join(teams, on="team_id", how="semi").select("child_id").unique().collect()
    weak = pl.col("area").is_in(INTAKE_AREAS)
    found = result.findings.filter(weak & (pl.col("severity") > 0)).select("child_id", "red_line")
    late = result.obligations.filter(weak & (pl.col("state") == MET_LATE)).select(
        "child_id", pl.lit(value=False).alias("red_line")
    )
    theirs = pl.concat([found, late]).join(children, on="child_id", how="semi")
    some, unsafe = theirs["child_id"].n_unique(), theirs.filter("red_line")["child_id"].n_unique()
    waits = found.join(children, on="child_id", how="semi")["child_id"].n_unique()
    say(
        f"{some} of {plural(children.height, 'child', 'children')} referred in the last nine months have "
        f"weak recording or late work in the front door or the assessment, {waits} of them something still "
        f"to put right; {unsafe or 'none'} may be unsafe.",
        lead="The intake teams:",
    )
