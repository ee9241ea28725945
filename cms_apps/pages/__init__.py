"""The public pages: one file per type in models/, what sets a site up in setup/ and services.py."""
