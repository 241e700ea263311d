"""A session that nothing happens in ends; what was being sent is kept for its writer alone."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from network.common import clock
from network.people import drafts
from network.people.models import KeptDraft
from network.people.roles import Role
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
PLACE = "/account/place/"
TYPED = {"time_zone": "Not/AZone", "language": "en", "password": "secret-word"}


def _later(minutes):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False)


def _sign_in_again(client, person, next_page):
    return client.post(
        "/account/login/", {"login": person.alias, "password": PASSWORD, "next": next_page}, follow=True
    )


def test_a_session_ends_after_fifteen_idle_minutes(sign_in):
    client = sign_in(user(Role.EXPERT))
    client.get(PLACE)
    with _later(15):
        response = client.get(PLACE)
    assert response["Location"] == "/account/login/?next=/account/place/&ended=idle"
    assert "_auth_user_id" not in client.session


def test_a_request_within_the_time_keeps_the_session(sign_in):
    client = sign_in(user(Role.EXPERT))
    client.get(PLACE)
    for minutes in (14, 28, 42):
        with _later(minutes):
            assert client.get(PLACE).status_code == 200


def test_the_time_is_not_written_on_every_request(sign_in, django_assert_num_queries):
    client = sign_in(user(Role.EXPERT))
    client.get(PLACE)
    seen = client.session["last_seen"]
    with _later(0.5):
        client.get(PLACE)
    assert client.session["last_seen"] == seen


def test_what_was_typed_comes_back_after_signing_in_again(sign_in):
    person = user(Role.EXPERT)
    client = sign_in(person)
    client.get(PLACE)
    with _later(20):
        response = client.post(PLACE, TYPED)
        assert response["Location"] == "/account/login/?next=/account/place/&ended=kept"
        assert "is kept safely" in client.get(response["Location"]).text
        shown = _sign_in_again(client, person, PLACE)
        assert shown.request["PATH_INFO"] == PLACE
        assert "Not/AZone" in str(shown.context["form"].data)
        assert "secret-word" not in str(shown.context["form"].data)
        client.post(PLACE, {"time_zone": "Europe/Paris", "language": "en"})
        assert not KeptDraft.objects.exists()


def test_a_kept_draft_is_shown_but_never_acted_on(rf):
    from network.people.forms.account import PlaceForm

    person = user(Role.EXPERT)
    request = rf.get(PLACE)
    request.user = person
    typed = rf.post(PLACE, {"time_zone": "Europe/Paris", "language": "fr"}).POST
    assert drafts.keep_draft(person, PLACE, typed)
    form = drafts.form_for(request, PlaceForm)
    assert form.is_bound and not form.is_valid()
    assert form["language"].value() == "fr"


def test_a_draft_is_never_shown_to_somebody_else(rf, sign_in):
    writer, other = user(Role.EXPERT), user(Role.EXPERT)
    drafts.keep_draft(writer, PLACE, rf.post(PLACE, TYPED).POST)
    assert not sign_in(other).get(PLACE).context["form"].is_bound
    sign_in(other).post(PLACE, {"time_zone": "Europe/Paris", "language": "en"})
    assert sign_in(writer).get(PLACE).context["form"].is_bound


def test_a_draft_is_forgotten_after_a_day(rf):
    writer = user(Role.EXPERT)
    drafts.keep_draft(writer, PLACE, rf.post(PLACE, TYPED).POST)
    with _later(60 * 24 + 1):
        assert drafts.kept_draft(writer, PLACE) is None
        assert drafts.forget_old_drafts() == 1
        assert drafts.forget_old_drafts() == 0


def test_a_draft_lies_sealed(rf):
    from network.vault.models import Sealed

    writer = user(Role.EXPERT)
    drafts.keep_draft(writer, PLACE, rf.post(PLACE, {"words": "Heronheron"}).POST)
    assert b"Heronheron" not in bytes(Sealed.objects.get().ciphertext)


def test_a_button_without_words_leaves_no_draft(rf):
    writer = user(Role.EXPERT)
    assert not drafts.keep_draft(writer, PLACE, rf.post(PLACE, {"csrfmiddlewaretoken": "x", "a": " "}).POST)


def test_a_post_without_a_token_is_refused_and_keeps_nothing():
    person = user(Role.EXPERT)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    client.get(PLACE)
    with _later(20):
        assert client.post(PLACE, TYPED).status_code == 403
    assert not KeptDraft.objects.exists()


def test_a_form_that_posts_elsewhere_comes_back_to_its_own_page(rf):
    request = rf.post("/work/1/decline/", {}, HTTP_REFERER="http://testserver/work/1/?page=2")
    assert drafts.page_of(request) == "/work/1/"
    request = rf.post("/work/1/decline/", {}, HTTP_REFERER="https://elsewhere.example/x/")
    assert drafts.page_of(request) == "/work/1/decline/"
