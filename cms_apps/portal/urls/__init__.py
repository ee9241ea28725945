"""Addresses of the portal: at the desk, and at the centre."""
