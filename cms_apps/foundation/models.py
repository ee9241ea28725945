"""Abstract models; foundation itself owns no table."""

from typing import Any

from django.db import models

from cms_apps.foundation.sorting import sort_key


class Named(models.Model):
    """Something with a name that is listed alphabetically by a stored key."""

    name = models.CharField("Name", max_length=120)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key true to the name."""
        self.sort_key = sort_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)
