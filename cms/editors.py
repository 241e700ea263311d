"""What the Editors group may do. Its members get it with the role (network.people.roles.ROLE_GROUPS)."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from network.people.roles import ROLE_GROUPS, Role

ON_PAGES = ("add_page", "change_page", "publish_page")
ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
IN_GENERAL = ("access_admin",)


def grant_editors(home: Page) -> None:
    """Editors write and publish under the first page and add pictures and files; everything else is closed to them."""
    group, _ = Group.objects.get_or_create(name=ROLE_GROUPS[Role.EDITOR])
    group.permissions.set(_permissions(IN_GENERAL))
    GroupPagePermission.objects.filter(group=group).exclude(page=home).delete()
    for permission in _permissions(ON_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in _permissions(ON_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _permissions(codenames: tuple[str, ...]):
    """Permissions of Wagtail, not of anybody else's model of the same name."""
    apps = ("wagtailcore", "wagtailadmin", "wagtailimages", "wagtaildocs")
    return Permission.objects.filter(content_type__app_label__in=apps, codename__in=codenames)
