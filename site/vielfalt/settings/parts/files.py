"""Where uploads lie: a local folder, or a private bucket that speaks S3.

The browser never meets the bucket: pictures and documents come from our own address, so no other host is allowed in
the policy, and documents stay attachments behind their door.
"""

from typing import Any

from botocore.config import Config
from environs import Env

env = Env()


def uploads() -> dict[str, Any]:
    """The storage of uploads, as Django's STORAGES wants it; access keys are read by boto3 itself from AWS_*."""
    bucket = env.str("S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("S3_ENDPOINT", default="") or None,
        "region_name": env.str("S3_REGION", default="") or None,
        "default_acl": "private",
        "file_overwrite": False,
        # A store that is silent must not hold a web process: it answers in seconds or not at all.
        "client_config": Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2}),
    }
    return {"BACKEND": "cms_apps.media.storage.PrivateBucket", "OPTIONS": options}
