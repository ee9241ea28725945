"""News for load tests: as many as wanted, spread over years, places and topics; each says that it is a sample."""

import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from uuid import uuid4

from django.utils import timezone

from cms_apps.content.models import Topic
from cms_apps.foundation.statistics import refresh_statistics
from cms_apps.pages.models import NewsIndexPage
from cms_apps.search.analysis import tokens
from vielfalt.demo.bulk_news import MOST_CHILDREN, TABLES, Item, steps_taken, write_news

BATCH = 5_000
YEARS = 10
SENTENCES_EACH = (4, 9)
OCCASIONS = (
    "Sprachcafé", "Basisqualifizierung", "Netzwerktreffen", "Sprechstunde", "Elternabend", "Entlastungsgespräch",
    "Erfahrungsaustausch", "Stadtrundgang", "Vertiefungsseminar", "Sommerfest", "Infoabend", "Telefonaktion",
)  # fmt: skip
PLACES = (
    "Alsfeld", "Bad Hersfeld", "Bad Homburg", "Bensheim", "Büdingen", "Darmstadt", "Dillenburg", "Eltville",
    "Eschwege", "Frankfurt", "Fritzlar", "Fulda", "Gelnhausen", "Gießen", "Groß-Gerau", "Hanau", "Hofheim", "Kassel",
    "Korbach", "Limburg", "Marburg", "Michelstadt", "Offenbach", "Rüsselsheim", "Wetzlar", "Wiesbaden",
)  # fmt: skip
ENDINGS = (
    "was der Abend gebracht hat", "zwölf Menschen, sieben Sprachen", "so ging es weiter", "ein Anfang ist gemacht",
    "viele Fragen, gute Antworten", "das Team stellt sich vor", "wer kommt, ist willkommen", "ein Rückblick",
)  # fmt: skip
SENTENCES = (
    "Der Raum war voll, und trotzdem fand jede Frage ihren Platz.",
    "Lots*innen erzählten, wie sie zum Jobcenter, zur Schule und in die Praxis mitgehen.",
    "Am häufigsten gefragt waren Arabisch, Ukrainisch und Dari.",
    "Eine Mitarbeiterin der Ausländerbehörde erklärte, welche Unterlagen wirklich gebraucht werden.",
    "Nach der Pause ging es um Verschwiegenheit und um das eigene Handy.",
    "Wer noch keinen Kurs besucht hat, kann sich für das Frühjahr vormerken lassen.",
    "Der Träger erstattet Fahrkarten und zahlt die Aufwandsentschädigung am Ende des Quartals.",
    "Geübt wurde mit Briefen, wie sie jede Woche im Kasten liegen.",
    "Zwei Teilnehmende übernahmen die Begrüßung in ihrer eigenen Sprache.",
    "Im nächsten Treffen sollen Wohnungssuche und Nebenkosten besprochen werden.",
    "Die Stadtbücherei stellt dafür einmal im Monat ihren Lesesaal bereit.",
    "Begleitung endet dort, wo Beratung beginnt; darin waren sich alle einig.",
    "Manche kamen mit dem Bus aus den Nachbarorten und fuhren gemeinsam zurück.",
    "Für Kinder gab es eine Ecke mit Büchern und Stiften.",
)  # fmt: skip
SAMPLE = "Beispieltext für Lasttests."


def news_index() -> NewsIndexPage | None:
    """The German list of news, None before `setup`."""
    return NewsIndexPage.objects.filter(locale__language_code="de").order_by("pk").first()


def room_for_news(index: NewsIndexPage) -> int:
    """How many more children the list can have."""
    return MOST_CHILDREN - steps_taken(index)


def seed_news(count: int, index: NewsIndexPage, progress: Callable[[int], object]) -> None:
    """Add `count` news below `index`; each batch is whole or not there. `progress` is told how many are written."""
    dice = random.Random(index.numchild + 1)  # noqa: S311 -- no secret
    topics: list[int | None] = [
        *Topic.objects.filter(locale=index.locale_id).values_list("pk", flat=True)
    ] or [None]
    today, written = timezone.localdate(), 0
    while written < count:
        items = [_item(dice, topics, today) for _ in range(min(BATCH, count - written))]
        write_news(index, items)
        written += len(items)
        progress(written)
    refresh_statistics(*(table.model for table in TABLES))


def _item(dice: random.Random, topics: Sequence[int | None], today: date) -> Item:
    title = f"{dice.choice(OCCASIONS)} in {dice.choice(PLACES)}: {dice.choice(ENDINGS)}"
    lead, *rest = dice.sample(SENTENCES, dice.randint(*SENTENCES_EACH))
    rest.append(SAMPLE)
    return Item(
        title=title,
        day=today - timedelta(days=dice.randrange(YEARS * 365)),
        text=" ".join([lead, *rest]),
        title_tokens=_tokens(title),
        body_tokens=" ".join(_tokens(sentence) for sentence in (lead, *rest)),
        lead=lead,
        body=json.dumps([{"type": "text", "value": f"<p>{' '.join(rest)}</p>", "id": str(uuid4())}]),
        topic=dice.choice(topics),
    )


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> str:
    return " ".join(tokens(text, "de"))
