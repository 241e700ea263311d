"""On PostgreSQL the database itself refuses two sessions of one expert at overlapping times.

SQLite has one writer at a time and no exclusion constraints: the service's check under its lock is enough there.
"""

from django.db import migrations

FORWARDS = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE engagements_session ADD CONSTRAINT one_place_at_a_time
    EXCLUDE USING gist (profile_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (state IN ('proposed', 'confirmed'))
    """,
)
BACKWARDS = ("ALTER TABLE engagements_session DROP CONSTRAINT one_place_at_a_time",)


def _on_postgres(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("engagements", "0001_initial")]
    operations = [migrations.RunPython(_on_postgres(FORWARDS), _on_postgres(BACKWARDS))]
