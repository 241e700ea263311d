"""Every write about people."""

from network.people.services.people import create_user, grant_role

__all__ = ["create_user", "grant_role"]
