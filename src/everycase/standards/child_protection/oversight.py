"""Who holds the case of a child at risk, and whether a manager talks it over with them."""

from everycase.record.schema import care_periods, case_holders, child_protection_plans, workers
from everycase.record.schema.terms import AS_OF, any_of, months
from everycase.standards.child_protection.common import LOCAL_PROCEDURES, OPEN_PLAN
from everycase.standards.language import EVERY, Area, Aspect, Clock, Rule, Severity, event

SUPERVISION = Clock(
    id="supervision-every-month-child-protection",
    title="Case discussed in supervision (child protection)",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    starts=child_protection_plans.started_on,
    until=child_protection_plans.ended_on,
    until_age=18,
    ends=event("supervision"),
    within=months(1),
    links=EVERY,
    local_default="1 month (4 weeks)",
    exceptions="The worker is away: another manager discusses the case.",
    source=f"{LOCAL_PROCEDURES}; Social Work England's standards expect reflective supervision, with no "
    "number",
)

IN_CARE = care_periods.ended_on.is_missing() | (care_periods.ended_on > AS_OF)

HELD_BY_UNREGISTERED_WORKER = Rule(
    id="allocated-worker-is-not-registered-social-worker",
    title="Child on plan or in care held by someone with no social work registration number",
    area=Area.CHILD_PROTECTION,
    aspect=Aspect.OVERSIGHT,
    looks_at=case_holders.with_parent(workers, case_holders.worker_id, workers.worker_id).where(
        (case_holders.to_on.is_missing() | (case_holders.to_on > AS_OF))
        & (any_of(child_protection_plans, where=OPEN_PLAN) | any_of(care_periods, where=IN_CARE))
    ),
    wrong=workers.registration_number.is_missing(),
    says="The case has been held since {case_holders.from_on} by a worker with no social work registration "
    "number.",
    condition="The worker who holds the case of a child on a protection plan or in care has a Social Work "
    "England number on record.",
    severity=Severity.HIGH,
    source="Working Together expects a social worker to lead child protection; the 2026 edition may alter "
    "who may hold child in need work (not checked)",
)
