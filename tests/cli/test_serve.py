"""`everycase serve`: says what is missing; serves, and stops cleanly."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from everycase.cli import serve
from everycase.standards.council import written_out

KEY = "a secret that is longer than the fifty characters asked for"


@pytest.fixture
def council(tmp_path):
    (tmp_path / "council.toml").write_text(written_out("Test council"))
    return tmp_path


@pytest.fixture
def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def test_a_folder_that_is_no_councils_is_told(everycase, tmp_path):
    ended = everycase("serve", "--council", tmp_path)
    assert (ended.code, "is not a council's folder" in ended.error) == (3, True)


def test_without_a_secret_key_it_says_how_to_make_one(everycase, council, monkeypatch):
    monkeypatch.delenv("EVERYCASE_LOCAL", raising=False)
    monkeypatch.setenv("EVERYCASE_SECRET_KEY", "short")
    ended = everycase("serve", "--council", council)
    assert ended.code == 2
    assert "set EVERYCASE_SECRET_KEY to a random text of 50 characters or more" in ended.error


def test_without_built_styles_it_says_what_builds_them(everycase, council, monkeypatch, tmp_path):
    monkeypatch.setenv("EVERYCASE_SECRET_KEY", KEY)
    monkeypatch.setattr(serve, "STATIC", tmp_path / "not there")
    ended = everycase("serve", "--council", council)
    assert (ended.code, "run `make install`" in ended.error) == (2, True)


def test_a_port_that_is_taken_is_told(everycase, council, monkeypatch):
    monkeypatch.setenv("EVERYCASE_SECRET_KEY", KEY)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = everycase("serve", "--council", council, "--port", port)
    assert (ended.code, f"127.0.0.1:{port}" in ended.error) == (2, True)


@pytest.mark.slow
def test_it_serves_and_stops(council, free_port):
    environment = {
        **os.environ,
        "EVERYCASE_SECRET_KEY": KEY,
        "EVERYCASE_LOCAL": "yes",
        "EVERYCASE_WATCH": str(council / "watched"),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", "from everycase.cli.main import main; main()", "serve"]
    options = ["--council", str(council), "--port", str(free_port), "--workers", "1"]
    with subprocess.Popen(
        [*command, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            ready = answer(free_port, "/readyz", 90)
        finally:
            server.send_signal(signal.SIGTERM)
            printed = server.communicate(timeout=60)[0].decode()
    assert ready == {"database": "good", "record": "good"}
    assert server.returncode == 0
    assert printed.rstrip().endswith("Stopped.")
    assert not serve.is_taken("127.0.0.1", free_port)


def answer(port: int, path: str, patience: float) -> dict[str, str]:
    until = time.monotonic() + patience
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as response:
                told: dict[str, str] = json.loads(response.read())
                return told
        except (URLError, HTTPError, ConnectionError):
            assert time.monotonic() < until, "it doesn't answer"
            time.sleep(0.3)
