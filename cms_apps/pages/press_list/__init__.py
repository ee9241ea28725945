"""The press list: subscribing with confirmation, mailing a release, recalling it, leaving with one click."""
