"""What an editor can put on a public page. Every block is one pattern of the look; none loads anything from elsewhere."""

from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.figures import FIGURES

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
