"""Phrases that standards of several areas share: sources, and conditions said the same way everywhere."""

import polars as pl

from everycase.record.schema import children, involvements, sights
from everycase.record.schema.fields import Field
from everycase.record.schema.people import reach_of_role
from everycase.record.schema.terms import AS_OF, Moment, Term, years

LOCAL_PRACTICE = "Local practice standard: no national source; commonly seen in published local procedures"
LOCAL_DATA_QUALITY = "Local data-quality practice; no national source"
CASES_CHAPTER = (
    "Working Together to Safeguard Children (2013, 2015, 2018 and 2023 editions, chapter on individual "
    "children's cases; paragraph numbers differ by edition; 2026 edition not seen)"
)
EXPECTATION = "Working Together to Safeguard Children 2018 and 2023 (expectation; paragraph not checked)"
CENSUS_RULES = (
    "DfE children in need census validation rules, as coded in data-to-insight/csc-validator-be-cin "
    "(message text read)"
)
CHILD_LISTS = "Ofsted ILACS Annex A child-level lists (purpose from knowledge; text not checked)"
INSPECTION_THEME = "Ofsted ILACS evaluation criteria (theme; text not checked)"
AUDIT_THEME = "Own words; theme from Ofsted ILACS evaluation criteria (text not checked)"

NOBODY_CAN_TELL = Term(lambda _context: pl.lit(None, dtype=pl.Boolean))
"""Neither yes nor no: for what may have happened, or may count, and the files can't say."""


SEEN = sights.on.where(sights.seen)
"""The child was seen: on a visit, or as the events file says, wherever the visit is recorded."""


def began_as(role: str) -> Moment:
    """When somebody began in this role with the child; how far the files reach is said by role.

    A row that names a team and nobody in it, or nobody at all, is no one's beginning.
    """
    somebody = (involvements.role == role) & involvements.worker_id.is_present()
    return Moment(involvements.from_on, somebody, reach=reach_of_role(role))


UNBORN = children.born_on.is_missing() & children.expected_on.is_present()
"""Not yet born: an expected date and no date of birth."""


# A date has to be recorded to end anything: without one the child lives, and is a child.
HAS_DIED = (children.died_on <= AS_OF).certain()
IS_18 = (children.born_on + years(18) <= AS_OF).certain()
NO_LONGER_A_CHILD = HAS_DIED | IS_18
"""The child has died or turned 18: nobody is to see them under a plan that was left open."""


def unborn_on(day: Term) -> Term:
    """Not yet born on `day`. Null where the record has neither a date of birth nor an expected one."""
    return UNBORN | (children.born_on > day)


def not_ended(ended_on: Term) -> Term:
    """Still going on at the review's date: no end, or one to come."""
    return ended_on.is_missing() | (ended_on > AS_OF)


def ends_before(ended_on: Field, started_on: Term) -> Term:
    """An end before its start. A blank end is none; null where no file holds it."""
    return (ended_on < started_on).or_else(~ended_on.is_missing() & NOBODY_CAN_TELL)


def impossible_dates(started_on: Term, ended_on: Field) -> Term:
    """An end before its start, or a start after the review's date."""
    return ends_before(ended_on, started_on) | (started_on > AS_OF).or_else(False)  # noqa: FBT003 - blank


def going_on(day: Term, began_on: Term, ended_on: Term) -> Term:
    """A period covers `day`; one that ended on the day doesn't, and one with no end does."""
    return (began_on <= day) & (ended_on.is_missing() | (ended_on > day))


def says_yes(flag: Term) -> Term:
    """A flag filled in as yes: false for a blank, which answers nothing; null where no file holds it."""
    return flag.is_present() & flag


def says(field: Term, value: object) -> Term:
    """A field filled in with `value`: false for a blank; null where no file holds it."""
    return field.is_present() & (field == value)


def nothing_chosen(codes: Field) -> Term:
    """A set of codes with none in it. An empty list and a blank are the same thing here."""
    return codes.is_missing() | (codes.size() == 0)


def written(day: Term) -> Term:
    """A date as people write it, for a sentence: 3 March 2026."""
    return Term(lambda context: day.build(context).dt.strftime("%-d %B %Y"), day.reads, day.related)
