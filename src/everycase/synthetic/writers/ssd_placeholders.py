"""What SystemC's published script really puts into an extract where the definition says otherwise.

Source: the Standard Safeguarding Dataset's SystemC script, version 1.4.5, read line by line. What a column
always holds there takes the place of what the record has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import polars as pl

from everycase.record.codes import codes

NO_DATE = pl.lit(datetime.fromisoformat("1900-01-01"), dtype=pl.Datetime("us"))
NOBODY = "-1"
PLACEHOLDER = "SSD_PH"

Change = Callable[[pl.Expr], pl.Expr]


def _where_empty(value: pl.Expr | str) -> Change:
    filler = pl.lit(value) if isinstance(value, str) else value
    return lambda column: column.fill_null(filler)


def _always(value: pl.Expr | str | None) -> Change:
    constant = value if isinstance(value, pl.Expr) else pl.lit(value)
    return lambda _column: constant


def _described(code_list: str) -> Change:
    return lambda column: column.replace(codes(code_list))


COLUMNS: Mapping[str, Change] = {
    # An open assessment looks authorised in 1900, and no pathway plan looks like a very old one.
    "cina_assessment_auth_date": _where_empty(NO_DATE),
    "clea_pathway_plan_review_date": _where_empty(NO_DATE),
    "perm_placed_foster_carer_date": _always(NO_DATE),
    "earl_episode_worker_id": _always(PLACEHOLDER),
    "csdq_sdq_reason": _always(PLACEHOLDER),
    "clea_care_leaver_eligibility": _where_empty("No Current Eligibility"),
    "clea_care_leaver_accommodation": _described("care_leaver_accommodation"),
    "clea_care_leaver_accom_suitable": _described("suitability"),
    "clea_care_leaver_activity": _described("care_leaver_activity"),
    "invo_professional_id": _where_empty(NOBODY),
    "invo_professional_team": _where_empty(NOBODY),
    "cppr_cp_review_participation": _always(None),
    "link_valid_from_date": _always(None),
    "link_valid_to_date": _always(None),
    "prof_agency_worker_flag": _always(None),
    "pers_single_unique_id": _always(None),
}


def as_deployed(frame: pl.DataFrame) -> pl.DataFrame:
    """A table of the dataset with the script's placeholders, constants and empty columns in it."""
    changed = [
        change(pl.col(name)).cast(frame.schema[name]).alias(name)
        for name, change in COLUMNS.items()
        if name in frame.columns
    ]
    return frame.with_columns(changed)
