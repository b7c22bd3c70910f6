"""`python -m tests.browser.screenshots COUNCIL OUT` (make screenshots): every main page of the demo, as PNG.

COUNCIL: the folder of the made-up council that `everycase demo` filled. Each page is written twice, as it is
at a desk and on a phone, to be looked at by a person. Views of children are written to the council's own log.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from everycase.web.people.models import User

HERE_ONLY = {
    "DJANGO_SETTINGS_MODULE": "everycase.web.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "yes",  # Playwright keeps a loop running in this thread
    "EVERYCASE_LOCAL": "yes",
    "EVERYCASE_MFA": "no",
    "EVERYCASE_DATABASE_URL": "",
    "EVERYCASE_LOG_LEVEL": "ERROR",
    "EVERYCASE_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}


@dataclass(frozen=True)
class Shot:
    """One page to look at: the picture's name, as whom, and its address.

    asked: what is typed into the search first.
    """

    name: str
    role: str
    address: str
    asked: str = ""


@dataclass
class Places:
    """What of the demo the pages are about: chosen so that each page has something on it."""

    child: str
    finding: str
    action: int
    sent_back: str
    red_line: str
    to_check: str
    set_aside: str
    no_case: str
    standard: str
    load: int
    running: int
    numbers: Mapping[str, int] = field(default_factory=dict)


def shots(at: Places) -> list[Shot]:
    """Every page, role by role."""
    from everycase.web.people.roles import ROLES

    first = [Shot(f"home-{key}", key, "/") for key in ROLES]
    worker, manager, service = "social_worker", "team_manager", "service_manager"
    director, analyst, admin = "director", "analyst", "administrator"
    return [
        Shot("sign-in", "", "/accounts/login/"),
        *first,
        Shot("case", worker, f"/children/{at.child}/"),
        Shot("case-due", worker, f"/children/{at.child}/due/"),
        Shot("case-chronology", worker, f"/children/{at.child}/chronology/"),
        Shot("case-people", worker, f"/children/{at.child}/people/"),
        Shot("case-voice", worker, f"/children/{at.child}/voice/"),
        Shot("case-note", manager, f"/children/{at.child}/note/"),
        Shot("case-who-looked", manager, f"/children/{at.child}/who-looked/"),
        Shot("case-restriction", manager, f"/children/{at.child}/restriction/"),
        Shot("case-assign", manager, f"/children/{at.child}/assign/"),
        Shot("case-for-analyst", analyst, f"/children/{at.child}/"),
        Shot("case-refused", worker, f"/children/{at.no_case}/"),
        Shot("finding", worker, f"/findings/{at.finding}/"),
        Shot("finding-sent-back", manager, f"/findings/{at.sent_back}/"),
        Shot("finding-set-aside", manager, f"/findings/{at.set_aside}/"),
        Shot("red-line", director, f"/findings/{at.red_line}/"),
        Shot("to-put-right", worker, f"/to-put-right/{at.action}/"),
        Shot("absences", worker, "/absences/"),
        Shot("absence-new", worker, "/absences/new/"),
        Shot("your-account", worker, "/your-account/"),
        Shot("notices", manager, "/told/"),
        Shot("checking", manager, f"/checking/{at.to_check}/"),
        Shot("checking-proved", manager, "/checking/proved/"),
        Shot("hand-over-no-team", director, "/my-team/hand-over/"),
        Shot("hand-over", manager, "/my-team/hand-over/"),
        Shot("my-team-director", director, "/my-team/"),
        Shot("second-readings", service, "/second-readings/"),
        Shot("who-looked", manager, "/who-looked/"),
        Shot("broken-glass", manager, "/broken-glass/"),
        Shot("search", manager, "/find/"),
        Shot("search-found", manager, "/find/", asked="a"),
        Shot("search-nothing", manager, "/find/", asked="zzz"),
        Shot("cell", service, "/service/child protection/timeliness/"),
        Shot("cell-front-door", director, "/service/front door/records/"),
        Shot("cell-cases", director, "/service/front door/records/cases/"),
        Shot("load", analyst, f"/extracts/{at.load}/"),
        Shot("load-running", analyst, f"/extracts/{at.running}/"),
        Shot("load-problems", analyst, f"/extracts/{at.load}/problems/?kind=duplicate"),
        Shot("load-new", analyst, "/extracts/new/"),
        Shot("untold", analyst, "/extracts/untold/"),
        Shot("standards-precision", analyst, "/standards/"),
        Shot("standard", analyst, f"/standards/{at.standard}/"),
        Shot("story-analyst", analyst, "/story/"),
        Shot("accounts-new", admin, "/people/new/"),
        Shot("account", admin, f"/people/{at.numbers['worker']}/"),
        Shot("account-close", admin, f"/people/{at.numbers['worker']}/close/"),
        Shot("roles", admin, "/people/roles/"),
        Shot("services", admin, "/services/"),
        Shot("service", admin, f"/services/{at.numbers['service']}/"),
        Shot("tokens", admin, "/tokens/"),
    ]


def places() -> Places:
    """Look the demo through for what the pages are about."""
    from everycase.web.actions.models import STILL_WRONG, Finding, State
    from everycase.web.cases.models import Child, Load
    from everycase.web.people.models import Service

    worker, manager = person("social_worker"), person("team_manager")
    mine = Finding.objects.filter(action__owner=worker, red_line=False, kind__in=["clock", "rule"])
    still = mine.filter(state__in=STILL_WRONG)
    most = still.first() or mine.get()
    return Places(
        child=most.child.child_id if most.child else "",
        finding=most.key,
        action=most.action_id,
        sent_back=_key(Finding.objects.filter(team__managers=manager, transitions__verb="send back"), most),
        red_line=_key(Finding.objects.filter(red_line=True, state__in=STILL_WRONG), most),
        to_check=_key(Finding.objects.filter(team__managers=manager, state=State.WAITING_CHECK), most),
        set_aside=_key(Finding.objects.filter(team__managers=manager, state=State.SET_ASIDE), most),
        no_case=Child.objects.exclude(team__managers=manager).exclude(worker_key="")[0].child_id,
        standard=most.standard,
        load=Load.objects.filter(state=Load.State.DONE)[0].pk,
        running=_running().pk,
        numbers={"worker": worker.pk, "service": Service.objects.all()[0].pk},
    )


def _key(found, otherwise) -> str:
    first = found.first()
    return str((first or otherwise).key)


def person(role: str) -> User:
    """The demo's one of each role."""
    from everycase.web.people.models import User

    return User.objects.get(email=f"{role.replace('_', '-')}@demo.example")


