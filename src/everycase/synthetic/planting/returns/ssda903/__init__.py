"""Weaknesses of the looked-after return: one for each of the DfE's rules."""

from everycase.synthetic.planting.returns.ssda903 import (
    adoption,
    episodes,
    outcomes,
    people,
    sequence,
    things,
)
from everycase.synthetic.planting.returns.ssda903.grounds import FORM, KINDS

WEAKNESSES = tuple(
    one for module in (people, outcomes, adoption, episodes, sequence, things) for one in module.WEAKNESSES
)

NOT_PLANTED = {
    "105": "only the XML form holds the status; in the CSV form a child has it who is in the table UASC",
    "164": "no two postcodes of the ONS's list lie 999.9 miles apart",
    "205C": "in the CSV form a child with a date in the table UASC has the status by being there",
    "303": "in the CSV form a child with a date in the table UASC has the status by being there",
    "411": "whether a placement is in the council is worked out from where it is, so the two can't disagree",
}
"""Rules that a return in CSV can't break."""

__all__ = ["FORM", "KINDS", "NOT_PLANTED", "WEAKNESSES"]
