"""The form field that asks for topics."""

from itertools import groupby

from django import forms
from django.forms.models import ModelChoiceIterator

from network.taxonomy.models import Pillar, Topic


class _ByPillar(ModelChoiceIterator):
    def __iter__(self):
        for pillar, topics in groupby(self.queryset, lambda topic: topic.pillar):
            yield Pillar(pillar).label, [self.choice(topic) for topic in topics]


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics as checkboxes, grouped by the pillar they belong to. One query."""

    iterator = _ByPillar
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(Topic.objects.order_by("pillar", "name"), to_field_name="slug", **options)
