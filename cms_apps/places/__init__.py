"""Kreise, municipalities and postal codes of Hessen."""
