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
    one
    for module in (people, outcomes, adoption, episodes, sequence, things)
    for one in module.WEAKNESSES
)

__all__ = ["FORM", "KINDS", "WEAKNESSES"]
