"""A child and whose case it is, for any list to stand on."""

from datetime import date

import polars as pl
import pytest

AS_OF = date(2026, 10, 31)


@pytest.fixture
def people():
    """Ada is 9 with a learning disability, Ben is unborn; Ada's worker since June is Sam Okoro."""
    return {
        "children": pl.DataFrame(
            {
                "child_id": ["ADA", "BEN"],
                "sex": ["F", None],
                "ethnicity": ["WBRI", "MWBC"],
                "born_on": [date(2016, 11, 1), None],
                "unaccompanied": [False, None],
            },
            schema_overrides={"born_on": pl.Date},
        ),
        "disabilities": pl.DataFrame({"child_id": ["ADA"], "disability": ["LD"]}),
        "teams": pl.DataFrame({"team_id": ["T1", "T2"], "team_name": ["Intake", "North"]}),
        "workers": pl.DataFrame({"worker_id": ["W1", "W2"], "full_name": ["Jo Reed", "Sam Okoro"]}),
        "involvements": pl.DataFrame(
            [
                ("ADA", "W1", "T1", "ALLOCATED", date(2026, 1, 5), date(2026, 6, 1)),
                ("ADA", "W2", "T2", "ALLOCATED", date(2026, 6, 1), None),
                ("ADA", "W1", "T1", "IRO", date(2026, 9, 1), None),
            ],
            schema=["child_id", "worker_id", "team_id", "role", "from_on", "to_on"],
            orient="row",
        ),
    }
