"""Weaknesses planted in a council that is right in everything, and the list of what was planted.

Each standard that some format can hold has a planter: what is lost, late, empty, contradictory or twice
there. The list is the truth that a review is checked against: it must find all of it, and nothing else.
"""

from everycase.synthetic.planting.plant import TRUTH, Planted, carry_out, plan, plant, put_right

__all__ = ["TRUTH", "Planted", "carry_out", "plan", "plant", "put_right"]
