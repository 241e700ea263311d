from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TaxonomyConfig(AppConfig):
    name = "network.taxonomy"
    label = "taxonomy"

    def ready(self):
        post_migrate.connect(_load_words, sender=self)


def _load_words(sender, using, **kwargs):
    """After every migrate, and after a flush: the field's words are part of the network, not of its data."""
    from django.db import connections

    from network.taxonomy.loading import load_words

    if "taxonomy_topic" in connections[using].introspection.table_names():
        load_words(using)
