"""Standards of the area disabled_children."""
