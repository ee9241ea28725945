"""One-purpose links for people without an account (design.md section 3, "Links")."""
