"""What an expert offered to the public, in her own copy."""

from network.common.schemas import choice, many, maybe, moment, record, words, yes_no
from network.experts.models import Profile
from network.experts.published import own_words
from network.voices.models import Voice
from network.voices.pages import pages_naming
from network.voices.queries import shown, voices_of


def voices(profile: Profile) -> list[dict]:
    """Her words, whether they may be shown now, and the pages that name them. A fixed number of queries."""
    found = list(voices_of(profile))
    refs = [each.public_id for each in found]
    said, public, pages = own_words(profile, refs), shown(refs), pages_naming(refs)
    return [
        {
            "kind": each.kind,
            "language": each.language,
            "words": said.get(each.public_id),
            "with_your_name": each.with_name,
            "offered_at": each.offered_at,
            "taken_back_at": each.taken_back_at,
            "may_be_shown": each.public_id in public,
            "pages": [page.title for page in pages.get(each.public_id, [])],
        }
        for each in found
    ]


SCHEMA = many(
    "Words you offered to the public",
    record(
        "Words",
        kind=choice("Kind", Voice.Kind.values),
        language=words("Language"),
        words=maybe(words("Words")),
        with_your_name=yes_no("Your name may stand beside them"),
        offered_at=moment("Offered"),
        taken_back_at=maybe(moment("You took them back")),
        may_be_shown=yes_no("May be shown now"),
        pages=many("Pages that an editor put them on", words("Page")),
    ),
)
