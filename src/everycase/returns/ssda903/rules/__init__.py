"""The DfE's rules of the SSDA903, a module for each subject; `gathered` finds them all.

To write one: add it to `RULES` of the module on its subject (`rules/adoption.py`, say; a new module
needs no registering). It is a code, the DfE's message word for word without the validator's notes, the
fields that it is about, and the rows that it flags:

    RULES = (
        Rule(
            "302",
            "First episode starts before child was born.",
            fields="DECOM DOB",
            flags=(
                rows("Episodes", FIRST_EPISODE & (BORN > col("DECOM"))),
                rows("Header", col("DOB") > START_OF_FIRST_EPISODE),
            ),
        ),
    )

- `returns.rules` says what an expression may name, and gives `rows`, `pairs`, `whole`, `previous`,
  `following`, `written`, `unreadable`, `is_one_of` and the year's bounds.
- `ssda903.facts` has what many rules share (BORN, SHORT_TERM, LOOKED_AFTER_ALL_YEAR, PERIODS_OF_CARE,
  last_year, at_the_end_of_last_year, PL_LA …). What only a few need stands beside them:
  `FACTS.of_child("latest end", "Episodes", col("DEC").max())` in the module.
- Last year's tables are named with _last: Episodes_last. A fact of rows of Episodes holds there too.
- A rule of one collection year only: `since=2027`, `until=2026`; two rules of one code may each have theirs.
- Tables that may be missing: `optional=True` on a lookup, `apart=True` or `any_of=` on the rule.
- Codes are in `returns.codes`: `codes("ssda903", "place")`.
"""

from __future__ import annotations

from everycase.returns.rules import Rule, gathered

RULES: tuple[Rule, ...] = gathered(__name__, __path__)
"""Every rule, those of earlier years included, in order of code."""
