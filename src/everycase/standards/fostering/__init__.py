"""Fostering: carers, children placed with people they know, and private fostering."""
