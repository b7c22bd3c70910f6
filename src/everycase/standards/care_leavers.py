"""Standards of the area care_leavers."""
