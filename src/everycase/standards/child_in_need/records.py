"""Whether the record is written when things happen, kept up to date, and makes sense."""

from datetime import date

import polars as pl

from everycase.record.schema import (
    activities,
    broken_links,
    contacts,
    open_cases,
    sights,
    visit_notes,
    visits,
)
from everycase.record.schema.events import events
from everycase.record.schema.terms import (
    AS_OF,
    Term,
    any_of,
    calendar_days,
    latest_of,
    months,
    none_of,
    working_days,
)
from everycase.standards.language import (
    EVERY,
    Area,
    Aspect,
    Clock,
    Confidence,
    Rule,
    Severity,
    event,
)
from everycase.standards.words import LOCAL_DATA_QUALITY, LOCAL_PRACTICE, not_ended, written

FROM_OPENING = (
    "3 months after the case opened, then after each update that was made; the same day number of the month, "
    "or its last day; the start day is day 0"
)


def date_in(text: Term) -> Term:
    """The first date that a text holds, year first or day first with strokes; null where it holds none."""
    year_first, day_first = r"(\d{4}-\d{2}-\d{2})", r"(\d{2}/\d{2}/\d{4})"

    def found(value: pl.Expr) -> pl.Expr:
        return pl.coalesce(
            value.str.extract(year_first).str.to_date("%Y-%m-%d", strict=False),
            value.str.extract(day_first).str.to_date("%d/%m/%Y", strict=False),
        )

    return Term(lambda context: found(text.build(context)), text.reads, text.related)


NOTE_WRITTEN = Clock(
    id="case-note-2-working-days",
    title="Case note written after a contact or visit",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=(visits.visited_on, contacts.received_on),
    ends=event("case-note-entered"),
    within=working_days(2),
    confidence=Confidence.UNCERTAIN,
    exceptions="Where the child may not be safe, the note is written the same day.",
    local_default="2 working days (5 for a full visit)",
    source=LOCAL_PRACTICE,
)

CHRONOLOGY = Clock(
    id="chronology-update-3-months",
    title="Chronology updated",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=event("chronology-updated"),
    within=months(3),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    counting=FROM_OPENING,
    local_default="3 months",
    source=LOCAL_PRACTICE,
)

CASE_SUMMARY = Clock(
    id="case-summary-update-3-months",
    title="Case summary updated",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    starts=open_cases.opened_on,
    until=open_cases.closed_on,
    ends=event("case-summary-updated"),
    within=months(3),
    links=EVERY,
    confidence=Confidence.UNCERTAIN,
    counting=FROM_OPENING,
    local_default="3 months; 1 month for child protection",
    source=LOCAL_PRACTICE,
)

EVENT_DAY = date_in(events.value)

ENTERED_LATE = Rule(
    id="late-entry-over-5-days",
    title="Record entered long after the event",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=events.where(events.kind.is_in(["record-entered", "case-note-entered"])),
    wrong=EVENT_DAY.working_days_to(events.happened_on) > 5,
    shows={"event_day": written(EVENT_DAY), "days": EVENT_DAY.working_days_to(events.happened_on)},
    says="What happened on {event_day} was entered on {events.happened_on}, {days} working days later.",
    condition="A record was entered over 5 working days after the event that it tells of; over 20 is "
    "serious. No extract says when a record was entered, so the council's own log is needed, with the "
    "event's date in its value.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

IN_THE_FUTURE = Rule(
    id="future-dated-event",
    title="Event dated in the future",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=activities.where(activities.happens),
    wrong=activities.on > AS_OF,
    says="The {activities.what} is dated {activities.on}, which is still to come.",
    condition="A contact, referral, assessment, visit, review or conference is dated after the date of the "
    "files.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

NONSENSE_DATE = Rule(
    id="date-far-past",
    title="Default or nonsense date",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=activities,
    wrong=(activities.on < date(1990, 1, 1)) | (activities.on >= date(9999, 1, 1)),
    says="The {activities.what} is dated {activities.on}, which can't be right.",
    condition="A date other than of birth is before 1 January 1990 or in the year 9999. Dates that a system "
    "writes where it has none (1 January 1900, 31 December 9999) are taken out and listed when files are "
    "loaded.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

NO_PARENT = Rule(
    id="orphan-row",
    title="Row with no parent",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=broken_links,
    wrong=broken_links.rows_without_parent > 0,
    says="{broken_links.rows_without_parent} row(s) name something that isn't in the record, such as: "
    "{broken_links.example}.",
    condition="A row names a referral, enquiry, conference or plan that isn't in the child's record. Rows of "
    "a child who is in no file are listed when files are loaded.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)

REPEATED_NOTES = Rule(
    id="copy-paste-visits",
    title="Visit notes repeat word for word",
    area=Area.ASSESSMENT,
    aspect=Aspect.RECORDS,
    looks_at=visit_notes.where(visit_notes.before_on.is_present()),
    wrong=visit_notes.words_in_common > 0.9,
    says="The visit note of {visit_notes.visited_on} repeats the one of {visit_notes.before_on} almost word "
    "for word.",
    condition="Two visit notes of a child, one after the other, have over 90 percent of their words in "
    "common. No extract holds the notes, so the council's own text of them is needed.",
    severity=Severity.MEDIUM,
    source=LOCAL_DATA_QUALITY,
)

WORK = (
    "assessment",
    "child in need plan",
    "visit",
    "initial conference",
    "protection plan",
    "protection visit",
    "review conference",
    "care plan",
    "visit in care",
    "looked-after review",
)
SIXTY_DAYS_AGO = AS_OF - calendar_days(60)
LAST_WORK = latest_of(activities.on, activities, where=activities.what.is_in(WORK) & (activities.on <= AS_OF))

NO_ACTIVITY = Rule(
    id="open-no-activity-60-days",
    title="Open case with no recorded activity for 60 days",
    area=Area.ASSESSMENT,
    aspect=Aspect.TIMELINESS,
    looks_at=open_cases.where(not_ended(open_cases.closed_on) & (open_cases.opened_on < SIXTY_DAYS_AGO)),
    # Where no file holds visits, one may have been made: the other tables can't say that nothing was.
    wrong=~any_of(activities, where=activities.what.is_in(WORK), since=SIXTY_DAYS_AGO, to=AS_OF)
    & none_of(sights, since=SIXTY_DAYS_AGO, to=AS_OF),
    since=LAST_WORK.or_else(open_cases.opened_on),
    shows={"last": written(LAST_WORK)},
    says="The case has been open since {open_cases.opened_on}; the last visit, assessment, plan, review or "
    "conference: {last}.",
    condition="A case has been open over 60 days, and the latest visit, start of a plan, review, assessment "
    "or conference is over 60 days ago.",
    severity=Severity.HIGH,
    source=LOCAL_DATA_QUALITY,
)
