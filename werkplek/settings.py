"""Every setting of Werkplek on one page; it fails loudly when the environment is odd.

Every variable is described once in `.env.example` (a test compares the two).
"""

import logging
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from werkplek.log_lines import hide_secrets

django_stubs_ext.monkeypatch()  # so that `ModelForm[User]` may stand in the head of a class

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(str(BASE_DIR / ".env"), overwrite=False)

# --- Kind of installation -------------------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)  # fictional people, open logins, "Uitgaande post"
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # database and mails may be in it
_noted = VAR_DIR / "site_url"  # by `make run`, for commands in another terminal
_local = _noted.read_text(encoding="utf-8") if _noted.exists() else "http://127.0.0.1:8000"
SITE_URL = env.str("SITE_URL", default=_local).rstrip("/")  # links in mails; never the Host header
HTTPS = SITE_URL.startswith("https://")
BACKUP_KEY_FILE = Path(env.str("BACKUP_KEY_FILE", default=str(VAR_DIR / "backup.key")))


def _secret_key() -> str:
    """The key from SECRET_KEY, or one made on first use and kept in VAR_DIR (local installations only)."""
    if key := env.str("SECRET_KEY", default=""):
        return str(key)
    if HTTPS:
        raise ImproperlyConfigured("SECRET_KEY is required when SITE_URL is https.")
    path = VAR_DIR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        path.write_text(get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if DEMO and HTTPS and not env.bool("DEMO_IN_PUBLIC", default=False):
    raise ImproperlyConfigured("DEMO opens accounts with a known password; set DEMO_IN_PUBLIC=true to allow that.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []

# --- Apps: from the lowest layer up ---------------------------------------------------------------
INSTALLED_APPS = [
    "accounts",
    "partnerships",
    "learningtracks",
    "instruments",
    "reflections",
    "werkplek",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "django_structlog",
    "csp",
]
MIDDLEWARE = [
    "werkplek.log_lines.watch_secrets",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reflections.middleware.answer_screens",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "werkplek.middleware.refuse_nul_bytes",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "werkplek.middleware.remember_belonging",
    "werkplek.middleware.AskToSignIn",
    "werkplek.middleware.speak_their_language",
    "werkplek.middleware.end_old_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "werkplek.middleware.ask_second_factor",
    "werkplek.middleware.LogRequests",
    "werkplek.middleware.go_on",
    "werkplek.middleware.keep_private",
    "werkplek.middleware.wait_for_its_turn",
    "werkplek.middleware.tell_pocket",
]
ROOT_URLCONF = "werkplek.urls"
WSGI_APPLICATION = "werkplek.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "werkplek.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "crispy_forms.templatetags.crispy_forms_filters",
                "werkplek.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = CRISPY_ALLOWED_TEMPLATE_PACKS = "werkplek"  # templates/werkplek/

# --- Database: SQLite to try out and for one small school, PostgreSQL for the rest -------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'werkplek.sqlite3'}")}
DATABASE = DATABASES["default"]
DATABASE["CONN_MAX_AGE"] = 600  # a thread keeps its connection: opening one costs more than most questions
if "sqlite" in DATABASE["ENGINE"]:
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif "postgresql" in DATABASE["ENGINE"]:
    DATABASE["CONN_HEALTH_CHECKS"] = True
    DATABASE["OPTIONS"] = {
        "options": "-c lock_timeout=3s -c statement_timeout=5s -c idle_in_transaction_session_timeout=10s"
        " -c plan_cache_mode=force_generic_plan"  # of accounts/plans.py: else the first five askings are planned anew
    }
else:
    raise ImproperlyConfigured("DATABASE_URL must be postgres://… or sqlite:///….")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis or the filesystem: broker and cache ------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 900,
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
    }
    CACHES = {
        "default": {
            "BACKEND": "werkplek.caches.RedisOrDatabaseCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        },
    }
else:
    _queue = VAR_DIR / "queue"
    for _name in ("messages", "control", "processed"):
        (_queue / _name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT = "werkplek.folder:Transport"  # instead of the one that the address names
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
        "processed_folder": str(_queue / "processed"),
        "store_processed": False,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "werkplek_cache"}}
# Where live pages listen for "there is something new" (werkplek/pinger.py); empty: they only ask all the time.
SIGNAL_URL = env.str("SIGNAL_URL", default="")
# Mail has a queue of its own, for one process (docs/decisions/0041). A worker that names no queue serves both.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("celery", "mail")]
CELERY_TASK_ROUTES = {"partnerships.tasks.send_mail": {"queue": "mail"}}
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"

# --- Mail: SMTP, or files that the demo shows at /outbox/ ---------------------------------------------
EMAIL_URL = env.str("EMAIL_URL", default="")
OUTBOX_DIR = VAR_DIR / "mail"
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "werkplek.outbox.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Werkplek <noreply@werkplek.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# --- Messages on people's own devices: with a key only (manage.py push_key; docs/decisions/0150) ----------
PUSH_KEY = env.str("PUSH_KEY", default="")
# The push services of browsers, by the end of their names: what a browser gives is an address that we send to.
PUSH_SERVICES = [
    "fcm.googleapis.com",
    "web.push.apple.com",
    ".push.apple.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
]

# --- People and sign-in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.sign_in.AddAddressForm",
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.ResetForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_MAX_EMAIL_ADDRESSES = 5  # of one person (docs/decisions/0163)
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A password alone is not enough on a new device (access.md R25); demo logins: docs/decisions/0003.
ACCOUNT_LOGIN_BY_CODE_REQUIRED: set[str] = set() if DEMO else {"password"}
ACCOUNT_LOGIN_BY_CODE_TRUST_ENABLED = True
SECOND_FACTOR_REQUIRED = not DEMO  # of coordinators and platform administrators
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
CODE_MINUTES = 10
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # access.md R26
ACCOUNT_SESSION_REMEMBER = None  # the tick "Dit is mijn eigen apparaat" decides
OWN_DEVICE_IDLE_DAYS, OWN_DEVICE_DAYS = 30, 90  # where that was ticked
ACCOUNT_LOGOUT_ON_GET = False
# Per account and device, never per address: a whole school comes from one (access.md T9; accounts/devices.py).
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "8/5m/key,50/1d/key",
    "request_login_code": "4/5m/key,20/1d/key",
    "reset_password": "4/5m/key,20/1d/key",
    "reset_password_from_key": None,
    "signup": None,
    "invitation_code": "12/10m/key,200/10m/ip",
    "pass": "60/10m/key",  # answers by a link
    "pass_guess": "600/10m/ip",  # links that open nothing
    "pass_kept": "300/10m/key",  # what is typed there, kept every few seconds
    "join_code": "10/m/key,200/m/ip",  # access.md R20
    "invitation_again": "5/10m/key,100/10m/ip",
    "demo_again": "3/10m/key",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.passkeys.AddForm",
    "authenticate_webauthn": "accounts.forms.passkeys.SecondStepForm",
    "login_webauthn": "accounts.forms.passkeys.LoginForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.ConfirmForm",
}
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing to guess
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Werkplek"
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
MFA_TRUST_COOKIE_NAME = "__Host-trusted" if HTTPS else "trusted"
MFA_TRUST_COOKIE_AGE = 60 * 60 * 24 * OWN_DEVICE_DAYS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ADMIN_PATH = env.str("ADMIN_PATH", default="admin/")
USERSESSIONS_TRACK_ACTIVITY = False  # when somebody was online is nobody's business (domain.md §6)
SESSION_ENGINE = "accounts.sessions"  # in the database
SESSION_IDLE_DAYS, SESSION_DAYS = 14, 60  # elsewhere: without a visit, and in all
SESSION_COOKIE_AGE = 60 * 60 * 24 * SESSION_DAYS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "werkplek.views.errors.no_token"

# --- What browsers may do -----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF, *([SIGNAL_URL] if SIGNAL_URL.startswith("http") else [])],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked from this machine, behind the proxy
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
REGISTER_GOAL = env.int("REGISTER_GOAL", default=0)  # how many professionals we hope to find in the register
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# --- Words, dates, files --------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "werkplek.staticfiles.PackedStorage"
    },
}

# --- Logs: machines read them, and never a word of what people write ---------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOG_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    hide_secrets,
]
# For somebody at a terminal a line to read, for a collector of logs a line of JSON.
LOG_LAST: Any = structlog.processors.JSONRenderer()
if sys.stderr.isatty():
    LOG_LAST = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *LOG_STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "foreign_pre_chain": LOG_STEPS,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, LOG_LAST],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {name: {"handlers": [], "level": LOG_LEVEL, "propagate": True} for name in ("django", "django.server")},
}
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO  # Django warns of these itself
DJANGO_STRUCTLOG_USER_ID_FIELD = "public_id"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique whatever their case: constraint user_email_once
