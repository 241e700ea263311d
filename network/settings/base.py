"""What every deployment shares. Values that differ come from the environment, read here and nowhere else."""

from pathlib import Path

import environs

from network.common.logging import logging_config

env = environs.Env()
ROOT = Path(__file__).resolve().parents[2]
VAR = Path(env.str("NETWORK_VAR", str(ROOT / "var")))

SITE_NAME = "Expert Consultant Network"
SITE_URL = env.str("NETWORK_URL", "http://127.0.0.1:8000")
# Where links in mails lead: a second, neutral name for the same site, which a household may see.
LINK_URL = env.str("LINK_URL", SITE_URL)
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
SILENCED_SYSTEM_CHECKS = [
    "auth.E003",  # the sign-in name is unique by a constraint on its lower-case form
    "auth.W004",
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "locale"]
PAYMENTS_CLOCK = "network.common.clock.now"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "network.urls"
WSGI_APPLICATION = "network.wsgi.application"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["network.people.backend.RolesBackend"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/home/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL

ACCOUNT_ADAPTER = "network.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "alias"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "network.people.forms.signing_in.SignInForm",
    "change_password": "network.people.forms.signing_in.ChangePasswordForm",
    "set_password": "network.people.forms.signing_in.SetPasswordForm",
    "reauthenticate": "network.people.forms.signing_in.ConfirmForm",
}
MFA_ADAPTER = "network.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Account"  # Shown in the authenticator app, which others may see.
MFA_FORMS = {
    "authenticate": "network.people.forms.signing_in.CodeForm",
    "reauthenticate": "network.people.forms.signing_in.ConfirmCodeForm",
    "activate_totp": "network.people.forms.signing_in.ActivateAppForm",
    "add_webauthn": "network.people.forms.signing_in.AddPasskeyForm",
    "login_webauthn": "network.people.forms.signing_in.PasskeySignInForm",
}
# Tries are counted by network.people.limits, so that a stranger's never stop the owner's.
ACCOUNT_RATE_LIMITS = dict.fromkeys(("login", "login_failed", "reauthenticate", "change_password"))
MFA_RATE_LIMITS = {"webauthn_login": None}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # Seconds for which "Is it you?" is not asked again.
# How many proxies in front may be believed about a visitor's address; rate limits depend on it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)

IDLE_MINUTES = 15
# Where "Leave this site" goes: harmless pages that many people open.
LEAVE_TO = env.list(
    "LEAVE_TO",
    ["https://www.wikipedia.org/", "https://www.timeanddate.com/weather/", "https://www.openstreetmap.org/"],
)

INSTALLED_APPS = [
    "network.demo",
    "network.workspace",
    "network.outcomes",
    "network.safeguarding",
    "network.voices",
    "network.engagements",
    "network.matching",
    "network.consultations",
    "network.experts",
    "network.notifications",
    "network.consent",
    "network.agencies",
    "network.people",
    "network.taxonomy",
    "network.vault",
    "network.audit",
    "network.common",
    "payments",
    "cms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_q",
    "csp",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "network.people.headers.ContentPolicyMiddleware",
    "network.people.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "network.people.middleware.IdleMiddleware",
    "network.people.middleware.SecondStepMiddleware",
    "network.people.middleware.LanguageMiddleware",
    "network.people.middleware.MethodsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "network.common.context.rooms",
                "network.people.context.names",
            ],
            "builtins": ["network.common.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What is sealed and the keys that open it are apart: a copy of either alone opens nothing.
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'network.sqlite3'}"),
    "keys": env.dj_db_url("VAULT_DATABASE_URL", f"sqlite:///{VAR / 'keys.sqlite3'}"),
}
DATABASE_ROUTERS = ["network.vault.router.KeyRouter"]
for _database in DATABASES.values():
    if _database["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE and WAL: otherwise web and worker meet in "database is locked".
        _database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
        }
    else:
        _database["CONN_MAX_AGE"] = 60
        _database["CONN_HEALTH_CHECKS"] = True

# Rate limits live in the cache, so every web node must share it.
REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "common_cache",
        # By default 300 entries would push out the count of somebody's tries.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Parts of public pages that many ask for, for a minute; never anything of a person.
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = ROOT / "static-collected"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes Chromium send forms without an origin: 403.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_AGE = SESSION_COOKIE_AGE  # A year by default: a trace on the device without need.
DEVICE_COOKIE_NAME = "device"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "notices@localhost"
EMAIL_TIMEOUT = 10  # Seconds. A withdrawal waits for a mail that is just leaving, so no mail may hang.
MAIL_BOUNCES = env.str("MAIL_BOUNCES", "")  # A Maildir that gets what is returned to MAIL_FROM; empty: none.
ADMINS: list = []  # Django's error mails carry the whole POST body.

LOGGING = logging_config(env.str("LOG_LEVEL", "INFO"))

Q_CLUSTER = {
    "name": "network",
    "orm": "default",
    "workers": 2,
    "timeout": 60,
    "retry": 90,
    "max_attempts": 5,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
    "label": "Worker",
}

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list = []
WAGTAIL_I18N_ENABLED = False
# Both send mail by themselves, to addresses that accounts do not have.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# An open editor asks the server again and again, which would keep an unattended session alive.
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 24 * 3600 * 1000
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "txt"]  # Others carry their author and history inside.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
