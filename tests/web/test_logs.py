"""Logs say what was served and how it went, and nothing of any person."""

from __future__ import annotations

import json
import logging

import pytest
from django.urls import reverse

from everycase.web.logs import JsonLines


def line(
    name: str, message: object, *values: object, error: BaseException | None = None, **extra: object
) -> dict:
    record = logging.makeLogRecord(
        {
            "name": name,
            "msg": message,
            "args": values,
            "levelname": "ERROR",
            "exc_info": (type(error), error, error.__traceback__) if error else None,
            **extra,
        }
    )
    told: dict = json.loads(JsonLines().format(record))
    return told


def raised() -> ValueError:
    try:
        raise ValueError("Amira Khan, born 1 May 2020")
    except ValueError as error:
        return error


def test_our_own_words_are_told_with_what_they_count():
    told = line("everycase.web.cases.loading", "load done", load=7, seconds=3.5)
    assert (told["says"], told["load"], told["seconds"]) == ("load done", 7, 3.5)


def test_what_is_no_count_or_page_is_left_out():
    assert "Amira" not in json.dumps(line("everycase.web.x", "load done", child="Amira Khan"))


@pytest.mark.parametrize(
    ("name", "message", "values"),
    [
        ("django.request", "Not Found: %s", ("/children/1000031/",)),
        ("axes.handlers", "Repeated login failure by %s.", ("jo.shaw@example.org",)),
        ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'jo.shaw'", ()),
        ("django.db.backends", "Key (child_id)=(1000031) already exists.", ()),
    ],
)
def test_of_others_words_the_values_are_left_out(name, message, values):
    told = line(name, message, *values)
    text = json.dumps(told)
    assert told["logger"] == name
    assert all(secret not in text for secret in ("1000031", "jo.shaw"))


def test_an_error_is_told_by_its_kind_and_place_without_its_words():
    told = line("everycase.web.x", "job failed", error=raised())
    assert told["raised"] == "ValueError"
    assert "test_logs.py" in told["where"][-1]
    assert "Amira" not in json.dumps(told)


def requests(caplog) -> list[dict]:
    mine = [record for record in caplog.records if record.name == "everycase.web.requests"]
    return [json.loads(JsonLines().format(record)) for record in mine]


def test_a_page_is_logged_by_its_name_and_its_reader_by_a_number(house, client, caplog):
    client.force_login(house.social_worker)
    with caplog.at_level(logging.INFO, logger="everycase"):
        client.get(reverse("my-work") + "?q=Amira")
        client.get("/children/1000031/")
        client.get(reverse("my-work"))
    first, child, again = requests(caplog)
    assert (first["method"], first["page"], first["status"]) == ("GET", "my-work", 200)
    assert first["person"] == again["person"] != ""
    everything = json.dumps([first, child, again])
    told = [house.social_worker.email, "Social Worker", "Amira", "1000031"]
    assert [word for word in told if word in everything] == []


def test_who_is_not_signed_in_has_no_number(db, client, caplog):
    with caplog.at_level(logging.INFO, logger="everycase"):
        client.get(reverse("my-work"))
    assert requests(caplog)[0]["person"] == ""
