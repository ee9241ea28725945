from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cms_apps.accounts"
    label = "accounts"
    verbose_name = "Konten"

    def ready(self) -> None:
        """Register the mails of sign-in."""
        from cms_apps.accounts import adapter, authenticators, mails  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.reencryption import register_reencryptor  # noqa: PLC0415 -- models load after apps
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- models load after apps

        register(adapter.MAIL_KIND, mails.ACCOUNT_MAIL)
        register(mails.RESET_KIND, mails.RESET_MAIL)
        register(mails.CODE_KIND, mails.CODE_MAIL)
        register_reencryptor("mfa.Authenticator.data", authenticators.reencrypt)
