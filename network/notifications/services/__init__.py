"""Every write about notices and mails."""

from network.notifications.services.notices import forget, mark_all_read, mark_read, notify

__all__ = ["forget", "mark_all_read", "mark_read", "notify"]
