"""Host organisations (Träger), where they serve, and who works for them."""
