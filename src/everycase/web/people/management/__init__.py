"""Commands about cases and looks."""
