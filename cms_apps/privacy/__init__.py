"""Export, erasure and retention over all models; today the declarations of third-party models."""
