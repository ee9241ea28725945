"""What somebody needs so that they can come to a course."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.enums import NeedKind
from cms_apps.enrolments.models.enrolment import Enrolment
from cms_apps.foundation.privacy import Declaration


class Need(models.Model):
    """The needs (Bedarf) of one place: three things a course leader can act on, and no free words.

    Words would soon hold an illness. Whoever needs nothing has no row: that nobody asked for anything tells nothing.
    """

    privacy = Declaration(
        data=_("Bedarf im Kurs: Kinderbetreuung, Dolmetschen, Zugang ohne Stufen"),
        fields=("child_care", "interpreter", "step_free"),
        purpose=_("dafür sorgen, dass alle teilnehmen können; mit Einwilligung"),
        readers=(_("wer beim Träger des Kurses über den Kurs entscheidet"),),
        rules=("enrolments.needs",),
        subject="enrolment__volunteer",
    )

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="need")
    child_care = models.BooleanField("Kinderbetreuung", default=False)
    interpreter = models.BooleanField("Dolmetschen", default=False)
    step_free = models.BooleanField("Zugang ohne Stufen", default=False)
    agreed_at = models.DateTimeField("Einwilligung gegeben", default=timezone.now)

    class Meta:
        verbose_name = "Bedarf"
        verbose_name_plural = "Bedarfe"
        constraints = [
            models.CheckConstraint(
                condition=Q(child_care=True) | Q(interpreter=True) | Q(step_free=True),
                name="a_need_needs_something",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def kinds(self) -> list[NeedKind]:
        """What is needed, always in the same order."""
        return [kind for kind in NeedKind if getattr(self, kind)]

    @property
    def labels(self) -> list[str]:
        """The same in words."""
        return [str(kind.label) for kind in self.kinds]
