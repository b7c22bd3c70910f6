"""What every test shares: one bounded hypothesis profile, the same examples each time in CI."""

import os
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

IN_CI = os.environ.get("CI") == "true"

settings.register_profile(
    "everycase",
    max_examples=50,
    deadline=None,  # the first example of a test also pays for its imports
    derandomize=IN_CI,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("everycase")


@pytest.fixture(autouse=True)
def _environment_as_it_was():
    """A command that starts the web system names its folder in the environment: not for the next test."""
    with patch.dict(os.environ):
        yield
