"""Leaving care well: a plan of their own, somebody to turn to, and a home."""
