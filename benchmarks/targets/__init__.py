"""The bare targets of the figures: what nobody who uses Django or Wagtail can go below."""
