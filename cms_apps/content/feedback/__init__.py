"""„War diese Seite hilfreich?“: a form for readers, a list for editors; nobody is asked who they are."""
