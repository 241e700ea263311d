from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "network.common"
    label = "common"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.retention import remove_what_is_over

        post_migrate.connect(_schedule_duties, sender=self)
        autodiscover_modules("retention")
        register_duty("retention", "Removes what has been kept long enough.", 60, remove_what_is_over)


def _schedule_duties(sender, using, **kwargs):
    """Only once every table exists: post_migrate comes after all migrations have run."""
    from django.db import connections

    from network.common.duties import schedule_duties

    if "django_q_schedule" in connections[using].introspection.table_names():
        schedule_duties()
