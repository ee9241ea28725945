"""Every amount, deadline, limit and display term, as data with a validity date (design.md rule 7)."""
