"""The suite's settings: in-memory SQLite, or PostgreSQL when DATABASE_URL names one."""

import os
import tempfile
from pathlib import Path

# A folder of its own: a running demo's moved clock must not reach the suite.
os.environ["NETWORK_VAR"] = tempfile.mkdtemp(prefix="network-test-")

from network.settings.base import *
from network.settings.base import DATABASES, VAR, env

DEMO = True
SECRET_KEY = "test-only"  # noqa: S105
VAULT_KEYS = ["test-only-vault-key-one", "test-only-vault-key-old"]
ALLOWED_HOSTS = ["*"]
del DATABASES["keys"]  # One database for most tests; tests/vault/deployment.py runs the product on two.
if not env.str("DATABASE_URL", ""):
    DATABASES["default"]["NAME"] = ":memory:"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "fragments": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# Argon2 at full cost takes 50 ms a sign-in; tests prove behaviour, not cost.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"  # What writes mails to files must not write them into the project.
MEDIA_ROOT = Path(tempfile.gettempdir()) / "network-test-media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
