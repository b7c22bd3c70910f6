"""Disabled children: plans for education, health and care, short breaks, and what a disability asks of us."""
