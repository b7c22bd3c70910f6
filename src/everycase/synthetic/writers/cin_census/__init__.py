"""The Children in Need census: one XML file for a year to 31 March."""

from everycase.synthetic.writers.cin_census.document import write_cin_census

__all__ = ["write_cin_census"]
