"""Reads of the reports: numbers across all organisations, and the tables of one."""
