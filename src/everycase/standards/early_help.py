"""Standards of the area early_help."""
