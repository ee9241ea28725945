"""Addresses of the portal: at the desk, at the centre, and of the own area."""
