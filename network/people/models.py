from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from network.common.ids import PublicModel
from network.people.roles import MFA_REQUIRED, Role
from network.people.zones import valid_zone


class UserManager(BaseUserManager["User"]):
    """Makes users who sign in by alias."""

    def get_by_natural_key(self, alias):
        return self.get(alias__iexact=alias)

    def create_user(self, alias: str, password: str | None = None, **fields) -> "User":
        """A new user; without a password they sign in by passkey or an entry link."""
        user = self.model(alias=alias, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin, PublicModel):
    """Somebody who signs in. Holds no name, no address: experts' particulars are in the vault, officials' in agencies."""

    alias = models.CharField("sign-in name", max_length=40)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[valid_zone])
    language = models.CharField(max_length=8, default="en")
    discreet = models.BooleanField(
        default=False, help_text="Pages show a neutral word, not the network's name."
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="Made by the demo; not a real person.")

    objects = UserManager()
    USERNAME_FIELD = "alias"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("alias"), name="alias_is_unique")]

    def __str__(self) -> str:
        return self.public_id

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's roles, read once per request."""
        return frozenset(self.role_grants.values_list("role", flat=True))

    @property
    def needs_mfa(self) -> bool:
        return not MFA_REQUIRED.isdisjoint(self.roles)


class RoleGrant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="a_role_once")]
        indexes = [models.Index(fields=["role"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class EntryLink(PublicModel):
    """A single-use way in: to join in a role, or to get back in. Its secret is derived, never stored."""

    class Kind(models.TextChoices):
        JOIN = "join"
        RECOVER = "recover"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    reference = models.CharField(max_length=16, blank=True, help_text="Public id of what joining completes.")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="entry_links")
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    send_to = models.CharField(
        max_length=16,
        blank=True,
        help_text="Whose sealed contact it is mailed to; empty: handed over by hand.",
    )
    send_due_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)


class JoinRequest(PublicModel):
    """Somebody asked to join. How to reach them is sealed under this row's public id."""

    class State(models.TextChoices):
        WAITING = "waiting"
        INVITED = "invited"
        DECLINED = "declined"

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    handled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)


class KeptDraft(models.Model):
    """What somebody typed on a page when their session ended for idleness; the text is sealed in the vault."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_drafts")
    path = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="one_draft_per_page")]

    def __str__(self) -> str:
        return self.path
