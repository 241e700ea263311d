import pytest
from django.http import Http404

from network.consultations import queries
from network.people.roles import Role
from tests import factories
from tests.consultations import make

pytestmark = pytest.mark.django_db


def test_an_office_sees_its_own_requests_and_no_others():
    mine, other = make.draft(), make.draft()
    viewer = mine.created_by.user
    assert queries.request_for(viewer, mine.public_id) == mine
    assert list(queries.requests_of(mine.created_by)) == [mine]
    for public_id in (other.public_id, "no-such-id"):
        with pytest.raises(Http404):
            queries.request_for(viewer, public_id)


def test_managers_see_a_request_from_its_submission_on():
    manager = factories.user(Role.MANAGER)
    draft, sent = make.draft(), make.submitted()
    assert queries.request_for(manager, sent.public_id) == sent
    assert list(queries.review_queue()) == [sent]
    assert list(queries.review_queue("draft")) == []
    with pytest.raises(Http404):
        queries.request_for(manager, draft.public_id)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.FINANCE, Role.AUDITOR])
def test_others_see_no_request(role):
    with pytest.raises(Http404):
        queries.request_for(factories.user(role), make.submitted().public_id)


def test_the_board_shows_published_requests_only():
    made, hidden = make.published(), make.in_review()
    assert list(queries.board()) == [made]
    assert list(queries.board("finished")) == []
    assert list(queries.board(pillar="prevention")) == []
    assert list(queries.board("nonsense", "nonsense")) == [made]
    assert queries.public_request(made.public_id) == made
    with pytest.raises(Http404):
        queries.public_request(hidden.public_id)


def test_the_queue_puts_the_most_urgent_first(time_machine_at):
    with time_machine_at(make.in_days(1)):
        later = make.submitted()
    sooner = make.submitted()
    assert list(queries.review_queue()) == [sooner, later]
    assert queries.reviews_waiting() == 2


def test_counts_by_state():
    official = factories.official()
    make.draft(official), make.draft(official), make.submitted(official)
    assert queries.counts_by_state(official) == {"draft": 2, "submitted": 1}
