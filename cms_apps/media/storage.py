"""Uploads in a bucket that nobody but this site can read."""

from urllib.parse import urljoin

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class StoreAway(OSError):
    """The store does not answer, or refuses."""


class PrivateBucket(S3Storage):
    """As files are found in it, but with addresses of this site: the bucket's own would be a third party."""

    def _open(self, name: str, mode: str = "rb") -> File:
        """Raises FileNotFoundError, StoreAway."""
        try:
            return super()._open(name, mode)
        except FileNotFoundError:
            raise
        except (BotoCoreError, ClientError) as error:
            raise StoreAway(type(error).__name__) from error

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """Where this site itself gives the file out."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name) or "")
