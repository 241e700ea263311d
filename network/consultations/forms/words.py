"""The sections that are words: what is asked about, who decides, what happens with the input."""

from django import forms

from network.common.dates import DayField
from network.consultations.forms.base import WIDE, SectionForm, area, choices_of
from network.taxonomy.models import Topic


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics, grouped by the part of the field they belong to."""

    widget = forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"})

    def __init__(self, **options):
        super().__init__(Topic.objects.order_by("pillar", "name"), **options)


class WhatForm(SectionForm):
    needed = {
        "title": "Enter a title that experts will see",
        "kind": "Choose what kind of thing you are working on",
        "summary": "Write a few sentences on what you want advice about",
        "document_title": "Enter the name of the document",
        "document_version": "Enter its version, for example Draft 2 of 3 March",
        "pillar": "Choose the part of the field",
        "topics": "Choose at least one topic",
    }
    kind = forms.ChoiceField(
        label="What is it?", choices=lambda: choices_of("kind"), widget=forms.RadioSelect
    )
    pillar = forms.ChoiceField(
        label="Which part of the field?", choices=lambda: choices_of("pillar"), widget=forms.RadioSelect
    )
    topics = TopicsField(
        label="Topics",
        help_text="Experts whose topics fit, and who have not ruled any of them out, can be drawn.",
    )

    class Meta(SectionForm.Meta):
        fields = ("title", "kind", "summary", "document_title", "document_version", "pillar", "topics")
        labels = {
            "summary": "What do you want advice about?",
            "document_title": "Document it informs",
            "document_version": "Version of the document",
        }
        help_texts = {
            "title": "Short and plain. No names of people.",
            "summary": "Three or four plain sentences.",
            "document_version": "Experts see exactly what they were asked about.",
        }
        widgets = {
            "title": forms.TextInput(WIDE),
            "summary": area(),
            "document_title": forms.TextInput(WIDE),
            "document_version": forms.TextInput({"class": "govuk-input--width-20"}),
        }


class DecisionForm(SectionForm):
    needed = {
        "decision_owner": "Enter who decides, as a role",
        "decision_date": "Enter the day of the decision",
        "decision_right": "Choose how far experts decide",
        "can_change": "Write what can change because of the advice",
        "cannot_change": "Write what cannot change, so that nobody is asked for nothing",
    }
    decision_date = DayField(label="When is it decided?")
    decision_right = forms.ChoiceField(
        label="How far do experts decide?",
        choices=lambda: choices_of("decision_right"),
        widget=forms.RadioSelect,
    )

    class Meta(SectionForm.Meta):
        fields = ("decision_owner", "decision_date", "decision_right", "can_change", "cannot_change")
        labels = {
            "decision_owner": "Who decides?",
            "can_change": "What can change because of what experts say?",
            "cannot_change": "What cannot change?",
        }
        widgets = {
            "decision_owner": forms.TextInput(WIDE),
            "can_change": area(),
            "cannot_change": area(),
        }


class UsesForm(SectionForm):
    needed = {
        "uses": "Write what happens with what experts say",
        "power": "Write what power your office holds, or that it holds none",
    }

    class Meta(SectionForm.Meta):
        fields = ("uses", "power")
        labels = {
            "uses": "What happens with what experts say?",
            "power": "What power does your office hold over people like those it asks?",
        }
        help_texts = {
            "uses": "Where it goes, who reads it, and how you will show what came of it.",
            "power": "Does it fund, judge, house, police them, or decide on their right to stay?",
        }
        widgets = {"uses": area(), "power": area()}
