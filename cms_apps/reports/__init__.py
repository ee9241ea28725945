"""Figures measured from what happened: for the cards of the Träger and for the start page."""
