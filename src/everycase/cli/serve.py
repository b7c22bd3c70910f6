"""`everycase serve`: the web system, with its worker and its clock."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from everycase.cli.console import HERE, UNUSABLE, Folder, fail, say, say_path, store_at
from everycase.cli.pages import pages_of

STATIC = Path(__file__).parent.parent / "web" / "static"
BUILT = ("site.css", "govuk-frontend.min.js", "htmx.min.js")
LOCAL, SECRET = "EVERYCASE_LOCAL", "EVERYCASE_SECRET_KEY"


def command(
    folder: Folder = HERE,
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    address: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for every one of this machine's.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Processes that serve pages.", min=1, max=64)] = 2,
) -> None:
    """Serve the web system: brings its database up to date, and runs the pages, the worker and the clock.

    Ctrl-C, or a signal to end, stops them all. The environment says how it is set up: see the reference page
    on environment variables.

    Example: `everycase serve --council /srv/everycase --port 8000`
    """
    store_at(folder)
    if missing := what_is_missing():
        fail(" ".join(missing), UNUSABLE)
    if is_taken(address, port):
        fail(f"another program listens at {address}:{port} already: choose another --port", UNUSABLE)
    run(folder.resolve(), address, port, workers)


def what_is_missing() -> list[str]:
    """What has to be done before anything can be served, in sentences."""
    told = []
    if any(not (STATIC / name).is_file() for name in BUILT):
        told.append("The pages' styles and scripts aren't built: run `make install`.")
    local = os.environ.get(LOCAL, "").lower() in {"yes", "true", "1"}
    if not local and len(os.environ.get(SECRET, "")) < 50:
        told.append(
            f"There is no secret key: set {SECRET} to a random text of 50 characters or more, such as "
            "`openssl rand -base64 48` prints, and keep it."
        )
    return told


def is_taken(address: str, port: int) -> bool:
    """Whether this address and port can't be listened on."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return True
    return False


def _made_ready() -> None:
    """The database with this version's tables; what a stop left half done, taken up again."""
    from django.core.management import call_command

    from everycase.web.cases.loading import take_up_again

    say("Bringing the database up to date.")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if taken_up := take_up_again():
        say(f"Taken up again: {len(taken_up)} load that was stopped in the middle.")


def run(folder: Path, address: str, port: int, workers: int) -> None:
    """Make ready and run the programs, until told to stop. Exits where one of them doesn't stay up."""
    from everycase.web.serving import GaveUpError, ServedError, not_served, programs, serve

    try:
        with not_served(folder):
            with pages_of(folder):
                _made_ready()
            say_path("Serving at:", f"http://{address}:{port}")
            serve(programs(address, port, workers))
    except ServedError as error:
        fail(str(error), UNUSABLE)
    except GaveUpError as error:
        fail(f"the process '{error}' ends as soon as it is started: its log says why", UNUSABLE)
    say("Stopped.")
