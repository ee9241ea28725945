"""What people do with their own data at the status page, by secret link."""
