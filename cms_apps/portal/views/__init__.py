"""Pages that put together what several apps know; this app has no models and no rules."""
