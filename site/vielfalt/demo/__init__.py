"""The demo: places, host organisations, people and news, all invented."""
