"""What search engines and browsers ask for by themselves, timed pages, and what pages may not hold."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps

from cms.models import ContentPage
from cms.publishing import publish_on_time
from cms.queries import public_paths
from network.common import clock
from network.common.duties import all_duties

PERSONAL = {
    "user",
    "expert",
    "profile",
    "person",
    "author",
    "contributor",
    "email",
    "phone",
    "address",
    "birth",
}
# The network's own number and address, for everybody to see.
OWN = {"phone", "phone_hours", "mail"}


@pytest.mark.parametrize("private", ["/home/", "/cms/", "/account/", "/privacy/", "/payments/"])
def test_search_engines_may_list_the_public_pages_only(private, client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    allowed = {line.removeprefix("Allow: ") for line in lines if line.startswith("Allow:")}
    assert "Disallow: /" in lines
    assert {f"{path}$" for path in public_paths()} <= allowed
    assert not any(private.startswith(path.rstrip("$")) for path in allowed - {"/$"})
    assert private not in client.get("/sitemap.xml").content.decode()


def test_the_map_names_every_live_page_with_the_sites_address(client, db, settings):
    settings.SITE_URL = "https://network.example"
    ContentPage.objects.filter(slug="accessibility").update(live=False)
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>https://network.example/</loc>" in text and "/rates/</loc>" in text
    assert "accessibility" not in text


def test_the_icon_that_browsers_ask_for_is_there(client):
    assert client.get("/favicon.ico")["Location"] == "/static/icon.svg"


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/favicon.ico"])
def test_they_only_read(path, client):
    assert client.post(path).status_code == 405


def test_pages_go_live_and_come_down_at_their_time(home):
    opens, ends = clock.now() + timedelta(days=1), clock.now() + timedelta(days=9)
    page = ContentPage(title="Soon", slug="soon", body=[], live=False, go_live_at=opens, expire_at=ends)
    home.add_child(instance=page).save_revision(approved_go_live_at=opens)

    def shown() -> bool:
        return ContentPage.objects.get(slug="soon").live

    assert (publish_on_time(), shown()) == (0, False)
    with time_machine.travel(opens + timedelta(days=2)):  # however late the worker comes
        assert (publish_on_time(), shown()) == (1, True)
        assert publish_on_time() == 0
    with time_machine.travel(ends + timedelta(days=2)):
        assert (publish_on_time(), shown()) == (1, False)
        assert publish_on_time() == 0


def test_the_duty_is_on_the_board():
    assert "cms.publish_on_time" in {duty.name for duty in all_duties()}


def test_page_models_have_no_place_for_personal_data():
    ours = list(apps.get_app_config("cms").get_models())
    fields = {
        field.name
        for model in ours
        for field in model._meta.local_fields
        if not field.name.endswith("_ptr") and field.name != "uploaded_by_user"
    }
    assert len(ours) >= 6
    assert not {name for name in fields if PERSONAL & set(name.split("_"))} - OWN


def test_pages_point_at_no_record_about_a_person():
    for model in apps.get_app_config("cms").get_models():
        for field in model._meta.local_fields:
            if field.is_relation and field.name != "uploaded_by_user":
                assert not field.related_model._meta.app_config.name.startswith(("network.", "payments"))
