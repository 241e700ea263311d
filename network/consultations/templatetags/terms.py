"""Terms hold days as ISO text, because they are kept as JSON."""

from datetime import date

from django import template

register = template.Library()


@register.filter
def as_day(text: str | None) -> date | None:
    """The day that "2026-11-24" names; nothing for nothing."""
    return date.fromisoformat(text) if text else None
