"""Looking after children well: where they live, who sees them, their plans, reviews, health and rights."""
