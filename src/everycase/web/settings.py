"""Django's settings. What differs from place to place comes from the environment; secrets only from there.

EVERYCASE_COUNCIL: the council's folder (records, reviews, council.toml). EVERYCASE_SECRET_KEY: long and
random. EVERYCASE_DATABASE_URL: postgresql://… ; SQLite in the council's folder where there is none.
EVERYCASE_HOSTS: names it is served under, with commas. EVERYCASE_LOCAL=yes: plain HTTP on this machine,
for the made-up council and tests.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from everycase.web.databases import database_at, oidc_from

HERE = Path(__file__).parent
COUNCIL = Path(os.environ.get("EVERYCASE_COUNCIL", "everycase-data")).resolve()
LOCAL = os.environ.get("EVERYCASE_LOCAL", "").lower() in {"yes", "true", "1"}
DEBUG = False


def _secret() -> str:
    key = os.environ.get("EVERYCASE_SECRET_KEY", "")
    if len(key) >= 32:
        return key
    if LOCAL:
        return "made-up-council-on-this-machine-only-not-a-secret"
    message = "EVERYCASE_SECRET_KEY must hold a secret of at least 32 characters"
    raise ImproperlyConfigured(message)


SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("EVERYCASE_OLD_SECRET_KEYS", "").split(",") if k]
ALLOWED_HOSTS = os.environ.get("EVERYCASE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [] if LOCAL else [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
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
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
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
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"
FORMAT_MODULE_PATH = ["everycase.web.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = COUNCIL / "static"
WHITENOISE_USE_FINDERS = True

# Signing in: by email and password with a second factor, or by the council's own OpenID provider.
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "everycase.web.people.adapters.NoSelfRegistration"
SOCIALACCOUNT_ADAPTER = "everycase.web.people.adapters.KnownPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = oidc_from(os.environ)
MFA_TOTP_ISSUER = "everycase"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_VERBOSE = False

# A session ends half an hour after the last page, and with the browser.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
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
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

EMAIL_BACKEND = os.environ.get("EVERYCASE_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("EVERYCASE_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EVERYCASE_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EVERYCASE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EVERYCASE_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EVERYCASE_EMAIL_TLS", "").lower() in {"yes", "true", "1"}
DEFAULT_FROM_EMAIL = os.environ.get("EVERYCASE_EMAIL_FROM", "everycase@localhost")
