"""Writes a council's record out in the files that councils really send.

Each writer takes tables in the record's own fields, as they stood on a date. They are written from
the formats' published definitions and not from the readers, so that a mistake shared by both shows.
"""

from everycase.synthetic.writers.annex_a import write_annex_a
from everycase.synthetic.writers.cin_census import write_cin_census
from everycase.synthetic.writers.events import write_events
from everycase.synthetic.writers.known import known_by
from everycase.synthetic.writers.providers import providers_of, write_providers
from everycase.synthetic.writers.ssd import write_ssd
from everycase.synthetic.writers.ssd_database import write_ssd_database
from everycase.synthetic.writers.ssda903 import write_ssda903

__all__ = [
    "known_by",
    "providers_of",
    "write_annex_a",
    "write_cin_census",
    "write_events",
    "write_providers",
    "write_ssd",
    "write_ssd_database",
    "write_ssda903",
]
