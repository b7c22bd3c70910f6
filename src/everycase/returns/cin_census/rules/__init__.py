"""The DfE's rules, a module for each subject; `gathered` finds them all."""

from __future__ import annotations

from everycase.returns.rules import Rule, gathered

RULES: tuple[Rule, ...] = gathered(__name__, __path__)
"""Every rule, those of earlier years included, in order of code."""
