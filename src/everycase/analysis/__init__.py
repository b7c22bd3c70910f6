"""What a review adds up to: worklists for teams, files for analysts, a report for a manager."""
