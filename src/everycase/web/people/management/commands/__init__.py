"""`python -m everycase.web COMMAND`."""
