"""What the rules of a return compare with, as a council's settings name it: the same on every way in."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from everycase.record.store import Store
from everycase.returns.problems import UnreadableError
from everycase.returns.reference import NoSuchAuthorityError, Reference, load
from everycase.standards.council import Returns, Settings, SettingsError

LIST_OF_POSTCODES = "reference"
"""Folder of a council's folder in which the list of postcodes is laid out, where the user has no cache."""


@dataclass(frozen=True)
class Given:
    """What somebody names for one check, in the place of what the settings say.

    postcodes: the folder in which the list of postcodes is laid out.
    """

    providers: Sequence[Path] = ()
    authority: str = ""
    postcodes: Path | None = None


def reference_of(
    store: Store | None,
    settings: Settings,
    tell: Callable[[str], None] = lambda _step: None,
    given: Given = Given(),
) -> Reference:
    """What there is to compare with: as it is given, and where it isn't, as the settings of a council say.

    Raises SettingsError, with what to do, where a workbook that the settings name isn't there or can't be
    read, or no postcode lies in their authority; of what is given, UnreadableError and NoSuchAuthorityError.
    """
    named = settings.file.returns
    tell("Opening the list of postcodes (laid out on first use: half a minute)")
    try:
        return load(
            _folders(store, given),
            providers=given.providers or (_workbooks(store, named) if store else ()),
            authority=given.authority or named.authority or None,
        )
    except NoSuchAuthorityError as error:
        if given.authority or store is None:
            raise
        raise SettingsError(f"{store.settings_path}: returns.authority: {error}") from error
    except UnreadableError as error:
        if given.providers or store is None:
            raise
        told = f"{store.settings_path}: returns.providers: {error}"
        raise SettingsError(f"{told} Download it from Ofsted again, or take its name out.") from error


def _folders(store: Store | None, given: Given) -> list[Path]:
    """Where the list of postcodes may lie. A service may write to nothing but the council's folder."""
    if given.postcodes is not None:
        return [given.postcodes]
    return [cache_folder(), *([store.folder / LIST_OF_POSTCODES] if store else [])]


def _workbooks(store: Store, named: Returns) -> list[Path]:
    """Ofsted's workbooks that the settings name; a name without a folder lies in the council's.

    Raises SettingsError where one isn't there.
    """
    places = [store.folder / name for name in named.providers]
    for name, place in zip(named.providers, places, strict=True):
        if not place.is_file():
            raise SettingsError(
                f"{store.settings_path}: returns.providers: found '{name}', and there is no file "
                f"{place.resolve()}. Put Ofsted's workbook there, or take its name out: rules that need it "
                "then say that they can't be told."
            )
    return places


def cache_folder() -> Path:
    """Where the list of postcodes is kept, if no other folder is named."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "everycase"
