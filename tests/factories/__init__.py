"""Objects for tests: plain functions with traits, no surprises."""
