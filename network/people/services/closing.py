"""An account ends: nobody signs in with it again, and its row says nothing of who had it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from network.audit.log import record
from network.people.models import User
from network.people.services.account import sign_out_everywhere

# Other rows point to these; every other column is emptied, also one that is added later.
KEPT_COLUMNS = {"id", "public_id", "created_at", "is_demo"}


@transaction.atomic
def close_account(user: User) -> None:
    """Take away every role and way in, sign every device out, and leave an empty row under a random name.

    Cannot be undone. What apps above keep about this person is theirs to forget before.
    """
    sign_out_everywhere(user)
    for rows in (
        user.kept_drafts,
        user.entry_links,
        user.role_grants,
        Authenticator.objects.filter(user=user),
    ):
        rows.all().delete()
    for rights in (user.groups, user.user_permissions):
        rights.clear()
    for field in user._meta.concrete_fields:
        if field.name not in KEPT_COLUMNS:
            setattr(user, field.attname, field.get_default())
    user.set_unusable_password()
    user.alias, user.is_active = f"left-{user.public_id}", False
    user.save()
    record(None, "people.closed", user)
