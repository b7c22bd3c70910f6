"""Findings put right: done, checked, proved."""
