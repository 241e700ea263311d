from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "network.common"
    label = "common"

    def ready(self):
        post_migrate.connect(_schedule_duties, sender=self)


def _schedule_duties(sender, using, **kwargs):
    """Only once every table exists: post_migrate comes after all migrations have run."""
    from django.db import connections

    from network.common.duties import schedule_duties

    if "django_q_schedule" in connections[using].introspection.table_names():
        schedule_duties()