def _running():
    """A load in the middle: the demo has none, since it waits until all are done."""
    from django.utils import timezone

    from everycase.web.cases.models import Load

    found = Load.objects.filter(state=Load.State.RUNNING).first()
    return found or Load.objects.create(
        way=Load.Way.UPLOAD,
        asked_by=person("analyst"),
        state=Load.State.RUNNING,
        started_at=timezone.now(),
        step="Checking every case against every standard",
        files=[{"name": "ssd_person.csv", "size": 48_213}],
        tries=1,
    )


def glass_broken() -> None:
    """A case opened with a reason, told to the manager whose page is shown."""
    from everycase.web.cases.glass import break_glass
    from everycase.web.cases.models import BrokenGlass, Child

    child = Child.objects.filter(team__managers=person("team_manager"), open_now=True)[0]
    officer = person("reviewing_officer")
    if not BrokenGlass.objects.exists():
        break_glass(officer, child, "On duty tonight: the family rang.", "/broken-glass/")


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of these pages, in a thread of this process."""
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("127.0.0.1", lambda app: app)  # styles and scripts by the middleware, as served
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def taken(browser: Browser, live: str, shot: Shot, out: Path) -> list[str]:
    """Write one page's pictures. Gives what is wrong that a program can see."""
    from django.test import Client

    wrong = list[str]()
    for size, viewport in SIZES.items():
        context = browser.new_context(viewport=viewport, base_url=live)
        if shot.role:
            client = Client()
            client.force_login(person(shot.role))
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live}])
        page = context.new_page()
        answer = page.goto(shot.address)
        if shot.asked:
            page.get_by_role("searchbox").or_(page.locator("input[name=asked]")).first.fill(shot.asked)
            page.locator("main button").first.click()
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > viewport["width"]:
            wrong.append(f"{shot.name} is {width} wide at {viewport['width']}")
        if answer is not None and answer.status >= 400 and "refused" not in shot.name:
            wrong.append(f"{shot.name} answers {answer.status}")
        page.screenshot(path=out / f"{shot.name}-{size}.png", full_page=True)
        context.close()
    return wrong


def main(council: str, out: str) -> int:
    """Every picture of the demo's council, into `out`. Gives how many pages something is wrong with."""
    os.environ |= HERE_ONLY | {"EVERYCASE_COUNCIL": council}
    import django

    django.setup()
    from tests.browser.conftest import CHROMIUM, HOW, QUIET

    if CHROMIUM is None:
        sys.stderr.write(f"No pictures: {HOW}\n")
        return 1
    glass_broken()
    every, folder = shots(places()), Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    only = sys.argv[3:]
    wrong = list[str]()
    with served() as live, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for shot in every:
            if not only or any(shot.name.startswith(name) for name in only):
                wrong += taken(browser, live, shot, folder)
        browser.close()
    sys.stdout.write("\n".join([*wrong, f"{len(every)} pages, each twice: {folder}/"]) + "\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
