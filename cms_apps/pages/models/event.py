"""Events (Veranstaltungen): what is ahead, and an archive of what was."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.models import BasePage, WithBody, WithContact, editorial
from cms_apps.courses.selectors import guests_may_register, public_events
from cms_apps.foundation.calendars import BERLIN, MEDIA_TYPE, Entry, calendar_file
from cms_apps.pages.listing import MOST_ROWS, PAGE_LISTS, ROWS, page_of
from cms_apps.pages.structured import thing
from cms_apps.parameters.selectors import term

MINUTE = 60


class EventQuerySet(PageQuerySet):
    """Words for reading events."""

    def ahead(self) -> "EventQuerySet":
        """What is not over, the next first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def over(self) -> "EventQuerySet":
        """What was, the last first."""
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def with_topic(self) -> "EventQuerySet":
        """With what a row of a list shows, and no more."""
        return self.select_related("topic").defer("body")


EventManager = PageManager.from_queryset(EventQuerySet)


class EventPage(RoutablePageMixin, WithBody, WithContact, BasePage):
    """One event: when, where, how to get in, how to sign up."""

    privacy = editorial(_("zu Veranstaltungen einladen"))

    topic = models.ForeignKey(
        "content.Topic", verbose_name="Thema", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # fmt: skip
    starts_at = models.DateTimeField("Beginn", db_index=True)
    ends_at = models.DateTimeField("Ende")
    place_line = models.CharField(
        "Ort", max_length=200, blank=True, help_text="Haus, Raum, Straße und Ort. Leer, wenn es online ist."
    )
    online_url = models.URLField(
        "Adresse zum Teilnehmen", blank=True, help_text="Nur, wenn alle sie sehen dürfen."
    )
    is_online = models.BooleanField("online", default=False)
    access_note = models.CharField(
        "Zugang", max_length=300, blank=True, help_text="Zum Beispiel: Aufzug vorhanden, Dolmetschen in DGS."
    )
    sign_up_note = models.CharField(
        "Anmeldung", max_length=300, blank=True, help_text="Bis wann, bei wem; oder: keine Anmeldung nötig."
    )

    event_run = models.ForeignKey(
        "courses.CourseRun", verbose_name="Anmeldung über diese Planung", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+", limit_choices_to={"kind__for_everybody": True},
        help_text="Am Schreibtisch geplant. Solange dort Anmeldungen offen sind, steht hier ein Knopf.",
    )  # fmt: skip

    objects = EventManager()
    override_translatable_fields = [SynchronizedField("online_url")]
    shown_with = ("topic", "contact")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("topic")], "Wann"),
        MultiFieldPanel(
            [FieldPanel("place_line"), FieldPanel("is_online"), FieldPanel("online_url"), FieldPanel("access_note")], "Wo"
        ),
        MultiFieldPanel([FieldPanel("sign_up_note"), FieldPanel("event_run")], "Anmeldung"),
        *WithBody.body_panels,
        *WithContact.contact_panels,
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        *WithBody.body_search_fields,
        index.SearchField("place_line"),
        index.SearchField("sign_up_note"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = "Eine Veranstaltung mit Zeit, Ort und Kalenderdatei."

    class Meta:
        verbose_name = "Veranstaltung"
        verbose_name_plural = "Veranstaltungen"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            )
        ]

    @property
    def is_over(self) -> bool:
        """Whether nobody can go there any more."""
        return self.ends_at < timezone.now()

    @property
    def is_on_one_day(self) -> bool:
        """Whether the end needs no day of its own."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)

    @property
    def calendar_url(self) -> str:
        """Where the file for a calendar lies."""
        return f"{self.url or ''}kalender/"

    @path("kalender/")
    def calendar_view(self, request: HttpRequest) -> HttpResponse:
        """The event for one's own calendar."""
        answer = HttpResponse(
            calendar_file([self._entry(request)]), content_type=f"{MEDIA_TYPE}; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{self.slug}.ics"'
        return answer

    def furniture(self, request: Any) -> dict[str, Any]:
        """Tell search engines when and where, and people whether they can register."""
        registers_at = guests_may_register(self.event_run_id) if self.event_run_id else False
        return {"structured_data": self.structured_data(request), "registers_at": registers_at}

    def structured_data(self, request: Any) -> dict[str, Any]:
        """The event as schema.org asks for it (Event), its moments with their time zone."""
        mode = "OnlineEventAttendanceMode" if self.is_online else "OfflineEventAttendanceMode"
        mixed = self.is_online and self.place_line
        return thing(
            "Event",
            name=self.title,
            description=self.description,
            inLanguage=get_language() or "",
            url=self.get_full_url(request),
            startDate=self.starts_at.astimezone(BERLIN).isoformat(),
            endDate=self.ends_at.astimezone(BERLIN).isoformat(),
            eventStatus="https://schema.org/EventScheduled",
            eventAttendanceMode=f"https://schema.org/{'MixedEventAttendanceMode' if mixed else mode}",
            location=self._locations(),
            organizer={"@type": "Organization", "name": term("centre")},
            isAccessibleForFree=True,
        )

    def _locations(self) -> list[dict[str, str]]:
        places = (
            [{"@type": "Place", "name": self.place_line, "address": self.place_line}]
            if self.place_line
            else []
        )
        if self.online_url:
            places.append({"@type": "VirtualLocation", "url": self.online_url})
        return places

    def _entry(self, request: HttpRequest) -> Entry:
        changed = self.last_published_at or timezone.now()
        return Entry(
            uid=f"event-{self.translation_key}@{request.get_host()}",
            sequence=int(changed.timestamp()) // MINUTE,  # rises with each publication
            made_at=self.first_published_at or changed,
            starts_at=self.starts_at,
            minutes=int((self.ends_at - self.starts_at).total_seconds()) // MINUTE,
            title=self.title,
            is_private=False,
            host=term("centre"),
            host_email=term("centre_email"),
            where=self.place_line or self.online_url,
            text=f"{self.lead}\n{self.get_full_url(request) or ''}",
        )


class EventIndexPage(BasePage):
    """What is ahead; `?archiv=ja` shows what was."""

    privacy = editorial(_("Veranstaltungen auflisten"))

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.EventPage"]
    page_description = "Die Liste der Veranstaltungen mit Archiv."

    class Meta:
        verbose_name = "Liste der Veranstaltungen"
        verbose_name_plural = "Listen der Veranstaltungen"

    def furniture(self, request: Any) -> dict[str, Any]:
        """One page of the list asked for."""
        archive = request.GET.get("archiv") == "ja"
        return {
            "archive": archive,
            "to_register": [] if archive else public_events(ROWS),
            "events": page_of(EventPage, self._keys(archive=archive), request.GET.get("seite")),
        }

    def _keys(self, *, archive: bool) -> list[int]:
        def work_out() -> list[int]:
            every = self.readable(EventPage.objects.child_of(self).live())
            found = every.over() if archive else every.ahead()
            return list(found.values_list("pk", flat=True)[:MOST_ROWS])

        minute = timezone.now().replace(second=0, microsecond=0)  # what is over goes to the archive
        return PAGE_LISTS.get((self.pk, archive, minute), work_out) if self.none_is_shut else work_out()
