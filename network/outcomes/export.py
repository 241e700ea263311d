"""What became of an expert's words, and what she said about it, in her own copy."""

from network.common import clock
from network.common.schemas import choice, many, maybe, moment, record, words, yes_no
from network.experts.models import Profile
from network.outcomes.models import Decision, Recommendation, Verdict
from network.outcomes.queries.access import with_story
from network.outcomes.queries.contributors import from_work_of
from network.outcomes.words import own_words


def recommendations(profile: Profile) -> list[dict]:
    """The recommendations resting on her notes, with the office's answers and her own word. Six queries."""
    found = list(with_story(from_work_of(profile.user).select_related("agency")))
    verdicts = {each.recommendation_id: each for each in Verdict.objects.filter(profile=profile)}
    said, now = own_words(verdicts.values()), clock.now()
    return [
        {
            **_told(each, now),
            "your_word": _verdict(verdicts[each.pk], said) if each.pk in verdicts else None,
        }
        for each in found
    ]


def _told(recommendation: Recommendation, now) -> dict:
    return {
        "office": recommendation.agency.name,
        "number": recommendation.number,
        "text": recommendation.text,
        "document": recommendation.document,
        "state": recommendation.shown_state(now)[0],
        "proposed_at": recommendation.proposed_at,
        "answers": [
            {"decision": each.decision, "reason": each.reason, "at": each.at}
            for each in recommendation.responses.all()
        ],
        "progress": [
            {"text": each.text, "before": each.before, "after": each.after, "at": each.at}
            for each in recommendation.progress.all()
        ],
    }


def _verdict(verdict: Verdict, said: dict[str, str]) -> dict:
    return {
        "holds": verdict.holds,
        "words": said.get(verdict.public_id, ""),
        "at": verdict.at,
    }


SCHEMA = many(
    "What your words led to",
    record(
        "Recommendation",
        office=words("Office"),
        number=words("Number"),
        text=words("Words"),
        document=words("Document"),
        state=words("State"),
        proposed_at=moment("Made"),
        answers=many(
            "The office’s answers",
            record(
                "Answer",
                decision=choice("Answer", Decision.values),
                reason=words("Why"),
                at=moment("When"),
            ),
        ),
        progress=many(
            "What the office did",
            record(
                "Note",
                text=words("Words"),
                before=words("The text before"),
                after=words("The text after"),
                at=moment("When"),
            ),
        ),
        your_word=maybe(
            record(
                "What you said about the change",
                holds=yes_no("It was made"),
                words=words("What is missing"),
                at=moment("When"),
            )
        ),
    ),
)
