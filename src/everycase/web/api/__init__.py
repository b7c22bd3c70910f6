"""Programs that read measures and findings, and note events, with a token of their own."""
