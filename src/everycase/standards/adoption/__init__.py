"""Adoption and special guardianship: deciding, matching, placing, and the people who wish to adopt."""
