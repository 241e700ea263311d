"""We asked, you said, we did: the register speaks, an editor stands beside it."""

import pytest
from django.core.exceptions import ValidationError

from cms.answered import Beside
from cms.models import AnsweredPage
from network.outcomes.models import Decision, Recommendation
from network.outcomes.states import RecommendationState
from tests import factories
from tests.outcomes import make

URL = "/we-asked-you-said-we-did/"
pytestmark = pytest.mark.django_db


def recommendation(text: str = "Translate the form.", **fields) -> Recommendation:
    official = factories.official()
    now = make.clock.now()
    values = {
        "number": "1",
        "text": text,
        "proposed_at": now,
        "acknowledge_by": now,
        "answer_by": now,
        **fields,
    }
    return Recommendation.objects.create(agency=official.agency, request=make.request(official), **values)


def put_beside(*pairs) -> None:
    page = AnsweredPage.objects.get()
    block = Beside()
    page.beside = block.to_python([{"type": "line", "value": {"reference": r, "words": w}} for r, w in pairs])
    page.save_revision().publish()


def test_an_empty_register_says_so(client):
    assert "No recommendation is public yet" in client.get(URL).content.decode()


def test_lines_with_words_come_first_and_once(client):
    chosen, other = recommendation("Translate the form."), recommendation("Train the judges.")
    put_beside((chosen.public_id, "<p>Six languages by spring.</p>"))
    html = client.get(URL).content.decode()
    assert (
        html.index("Six languages by spring.")
        < html.index("Translate the form.")
        < html.index("Train the judges.")
    )
    assert html.count("Translate the form.") == html.count(other.public_id) == 1


def test_an_editor_cannot_say_that_something_was_done_when_it_was_not(client):
    late = recommendation(answer_by=make.clock.now().replace(year=2020))
    put_beside((late.public_id, "<p>All done, thank you!</p>"))
    html = client.get(URL).content.decode()
    assert "No response" in html and "Due by" in html
    late.state, late.decision = RecommendationState.REJECTED, Decision.REJECT
    late.save()
    assert "Not accepted" in client.get(URL).content.decode()


def test_words_go_when_their_line_is_no_longer_public(client):
    gone = recommendation()
    put_beside((gone.public_id, "<p>Words beside it.</p>"))
    gone.request.state = "draft"
    gone.request.save()
    assert "Words beside it." not in client.get(URL).content.decode()


def test_only_what_the_register_has_can_be_written_about():
    block = Beside().child_blocks["line"].child_blocks["reference"]
    public_id = recommendation().public_id
    assert block.clean(f" {public_id} ") == public_id
    with pytest.raises(ValidationError, match="The register has no such line"):
        block.clean("nothing")


def test_a_long_register_is_paged_and_costs_no_more(client, django_assert_max_num_queries):
    put_beside((recommendation().public_id, "<p>First.</p>"))
    client.get(URL)
    for number in range(25):
        recommendation(f"Number {number}", number=str(number + 2))
    with django_assert_max_num_queries(14):
        html = client.get(URL).content.decode()
    assert html.count("<article") == 21
    assert "Number 0" in client.get(URL, {"page": 2}).content.decode()
