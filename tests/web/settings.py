"""Django's settings for tests: plain HTTP, quick hashes, letters kept in memory."""

import os
import tempfile
from unittest.mock import patch

HERE_ONLY = {"EVERYCASE_LOCAL": "yes", "EVERYCASE_COUNCIL": tempfile.mkdtemp(prefix="everycase-tests-")}

with patch.dict(os.environ, HERE_ONLY):  # other tests run commands that read the same variables
    from everycase.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
