"""The platform's settings: composition only, every choice of the operator comes through `environment`."""

import os
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from jiyue.cities import profile
from jiyue.platform.config.environment import read
from jiyue.platform.config.rules import bring_in

ENVIRONMENT = read(os.environ)
PLATFORM = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.is_debug
SECRET_KEY = ENVIRONMENT.secret_key

# Sites are served under their official domain, at home under the same name in .localhost.
JIYUE_DATA = ENVIRONMENT.data
JIYUE_CITY = ENVIRONMENT.city
JIYUE_PARAMETER_SET = bring_in(ENVIRONMENT)
JIYUE_CALENDAR = ENVIRONMENT.calendars[-1]
JIYUE_CITY_NAME = profile.city_name(profile.shipped(JIYUE_CITY))
JIYUE_SERVED_SUFFIX = ENVIRONMENT.served_suffix
JIYUE_PUBLIC_PORT = ENVIRONMENT.port
JIYUE_IS_HTTPS = ENVIRONMENT.is_https
JIYUE_STAFF_HOST = f"console{ENVIRONMENT.served_suffix}"
JIYUE_BAKED = ENVIRONMENT.baked
JIYUE_INSPECTED_ADDRESSES = ENVIRONMENT.inspected_addresses

ALLOWED_HOSTS = [ENVIRONMENT.served_suffix, JIYUE_STAFF_HOST]
ROOT_URLCONF = "jiyue.platform.config.staff_urls"
JIYUE_PUBLIC_URLCONF = "jiyue.platform.config.public_urls"
WSGI_APPLICATION = "jiyue.platform.config.wsgi.application"

INSTALLED_APPS = [
    "jiyue.platform.theme",
    "jiyue.platform.organisations",
    "jiyue.platform.audit",
    "jiyue.platform.register",
    "jiyue.platform.findings",
    "jiyue.platform.library",
    "jiyue.platform.publishing",
    "jiyue.platform.interaction",
    "jiyue.platform.search",
    "jiyue.platform.monitoring",
    "jiyue.platform.procedures",
    "jiyue.platform.supervision",
    "jiyue.platform.console",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "crontask",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Wagtail's search index asks for it there.
    *(["django.contrib.postgres"] if ENVIRONMENT.database.engine == "postgresql" else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "jiyue.platform.publishing.hosts.HostMiddleware",
    "jiyue.platform.console.middleware.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jiyue.platform.console.middleware.RefusalMiddleware",
    "jiyue.platform.console.middleware.WorkbenchGateMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "public",
        "DIRS": [PLATFORM / "theme" / "jinja2"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "jiyue.platform.publishing.rendering.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "staff",
        "DIRS": [PLATFORM / "theme" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiyue.platform.console.shell.shell",
            ],
            "libraries": {},
        },
    },
]

DATABASE = ENVIRONMENT.database
if DATABASE.engine == "sqlite":
    DATABASES: dict[str, dict[str, Any]] = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATABASE.name,
            "OPTIONS": {
                # Writers queue up instead of failing; readers never wait (WAL).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE.name,
            "USER": DATABASE.user,
            "PASSWORD": DATABASE.password,
            "HOST": DATABASE.host,
            "PORT": DATABASE.port or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "inspection"]}}

AUTH_USER_MODEL = "organisations.Person"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"
AUTHENTICATION_BACKENDS = ["jiyue.platform.console.sign_in.LockingBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Graded protection, level 3: idle sessions end after 30 minutes (standards §10.3).
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "jiyue.platform.console.sign_in.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.is_https
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PLATFORM / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static
STATICFILES_DIRS = [PLATFORM / "theme" / "static"]
MEDIA_ROOT = ENVIRONMENT.data / "media"
MEDIA_URL = "/files/"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

WAGTAIL_SITE_NAME = "集约"
WAGTAILADMIN_BASE_URL = f"http://{JIYUE_STAFF_HOST}:{JIYUE_PUBLIC_PORT}"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_PERMITTED_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"jiyue": {"level": "INFO"}},
}
