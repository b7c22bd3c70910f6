"""Standards of assessments: time, the child seen, the record, sign-off."""
