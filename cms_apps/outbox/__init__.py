"""Rows to deliver: nothing is sent inside a request (design.md rule 3)."""
