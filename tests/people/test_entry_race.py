"""Fifty people follow one link at the same moment, on PostgreSQL: one comes in. Without the lock several do."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import Http404

from network.audit.models import Entry
from network.people import entry
from network.people.models import EntryLink, User
from network.people.roles import Role
from network.people.services import joining
from tests.factories import user

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.usefixtures("flush_past_the_triggers"),
    pytest.mark.django_db(transaction=True),
]
THREADS = 50


def at_once(works) -> list:
    """Run all at the same moment, each on its own connection; what each answered, None where the link was over."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            return work()
        except Http404:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def by_password(link, number):
    return lambda: joining.enter_by_password(
        EntryLink.objects.get(pk=link.pk), f"violet kettle harbour {number}"
    )


def taking_an_alias(link) -> list:
    return [
        lambda number=number: joining.take_alias(EntryLink.objects.get(pk=link.pk), f"Heron {number}")
        for number in range(THREADS)
    ]


def came_in(kind) -> int:
    return Entry.objects.filter(action=f"people.{kind}_by_password").count()


def test_a_join_link_lets_one_in(monkeypatch):
    completed = []
    monkeypatch.setitem(entry._COMPLETERS, Role.EXPERT, lambda user, ref: completed.append(user.alias))
    link = entry.issue_join_link(Role.EXPERT, by=None)
    joining.take_alias(link, "Blue Heron")
    answers = at_once([by_password(link, number) for number in range(THREADS)])
    winner = answers.index(next(filter(None, answers)))
    assert len([answer for answer in answers if answer]) == len(completed) == came_in("join") == 1
    assert User.objects.get().check_password(f"violet kettle harbour {winner}")


def test_a_recovery_link_lets_one_in():
    manager = user(Role.MANAGER)
    link = entry.issue_recovery_link(user(Role.EXPERT), by=manager)
    answers = at_once([by_password(link, number) for number in range(THREADS)])
    assert len([answer for answer in answers if answer]) == came_in("recover") == 1


def test_a_join_link_makes_one_person():
    link = entry.issue_join_link(Role.EXPERT, by=None)
    answers = at_once(taking_an_alias(link))
    assert User.objects.count() == 1 and {answer.pk for answer in answers} == {User.objects.get().pk}


def test_with_the_user_joined_to_the_lock_it_made_many(monkeypatch):
    """The negative control: PostgreSQL reads a row again after the wait, but not what was joined to it."""

    def joined(link):
        return EntryLink.objects.select_for_update(of=("self",)).select_related("user").get(pk=link.pk)

    monkeypatch.setattr(joining, "_lock", joined)
    link = entry.issue_join_link(Role.EXPERT, by=None)
    at_once(taking_an_alias(link))
    assert User.objects.count() > 1


def test_without_the_lock_several_would_come_in(monkeypatch):
    """The negative control: the link is looked at but not held."""

    def unlocked(link):
        found = EntryLink.objects.select_related("user").get(pk=link.pk)
        time.sleep(0.05)
        if found.used_at:
            raise Http404
        return found

    monkeypatch.setattr(joining, "_lock", unlocked)
    monkeypatch.setitem(entry._COMPLETERS, Role.EXPERT, lambda user, ref: None)
    link = entry.issue_join_link(Role.EXPERT, by=None)
    EntryLink.objects.filter(pk=link.pk).update(user=user(alias="Blue Heron"))
    at_once([by_password(link, number) for number in range(10)])
    assert came_in("join") > 1
