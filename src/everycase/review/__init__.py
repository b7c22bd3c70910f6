"""Every case against every standard: obligations, findings, measures, comparison."""
