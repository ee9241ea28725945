"""Logs to standard error, without personal data: paths have their tokens masked, bodies are never logged."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask_tokens": {"()": "cms_apps.links.masking.MaskTokens"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["mask_tokens"]}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"vielfalt": {"level": "INFO"}, "django.server": {"handlers": ["stderr"], "propagate": False}},
}
