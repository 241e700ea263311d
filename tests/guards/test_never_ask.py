"""Some things are never asked and never stored: no model, form or migration has a field for them.

The list follows the 15th promise: criminal, immigration and medical history, what happened, and any rating of a person.
"""

import re

import pytest
from django import forms
from django.apps import apps

from tests.guards.code import our_modules

NEVER = re.compile(
    r"crim|convict|arrest|offen[cs]e|immigra|visa|citizen|nationality|asylum|deport|passport|"
    r"medical|health|diagnos|disab|mental|medicat|trauma|victimi[sz]|exploit|traffick|abus|assault|"
    r"what_happened|testimony|case_number|ethnic|religio|sexual|"
    r"rating|score|stars|rank_of|reliab|reputation|performance",
    re.IGNORECASE,
)
OURS = {app.label for app in apps.get_app_configs() if app.name.startswith(("network.", "payments", "cms"))}


def forbidden(names) -> list[str]:
    """The names among `names` that may not exist."""
    return sorted(name for name in names if NEVER.search(name))


def model_fields():
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.get_fields()
        if not field.auto_created
    ]


def form_fields():
    found = set()
    for module in our_modules():
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, forms.BaseForm)
                and value.__module__ == module.__name__
            ):
                found |= {f"{value.__name__}.{name}" for name in getattr(value, "base_fields", {})}
    return found


def _last(names):
    return [name.rsplit(".", 1)[-1] for name in names]


def test_no_model_has_a_field_for_what_is_never_asked():
    assert forbidden(_last(model_fields())) == []


def test_no_form_has_a_field_for_what_is_never_asked():
    fields = form_fields()
    assert len(fields) > 50, "the search for forms found too few to mean anything"
    assert forbidden(_last(fields)) == []


@pytest.mark.parametrize(
    "name", ["immigration_status", "health_notes", "star_rating", "conviction", "what_happened"]
)
def test_the_list_catches(name):
    assert forbidden([name]) == [name]
