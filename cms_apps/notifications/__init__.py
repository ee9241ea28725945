"""Mails: central texts, rendering, sending. Knows no host organisation."""
