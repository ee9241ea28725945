"""The person at one host organisation, from acceptance to leaving."""
