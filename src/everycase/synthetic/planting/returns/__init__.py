"""Weaknesses planted in the statutory returns: one for each of the DfE's rules, and the list of them.

They are written from what the rules mean, and never read the rules' own conditions.
"""

from everycase.synthetic.planting.returns.files import (
    planted_cin_census,
    planted_ssda903,
    write_ssda903_frames,
)
from everycase.synthetic.planting.returns.plant import TRUTH, Planted
from everycase.synthetic.planting.returns.ssda903.elsewhere import named_providers

__all__ = [
    "TRUTH",
    "Planted",
    "named_providers",
    "planted_cin_census",
    "planted_ssda903",
    "write_ssda903_frames",
]
