"""Health for machines, whom to tell about a hole, and the media files of a small installation."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.static import serve

from cms_apps.parameters.selectors import term

STARTED = timezone.now()
CONTACT_HOLDS = timedelta(days=180)
PUBLIC_MEDIA = "images/"


def start(request: HttpRequest) -> HttpResponseBase:
    """`/` leads everybody to the German start page, whatever the browser speaks: so anybody may keep the answer."""
    response = redirect(f"/{settings.LANGUAGE_CODE}/")
    response["Cache-Control"] = "public, max-age=60"
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated (503 while it is away, by DatabaseAwayMiddleware)."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return HttpResponse(
        "migrations missing\n" if behind else "ok\n", status=503 if behind else 200, content_type="text/plain"
    )


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole (RFC 9116); it lapses when nobody starts this site anew for half a year."""
    contact = settings.SECURITY_CONTACT or term("centre_email")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {STARTED + CONTACT_HOLDS:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


security_txt.public_page = True  # type: ignore[attr-defined]


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures from the local folder; a larger installation lets its web server or S3 do this.

    Documents and originals have doors of their own, which ask who may see them and send them as attachments.
    """
    # `serve` would follow dots out of the public folders.
    if ".." in path.split("/") or not path.startswith(PUBLIC_MEDIA):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=86400"
    return response
