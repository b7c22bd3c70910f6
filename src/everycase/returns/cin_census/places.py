"""Where each element of the census may stand."""

from __future__ import annotations

from everycase.returns.cin_census.tables import TABLES

# The groups; single values are in TABLES.
_HELD = {
    "Message": {"Header", "Children"},
    "Header": {"CollectionDetails", "Source", "Content"},
    "CollectionDetails": {"Collection", "Year", "ReferenceDate"},
    "Source": {"SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"},
    "Content": {"CBDSLevels"},
    "CBDSLevels": {"CBDSLevel"},
    "Children": {"Child"},
    "Child": {"ChildIdentifiers", "ChildCharacteristics", "CINdetails"},
    "ChildCharacteristics": {"Disabilities"},
    "Disabilities": {"Disability"},
    "CINdetails": {
        "Assessments",
        "CINPlanDates",
        "Section47",
        "ChildProtectionPlans",
        "PreProceedingsandFGDM",
    },
    "Assessments": {"FactorsIdentifiedAtAssessment"},
    "ChildProtectionPlans": {"Reviews"},
}


def known_in(around: str) -> set[str] | None:
    """Tags that may stand in the element `around`; None where any may: systems name factors differently."""
    if around == "FactorsIdentifiedAtAssessment":
        return None
    own = {tag for table in TABLES.values() if table.group == around for tag in table.submitted}
    return own | _HELD.get(around, set())
