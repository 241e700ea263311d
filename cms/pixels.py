"""Images made again from their pixels, so that nothing else of the file survives."""

from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
SAVE = {"JPEG": {"quality": 92}, "WEBP": {"quality": 92}, "AVIF": {"quality": 85}, "PNG": {}}


def repaint(upload: File) -> ContentFile:
    """The same picture, upright and in sRGB, in a new file of the same kind without any metadata.

    Raises KeyError for a kind that is not in FORMATS, and Pillow's errors for a file that is no image.
    """
    suffix = Path(upload.name or "").suffix.lower()
    kind = FORMATS[suffix]
    upload.seek(0)
    with Image.open(upload) as opened:
        seen = _in_srgb(ImageOps.exif_transpose(opened))
    seen = seen.convert("RGB") if kind == "JPEG" else seen
    clean = Image.frombytes(seen.mode, seen.size, seen.tobytes())
    written = BytesIO()
    clean.save(written, kind, **SAVE[kind])
    return ContentFile(written.getvalue(), name=f"picture{suffix}")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Colours as the file's profile means them; the profile itself, which can name its maker, is dropped."""
    transparent = image.has_transparency_data
    profile = image.info.get("icc_profile")
    plain = image.convert("RGBA" if transparent else "RGB")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return plain
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        alpha = plain.getchannel("A") if transparent else None
        converted = ImageCms.profileToProfile(plain.convert("RGB"), source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return plain
    assert converted is not None  # only a change in place returns nothing
    if alpha:
        converted.putalpha(alpha)
    return converted
