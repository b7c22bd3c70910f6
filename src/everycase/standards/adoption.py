"""Standards of the area adoption."""
