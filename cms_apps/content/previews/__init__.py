"""Drafts for people without an account: a ministry approves, journalists read ahead of an embargo."""
