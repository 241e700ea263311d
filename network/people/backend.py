from allauth.account.auth_backends import AuthenticationBackend

from network.people.roles import ROLE_PERMISSIONS


class RolesBackend(AuthenticationBackend):
    """Signs in by alias, and answers Django permissions from the person's roles (and Wagtail groups)."""

    def has_perm(self, user_obj, perm, obj=None):
        if not user_obj.is_active:
            return False
        by_role = any(perm in ROLE_PERMISSIONS.get(role, ()) for role in user_obj.roles)
        return by_role or super().has_perm(user_obj, perm, obj)
