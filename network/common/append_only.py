"""Tables that can only grow: the database itself refuses UPDATE, DELETE and (PostgreSQL) TRUNCATE."""

from django.db import migrations

_POSTGRES = """
CREATE FUNCTION {table}_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only();
"""
_POSTGRES_UNDO = "DROP FUNCTION {table}_append_only() CASCADE;"
_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_SQLITE_UNDO = ("DROP TRIGGER {table}_no_update", "DROP TRIGGER {table}_no_delete")


def make_append_only(table: str) -> migrations.RunPython:
    """A migration operation that guards `table` on whichever database it runs on."""

    def forwards(apps, schema_editor):
        _run(schema_editor, (_POSTGRES,) if schema_editor.connection.vendor == "postgresql" else _SQLITE)

    def backwards(apps, schema_editor):
        _run(
            schema_editor,
            (_POSTGRES_UNDO,) if schema_editor.connection.vendor == "postgresql" else _SQLITE_UNDO,
        )

    def _run(schema_editor, statements):
        for statement in statements:
            schema_editor.execute(statement.format(table=table), params=None)

    return migrations.RunPython(forwards, backwards)
