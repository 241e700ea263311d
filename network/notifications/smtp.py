"""Mail by SMTP that greets under the mail's own domain. Django would give this machine's name, which others relay."""

from django.core.mail.backends import smtp

from network.notifications.mailing import own_domain


class EmailBackend(smtp.EmailBackend):
    """Django's, but for the name in the greeting."""

    @property
    def connection_class(self):
        made = super().connection_class
        return lambda host, port, **how: made(host, port, **{**how, "local_hostname": own_domain()})
