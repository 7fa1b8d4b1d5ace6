"""Settings, as few as there can be."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

ADDRESS = urlsplit(os.environ["DATABASE_URL"])

ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": ADDRESS.hostname,
        "PORT": ADDRESS.port,
        "USER": ADDRESS.username,
        "PASSWORD": ADDRESS.password,
        "NAME": ADDRESS.path.removeprefix("/"),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["evaluations"]
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
ROOT_URLCONF = "evaluations.urls"
SECRET_KEY = os.environ["SECRET_KEY"]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]
USE_TZ = True
