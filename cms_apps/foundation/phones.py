"""Phone numbers in forms."""

from typing import Any

from django import forms

from cms_apps.foundation.digits import ascii_digits

PHONE = r"^\+?[0-9][0-9 ()/.\-]{4,28}[0-9]$"


class PhoneField(forms.CharField):
    """A phone number in the digits of any script."""

    def to_python(self, value: Any) -> str:
        """Read the digits as 0 to 9."""
        return ascii_digits(str(super().to_python(value)))
