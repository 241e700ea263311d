"""The roles of the network, and what each brings by itself."""

from django.db import models


class Role(models.TextChoices):
    EXPERT = "expert", "Expert"
    OFFICIAL = "official", "Official"
    MANAGER = "manager", "Programme manager"
    REVIEWER = "reviewer", "Reviewer"
    FINANCE = "finance", "Finance"
    EDITOR = "editor", "Editor"
    AUDITOR = "auditor", "Auditor"


# Experts are offered a second step; whoever can touch other people's data must have one.
MFA_REQUIRED = frozenset(
    {Role.OFFICIAL, Role.MANAGER, Role.FINANCE, Role.EDITOR, Role.AUDITOR, Role.REVIEWER}
)

# `payments` knows Django permissions, not our roles.
ROLE_PERMISSIONS = {
    Role.FINANCE: {"payments.view_finance", "payments.release_payment", "payments.confirm_payment"},
    Role.AUDITOR: {"payments.view_finance"},
}

# Wagtail gives its rights to groups.
ROLE_GROUPS = {Role.EDITOR: "Editors"}
