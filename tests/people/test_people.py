import pytest
from django.db import IntegrityError

from network.audit.models import Entry
from network.people.roles import Role
from network.people.services import create_user, grant_role
from network.people.zones import valid_zone, zone_names

pytestmark = pytest.mark.django_db


def test_a_person_is_made_with_a_role_and_written_down():
    made = create_user("Grey Owl", Role.EXPERT, time_zone="Africa/Nairobi")
    assert made.roles == {Role.EXPERT} and not made.has_usable_password()
    assert list(Entry.objects.values_list("action", flat=True)) == ["people.created", "people.role_granted"]
    assert "Owl" not in str(list(Entry.objects.values()))


def test_an_alias_is_unique_in_any_letter_case():
    create_user("Grey Owl")
    with pytest.raises(IntegrityError):
        create_user("grey owl")


def test_a_role_is_granted_once():
    made = create_user("Grey Owl", Role.EXPERT)
    grant_role(made, Role.EDITOR, by=None)
    grant_role(made, Role.EDITOR, by=None)
    assert made.roles == {Role.EXPERT, Role.EDITOR}
    assert made.groups.get().name == "Editors"
    assert Entry.objects.filter(action="people.role_granted").count() == 2


def test_permissions_come_from_roles():
    assert create_user("a-finance", Role.FINANCE).has_perm("payments.release_payment")
    assert not create_user("an-auditor", Role.AUDITOR).has_perm("payments.release_payment")
    left = create_user("left", Role.FINANCE)
    left.is_active = False
    assert not left.has_perm("payments.release_payment")


def test_zones():
    assert zone_names()[0] == "UTC" and "Africa/Nairobi" in zone_names()
    with pytest.raises(Exception, match="Choose a time zone"):
        valid_zone("Mars/Base")
