"""A small looked-after return, and what it is compared with: a child in a children's home."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl

OURS = "E06000014"
HOME, CARE = "YO1 7HH", "YO1 9RL"
POSTCODES = pl.DataFrame(
    {
        "postcode": ["YO17HH", "YO19RL"],
        "authority": [OURS, OURS],
        "east": [460300, 460600],
        "north": [452100, 451900],
    }
)
"""The two postcodes that the return has, as `Reference.postcodes` has them."""
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nAmira1,F,03/05/2015,WBRI,A123456789012,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    f"Amira1,05/05/2025,S,C2,N1,K2,PR1,,,,{HOME},{CARE},SC480011\n"
)
ABOUT_THE_NUMBER = ("219", "221", "224", "227", "228", "229", "1008")
"""Rules that look the home's number up in Ofsted's list."""


def write_return(folder: Path, *, urn: str = "SC480011") -> Path:
    """Header and episodes of 2025/26 in `folder`."""
    folder.mkdir(parents=True)
    (folder / "header.csv").write_text(HEADER, encoding="utf-8")
    (folder / "episodes.csv").write_text(EPISODES.replace("SC480011", urn), encoding="utf-8")
    return folder


def write_providers(path: Path) -> Path:
    """A workbook as Ofsted publishes it, in which the home is."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["URN", "Placement code", "Placement provider code", "Closed date", "Setting postcode"])
    sheet.append(["SC480011", "K2", "PR1", None, CARE])
    book.save(path)
    return path
