from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import F

from network.people.models import User
from network.people.roles import ROLE_PERMISSIONS


class RolesBackend(AuthenticationBackend):
    """Signs in by alias, and answers Django permissions from the person's roles (and Wagtail groups)."""

    def get_user(self, user_id):
        """The person with their roles at hand, in one query: every signed-in page asks for both."""
        rows = list(User.objects.filter(pk=user_id).annotate(granted=F("role_grants__role")))
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        rows[0].roles = frozenset(row.granted for row in rows if row.granted)
        return rows[0]

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active:
            return False
        by_role = any(perm in ROLE_PERMISSIONS.get(role, ()) for role in user_obj.roles)
        return by_role or super().has_perm(user_obj, perm, obj)
