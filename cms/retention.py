"""How long the editors' tables are kept."""

from datetime import timedelta

from django.apps import apps
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, PageLogEntry

from network.common.retention import About, DataClass, Period, Timed, register_data

LOGS = Period("it was done", months=12)
_NAMED = {
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
}


def _tables_of_editors() -> tuple[str, ...]:
    """Every other table of Wagtail and of the pages: they come and go with its releases."""
    labels = ("cms", "taggit", "modelcluster")
    found = (model._meta.label for model in apps.get_models(include_auto_created=True))
    return tuple(label for label in found if label.startswith(("wagtail", *labels)) and label not in _NAMED)


register_data(
    DataClass(
        "pages",
        "Public pages, pictures and files, with who wrote them",
        _tables_of_editors(),
        About.STAFF,
        "an editor removes them",
        "They are public. What an expert agreed to see there is taken down by the withdrawal itself.",
    ),
    DataClass(
        "page-log", "Which editor changed which page", ("wagtailcore.PageLogEntry",), About.STAFF, LOGS,
        "To see who changed what.", source="timing.csv, access_log_retention",
        timed=Timed(PageLogEntry.objects.all, "timestamp"),
    ),
    DataClass(
        "object-log", "Which editor changed which other thing", ("wagtailcore.ModelLogEntry",), About.STAFF, LOGS,
        "To see who changed what.", source="timing.csv, access_log_retention",
        timed=Timed(ModelLogEntry.objects.all, "timestamp"),
    ),
    DataClass(
        "editing-sessions", "Who has which page open", ("wagtailadmin.EditingSession",), About.STAFF,
        Period("they were last seen", time=timedelta(days=1)),
        "So that two editors do not overwrite one another.", source="proposed",
        timed=Timed(EditingSession.objects.all, "last_seen_at"),
    ),
    DataClass(
        "editing-forms", "What an editor typed and did not save", ("wagtailadmin.FormState",), About.STAFF,
        Period("they typed it", time=timedelta(days=30)),
        "So that nothing is lost.", source="proposed",
        timed=Timed(FormState.objects.all, "last_updated_at"),
    ),
)  # fmt: skip
