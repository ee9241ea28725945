"""The sign-up: a django-formtools wizard over a draft in the database."""
