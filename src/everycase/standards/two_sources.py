"""Two of the council's files should say the same of one child: each fact by itself.

What is compared, and how far, is `everycase.record.cross_checks`. Which is right, a person must look up.
"""

from everycase.record.schema import cross_checks
from everycase.standards.language import Area, Aspect, Rule, Severity

ACCURATE = "UK GDPR Article 5(1)(d): personal data shall be accurate (text from knowledge; not checked)"
SAYS = (
    "the {cross_checks.first_source} says {cross_checks.first_says}, "
    "and the {cross_checks.second_source} says {cross_checks.second_says}."
)


def _two_sources(fact: str, name: str, title: str, area: Area, severity: Severity) -> Rule:
    return Rule(
        id=f"two-sources-{name}",
        title=title,
        area=area,
        aspect=Aspect.RECORDS,
        looks_at=cross_checks.where(cross_checks.fact == fact),
        wrong=~cross_checks.agrees,
        since=cross_checks.about_on,
        says=f"{title}: {SAYS}",
        condition=f"Two of the council's files tell of it, and they differ. "
        f"{cross_checks.fact.codes[fact]}. Only what both can know is compared.",
        severity=severity,
        source=ACCURATE,
    )


BORN = _two_sources(
    "date of birth",
    "date-of-birth",
    "Two files give different dates of birth",
    Area.FRONT_DOOR,
    Severity.HIGH,
)
SEX = _two_sources(
    "sex",
    "sex",
    "Two files give different sexes",
    Area.FRONT_DOOR,
    Severity.LOW,
)
DIED = _two_sources(
    "date of death",
    "date-of-death",
    "Two files give different dates of death",
    Area.FRONT_DOOR,
    Severity.HIGH,
)
LOOKED_AFTER = _two_sources(
    "looked after",
    "looked-after",
    "Looked after in one file and not in the other",
    Area.CHILDREN_IN_CARE,
    Severity.HIGH,
)
CARE_BEGAN = _two_sources(
    "looked after from",
    "care-began",
    "Two files give different days on which care began",
    Area.CHILDREN_IN_CARE,
    Severity.MEDIUM,
)
CARE_ENDED = _two_sources(
    "looked after to",
    "care-ended",
    "Two files give different ends of care",
    Area.CHILDREN_IN_CARE,
    Severity.MEDIUM,
)
IN_NEED = _two_sources(
    "looked after, in need",
    "looked-after-not-in-need",
    "Looked after in one return and not in need in the other",
    Area.CHILDREN_IN_CARE,
    Severity.MEDIUM,
)
LEGAL_STATUS = _two_sources(
    "legal status",
    "legal-status",
    "Two files give different legal statuses",
    Area.CHILDREN_IN_CARE,
    Severity.HIGH,
)
PROTECTION_PLAN = _two_sources(
    "protection plan",
    "protection-plan",
    "A protection plan in one file and not in the other",
    Area.CHILD_PROTECTION,
    Severity.HIGH,
)
PROTECTION_BEGAN = _two_sources(
    "protection plan from",
    "protection-plan-began",
    "Two files give different starts of a protection plan",
    Area.CHILD_PROTECTION,
    Severity.MEDIUM,
)
PROTECTION_ENDED = _two_sources(
    "protection plan to",
    "protection-plan-ended",
    "Two files give different ends of a protection plan",
    Area.CHILD_PROTECTION,
    Severity.MEDIUM,
)
INITIAL_CATEGORY = _two_sources(
    "initial category",
    "initial-category-of-abuse",
    "Two files give different first categories of abuse",
    Area.CHILD_PROTECTION,
    Severity.MEDIUM,
)
LATEST_CATEGORY = _two_sources(
    "latest category",
    "latest-category-of-abuse",
    "Two files give different latest categories of abuse",
    Area.CHILD_PROTECTION,
    Severity.MEDIUM,
)
NEED_PLAN = _two_sources(
    "child in need plan",
    "child-in-need-plan",
    "A child in need plan in one file and not in the other",
    Area.ASSESSMENT,
    Severity.MEDIUM,
)
NEED_PLAN_BEGAN = _two_sources(
    "child in need plan from",
    "child-in-need-plan-began",
    "Two files give different starts of a child in need plan",
    Area.ASSESSMENT,
    Severity.LOW,
)
NEED_PLAN_ENDED = _two_sources(
    "child in need plan to",
    "child-in-need-plan-ended",
    "Two files give different ends of a child in need plan",
    Area.ASSESSMENT,
    Severity.LOW,
)
