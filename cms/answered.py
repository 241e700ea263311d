"""We asked, you said, we did: the register says what happened, an editor only adds words beside it.

Blocks hold the public id of a recommendation and nothing of its content, so that no page can contradict the register.
"""

from django.core.exceptions import ValidationError
from wagtail import blocks

from network.common.pagination import page_of
from network.outcomes.queries.register import public_recommendations, public_register

PER_PAGE = 20


class ReferenceBlock(blocks.CharBlock):
    """The public id of a recommendation in the register."""

    def clean(self, value):
        value = super().clean(value).strip()
        if not public_recommendations().filter(public_id=value).exists():
            raise ValidationError(
                "The register has no such line. Copy the reference that the page shows under it."
            )
        return value


class BesideBlock(blocks.StructBlock):
    reference = ReferenceBlock(help_text="As this page shows it under the recommendation.")
    words = blocks.RichTextBlock(
        features=["bold", "link"], help_text="What this meant, in plain words. Name no person."
    )

    class Meta:
        icon = "openquote"


class Beside(blocks.StreamBlock):
    line = BesideBlock(label="Words beside a recommendation")


def answered(beside, request) -> dict:
    """What the page shows: `chosen` lines with words, in the editor's order, then all other `lines`, paged by `page_of`.

    What is no longer public falls out, with the words beside it.
    """
    words = {block.value["reference"]: block.value["words"] for block in beside}
    found = public_register(public_recommendations().filter(public_id__in=words)) if words else []
    chosen = {line.public_id: line for line in found}
    others = page_of(public_recommendations().exclude(public_id__in=words), request, PER_PAGE)
    return {
        "chosen": [(chosen[reference], words[reference]) for reference in words if reference in chosen],
        "lines": public_register(others.object_list),
        "others": others,
    }
