"""How long what was told is kept."""

from network.common.retention import About, DataClass, Period, Timed, register_data
from network.notifications.models import Notice

register_data(
    DataClass(
        "notices",
        "What we told you here, and whether a message went out about it",
        ("notifications.Notice",),
        About.EXPERT,
        Period("it was written", months=12),
        "So that you can look back. It holds no words of yours and no address.",
        source="timing.csv, access_log_retention",
        timed=Timed(Notice.objects.all, "at"),
    ),
    DataClass(
        "contact-checks",
        "When you said that the way we reach you is safe, and whether mail came back; no address",
        ("notifications.ContactState",),
        About.EXPERT,
        "you choose another way or leave",
        "So that nothing is sent to a place that you did not confirm.",
    ),
)
