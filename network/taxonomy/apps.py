from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "network.taxonomy"
    label = "taxonomy"
