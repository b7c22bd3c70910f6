"""Standards of the area assessment."""
