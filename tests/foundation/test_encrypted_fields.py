"""A field that lies encrypted at rest, and encrypting everything anew with another key."""

import base64
from io import StringIO

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from cms_apps.foundation import encryption, reencryption
from cms_apps.foundation.encryption import decrypt, encrypt
from cms_apps.foundation.fields import EncryptedTextField
from cms_apps.foundation.reencryption import Reencrypted, reencrypt_column
from cms_apps.outbox.models import OutboxRow

pytestmark = pytest.mark.django_db
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def secrets(db):
    """A model with a table of its own."""
    with isolate_apps("cms_apps.foundation"):

        class Secret(models.Model):
            text = EncryptedTextField(blank=True, default="")

            class Meta:
                app_label = "foundation"
                db_table = "test_secrets"

            def __str__(self):
                return str(self.pk)

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE test_secrets (id bigint PRIMARY KEY, text text NOT NULL)")
    return Secret


def raw(pk=1) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM test_secrets WHERE id = %s", [pk])
        return cursor.fetchone()[0]


@pytest.mark.asvs("14.2.4")
def test_what_is_written_is_read_and_lies_encrypted(secrets):
    one = secrets.objects.create(pk=1, text="Ümläut, geheim")

    assert secrets.objects.get().text == "Ümläut, geheim"
    assert "geheim" not in raw()
    assert decrypt(raw().encode()) == "Ümläut, geheim"
    one.text = "neu"
    one.save(update_fields=["text"])
    assert secrets.objects.values_list("text", flat=True).get() == "neu"
    secrets.objects.update(text="für alle")
    assert secrets.objects.get().text == "für alle"
    assert "alle" not in raw()


def test_the_same_text_looks_different_each_time(secrets):
    for pk in (1, 2):
        secrets.objects.create(pk=pk, text="ja")

    assert raw(1) != raw(2)


@pytest.mark.asvs("11.3.3")
@pytest.mark.parametrize("place", [0, 9, 20, 60, -1])
def test_what_was_changed_is_not_read(place):
    secret = bytearray(base64.urlsafe_b64decode(encrypt("Ümläut, geheim, und noch etwas mehr als ein Block")))
    secret[place] ^= 1

    with pytest.raises(InvalidToken):
        decrypt(base64.urlsafe_b64encode(secret))


def test_empty_stays_empty_and_is_all_that_can_be_asked_for(secrets):
    secrets.objects.create(pk=1, text="")
    secrets.objects.create(pk=2, text="etwas")

    assert raw(1) == ""
    assert secrets.objects.get(text="").pk == 1
    assert secrets.objects.exclude(text="").get().pk == 2
    assert not secrets.objects.filter(text__isnull=True).exists()


@pytest.mark.parametrize(
    "lookup",
    [{"text": "etwas"}, {"text__in": ["etwas"]}, {"text__contains": "et"}, {"text__iexact": "etwas"},
     {"text__length": 5}, {"text__gt": ""}, {"text": models.F("text")}],
    ids=str,
)  # fmt: skip
def test_its_value_cannot_be_looked_up(secrets, lookup):
    with pytest.raises(FieldError):
        list(secrets.objects.filter(**lookup))


@pytest.mark.asvs("11.2.2")
def test_after_rotation_the_old_key_can_be_dropped(secrets, settings):
    settings.FIELD_KEYS = [OLD]
    for pk in range(1, 6):
        secrets.objects.create(pk=pk, text=f"Text {pk}" if pk != 3 else "")
    settings.FIELD_KEYS = [NEW, OLD]
    secrets.objects.create(pk=6, text="schon neu")
    newest = raw(6)

    assert reencrypt_column(secrets, "text") == Reencrypted(changed=4)
    assert reencrypt_column(secrets, "text") == Reencrypted()

    settings.FIELD_KEYS = [NEW]
    texts = list(secrets.objects.order_by("pk").values_list("text", flat=True))
    assert texts == ["Text 1", "Text 2", "", "Text 4", "Text 5", "schon neu"]
    assert raw(6) == newest


def test_without_rotation_the_old_key_is_needed(secrets, settings):
    settings.FIELD_KEYS = [OLD]
    secrets.objects.create(pk=1, text="alt")
    settings.FIELD_KEYS = [NEW]

    with pytest.raises(InvalidToken):
        secrets.objects.get()


def test_rotation_goes_on_where_it_was_broken_off_and_over_several_batches(secrets, settings, monkeypatch):
    monkeypatch.setattr(reencryption, "BATCH", 2)
    settings.FIELD_KEYS = [OLD]
    for pk in range(1, 8):
        secrets.objects.create(pk=pk, text=f"Text {pk}")
    settings.FIELD_KEYS = [NEW, OLD]
    half = encryption.with_first_key(raw(1).encode()).decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_secrets SET text = %s WHERE id = 1", [half])

    assert reencrypt_column(secrets, "text").changed == 6
    settings.FIELD_KEYS = [NEW]
    assert secrets.objects.get(pk=7).text == "Text 7"


def test_the_command_renews_what_waits_in_the_outbox(settings):
    settings.FIELD_KEYS = [OLD]
    row = OutboxRow.objects.create(kind="accounts.mail", recipient="a@b.example", secret=encrypt("Code 1234"))
    settings.FIELD_KEYS = [NEW, OLD]
    out = StringIO()

    call_command("rotate_keys", stdout=out)

    assert "outbox.OutboxRow.secret: 1 encrypted anew, 0 unreadable" in out.getvalue()
    settings.FIELD_KEYS = [NEW]
    row.refresh_from_db()
    assert decrypt(row.secret) == "Code 1234"


def test_the_command_says_what_no_key_opens_and_keeps_it(settings):
    settings.FIELD_KEYS = [OLD]
    row = OutboxRow.objects.create(kind="accounts.mail", recipient="a@b.example", secret=encrypt("x"))
    before = bytes(row.secret)
    settings.FIELD_KEYS = [NEW]

    with pytest.raises(CommandError, match="No key opens 1 values"):
        call_command("rotate_keys", stdout=StringIO())

    row.refresh_from_db()
    assert bytes(row.secret) == before
