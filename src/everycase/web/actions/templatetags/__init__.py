"""What templates of findings say."""
