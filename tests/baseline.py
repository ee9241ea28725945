"""What the migrations wrote (root page, locale, groups), kept beside a test database that is used again.

A transactional test empties its database. pytest-django runs such tests last, so only the next run with
`--reuse-db` would miss those rows: it finds them here.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page


def keep_or_restore() -> None:
    """Keep the rows of an untouched database; give them back to one that was emptied."""
    kept = Path(settings.VAR_DIR) / f"baseline-{Path(str(connection.settings_dict['NAME'])).name}.json"
    if Page.objects.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(connection.creation.serialize_db_to_string())
    elif kept.exists():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        ContentType.objects.clear_cache()
        connection.creation.deserialize_db_from_string(kept.read_text())
        ContentType.objects.clear_cache()  # reading the rows filled it with what stood there before
    else:
        raise RuntimeError("The test database was emptied by an earlier run: start once with --create-db.")
