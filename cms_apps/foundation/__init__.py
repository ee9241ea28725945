"""Plain code that every app may use: no tables, no domain words."""
