"""Addresses of people who need no account: guests of events, and whoever says how a course was."""
