"""What a deployment is told before it starts: names that a household would see."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Warning

from network.notifications.mailing import own_domain
from network.people.neutral import telling_parts


def neutral_names(app_configs, **kwargs) -> list[Warning]:
    """Warns where the sender's domain or the host of links tells what this is."""
    names = {"MAIL_FROM": own_domain(), "LINK_URL": urlsplit(settings.LINK_URL).hostname or ""}
    return [
        Warning(
            f"{name} tells who we are to everybody who sees a mail ({', '.join(telling_parts(value))}).",
            hint="Use a name that means nothing, and let it lead to the same servers.",
            id="notifications.W001",
        )
        for name, value in names.items()
        if telling_parts(value)
    ]
