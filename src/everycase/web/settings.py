"""Django's settings. What differs from place to place comes from the environment; secrets only from there.

EVERYCASE_COUNCIL: the council's folder (records, reviews, council.toml). EVERYCASE_SECRET_KEY: long and
random. EVERYCASE_DATABASE_URL: postgresql://… ; SQLite in the council's folder where there is none.
EVERYCASE_HOSTS: names it is served under, with commas. EVERYCASE_PROXIES: how many proxies of your own stand
before it. EVERYCASE_LOCAL=yes: plain HTTP on this machine, for the made-up council and tests; only with it,
EVERYCASE_MFA=no: a password alone is enough. Every variable: docs/reference/environment.md.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from everycase.web.databases import database_at, oidc_from
from everycase.web.logs import logging_to

HERE = Path(__file__).parent
COUNCIL = Path(os.environ.get("EVERYCASE_COUNCIL", "everycase-data")).resolve()
LOCAL = os.environ.get("EVERYCASE_LOCAL", "").lower() in {"yes", "true", "1"}
DEBUG = False


def _secret() -> str:
    key = os.environ.get("EVERYCASE_SECRET_KEY", "")
    if len(key) >= 50:
        return key
    if LOCAL:
        return "made-up-council-on-this-machine-only-not-a-secret"
    message = "EVERYCASE_SECRET_KEY must hold a secret of at least 50 characters"
    raise ImproperlyConfigured(message)


def _mfa_required() -> bool:
    asked = os.environ.get("EVERYCASE_MFA", "yes").lower() != "no"
    if not asked and not LOCAL:
        message = "EVERYCASE_MFA=no is for the made-up council only: it needs EVERYCASE_LOCAL=yes"
        raise ImproperlyConfigured(message)
    return asked


SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("EVERYCASE_OLD_SECRET_KEYS", "").split(",") if k]
ALLOWED_HOSTS = os.environ.get("EVERYCASE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "everycase.web.people",
    "everycase.web.cases",
    "everycase.web.actions",
    "everycase.web.service",
    "everycase.web.api",
]
MIDDLEWARE = [
    "everycase.web.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "everycase.web.logs.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "everycase.web.people.sessions.sessions_end",
    "everycase.web.people.second_factor.SecondFactor",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "everycase.web.urls"
WSGI_APPLICATION = "everycase.web.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "everycase.web.context.everywhere",
            ],
        },
    }
]

DATABASES = {"default": database_at(os.environ.get("EVERYCASE_DATABASE_URL", ""), COUNCIL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database: each worker process must know what the others counted, of wrong codes and requests.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "everycase_cache"}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = logging_to(os.environ.get("EVERYCASE_LOG_LEVEL", "INFO").upper())

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = ["everycase.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"  # built by `make install`

# Signing in: by email and password with a second factor, or by the council's own OpenID provider.
MFA_REQUIRED = _mfa_required()
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("EVERYCASE_PROXIES", "0" if LOCAL else "1"))
ACCOUNT_ADAPTER = "everycase.web.people.adapters.NoSelfRegistration"
SOCIALACCOUNT_ADAPTER = "everycase.web.people.adapters.KnownPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "everycase.web.people.password_forms.SignIn",
    "change_password": "everycase.web.people.password_forms.ChangePassword",
    "reset_password": "everycase.web.people.password_forms.AskForLink",
    "reset_password_from_key": "everycase.web.people.password_forms.PasswordByLink",
}
MFA_FORMS = {
    "authenticate": "everycase.web.people.password_forms.CodeToSignIn",
    "reauthenticate": "everycase.web.people.password_forms.CodeToConfirm",
    "activate_totp": "everycase.web.people.password_forms.FirstCode",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link, not a form: a form's redirect to the provider is refused by form-action. Nothing is changed by
# following it, and the provider's answer is bound to the session that asked.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = oidc_from(os.environ)
MFA_ADAPTER = "everycase.web.people.sealing.SealedSecrets"
MFA_TOTP_ISSUER = "everycase"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # half a minute either way: a phone's clock is often slow
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator gave the address, and nobody else can
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a quarter of an hour is what the page says
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_USERNAME_CALLABLE = "everycase.web.people.adapters.username_of"
AXES_CLIENT_IP_CALLABLE = "everycase.web.people.adapters.address_of"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# A session ends half an hour after the last page, and with the browser.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SESSION_COOKIE_HTTPONLY = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the whole domain to decide
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# Files are taken on one page only, from those who may load, and lie in the council's folder meanwhile.
FILE_UPLOAD_HANDLERS = ["everycase.web.cases.loading_uploads.ExtractsOnly"]
DATA_UPLOAD_MAX_NUMBER_FILES = 300
UPLOAD_MAX_BYTES = int(os.environ.get("EVERYCASE_UPLOAD_MB", "2000")) * 1_000_000

EMAIL_BACKEND = os.environ.get("EVERYCASE_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_IS_SET_UP = bool(os.environ.get("EVERYCASE_EMAIL_HOST") or os.environ.get("EVERYCASE_EMAIL_BACKEND"))
EMAIL_HOST = os.environ.get("EVERYCASE_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EVERYCASE_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EVERYCASE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EVERYCASE_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EVERYCASE_EMAIL_TLS", "").lower() in {"yes", "true", "1"}
DEFAULT_FROM_EMAIL = os.environ.get("EVERYCASE_EMAIL_FROM", "everycase@localhost")
