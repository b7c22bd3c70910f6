"""The review's jobs from a terminal."""
