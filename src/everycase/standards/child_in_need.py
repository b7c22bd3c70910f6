"""Standards of the area child_in_need."""
