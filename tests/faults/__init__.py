"""What survives kill -9: real processes under load, a ledger of all that was acknowledged, and a checker.

`python -m tests.faults --help` runs the soak, `pytest -m faults` the smoke. The ledger is the citizens' word: each
client writes what it typed and what the server acknowledged, with fsync, before it goes on. Afterwards `checker`
compares it with the database, the outbox, the mails that left, and the history:

- I1: what was acknowledged is stored exactly once, as it was typed
- I2: places taken are places held, and never more than there are
- I3: each history replays from its beginning to the state, along declared transitions, without a gap
- I4: one outbox row for each event and recipient; a mail twice at most once for each killed worker
"""
