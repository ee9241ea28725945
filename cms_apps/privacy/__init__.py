"""The log of who looked at whom, and the declarations of third-party models."""
