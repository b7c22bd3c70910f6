"""One module a format: each turns files into a `Reading` in the record's own terms."""
