"""Standards of the area children_in_care."""
