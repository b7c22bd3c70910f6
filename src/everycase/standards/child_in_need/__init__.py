"""Standards of help for a child in need: plans, visits, workers, oversight, records, closing, complaints."""
