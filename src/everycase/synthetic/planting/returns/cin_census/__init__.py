"""Weaknesses of the census: one for each of the DfE's rules."""

from everycase.synthetic.planting.returns.cin_census import children, needs, plans
from everycase.synthetic.planting.returns.cin_census.grounds import FORM, KINDS

WEAKNESSES = tuple(one for module in (children, needs, plans) for one in module.WEAKNESSES)

__all__ = ["FORM", "KINDS", "WEAKNESSES"]
