"""What the council wrote down, as of a date."""
