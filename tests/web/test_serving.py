"""Programs that are started together, kept up, and stopped together; small ones stand in for the real."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from everycase.web.serving import TOO_OFTEN, GaveUpError, Program, Supervisor, programs

STAYS = "import time\nwhile True: time.sleep(0.05)"
STUBBORN = (
    "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up', flush=True)\n" + STAYS
)


def program(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-c", code))


@pytest.fixture
def supervisor():
    made = Supervisor()
    yield made
    made.stop(patience=0.2)


def ended(supervisor: Supervisor) -> list[bool]:
    return [one.process.poll() is not None for one in supervisor.running]


def wait_for(condition) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_all_are_stopped_together(supervisor):
    supervisor.start([program("a", STAYS), program("b", STAYS)])
    assert ended(supervisor) == [False, False]
    supervisor.stop()
    assert ended(supervisor) == [True, True]


def test_one_that_ends_by_itself_is_started_again(supervisor):
    supervisor.start([program("ends", "pass"), program("stays", STAYS)])
    first, second = (one.process.pid for one in supervisor.running)
    wait_for(lambda: ended(supervisor)[0])
    supervisor.look(100.0)
    assert supervisor.running[0].process.pid != first
    assert supervisor.running[1].process.pid == second


def test_one_that_ends_again_and_again_is_given_up(supervisor):
    supervisor.start([program("ends", "pass")])
    for turn in range(TOO_OFTEN - 1):
        wait_for(lambda: ended(supervisor)[0])
        supervisor.look(100.0 + turn)
    wait_for(lambda: ended(supervisor)[0])
    with pytest.raises(GaveUpError, match="ends"):
        supervisor.look(110.0)


def test_one_that_ends_once_an_hour_is_not_given_up(supervisor):
    supervisor.start([program("ends", "pass")])
    for turn in range(TOO_OFTEN + 2):
        wait_for(lambda: ended(supervisor)[0])
        supervisor.look(3600.0 * turn)


def test_one_that_does_not_listen_is_ended(supervisor):
    supervisor.start([program("stubborn", STUBBORN)])
    time.sleep(0.5)
    stopping = threading.Thread(target=supervisor.stop, args=(0.3,))
    stopping.start()
    stopping.join(10)
    assert ended(supervisor) == [True]


def test_the_programs_are_the_pages_the_worker_and_the_clock():
    every = programs("127.0.0.1", 8000, 2)
    assert [one.name for one in every] == ["pages", "loads", "clock"]
    assert "8000" in every[0].command
