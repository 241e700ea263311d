"""A date asked for as day, month and year in three boxes: easier to type than a calendar is to use."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

PARTS = (("Day", "2"), ("Month", "2"), ("Year", "4"))


class DayMonthYear(forms.MultiWidget):
    """Three number boxes; keeps what was typed, even when it is no date."""

    template_name = "django/forms/widgets/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        boxes = [
            forms.TextInput(
                {"inputmode": "numeric", "class": f"govuk-date-input__input govuk-input--width-{width}"}
            )
            for _, width in PARTS
        ]
        super().__init__(boxes, attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for (label, _), part in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        return context


class DayField(forms.MultiValueField):
    """A whole day as `datetime.date`. A mistake is one message for the whole date, naming the cure."""

    widget = DayMonthYear
    default_error_messages = {
        "required": "Enter a date",
        "invalid": "Enter a real date in numbers, for example 24 11 2026",
        "incomplete": "Enter a day, a month and a year",
    }

    def __init__(self, **options):
        numbers = [
            forms.IntegerField(error_messages={"invalid": self.default_error_messages["invalid"]})
            for _ in PARTS
        ]
        super().__init__(numbers, require_all_fields=False, **options)

    def compress(self, values):
        if not values:
            return None
        try:
            return date(values[2], values[1], values[0])
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], "invalid") from None
