"""Every write about notices and mails."""

from network.notifications.services.notices import mark_all_read, mark_read, notify

__all__ = ["mark_all_read", "mark_read", "notify"]
