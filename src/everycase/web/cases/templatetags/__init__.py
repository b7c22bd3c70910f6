"""What templates of cases say in words."""
