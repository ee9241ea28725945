"""„Barriere melden“: a form for readers, a list with a day for editors, mails both ways."""
