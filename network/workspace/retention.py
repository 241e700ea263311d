"""How long tables are kept that belong to no app of ours: the worker's, the packages', and those of payments."""

from datetime import timedelta

from django_q.models import Task

from network.common.models import Removal
from network.common.retention import About, DataClass, Period, Timed, register_data
from payments.models import WebhookEvent

register_data(
    DataClass(
        "books",
        "The ledger, funds and rates",
        (
            "payments.Fund",
            "payments.Account",
            "payments.Movement",
            "payments.Line",
            "payments.Rate",
            "payments.RateCard",
        ),
        About.STAFF,
        "as long as the network runs",
        "Books that lose a line no longer balance. They hold sums and random numbers.",
    ),
    DataClass(
        "rail-events",
        "That the payment service told us something",
        ("payments.WebhookEvent",),
        About.EXPERT,
        Period("it was dealt with", time=timedelta(days=90)),
        "The service may tell the same again; by then it never does.",
        source="Stripe repeats an event for 3 days and shows it for 30",
        stays="Under the payment service’s own number, without a sum",
        timed=Timed(lambda: WebhookEvent.objects.exclude(handled_at=None), "handled_at"),
    ),
    DataClass(
        "tasks-done",
        "That a task of the worker was done; it holds random numbers only",
        ("django_q.Task", "django_q.Success"),
        About.NOBODY,
        Period("it was done", time=timedelta(days=7)),
        "To see that the worker works.",
        source="proposed",
        timed=Timed(lambda: Task.objects.filter(success=True), "stopped"),
    ),
    DataClass(
        "tasks-failed",
        "That a task of the worker failed",
        ("django_q.Task", "django_q.Failure"),
        About.NOBODY,
        Period("it failed", time=timedelta(days=30)),
        "To find out why.",
        source="proposed",
        timed=Timed(lambda: Task.objects.filter(success=False), "stopped"),
    ),
    DataClass(
        "worker",
        "What the worker has still to do, when it does it, and that it did",
        ("django_q.OrmQ", "django_q.Schedule", "common.DutyRun"),
        About.NOBODY,
        "it is done; of each duty the last 200 runs",
        "To see that the worker works.",
    ),
    DataClass(
        "removals",
        "How much was removed on which day",
        ("common.Removal",),
        About.NOBODY,
        Period("the day", months=24),
        "To show that what is said on this page is done.",
        source="proposed",
        timed=Timed(Removal.objects.all, "day"),
    ),
    DataClass(
        "rights-in-code",
        "Kinds of tables, rights and groups",
        ("auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"),
        About.NOBODY,
        "as long as the network runs",
        "They come with the code.",
    ),
)
