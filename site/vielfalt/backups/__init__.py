"""Backups of database and media: made whole or not at all, checked before they are used."""
