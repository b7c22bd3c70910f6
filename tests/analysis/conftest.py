"""The small council of `council.py`, reviewed twice and compared, once for every test of a module."""

from pathlib import Path

import pytest
from tests.analysis.council import FIRST, SECOND, reviewed

from everycase.analysis.evidence import Evidence, gather
from everycase.cli.console import settings_of
from everycase.standards.catalogue import catalogue


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    store = reviewed(Path(tmp_path_factory.mktemp("riverside")) / "council", FIRST, SECOND)
    return gather(store, catalogue(), settings_of(store))
