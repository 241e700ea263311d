import pytest
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from network.common.append_only import make_append_only


class Line(models.Model):
    words = models.CharField(max_length=20)

    class Meta:
        app_label = "common"
        db_table = "test_line"
        managed = False

    def __str__(self):
        return self.words


@pytest.fixture
def lines(transactional_db):
    """A guarded table of its own; the guard is taken off and the table dropped afterwards."""
    guard = make_append_only("test_line")
    with connection.schema_editor() as editor:
        editor.create_model(Line)
        _run(guard, editor, "database_forwards")
    Line.objects.create(words="first")
    yield guard
    with connection.schema_editor() as editor:
        editor.delete_model(Line)
        if connection.vendor == "postgresql":
            editor.execute("DROP FUNCTION IF EXISTS test_line_append_only() CASCADE")


def _run(guard: migrations.RunPython, editor, direction):
    getattr(guard, direction)("common", editor, ProjectState(), ProjectState())


def test_it_grows_and_nothing_else(lines):
    Line.objects.create(words="second")
    for act in (lambda: Line.objects.update(words="x"), lambda: Line.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    assert list(Line.objects.order_by("pk").values_list("words", flat=True)) == ["first", "second"]


def test_the_guard_can_be_migrated_away(lines):
    with connection.schema_editor() as editor:
        _run(lines, editor, "database_backwards")
    assert Line.objects.update(words="x") == 1
