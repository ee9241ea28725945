"""Addresses of requests for accompaniment: for whoever asks, and at the desk."""
