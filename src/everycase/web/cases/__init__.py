"""Children's cases, and the extracts that they come from."""
