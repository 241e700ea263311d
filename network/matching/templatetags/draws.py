"""Lets pages of apps below show a request's draws."""

from django import template

from network.matching.queries import draws_of

register = template.Library()
register.simple_tag(draws_of)
