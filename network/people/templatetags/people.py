from django import template
from django.conf import settings

register = template.Library()


@register.filter
def language(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)
