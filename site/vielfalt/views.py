"""Health for machines, and the media files of a small installation."""

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.static import serve

PUBLIC_MEDIA = ("images/", "avatar_images/")


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


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures from the local folder; a larger installation lets its web server or S3 do this.

    Documents and originals have doors of their own, which ask who may see them and send them as attachments.
    """
    if not path.startswith(PUBLIC_MEDIA):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=86400"
    return response
