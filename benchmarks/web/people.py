"""People at work over HTTP: each signed in, follows links from page to page, and presses buttons."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from random import Random
from urllib.parse import urlencode

LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MOVE = re.compile(r'<form method="post" action="(/to-put-right/\d+/move/)"(.*?)</form>', re.DOTALL)
TICKED = re.compile(r'name="finding" value="([^"]+)"')
VERB = re.compile(r'name="verb" value="([^"]+)"')
NOT_FOLLOWED = ("/accounts/", "/static/", "/told/")
ANSWERED = {200, 302, 303}
NO_ANSWER = 0


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: their role, and their session's key."""

    role: str
    session: str


@dataclass
class Day:
    """What everybody met: seconds by page or button, and answers that were none."""

    seconds: list[float] = field(default_factory=list)
    pressed: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, path: str, status: int, seconds: float, *, pressed: bool = False) -> None:
        """Write down one answer."""
        with self.lock:
            self.seconds.append(seconds)
            self.pressed += pressed
            if status not in ANSWERED:
                self.wrong[f"{status or 'no answer'} {re.sub('[0-9a-f]{8,}|[0-9]+', '…', path)}"] += 1


def at_work(port: int, people: Sequence[Person], seconds: float, pause: float) -> Day:
    """Everybody at once, for so long, each with a pause between pages of `pause` seconds or so."""
    day = Day()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_Worker(port, person, Random(n), day, pause).work, args=(until,))
        for n, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return day


class _Worker:
    """One person's browser."""

    def __init__(self, port: int, person: Person, chance: Random, day: Day, pause: float) -> None:
        self.port, self.person, self.chance, self.day, self.pause = port, person, chance, day, pause
        self.cookies = {"sessionid": person.session}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def work(self, until: float) -> None:
        """From the first screen on, until the day is over."""
        page = self._asked("GET", "/")
        while time.monotonic() < until:
            time.sleep(self.pause * self.chance.uniform(0.5, 1.5))
            page = self._pressed(page) or self._asked("GET", self._next(page))
        self.connection.close()

    def _next(self, page: str) -> str:
        """A link of the page; now and then, and where there is none, the first screen."""
        links = [unescape(link) for link in LINK.findall(page) if not link.startswith(NOT_FOLLOWED)]
        return self.chance.choice(links) if links and self.chance.random() > 0.1 else "/"

    def _pressed(self, page: str) -> str:
        """What comes of pressing one of the buttons with which findings are moved, where there is one."""
        form, token = MOVE.search(page), HIDDEN.search(page)
        if form is None or token is None or not (verbs := VERB.findall(form[2])):
            return ""
        given = {
            "csrfmiddlewaretoken": token[1],
            "verb": unescape(self.chance.choice(verbs)),
            "finding": TICKED.findall(form[2]),
            "why": "Written down in the case system now.",
        }
        return self._asked("POST", form[1], urlencode(given, doseq=True))

    def _asked(self, method: str, path: str, body: str | None = None) -> str:
        """The page, and the one that it leads to."""
        for _ in range(4):
            status, page, leads_to = self._one(method, path, body)
            if not leads_to:
                return page if status in ANSWERED else ""
            method, path, body = "GET", leads_to, None
        return ""

    def _one(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.day.note(f"{path} {type(error).__name__}", NO_ANSWER, time.perf_counter() - begun)
            return NO_ANSWER, "", ""
        self.day.note(path, answer.status, time.perf_counter() - begun, pressed=method == "POST")
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = told.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, page, answer.headers.get("Location") or ""
