"""Children placed with a connected person, or with a carer who isn't approved for such a placement."""

from everycase.record.schema import events, placements
from everycase.record.schema.terms import any_of, weeks, working_days
from everycase.standards.fostering.common import CARE_PLANNING_REGULATIONS, SINCE_2011
from everycase.standards.language import Area, Aspect, Clock, Force, Severity, event

# No format says that an approval is temporary: a foster placement with a relative or friend that is not
# long term stands for it.
WITH_A_CONNECTED_PERSON = placements.kind == "U3"
EXTENDED = any_of(event("temporary-approval-extended"), since=placements.started_on)

APPROVED_BEFORE = any_of(event("connected-person-approved"), where=events.happened_on < placements.started_on)
APPROVED_IN_16_WEEKS = any_of(
    event("connected-person-approved"), since=placements.started_on, to=placements.started_on + weeks(16)
)
ENDED_IN_16_WEEKS = (placements.ended_on <= placements.started_on + weeks(16)).or_else(False)  # noqa: FBT003

TEMPORARY_APPROVAL = Clock(
    id="connected-person-temporary-approval-16-weeks",
    title="Temporary approval of connected person ends or full approval given",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(WITH_A_CONNECTED_PERSON),
    ends=(event("connected-person-approved"), placements.ended_on),
    within=weeks(16),
    # Files that hold no approvals can't tell whether a long placement needs one; a short one kept the limit.
    unless=(EXTENDED | APPROVED_BEFORE) & ~ENDED_IN_16_WEEKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    exceptions="Extended once by 8 weeks, or until the independent review's outcome (that has its own "
    "clock). Coronavirus rules allowed 24 weeks for a time from 24 April 2020.",
    approximate="The record doesn't say that an approval is temporary: a foster placement with a relative "
    "or friend that is not long term is taken to be one.",
    source=f"{CARE_PLANNING_REGULATIONS} regs 24 and 25 (numbers not displayed; check for later amendment)",
)

EXTENSION = Clock(
    id="connected-person-extension-8-weeks",
    title="Extension of temporary approval",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=placements.started_on.where(WITH_A_CONNECTED_PERSON & EXTENDED).not_before(
        placements.started_on + weeks(16)
    ),
    # One that ended within the 16 weeks never came to the extension.
    until=placements.ended_on,
    ends=(event("connected-person-approved"), placements.ended_on),
    within=weeks(8),
    unless=APPROVED_BEFORE | APPROVED_IN_16_WEEKS,
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    counting="8 weeks after the end of the 16 weeks, however early the extension was agreed; seven days "
    "for each week",
    exceptions="The nominated officer has to approve it, and the reviewing officer be told.",
    source=f"{CARE_PLANNING_REGULATIONS} reg 25 (number not displayed)",
)

EMERGENCY_PLACEMENT = Clock(
    id="emergency-foster-placement-6-working-days",
    title="Emergency placement with carer not approved for this kind of child ends",
    area=Area.FOSTERING,
    aspect=Aspect.TIMELINESS,
    starts=event("emergency-placement"),
    ends=(placements.ended_on, event("emergency-placement-settled")),
    within=working_days(6),
    severity=Severity.HIGH,
    force=Force.STATUTORY,
    in_force=SINCE_2011,
    source=f"{CARE_PLANNING_REGULATIONS} reg 23 (number not displayed)",
)
