"""Menus and the way back: read by base.html on every page, also where there is no page."""
