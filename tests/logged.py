"""Every line that the whole run logs, as production would write it; at the end none may hold what tests know of people."""

import json
import logging
from logging.config import DictConfigurator

from django.conf import settings

# What the factories and tests give to people: names, addresses, numbers, passwords and what they typed.
SEEDED = (
    "amal@", "pavlo@", "nour@", "oksana@", "rosa@", "eltern@", "weg@beispiel", "richtig@beispiel", "neu@beispiel", "a@beispiel",
    "b@beispiel", "eine@beispiel", "niemand@beispiel", "tippfehler@beispiel", "team@traeger", "@vielfalt.example", "@beispiel.example",
    "Amal", "Pavlo", "Oksana", "Nour", "Haddad", "Shevchenko", "Eltern Beispiel", "Dana Muster", "Rosa Beispiel",
    "0611 555 0101", "0611 555 0199", "0611 555 0777", "0611 555 0177", "06115550199", "+49 611 555", "+49611555", "0611 5550199",
    "Ein-langes-Wort-9", "Demo-Passwort-1", "Ich möchte etwas zurückgeben", "Zurzeit nicht.", "Wann haben Sie Zeit?", "An welchen Tagen?",
    "Im Herbst.", "Dort passt es.", "Ruft nie zurück", "Ruft montags an", "Ruft an.", "Wir ziehen um.", "Sind Sie noch da?",
    "Passt Dienstag?", "Noch etwas.", "Not at present.",
)  # fmt: skip


class Collector(logging.Handler):
    """Keeps each line, through the filters and the formatter of production."""

    def __init__(self) -> None:
        super().__init__()
        build = DictConfigurator(settings.LOGGING)
        for name in ("mask", "request"):
            self.addFilter(build.configure_filter(settings.LOGGING["filters"][name]))
        self.setFormatter(build.configure_formatter(dict(settings.LOGGING["formatters"]["json"])))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def betrayed(lines: list[str]) -> list[str]:
    """The lines that hold a seed, in either way that JSON may write it."""
    seeds = {spelling for one in SEEDED for spelling in (one, json.dumps(one)[1:-1])}
    return [line for line in lines if any(seed in line for seed in seeds)]
