import secrets
from pathlib import Path

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.pixels import repaint


def _nameless(folder: str, filename: str) -> str:
    """A random name: a file's own name often tells who or where."""
    return f"{folder}/{secrets.token_urlsafe(12)}{Path(filename).suffix.lower()}"


class Picture(AbstractImage):
    """An image for public pages. Only its pixels are kept: place, author, device and file name are gone."""

    admin_form_fields = Image.admin_form_fields

    def get_upload_to(self, filename):
        return _nameless("originals", filename)

    def save(self, *args, **kwargs):
        # Here and not in a form: every road into the database passes it.
        if self.file and not self.file._committed:
            self.file = repaint(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class PictureRendition(AbstractRendition):
    """A size of a picture, in the one folder that is served."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_each"
            )
        ]

    def get_upload_to(self, filename):
        return _nameless("images", filename)
