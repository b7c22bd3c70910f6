"""Tables that the record implies: whole periods of care, who held a case when, birthdays.

They are built once from stored tables (see `everycase.record.derive`) and read like any other.
"""

from everycase.record.codes import codes
from everycase.record.schema.fields import (
    Table,
    child,
    code,
    date,
    flag,
    number,
    reference,
    text,
    whole,
)


class CarePeriods(Table):
    """A whole period of care: its episodes joined end to start. Short breaks are periods of their own."""

    name = "care_periods"
    when, until = "started_on", "ended_on"
    has_happened = True

    child_id = child()
    started_on = date("Entered care")
    ended_on = date("Left care")
    end_reason = code("Why care ended", codes("care_end_reason"))
    short_breaks = flag("Every legal status in the period is a series of short breaks (V3 or V4)")


class CaseHolders(Table):
    """A spell with one allocated worker, in order, none overlapping the next."""

    name = "case_holders"
    when, until = "from_on", "to_on"

    child_id = child()
    worker_id = reference("workers", "The allocated worker")
    team_id = reference("teams", "The team")
    from_on = date("Began")
    to_on = date("Ended")


class OpenCases(Table):
    """A referral taken further, from the day it came in to the day it was closed."""

    name = "open_cases"
    when, until = "opened_on", "closed_on"
    ended_too = "close_reason"
    has_happened = True

    child_id = child()
    referral_id = text("The referral")
    opened_on = date("Opened")
    closed_on = date("Closed")
    close_reason = code("Why the case was closed", codes("close_reason"))


class Visits(Table):
    """A visit to a child by any of the three visit tables, each visit once."""

    name = "visits"
    when = "visited_on"

    child_id = child()
    visited_on = date("Visited", timed=True)
    seen = flag("The child was seen")
    seen_alone = flag("The child was seen alone")
    bedroom_seen = flag("The child's bedroom was seen")
    kinds = text("The tables that hold it")


class Sights(Table):
    """A day on which the child was seen, or may have been: at a visit, or as the events file says.

    Whoever asks whether a child was seen asks here, so that no child is both seen and never seen.
    """

    name = "sights"
    when = "on"

    child_id = child()
    on = date("The day", timed=True)
    seen = flag("The child was seen; empty where a visit does not say")
    kinds = text("The tables that hold it")


class Birthdays(Table):
    """A child's birthday from the 14th to the 21st: those that standards count from."""

    name = "birthdays"
    when = "on"

    child_id = child()
    age = whole("Age reached", "years")
    on = date("The birthday; 28 February for one born on the 29th")
    school_year_ends_on = date("31 August at the end of the school year that holds the birthday")


class ShortBreakSeries(Table):
    """Stays under a short-break status (V3 or V4), none more than six months after the one before.

    Days are counted where each stay is recorded (V3): nights, and one day for a stay without a night.
    """

    name = "short_break_series"
    when, until = "started_on", "ended_on"

    child_id = child()
    started_on = date("First day of the first stay")
    ended_on = date("Last day of the last stay; empty while the child is in one")
    busiest_from_on = date("First of the days that the 12 months' limit is counted from")
    past_limit_or_year_on = date("Day too many within 12 months of it; else the day that those 12 months end")


class AssessmentLimits(Table):
    """An assessment, and the day that its time limit is counted from.

    The first assessment after a referral counts from the referral; a later one on the same open case
    counts from its own start.
    """

    name = "assessment_limits"
    when, until = "counted_from", "authorised_on"

    child_id = child()
    started_on = date("Assessment began")
    counted_from = date("The day that the limit is counted from")
    from_referral = flag("Counted from the referral, not from the assessment's own start")
    authorised_on = date("Completed and authorised by a manager")
    closed_on = date("The case was closed")


class Activities(Table):
    """Anything dated that the record holds of a child: a contact, visit, assessment, plan, review ..."""

    name = "activities"
    when = "on"

    child_id = child()
    on = date("When it happened, or began")
    what = text("What it was, in a word or two")
    happens = flag("Something that comes in or is held: it can't be in the future")


class Likenesses(Table):
    """A child, set against every other child of the record."""

    name = "likenesses"

    child_id = child()
    upn_children = whole("Children whose records hold this child's unique pupil number", "children")
    upn_shared_by = text("Those children's ids")
    name_children = whole("Children with this date of birth, family name and first three letters", "children")
    name_shared_by = text("Those children's ids")
    unlinked = whole(
        "Other children with an open case at this child's postcode, or of this child's mother, whom no "
        "family record joins to this child",
        "children",
    )


class BrokenLinks(Table):
    """A child, and the rows of the child's record that name something which isn't there."""

    name = "broken_links"

    child_id = child()
    rows_without_parent = whole("Rows that name a referral, plan or conference that isn't there", "rows")
    example = text("One of them, in words")
    unknown_workers = whole("Ids of workers that the list of workers lacks", "workers")
    unknown_worker = text("One of those ids")


class Caseloads(Table):
    """A worker, and the children whose open cases the worker holds."""

    name = "caseloads"

    worker_id = reference("workers", "The worker")
    children_held = whole("Children with an open case, held by this worker", "children")
    full_time_equivalent = number("Share of a full-time post, 0 to 1", "FTE")


class ReviewingOfficerCaseloads(Table):
    """A reviewing officer, and the children in care whom the officer holds."""

    name = "reviewing_officer_caseloads"

    worker_id = reference("workers", "The reviewing officer")
    children_held = whole("Children in care, held by this officer", "children")
    full_time_equivalent = number("Share of a full-time post, 0 to 1", "FTE")


class LegalCover(Table):
    """A whole period of care, and whether a legal status stands for each of its days."""

    name = "legal_cover"
    when, until = "started_on", "ended_on"

    child_id = child()
    started_on = date("Entered care")
    ended_on = date("Left care")
    uncovered_on = date("First day without a legal status, where one follows or care has ended")


class AssessmentPaces(Table):
    """A team, and on which working day its assessments are authorised."""

    name = "assessment_paces"

    team_id = reference("teams", "The team")
    authorised = whole("Assessments that the team has authorised", "assessments")
    in_last_days = number("Share authorised on working days 43 to 45", "share")
    in_busiest_days = number("Share authorised in the busiest three working days up to day 42", "share")


class VisitNotes(Table):
    """The text of a visit note, set against the child's note before it."""

    name = "visit_notes"
    when = "visited_on"

    child_id = child()
    visited_on = date("The visit")
    before_on = date("The visit of the note before it")
    words_in_common = number("Words that both notes have, as a share of all the words of both", "share")


care_periods = CarePeriods()
case_holders = CaseHolders()
open_cases = OpenCases()
visits = Visits()
sights = Sights()
birthdays = Birthdays()
short_break_series = ShortBreakSeries()
assessment_limits = AssessmentLimits()
activities = Activities()
likenesses = Likenesses()
broken_links = BrokenLinks()
caseloads = Caseloads()
reviewing_officer_caseloads = ReviewingOfficerCaseloads()
legal_cover = LegalCover()
assessment_paces = AssessmentPaces()
visit_notes = VisitNotes()

DERIVED = (
    care_periods,
    case_holders,
    open_cases,
    visits,
    sights,
    birthdays,
    short_break_series,
    assessment_limits,
    activities,
    likenesses,
    broken_links,
    caseloads,
    reviewing_officer_caseloads,
    legal_cover,
    assessment_paces,
    visit_notes,
)
