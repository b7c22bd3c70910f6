"""The web system at a council's size: each page, 50 people at once, a load while they work."""
