"""Pages that somebody has to read again (Prüfung)."""
