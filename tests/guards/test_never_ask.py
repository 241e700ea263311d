"""Some things are never asked and never stored: no model, form, label, migration, sheet or export has a field for them.

The list follows the 15th promise: criminal, immigration and medical history, what happened, and any rating of a person.
"""

import json
import re

import pytest
from django import forms
from django.apps import apps
from django.db.migrations import AddField, AlterField, CreateModel, RenameField
from django.db.migrations.loader import MigrationLoader

from network.experts.export import schema_text
from payments.importing import Sheet
from tests.guards.code import our_modules, templates

NEVER = re.compile(
    r"crim|convict|arrest|offen[cs]e|immigra|visa|citizen|nationality|asylum|deport|passport|"
    r"medical|health|diagnos|disab|mental|medicat|trauma|victimi[sz]|exploit|traffick|abus|assault|"
    r"what_happened|testimony|case_number|ethnic|religio|sexual|"
    r"rating|score|stars|rank_of|reliab|reputation|performance",
    re.IGNORECASE,
)
LABEL = re.compile(r"<(?:label|legend)[^>]*>([^<{]+)<")
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


def form_labels():
    """What forms and templates call a field: a harmless name could still ask for it. A hint may forbid it."""
    said = set()
    for form in _forms():
        for field in form.base_fields.values():
            said |= {str(field.label)} if field.label else set()
    for source in templates():
        said |= {words.strip() for words in LABEL.findall(source.text)}
    return said


def migrated_fields():
    """Every field that any migration ever made: what was dropped again was stored in between."""
    loader = MigrationLoader(None)
    for (label, _), migration in loader.disk_migrations.items():
        for operation in migration.operations if label in OURS else ():
            if isinstance(operation, CreateModel):
                yield from (f"{label}.{operation.name}.{name}" for name, _ in operation.fields)
            elif isinstance(operation, (AddField, AlterField)):
                yield f"{label}.{operation.model_name}.{operation.name}"
            elif isinstance(operation, RenameField):
                yield f"{label}.{operation.model_name}.{operation.new_name}"


def sheet_columns():
    """Every column of every file that can be imported."""
    list(our_modules())
    return [
        f"{sheet.__name__}.{column.name}"
        for sheet in _below(Sheet)
        for column in getattr(sheet, "columns", ())
    ]


def export_names(schema=None):
    """Every name in the schema of an expert's own copy, which is also the only thing that our API gives."""
    schema = json.loads(schema_text()) if schema is None else schema
    for name, below in schema.get("properties", {}).items():
        yield name
        yield from export_names(below)
    if isinstance(schema.get("items"), dict):
        yield from export_names(schema["items"])


def _below(kind):
    for found in kind.__subclasses__():
        yield from (found, *_below(found))


def _forms():
    for module in our_modules():
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, forms.BaseForm)
                and hasattr(value, "base_fields")
            ):
                yield value


def _last(names):
    return [name.rsplit(".", 1)[-1] for name in names]


def test_no_model_has_a_field_for_what_is_never_asked():
    assert forbidden(_last(model_fields())) == []


def test_no_form_has_a_field_for_what_is_never_asked():
    fields = form_fields()
    assert len(fields) > 50, "the search for forms found too few to mean anything"
    assert forbidden(_last(fields)) == []


ELSEWHERE = {
    "migrations": (migrated_fields, 200),
    "imported files": (sheet_columns, 20),
    "the export": (export_names, 40),
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_nothing_of_it_is_in(where):
    find, enough = ELSEWHERE[where]
    names = list(find())
    assert len(names) > enough, "the search found too few to mean anything"
    assert forbidden(_last(names)) == []


def test_no_label_asks_for_it():
    said = form_labels()
    assert len(said) > 80, "the search for labels found too few to mean anything"
    assert forbidden(said) == []


@pytest.mark.parametrize(
    "name", ["immigration_status", "health_notes", "star_rating", "conviction", "what_happened"]
)
def test_the_list_catches(name):
    assert forbidden([name]) == [name]
