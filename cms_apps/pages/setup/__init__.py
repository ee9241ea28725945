"""What a fresh installation starts with: site, pages, groups, approval. Each part may run again and again."""
