"""The looked-after return (SSDA903): CSV files for a year to 31 March."""

from everycase.synthetic.writers.ssda903.files import write_ssda903

__all__ = ["write_ssda903"]
