"""Tables that the record implies: whole periods of care, who held a case when, birthdays.

They are built once from stored tables (see `everycase.record.derive`) and read like any other.
"""

from everycase.record.codes import codes
from everycase.record.schema.fields import Table, child, code, date, flag, reference, text, whole


class CarePeriods(Table):
    """A whole period of care: its episodes joined end to start. Short breaks are periods of their own."""

    name = "care_periods"
    when, until = "started_on", "ended_on"

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

    child_id = child()
    referral_id = text("The referral")
    opened_on = date("Opened")
    closed_on = date("Closed")


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


class Birthdays(Table):
    """A child's birthday from 1 to 26, up to the review's date and a year past it."""

    name = "birthdays"
    when = "on"

    child_id = child()
    age = whole("Age reached", "years")
    on = date("The birthday; 28 February for one born on the 29th")


care_periods = CarePeriods()
case_holders = CaseHolders()
open_cases = OpenCases()
visits = Visits()
birthdays = Birthdays()

DERIVED = (care_periods, case_holders, open_cases, visits, birthdays)
