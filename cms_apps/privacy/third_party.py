"""Declarations for the models of third parties, by label; `tests/architecture` refuses a model without one."""

from cms_apps.foundation.privacy import Declaration

NONE = Declaration.none

THIRD_PARTY: dict[str, Declaration] = {}
