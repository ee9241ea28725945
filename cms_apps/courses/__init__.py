"""Kinds of courses, their runs, dates and places."""
