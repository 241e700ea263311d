"""What the editor shows besides Wagtail's own."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("register_admin_menu_item")
def back_to_the_network():
    return MenuItem("Back to the network", settings.LOGIN_REDIRECT_URL, icon_name="arrow-left", order=10000)


@hooks.register("insert_global_admin_css")
def own_css():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/editor.css"))


@hooks.register("insert_global_admin_js")
def own_js():
    """Shift three times leaves from the editor too, and the title stays neutral."""
    scripts = (static("ecn.js"), static("cms/editor.js"))
    return format_html_join("", '<script src="{}" defer></script>', ((script,) for script in scripts))


@hooks.register("construct_main_menu")
def only_what_editors_need(request, menu_items):
    """No reports of who edited what, and no help that leads to other sites."""
    menu_items[:] = [item for item in menu_items if item.name not in {"reports", "help"}]
