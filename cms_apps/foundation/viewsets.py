"""What every plain list in the admin shares."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class CarefulDeleteView(DeleteView):
    """Says what still hangs on a row instead of failing: Wagtail's own count knows pages, not people."""

    http_method_names = ["get", "head", "options", "post"]  # DELETE would go past what is said here

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Delete, or stay with a reason."""
        try:
            response: HttpResponseBase = super().post(request, *args, **kwargs)
        except ProtectedError as error:
            used_by = sorted({str(type(one)._meta.verbose_name_plural) for one in error.protected_objects})  # noqa: SLF001 -- Django's public name
            text = f"„{self.object}“ lässt sich nicht löschen. Es hängen noch daran: {', '.join(used_by)}."
            messages.error(request, text)
            # Not `redirect`: Wagtail takes any text for a way back, and that would look for a view of this name.
            back = self.get_index_url() if hasattr(self, "get_index_url") else self.get_success_url()
            return HttpResponseRedirect(back)
        return response


class CarefulViewSet(ModelViewSet):
    """A plain Wagtail viewset that deletes with care, and whose fields are those of all other forms of the admin."""

    delete_view_class = CarefulDeleteView

    def formfield_for_dbfield(self, db_field: Any, **kwargs: Any) -> Any:
        """With the widgets and bounds that are registered for its kind."""
        return formfield_for_dbfield(db_field, **kwargs)


class LookOnly(ModelPermissionPolicy):
    """A record is looked at; nobody adds, changes or deletes a row of it by hand."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Only seeing."""
        return action == "view" and bool(super().user_has_permission(user, "view"))
