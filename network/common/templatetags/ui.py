"""The tags every template has without loading. They show; they decide nothing and never ask the database."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.forms.utils import flatatt
from django.utils import translation
from django.utils.html import format_html, format_html_join

from network.common import plain
from network.common.clock import now as present
from payments.money import format_money

register = template.Library()

TAG_COLOURS = {"", "grey", "teal", "green", "amber", "red", "plum", "blue"}
INPUT_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
    "file": "govuk-file-upload",
}


@register.simple_tag
def when(value: datetime | date | None, zone: str = "UTC", empty: str = "Not set") -> str:
    """A moment in `zone` (IANA), which is named; a day as a day; `empty` when there is none."""
    if value is None or value == "":
        return empty
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), plain.moment(value, str(zone or "UTC"))
    )


@register.simple_tag
def money(amount_minor: int | None, currency: str = "", empty: str = "Not set") -> str:
    """Integer minor units with their currency, in the reader's number format."""
    if amount_minor is None or amount_minor == "":
        return empty
    text = format_money(amount_minor, currency, (translation.get_language() or "en").replace("-", "_"))
    return format_html('<bdi class="ecn-money">{}</bdi>', text)


@register.simple_tag
def duration(minutes: int | None, empty: str = "Not set") -> str:
    """Whole minutes as "1 hour 30 minutes"."""
    return empty if minutes is None or minutes == "" else plain.duration(minutes)


@register.simple_tag
def tag(text: str, colour: str = "") -> str:
    """A state in a word. Colours: grey, teal, green, amber, red, plum, blue; the word must say all alone."""
    if colour not in TAG_COLOURS:
        raise ValueError(f"No tag colour {colour!r}; there are {sorted(TAG_COLOURS - {''})}")
    return format_html(
        '<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text
    )


@register.simple_tag
def clock(due: datetime | None, now: datetime | None = None) -> str:
    """How long is left on something in a queue, or how late it is; nothing without a due time."""
    if not due:
        return ""
    words, late = plain.time_left(due, now or present())
    return format_html('<span class="ecn-clock{}">{}</span>', " ecn-clock--late" if late else "", words)


@register.simple_tag
def button(text: str, kind: str = "", name: str = "", value: str = "") -> str:
    """A submit button. Kinds: "" (the one main action), "secondary", "warning"."""
    return format_html(
        '<button type="submit" class="govuk-button{}"{}>{}</button>',
        f" govuk-button--{kind}" if kind else "",
        format_html(' name="{}" value="{}"', name, value) if name else "",
        text,
    )


@register.inclusion_tag("django/forms/field.html")
def question(field) -> dict:
    """The field as the page's only question: its label or legend is the h1."""
    return {"field": field, "page_heading": True}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms) -> dict:
    """Every error of these forms (or formsets) on top of the page, each linked to its field."""
    flat = [form for given in forms for form in (getattr(given, "forms", None) or [given])]
    sets = [given for given in forms if hasattr(given, "non_form_errors")]
    general = [problem for given in sets for problem in _unlinked(given.non_form_errors())]
    return {"problems": general + [problem for form in flat for problem in _problems(form)]}


def _unlinked(errors) -> list[dict]:
    return [{"text": text, "target": ""} for text in errors]


def _problems(form) -> list[dict]:
    if not form or not form.is_bound:
        return []
    linked = [
        {"text": _named(field, text), "target": "" if field.is_hidden else _first_input(field)}
        for field in form
        for text in field.errors
    ]
    return _unlinked(form.non_field_errors()) + linked


def _named(field, text: str) -> str:
    """The error with its field's name: five times "This field is required" would help nobody."""
    return f"{field.label} {text}" if field.label.endswith(("?", ":", ".")) else f"{field.label}: {text}"


def _first_input(field) -> str:
    """The id of the first control: a group of choices or a date has none of its own."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.inclusion_tag("components/page_links.html", takes_context=True)
def page_links(context, page) -> dict:
    """Links to the pages of a list; every other query parameter is kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "before": f"?{query.urlencode()}&" if query else "?"}


@register.inclusion_tag("components/chart.html")
def chart(drawn) -> dict:
    """A chart of network.common.charts with its summary and its table."""
    return {"chart": drawn}


class Landmark(template.Node):
    """What is inside as a named landmark, where readers of a screen find it; nothing when nothing is inside."""

    def __init__(self, name: str, nodelist: template.NodeList):
        self.name, self.nodelist = name, nodelist

    def render(self, context) -> str:
        inside = self.nodelist.render(context)
        return format_html('<nav aria-label="{}">{}</nav>', self.name, inside) if inside.strip() else ""


@register.tag
def landmark(parser, token) -> Landmark:
    """`{% landmark "Back" %}…{% endlandmark %}`; the name is plain text."""
    name = token.split_contents()[1].strip("\"'")
    nodelist = parser.parse(("endlandmark",))
    parser.delete_first_token()
    return Landmark(name, nodelist)


@register.simple_tag
def widget_class(widget: dict, base: str = "") -> str:
    """The classes of a form control: the pattern's, the author's own, and the error state."""
    base = base or INPUT_CLASSES.get(widget.get("type", ""), "govuk-input")
    attrs = widget["attrs"]
    invalid = attrs.get("aria-invalid") and "__" not in base
    return " ".join(filter(None, [base, attrs.get("class"), f"{base}--error" if invalid else ""]))


@register.simple_tag
def options(groups: list[tuple]) -> str:
    """What a select offers, in one go: a template for each option would cost more than the rest of the page."""
    if not any(name for name, _, _ in groups):
        return _options(choice for _, choices, _ in groups for choice in choices)
    parts = ((name, _options(choices)) for name, choices, _ in groups)
    return format_html_join("\n", '<optgroup label="{}">{}</optgroup>', parts)


_NO_ATTRS = flatatt({})  # Already safe, so that it is not escaped again for each of many options.


def _options(choices: Iterable[dict]) -> str:
    rows = (
        (each["value"], flatatt(each["attrs"]) if each["attrs"] else _NO_ATTRS, each["label"])
        for each in choices
    )
    return format_html_join("\n", '<option value="{}"{}>{}</option>', rows)
