"""What an editor can put on a public page. Every block is one pattern of the look; none loads anything from elsewhere."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html_join
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.figures import FIGURES
from cms.voices import VOICE, to_choose, voices_in
from network.voices.queries import shown

# Only our own pages: nothing on a public page may lead a reader's browser out unasked.
own_path = RegexValidator(
    r"^/[\w\-/]*(#[\w\-]+)?$", "Start with / and give a page of this site, like /rates/"
)
PLAIN = ["bold", "italic", "ol", "ul", "link"]
LINE = ["bold", "link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        template = "cms/blocks/heading.html"


class SmallHeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        template = "cms/blocks/small_heading.html"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, features=PLAIN, **kwargs):
        super().__init__(features=features, **kwargs)

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/text.html"


class StepBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80)
    text = blocks.RichTextBlock(features=LINE)


class StepsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        [("note", "Worth noticing"), ("warning", "A consequence")], default="note", required=True
    )
    text = blocks.RichTextBlock(features=LINE)

    class Meta:
        icon = "warning"
        template = "cms/blocks/callout.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160)
    answer = blocks.RichTextBlock(features=PLAIN)


class QuestionsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(QuestionBlock(), **kwargs)

    class Meta:
        icon = "help"
        template = "cms/blocks/questions.html"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = blocks.TextBlock(max_length=240)
    to = blocks.CharBlock(validators=[own_path], help_text="A page of this site, like /rates/")


class CardsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(CardBlock(), **kwargs)

    class Meta:
        icon = "grip"
        template = "cms/blocks/cards.html"


class FactBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=LINE)


class FactsBlock(blocks.ListBlock):
    """Names and what belongs to them, like a table of terms."""

    def __init__(self, **kwargs):
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        icon = "table"
        template = "cms/blocks/facts.html"


class FiguresBlock(blocks.ListBlock):
    """Numbers that the network itself works by: an editor chooses which, the data says what."""

    def __init__(self, **kwargs):
        super().__init__(
            blocks.ChoiceBlock([(name, figure.label) for name, figure in FIGURES.items()]), **kwargs
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["figures"] = [FIGURES[name].shown() for name in value if name in FIGURES]
        return context

    class Meta:
        icon = "order"
        template = "cms/blocks/figures.html"


class PictureBlock(ImageBlock):
    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"


class VoiceBlock(blocks.FieldBlock):
    """Words of an expert. Only their random id is kept: the gate says at every view whether they are shown."""

    def __init__(self, **kwargs):
        self.field = forms.ChoiceField(
            choices=to_choose,
            help_text="Words that experts agreed to show; the preview has them whole. They go by themselves when a yes ends.",
            error_messages={
                "required": "Choose words, or remove this block",
                "invalid_choice": "These words may not be shown any more. Choose others, or remove this block.",
            },
        )
        super().__init__(**kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["voice"] = context.get("voices", {}).get(value)
        return context

    class Meta:
        icon = "openquote"
        template = "cms/blocks/voice.html"


class Body(blocks.StreamBlock):
    """The whole of a page under its heading."""

    heading = HeadingBlock()
    small_heading = SmallHeadingBlock()
    text = TextBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    questions = QuestionsBlock(label="Questions and answers")
    facts = FactsBlock()
    figures = FiguresBlock(label="Figures from the data")
    cards = CardsBlock(label="Links to pages")
    picture = PictureBlock()
    voice = VoiceBlock(label="In an expert’s words")

    def render_basic(self, value, context=None):
        """Ask once for all voices of the page; of one that may not be shown, not even an empty place is left."""
        voices = shown(voices_in(value))
        inside = {**(context or {}), "voices": voices}
        return format_html_join(
            "\n",
            '<div class="w-block-{1} block-{1}">{0}</div>',
            (
                (child.render(context=inside), child.block_type)
                for child in value
                if child.block_type != VOICE or child.value in voices
            ),
        )
