"""The first managers come in by a link that an operator prints."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from network.people.models import EntryLink

pytestmark = pytest.mark.django_db


def test_the_printed_link_lets_a_manager_in(client):
    out = StringIO()
    call_command("invite", "manager", stdout=out)
    address = out.getvalue().splitlines()[0]
    assert EntryLink.objects.get().role == "manager"
    path = address[address.index("/enter/") :]
    assert client.get(path).status_code == 200


def test_an_official_is_not_invited_without_an_office():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("invite", "official")
