"""Real deployments. Every secret comes from the environment; nothing here has a usable default."""

from network.settings.base import *
from network.settings.base import env

DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
# First key seals, the rest still open: put a new key in front to rotate.
VAULT_KEYS: list[str] = env.list("VAULT_KEYS")
# The key store has no default here: beside the data it would protect nothing.
env.dj_db_url("VAULT_DATABASE_URL")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-device"

EMAIL_BACKEND = "network.notifications.smtp.EmailBackend"
_mail = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM")

# Without the keys the Stripe rail says that it is not set up; everything else works.
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", "")
STRIPE_CONTACT_DOMAIN = env.str("STRIPE_CONTACT_DOMAIN", "")
