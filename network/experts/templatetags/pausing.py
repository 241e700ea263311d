from django import template

from network.experts.pausing import STOPS

register = template.Library()


@register.simple_tag
def pause_stops() -> list[str]:
    """What a pause stops, in plain words."""
    return list(STOPS.values())
