"""All addresses. System addresses are German in every language (design.md rule 15)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms_apps.content import admin_words
from cms_apps.content.addresses import GERMAN_IN_EASY
from cms_apps.foundation.languages import EASY
from vielfalt import views

handler400 = "cms_apps.foundation.views.bad_request"
handler404 = "cms_apps.pages.missing.not_found"
handler500 = "cms_apps.foundation.views.server_error"

# One door only: each of Wagtail's own log-ins would let people in by password alone.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("", views.start),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("", include("cms_apps.pages.urls")),
    path("admin/login/", sign_in),
    path("django-admin/login/", sign_in),
    path("admin/jsi18n/", admin_words.words),  # Wagtail's name leads here, too
    path("admin/", include(wagtailadmin_urls)),
    path("dokumente/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", views.media, name="media"),
    # As a leaflet prints them, without a language.
    re_path(
        r"^(?P<path>(?:bewerbung|konto|mein-bereich|schreibtisch)/.*)$",
        RedirectView.as_view(url="/de/%(path)s"),
    ),
    # Forms and desks have no Leichte Sprache; whoever comes from there goes on in German.
    re_path(
        rf"^{EASY}/(?P<path>(?:{'|'.join(sorted(GERMAN_IN_EASY))})/.*)$",
        RedirectView.as_view(url="/de/%(path)s", query_string=True),
    ),
]

urlpatterns += i18n_patterns(
    path("konto/", include("cms_apps.accounts.urls")),
    path("bewerbung/", include("cms_apps.volunteering.urls.sign_up")),
    path("begleitung/", include("cms_apps.volunteers.urls.asking")),
    path("schreibtisch/anfragen/", include("cms_apps.volunteers.urls.desk")),
    path("schreibtisch/kurse/", include("cms_apps.portal.urls.courses")),
    path("schreibtisch/einstellungen/", include("cms_apps.organisations.urls")),
    path("schreibtisch/tabellen/", include("cms_apps.reports.urls")),
    path("schreibtisch/", include("cms_apps.portal.urls.desk")),
    path("schreibtisch/", include("cms_apps.volunteering.urls.desk")),
    path("leitstelle/", include("cms_apps.volunteering.urls.centre")),
    path("loeschkonzept/", include("cms_apps.privacy.urls")),
    path("leitstelle/", include("cms_apps.portal.urls.centre")),
    path("barriere-melden/", include("cms_apps.content.urls")),
    path("rueckmeldung/", include("cms_apps.content.feedback.urls")),
    path("kurs-rueckmeldung/", include("cms_apps.enrolments.urls.feedback")),
    path("zertifikat/", include("cms_apps.enrolments.urls.certificates")),
    path("veranstaltung-anmelden/", include("cms_apps.enrolments.urls.events")),
    path("presseverteiler/", include("cms_apps.pages.press_list.urls")),
    path("vorschau/", include("cms_apps.content.previews.urls")),
    path("mein-bereich/", include("cms_apps.portal.urls.own")),
    path("suche/", include("cms_apps.search.urls")),
    path("_util/login/", sign_in),
    path("", include("cms_apps.pages.serving")),
)
