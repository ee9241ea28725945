"""Why a link does not open; each has its own friendly page."""


class LinkError(Exception):
    """The link does not open."""

    code = "unknown"


class LinkUnknown(LinkError):
    """Mutilated, never issued, or replaced by a newer one."""


class LinkExpired(LinkError):
    """Its time is over."""

    code = "expired"


class LinkUsed(LinkError):
    """It could be used once, and was."""

    code = "used"
