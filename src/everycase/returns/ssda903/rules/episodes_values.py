"""Codes and dates of an episode, each by itself."""

from __future__ import annotations

from datetime import date

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import COLLECTION_END, Rule, is_one_of, rows, unreadable
from everycase.returns.ssda903.facts import OTHER_PLACES, is_other_place, not_in_list

col = pl.col


_PLACES = codes("ssda903", "place")
# Z1 became Z11 to Z14 in 2025/26; P2 and H5 were codes until October 2023.
_PLACES_TO_2025 = (*(place for place in _PLACES if place not in OTHER_PLACES), "Z1")
_PLACES_TO_2024 = (*_PLACES_TO_2025, "P2", "H5")
_TAKES_NO_PROVIDER = is_one_of(col("PLACE"), "T0", "T1", "T2", "T3") | is_other_place(col("PLACE"))

RULES = (
    Rule(
        "141",
        "Date episode began is not a valid date.",
        rows("Episodes", unreadable("DECOM")),
        fields="DECOM",
    ),
    Rule(
        "147",
        "Date episode ceased is not a valid date.",
        rows("Episodes", unreadable("DEC")),
        fields="DEC",
    ),
    Rule(
        "143",
        "The reason for new episode code is not a valid code.",
        rows("Episodes", not_in_list("RNE", "rne")),
        fields="RNE",
    ),
    Rule(
        "144",
        "The legal status code is not a valid code.",
        rows("Episodes", not_in_list("LS", "ls")),
        fields="LS",
    ),
    Rule(
        "145",
        "Category of need code is not a valid code.",
        rows("Episodes", not_in_list("CIN", "cin_need")),
        fields="CIN",
    ),
    Rule(
        "146",
        "Placement type code is not a valid code.",
        rows("Episodes", ~col("PLACE").is_in(_PLACES_TO_2024)),
        until=2024,
        fields="PLACE",
    ),
    Rule(
        "146",
        "Placement type code is not a valid code.",
        rows("Episodes", ~col("PLACE").is_in(_PLACES_TO_2025)),
        since=2025,
        until=2025,
        fields="PLACE",
    ),
    Rule(
        "146",
        "Placement type code is not a valid code.",
        rows("Episodes", ~col("PLACE").is_in(_PLACES)),
        since=2026,
        fields="PLACE",
    ),
    Rule(
        "149",
        "Reason episode ceased code is not valid.",
        rows("Episodes", not_in_list("REC", "rec")),
        fields="REC",
    ),
    Rule(
        "178",
        "Placement provider code is not a valid code.",
        rows(
            "Episodes",
            not_in_list("PLACE_PROVIDER", "place_provider")
            | (col("PLACE_PROVIDER").is_not_null() & _TAKES_NO_PROVIDER),
        ),
        fields="PLACE_PROVIDER",
    ),
    Rule(
        "1009",
        "Reason for placement change is not a valid code.",
        rows("Episodes", not_in_list("REASON_PLACE_CHANGE", "reason_place_change")),
        fields="REASON_PLACE_CHANGE",
    ),
    Rule(
        "148",
        "Date episode ceased and reason episode ceased must both be coded, or both left blank.",
        rows("Episodes", col("DEC").is_null() ^ col("REC").is_null()),
        fields="DEC REC",
    ),
    Rule(
        "233",
        "Reason for placement change is not required when the episode has not ceased.",
        rows("Episodes", col("DEC").is_null() & col("REASON_PLACE_CHANGE").is_not_null()),
        fields="REASON_PLACE_CHANGE",
        since=2026,
    ),
    Rule(
        "353",
        "No episode submitted can start before 14 October 1991.",
        rows("Episodes", col("DECOM") < date(1991, 10, 14)),
        fields="DECOM",
    ),
    Rule(
        "354",
        "Date episode ceased must be on or before the end of the current collection year.",
        rows("Episodes", col("DECOM") > COLLECTION_END),
        fields="DECOM",
    ),
    Rule(
        "355",
        "Episode appears to have lasted for less than 24 hours",
        rows("Episodes", col("DECOM") == col("DEC")),
        fields="DECOM DEC",
    ),
    Rule(
        "356",
        "The date the episode ceased is before the date the same episode started.",
        rows("Episodes", col("DEC") < col("DECOM")),
        fields="DECOM",
    ),
    Rule(
        "385",
        "Date episode ceased must be on or before the end of the current collection year.",
        rows("Episodes", col("DEC") > COLLECTION_END),
        fields="DEC",
    ),
)
