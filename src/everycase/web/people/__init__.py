"""Who people are, what they may see, and who looked."""
