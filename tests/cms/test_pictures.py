"""Only the pixels of an uploaded image are kept."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from cms.models import Picture

SECRETS = (b"CANARY", b"Exif", b"GPS", b"xmp", b"ICC")
KINDS = ("jpg", "png", "webp", "avif")


def photo(kind: str) -> SimpleUploadedFile:
    """A picture, lying on its side, with author, place, comment and a colour profile in it."""
    image = Image.new("RGB", (60, 40), "teal")
    image.putpixel((0, 0), (255, 255, 255))
    exif = Image.Exif()
    exif[0x013B], exif[0x010F], exif[0x0112] = "CANARY author", "CANARY camera", 6
    exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (51.0, 30.0, 0.0)
    extra = {
        "exif": exif.tobytes(),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    extra["xmp"] = b"<x:xmpmeta>CANARY</x:xmpmeta>"
    if kind == "jpg":
        extra["comment"] = b"CANARY comment"
    if kind == "png":
        extra["pnginfo"] = PngImagePlugin.PngInfo()
        extra["pnginfo"].add_text("Author", "CANARY")
        extra.pop("xmp")
    written = BytesIO()
    image.save(written, {"jpg": "JPEG"}.get(kind, kind.upper()), **extra)
    return SimpleUploadedFile(f"canary-name-{kind}.{kind}", written.getvalue(), f"image/{kind}")


def assert_clean(data: bytes) -> None:
    assert [secret for secret in SECRETS if secret in data] == []
    with Image.open(BytesIO(data)) as image:
        assert not image.getexif() and "icc_profile" not in image.info and "comment" not in image.info


@pytest.fixture
def upload(editing):
    def uploaded(kind: str) -> Picture:
        source = photo(kind)
        assert b"CANARY" in source.read()
        source.seek(0)
        editing.post("/cms/images/add/", {"title": f"A {kind}", "file": source, "description": "Two circles"})
        return Picture.objects.get(title=f"A {kind}")

    return uploaded


@pytest.mark.parametrize("kind", KINDS)
def test_original_and_renditions_hold_pixels_only(kind, upload):
    picture = upload(kind)
    assert_clean(picture.file.open().read())
    for spec in ("width-30", "original", "width-30|format-webp", "width-30|format-jpeg"):
        assert_clean(picture.get_rendition(spec).file.open().read())


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_stands_upright_and_its_facts_are_its_own(kind, upload):
    picture = upload(kind)
    assert (picture.width, picture.height) == (40, 60)
    assert picture.file_size == picture.file.size
    with Image.open(picture.file.open()) as image:
        assert image.size == (40, 60)


def test_names_of_files_say_nothing(upload):
    picture = upload("jpg")
    assert "canary" not in picture.file.name + picture.get_rendition("width-30").file.name


def test_transparency_stays():
    image = Image.new("RGBA", (4, 4), (10, 20, 30, 0))
    written = BytesIO()
    image.save(written, "PNG")
    from cms.pixels import repaint

    with Image.open(repaint(SimpleUploadedFile("a.png", written.getvalue()))) as clean:
        assert clean.mode == "RGBA" and clean.getpixel((0, 0)) == (10, 20, 30, 0)


def test_renditions_are_served_and_originals_are_not(client, upload):
    picture = upload("jpg")
    served = client.get(picture.get_rendition("width-30").url)
    assert served.status_code == 200 and served["Content-Type"] == "image/jpeg"
    assert "immutable" in served["Cache-Control"]
    assert default_storage.exists(picture.file.name)
    for path in (
        picture.file.url,
        "/media/images/none.jpg",
        "/media/images/..%2foriginals",
        "/media/images/..",
    ):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["drawing.svg", "moving.gif", "page.jpg"])
def test_other_files_are_refused_with_a_reason(name, editing):
    content = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    response = editing.post("/cms/images/add/", {"title": name, "file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200 and "error" in response.content.decode()
    assert not Picture.objects.exists()
