"""Uploads in a bucket that nobody but this site can read."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class PrivateBucket(S3Storage):
    """As files are found in it, but with addresses of this site: the bucket's own would be a third party."""

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """Where this site itself gives the file out."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")
