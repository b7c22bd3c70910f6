"""Every child's case, checked every night against every standard, from the council's own extract."""

__version__ = "0.1.0"
