"""What is made of a page on demand: the same words are worked on once, and asked for again they cost one look-up."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

HOURS = 6
SECONDS = 60
Maker = Callable[[Mapping[str, Any]], bytes]


def made(request: HttpRequest, maker: Maker, data: Mapping[str, Any], **headers: str) -> HttpResponseBase:
    """Answer with what `maker` makes of `data`, or with 304 for whoever has it.

    The key is the hash of the data, so nothing has to be thrown away when a page changes, and an address with
    made-up words behind it makes nothing anew. Which data there are the published pages bound.
    """
    key = hashlib.sha256(json.dumps([maker.__qualname__, data], sort_keys=True).encode()).hexdigest()

    @condition(etag_func=lambda _request: f'"{key[:32]}"')
    def answer(_request: HttpRequest) -> HttpResponse:
        content = caches["made"].get_or_set(f"made:{key}", lambda: maker(data), HOURS * 3600)
        return HttpResponse(content, headers=headers)

    response: HttpResponseBase = answer(request)
    patch_cache_control(response, public=True, max_age=SECONDS)  # type: ignore[arg-type]
    return response
