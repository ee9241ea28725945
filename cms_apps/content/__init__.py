"""What all pages are made of: the base of a page, its blocks, topics and contacts."""
