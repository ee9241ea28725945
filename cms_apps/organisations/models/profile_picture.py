"""Which pictures came over the desk."""

from django.db import models

from cms_apps.foundation.privacy import Declaration


class ProfilePicture(models.Model):
    """A picture that the team of an organisation uploaded for its profile: it goes when nobody needs it any more.

    Who is seen and has agreed stands at the picture itself (`media.Picture`). Without its organisation the row stays until
    the picture is deleted, too.
    """

    privacy = Declaration.none("which organisation brought a picture")

    organisation = models.ForeignKey(
        "organisations.HostOrganisation",
        verbose_name="Träger",
        on_delete=models.SET_NULL,
        null=True,
        related_name="profile_pictures",
    )
    picture = models.OneToOneField(
        "media.Picture", verbose_name="Bild", on_delete=models.CASCADE, related_name="from_desk"
    )
    uploaded_at = models.DateTimeField("hochgeladen", auto_now_add=True)

    class Meta:
        verbose_name = "Bild eines Trägers"
        verbose_name_plural = "Bilder der Träger"

    def __str__(self) -> str:
        return f"{self.organisation or ''}: {self.picture_id}"
