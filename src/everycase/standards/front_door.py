"""Standards of the area front_door."""
