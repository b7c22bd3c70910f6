"""Young people who have left care (OC3): whether in touch, what they do and where they live."""

from __future__ import annotations

import polars as pl

from everycase.returns.codes import codes
from everycase.returns.rules import (
    COLLECTION_END,
    COLLECTION_START,
    Rule,
    if_supplied,
    is_one_of,
    none_of,
    rows,
)
from everycase.returns.ssda903.facts import BORN, FACTS, birthday, some_blank, some_filled

col = pl.col

_ITEMS = ("IN_TOUCH", "ACTIV", "ACCOM")
_HEALTH = (
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)
_IN_TOUCH, _ACTIVITY, _HOME = (col(name) for name in _ITEMS)
_HAS_LEFT = FACTS.of_child("has care leaver items", "OC3", some_filled(*_ITEMS).any(), default=False)
_HAS_HEALTH_ITEMS = FACTS.of_child("has health items", "OC2", some_filled(*_HEALTH).any(), default=False)
_DIED = FACTS.of_child("had died by last year", "OC3_last", is_one_of(_IN_TOUCH, "DIED").any(), default=False)
_TURNS_17 = birthday(pl.coalesce(BORN, if_supplied("DOB")), 17)

RULES = (
    Rule(
        "131",
        "Data entry for being in touch after leaving care is invalid.",
        rows("OC3", none_of(_IN_TOUCH, *codes("ssda903", "in_touch"))),
        fields="IN_TOUCH",
    ),
    Rule(
        "132",
        "Data entry for activity after leaving care is invalid.",
        rows("OC3", none_of(_ACTIVITY, *codes("ssda903", "activ"))),
        fields="ACTIV",
    ),
    Rule(
        "133",
        "Data entry for accommodation after leaving care is invalid. If reporting on a childs "
        "accommodation after leaving care the data entry must be valid",
        rows("OC3", none_of(_HOME, *codes("ssda903", "accom"))),
        fields="ACCOM",
    ),
    Rule(
        "153",
        "All data items relating to a child's activity or accommodation after leaving care must be "
        "coded or left blank.",
        rows("OC3", some_filled(*_ITEMS) & some_blank(*_ITEMS)),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "215",
        "Child has care leaver information but one or more data items relating to children looked "
        "after for 12 months have been completed.",
        (
            rows("OC2", some_filled(*_HEALTH) & _HAS_LEFT),
            rows("OC3", some_filled(*_ITEMS) & _HAS_HEALTH_ITEMS),
        ),
        fields="IN_TOUCH ACTIV ACCOM CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
        "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    ),
    Rule(
        "344",
        "The record shows the young person has died or returned home to live with parent(s) or "
        "someone with parental responsibility for a continuous period of 6 months or more, but "
        "activity and/or accommodation on leaving care have been completed.",
        rows("OC3", is_one_of(_IN_TOUCH, "DIED", "RHOM") & (none_of(_ACTIVITY, "0") | none_of(_HOME, "0"))),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "345",
        "The data collection record shows the local authority is in touch with this young person, "
        "but activity and/or accommodation data items are zero.",
        rows("OC3", (_IN_TOUCH == "YES") & ((_ACTIVITY == "0") | (_HOME == "0"))),
        fields="IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "347",
        "Care leavers aged under 18 years, can not be accommodated in a Foyer.",
        rows("OC3", is_one_of(_HOME, "T1", "T2") & (birthday(col("DOB"), 18) > COLLECTION_START)),
        fields="ACCOM DOB",
        since=2024,
    ),
    Rule(
        "348",
        "Care leaver has previously been reported as having died.",
        rows("OC3", _DIED & none_of(_IN_TOUCH, "DIED")),
        fields="IN_TOUCH",
        since=2026,
    ),
    Rule(
        "391",
        "Young person was not 17, 18, 19, 20 or 21 during the current collection year.",
        rows("OC3", some_filled(*_ITEMS) & (birthday(col("DOB"), 17) > COLLECTION_END)),
        fields="DOB IN_TOUCH ACTIV ACCOM",
    ),
    Rule(
        "3001",
        "Where care leavers information is being returned for a young person around their 17th "
        "birthday, the accommodation cannot be with their former foster carer(s).",
        rows("OC3", is_one_of(_HOME, "Z1", "Z2") & _TURNS_17.is_between(COLLECTION_START, COLLECTION_END)),
        fields="ACCOM DOB",
    ),
)
