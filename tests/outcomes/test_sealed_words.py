"""What a contributor says is missing is hers: sealed, read by the office it is for, and gone when she leaves."""

import pytest
from django.db import connection
from django.urls import reverse

from network.audit.models import Entry
from network.experts.services import leave
from network.outcomes import services
from network.outcomes.models import Verdict
from network.outcomes.words import own_words, read_disputes
from network.vault.models import Sealed
from payments.models import Payment
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db
WORDS = "My own page 3 reads as it did."


@pytest.fixture
def official():
    return factories.official()


@pytest.fixture
def disputed(official):
    made = make.claimed(official)
    services.check(made, make.expert_of(made), holds=False, words=WORDS)
    return made


def test_no_table_holds_the_words_in_the_clear(disputed):
    held = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            held += [table for row in cursor.fetchall() if WORDS in str(row)]
    assert held == []
    assert Sealed.objects.filter(owner=Verdict.objects.get().public_id).exists()


def test_the_office_reads_them_and_each_reading_is_audited(disputed, official, sign_in):
    page = sign_in(official.user).get(reverse("outcomes:recommendation", args=[disputed.public_id]))
    assert WORDS in page.content.decode()
    entry = Entry.objects.get(action="outcomes.disputes.read")
    assert (entry.actor, entry.object_id) == (official.user.public_id, disputed.public_id)
    assert (entry.detail["role"], entry.detail["count"]) == ("official", 1)


def test_where_nobody_disputes_nothing_is_read(official):
    made = make.claimed(official)
    services.check(made, make.expert_of(made), holds=True, words="All is well")
    assert read_disputes(made, official.user) == []
    assert own_words([Verdict.objects.get()]) == {}
    assert not Entry.objects.filter(action="outcomes.disputes.read").exists()


def test_a_yes_after_a_no_takes_the_words_back(disputed, official):
    services.check(disputed, make.expert_of(disputed), holds=True, words="")
    assert read_disputes(disputed, official.user) == []


def test_five_disputes_take_as_many_queries_as_one(
    disputed, official, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as few:
        read_disputes(disputed, official.user)
    for _ in range(4):
        note = make.note(make.engagement(disputed.request, official))
        disputed.contributions.add(note)
        services.check(disputed, note.engagement.profile, holds=False, words=WORDS)
    with django_assert_num_queries(len(few)):
        assert read_disputes(disputed, official.user) == [WORDS] * 5


def test_leaving_destroys_them_and_her_no_still_counts(disputed, official):
    expert = make.expert_of(disputed)
    assert not Payment.objects.exists()
    leave(expert)
    assert read_disputes(disputed, official.user) == []
    assert not Verdict.objects.get().holds
