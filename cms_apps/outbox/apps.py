from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cms_apps.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Let the secrets that wait for delivery be encrypted anew with the others."""
        from cms_apps.foundation.reencryption import reencrypt_column, register_reencryptor  # noqa: PLC0415 -- models load after apps
        from cms_apps.outbox.models import OutboxRow  # noqa: PLC0415 -- as above

        register_reencryptor("outbox.OutboxRow.secret", lambda: reencrypt_column(OutboxRow, "secret"))
