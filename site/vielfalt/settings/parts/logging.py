"""Logs to standard error: plain lines, in production JSON; no personal data, see cms_apps.foundation.logs."""

from typing import Any

from environs import Env

env = Env()

LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "mask": {"()": "cms_apps.links.masking.MaskTokens"},
        "request": {"()": "cms_apps.foundation.logs.WithRequestId"},
    },
    "formatters": {
        "plain": {"()": "cms_apps.foundation.logs.PlainLines"},
        "json": {"()": "cms_apps.foundation.logs.JsonLines"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["mask", "request"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "vielfalt": {"level": "INFO"},
        # Django sends these to a console of its own besides.
        "django": {"handlers": [], "propagate": True, "level": "WARNING"},
        "django.server": {"handlers": ["stderr"], "propagate": False},
    },
}
