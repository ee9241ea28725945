from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "cms_apps.organisations"
    label = "organisations"
    verbose_name = "Träger"

    def ready(self) -> None:
        """Register the mails of this app, and that members need a second factor."""
        from cms_apps.accounts import second_factor  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.privacy import register_rule  # noqa: PLC0415 -- models load after apps
        from cms_apps.organisations import mails, selectors, services  # noqa: PLC0415 -- models load after apps
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- models load after apps
        from cms_apps.privacy.services.accounts import when_account_goes  # noqa: PLC0415 -- models load after apps

        second_factor.register(selectors.is_member, team_helps=selectors.team_resets_factor_of)
        register(mails.INVITATION, mails.invitation_handler)
        when_account_goes(services.forget_invitations)
        register_rule(services.INVITATIONS_RULE)
        self._keep_true()

    @staticmethod
    def _keep_true() -> None:
        """Forget what a public list shows when something of it changes."""
        from cms_apps.organisations.models import HostOrganisation, PublicProfile, ServedArea  # noqa: PLC0415 -- as above
        from cms_apps.organisations.selectors import PUBLIC_LISTS  # noqa: PLC0415 -- as above
        from cms_apps.places.models import District, Municipality  # noqa: PLC0415 -- as above

        PUBLIC_LISTS.forget_with(HostOrganisation, PublicProfile, ServedArea, District, Municipality)
