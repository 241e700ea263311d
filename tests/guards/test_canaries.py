"""The leak test itself must be able to fail."""

import logging

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import path
from django_q.models import OrmQ
from django_q.tasks import async_task

from network.people.access import public
from tests import canaries, factories

_secret = {}


@public
def leaky(request):
    """What no view may do."""
    return HttpResponse(f"her name is {_secret['word']}")


urlpatterns = [path("leak/", leaky), path("profile/leak/", leaky)]


@pytest.fixture
def word(db):
    _secret["word"] = canaries.plant(factories.expert())["legal_name"]
    return _secret["word"]


@pytest.mark.urls(__name__)
def test_a_sealed_word_in_a_page_is_found(word, client, leak_watch):
    client.get("/leak/")
    assert leak_watch.leaks == ["legal_name shown at /leak/"]
    leak_watch.leaks.clear()


@pytest.mark.urls(__name__)
def test_a_strangers_view_of_an_owners_page_is_found(word, client, leak_watch):
    client.get("/profile/leak/")
    assert leak_watch.leaks
    leak_watch.leaks.clear()


def test_a_sealed_word_in_a_mail_is_found(word, leak_watch):
    mail.EmailMessage("subject", f"for {word}", to=["a@example.org"]).send()
    leak_watch.finish()
    assert leak_watch.leaks == ["legal_name in a mail"]
    leak_watch.leaks.clear()


def test_a_sealed_word_in_a_log_line_is_found(word, leak_watch):
    logging.getLogger("network").warning("saved %s", word)
    leak_watch.finish()
    assert leak_watch.leaks == ["legal_name in a log line"]
    leak_watch.leaks.clear()


def test_a_sealed_word_in_a_task_is_found(word, leak_watch):
    async_task("network.common.duties.run_duty", word)
    leak_watch.look_at_tasks()
    assert leak_watch.leaks == ["legal_name in a task"]
    leak_watch.leaks.clear()
    OrmQ.objects.all().delete()
