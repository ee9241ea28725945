"""Health for machines, whom to tell about a hole, and the media files of a small installation."""

from datetime import timedelta
from errno import ENAMETOOLONG

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from cms_apps.media.storage import StoreAway
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
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated (503 while it is away, by DatabaseAwayMiddleware)."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return HttpResponse(
        "migrations missing\n" if behind else "ok\n",
        status=503 if behind else 200,
        content_type="text/plain; charset=utf-8",
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
    """Pictures from the local folder or the private bucket; a larger installation has a cache in front.

    Documents and originals have doors of their own, which ask who may see them and send them as attachments.
    """
    # Dots would lead out of the public folders.
    if ".." in path.split("/") or not path.startswith(PUBLIC_MEDIA):
        raise Http404
    try:
        response = FileResponse(default_storage.open(path))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation) as error:
        raise Http404 from error
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            raise Http404 from error
        if not isinstance(error, StoreAway):
            raise
        return HttpResponse(status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
    response["Cache-Control"] = "public, max-age=86400"
    return response
