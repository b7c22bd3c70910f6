"""What a finished assessment holds: an outcome, factors, the child seen, somebody else's signature."""

from everycase.record.schema import assessments, children, visits
from everycase.record.schema.events import events
from everycase.record.schema.terms import AS_OF, Term, latest_of, none_of, working_days
from everycase.standards.language import Area, Aspect, Rule, Severity, event
from everycase.standards.words import (
    CENSUS_RULES,
    EXPECTATION,
    LOCAL_DATA_QUALITY,
    nothing_chosen,
    says_yes,
    unborn_on,
)

FINISHED = assessments.where(assessments.authorised_on.is_present())
FACTORS_GIVEN = assessments.where(~nothing_chosen(assessments.factors))
NO_OUTCOME: Term = (
    nothing_chosen(assessments.outcomes)
    & ~says_yes(assessments.no_further_action).certain()
    & ~assessments.needs_support.is_present().certain()
)
"""No outcome in any of the places that a file may hold one."""

OUTCOME_MISSING = Rule(
    id="assessment-no-outcome",
    title="Closed assessment with no outcome",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=FINISHED,
    wrong=NO_OUTCOME,
    since=assessments.authorised_on,
    says="The assessment authorised on {assessments.authorised_on} has no outcome.",
    condition="An assessment has been authorised and no outcome is recorded.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

CHILD_NOT_SEEN = Rule(
    id="assessment-child-not-seen",
    title="Closed assessment where the child was not seen",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    looks_at=FINISHED.where(~unborn_on(assessments.authorised_on)),
    wrong=assessments.child_seen.not_yes(),
    since=assessments.authorised_on,
    says="The assessment authorised on {assessments.authorised_on} does not say that the child was seen: "
    "{assessments.child_seen}.",
    condition="An assessment has been authorised, and whether the child was seen is no or empty. Children "
    "not yet born are left out.",
    severity=Severity.CRITICAL,
    source=f"{EXPECTATION}; Annex A holds child seen",
)

NOT_SEEN_ALONE = Rule(
    id="assessment-child-not-seen-alone",
    title="Child not seen alone in the assessment",
    area=Area.ASSESSMENT,
    aspect=Aspect.VOICE,
    looks_at=FINISHED.where(
        ~unborn_on(assessments.authorised_on) & (children.born_on.age_on(assessments.authorised_on) >= 4)
    ),
    wrong=none_of(
        visits,
        where=visits.seen_alone,
        since=assessments.started_on,
        to=assessments.authorised_on,
    ),
    since=assessments.authorised_on,
    says="Between {assessments.started_on} and {assessments.authorised_on}, while the assessment was done, "
    "no visit saw the child alone.",
    condition="No visit from the start of the assessment to its authorisation saw the child alone, and the "
    "child was 4 or over at the end of it.",
    severity=Severity.HIGH,
    source=EXPECTATION,
)

FACTORS_MISSING = Rule(
    id="assessment-no-factors",
    title="Finished assessment with no factors",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=FINISHED,
    wrong=nothing_chosen(assessments.factors),
    since=assessments.authorised_on,
    says="The assessment authorised on {assessments.authorised_on} names no factors.",
    condition="An assessment has been authorised and no factors are recorded.",
    severity=Severity.MEDIUM,
    source=CENSUS_RULES,
)

NO_FACTORS_AND_OTHERS = Rule(
    id="assessment-no-factors-code-with-others",
    title="'No factors' given alongside other factors",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=FACTORS_GIVEN,
    wrong=assessments.factors.holds("21") & (assessments.factors.size() > 1),
    says="The assessment begun on {assessments.started_on} says that there are no factors (21), and names "
    "others: {assessments.factors}.",
    condition="Factor 21, no factors, stands with another factor.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

OLD_FACTORS = Rule(
    id="assessment-old-factor-codes",
    title="Retired factor codes used",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=FACTORS_GIVEN,
    wrong=assessments.factors.holds("18A") | assessments.factors.holds("19A"),
    says="The assessment begun on {assessments.started_on} uses a factor code that has been retired: "
    "{assessments.factors}.",
    condition="Factor 18A or 19A is used, where 18B, 18C, 19B or 19C should be.",
    severity=Severity.LOW,
    source=CENSUS_RULES,
)

SIGNED_BY = latest_of(
    events.by,
    event("assessment-signed-off"),
    since=assessments.started_on,
    to=assessments.authorised_on,
)

SIGNED_BY_AUTHOR = Rule(
    id="assessment-signed-off-by-author",
    title="Assessment signed off by its own author",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=FINISHED,
    wrong=assessments.worker_id == SIGNED_BY,
    since=assessments.authorised_on,
    says="The assessment authorised on {assessments.authorised_on} was signed off by its author, "
    "{assessments.worker_id}.",
    condition="Whoever signed the assessment off is the worker who did it. No extract holds who signed, so "
    "the council's own record of sign-off is needed.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

HANDED_IN = latest_of(
    events.happened_on, event("assessment-submitted"), since=assessments.started_on, to=AS_OF
)

NOT_SIGNED_OFF = Rule(
    id="assessment-no-sign-off",
    title="Assessment finished but not signed off",
    area=Area.ASSESSMENT,
    aspect=Aspect.OVERSIGHT,
    looks_at=assessments.where(~NO_OUTCOME),
    wrong=assessments.authorised_on.is_missing() & (HANDED_IN + working_days(5) < AS_OF),
    since=HANDED_IN,
    says="The assessment begun on {assessments.started_on} has an outcome and was handed in over 5 working "
    "days ago, and no manager has authorised it.",
    condition="An assessment has an outcome and no date of authorisation 5 working days after it was handed "
    "in. No extract holds that day, so the council's own record of it is needed.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

SAME_DAY = Rule(
    id="assessment-same-day",
    title="Assessment opened and authorised on the same day",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=FINISHED,
    wrong=assessments.started_on == assessments.authorised_on,
    says="The assessment was begun and authorised on one day, {assessments.started_on}: it may have been "
    "filled in afterwards.",
    condition="The assessment's start and its authorisation are the same day.",
    severity=Severity.LOW,
    source=LOCAL_DATA_QUALITY,
)
