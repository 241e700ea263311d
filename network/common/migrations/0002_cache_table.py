from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """Where the cache is kept in the database, its table; elsewhere nothing."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]
    # Pages made by a migration are cached, so the table comes first.
    run_before = [("wagtailcore", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
