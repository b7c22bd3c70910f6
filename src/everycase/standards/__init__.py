"""What should be true of every case."""
