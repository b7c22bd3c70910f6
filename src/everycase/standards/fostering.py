"""Standards of the area fostering."""
