from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms.publishing import publish_on_time
        from cms.voices import pages_naming
        from network.common.duties import register_duty
        from network.voices.pages import register_pages

        register_pages(pages_naming)

        register_duty(
            "cms.publish_on_time",
            "Publishes and takes down public pages at the time an editor set.",
            10,
            publish_on_time,
        )
        # Sent app by app: permissions of all of them stand only after the last.
        post_migrate.connect(
            _load_site, sender=[app for app in apps.get_app_configs() if app.models_module][-1]
        )


def _load_site(sender, using, **kwargs):
    """The footer of every page links to these pages: they must stand wherever the tables do."""
    from django.db import connections

    from cms.loading import load_site

    if "cms_loadedpage" in connections[using].introspection.table_names():
        load_site()
