"""The demo: embedded SQLite, mail into a folder, one-click sign-in. Never for real people."""

import secrets

from network.settings.base import *
from network.settings.base import VAR

VAR.mkdir(exist_ok=True)


def _own_secret(name: str) -> str:
    """A secret made once for this copy of the demo and kept in var/."""
    path = VAR / name
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text()


DEMO = True
SECRET_KEY = _own_secret("secret-key")
VAULT_KEYS = [_own_secret("vault-key")]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
