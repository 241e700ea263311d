"""What the forms of a section share."""

from typing import Any

from django import forms

from network.consultations.models import ConsultationRequest

WIDE = {"class": "govuk-input--width-30"}


class PartialMixin:
    """With `partial`, gaps are accepted, so that half a section can be saved; what is wrong is still refused."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, partial: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if partial:
            for field in self.fields.values():
                field.required = False


class SectionForm(PartialMixin, forms.ModelForm):
    """The fields of one section. `needed` maps a field to the error when it is empty."""

    needed: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partial = kwargs.get("partial", False)
        for name, words in self.needed.items():
            self.fields[name].required = not partial
            self.fields[name].error_messages["required"] = words

    def changes(self) -> dict:
        """The keywords of `services.save_fields`."""
        return self.cleaned_data

    class Meta:
        model = ConsultationRequest
        fields: tuple[str, ...] = ()


def choices_of(field: str) -> list[tuple[str, str]]:
    """The model field's choices without its blank one: for radios."""
    found: Any = ConsultationRequest._meta.get_field(field)
    return list(found.choices)


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})
