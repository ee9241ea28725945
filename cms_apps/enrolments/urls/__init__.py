"""Addresses of people who need no account: whoever says how a course was."""
