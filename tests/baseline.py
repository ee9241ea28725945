"""What the migrations wrote (root page, locale, groups), kept beside a test database that is used again.

A transactional test empties its database. pytest-django runs such tests last, so only the next run with
`--reuse-db` would miss those rows: it finds them here. They are written as rows, so that no signal answers to them.
"""

import pickle
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from tests.kept_site import changes, state, write


def keep_or_restore() -> None:
    """Keep the rows of an untouched database; give them back to one that was emptied."""
    kept = Path(settings.VAR_DIR) / f"baseline-{Path(str(connection.settings_dict['NAME'])).name}.pickle"
    if Page.objects.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(state()))
    elif kept.exists():
        write(changes(state(), pickle.loads(kept.read_bytes())))  # noqa: S301 -- written by us
        ContentType.objects.clear_cache()  # what was read so far is of the rows that came with the emptying
    else:
        raise RuntimeError("The test database was emptied by an earlier run: start once with --create-db.")
