from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "cms_apps.search"
    label = "search"
    verbose_name = "Suche"

    def ready(self) -> None:
        """Watch what the documents are made of; the outbox brings each change into the table."""
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- models load after apps
        from cms_apps.search import filling, watching  # noqa: PLC0415 -- models load after apps

        register(filling.DOCUMENT, filling.document_handler)
        register(filling.BRANCH, filling.branch_handler)
        watching.connect()
