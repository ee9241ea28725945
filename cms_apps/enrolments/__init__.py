"""Places in course runs: one door to take one, one to give it back."""
