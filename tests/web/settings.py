"""Django's settings for tests: plain HTTP, quick hashes, letters kept in memory.

On SQLite; on a PostgreSQL that the run starts where EVERYCASE_TEST_DATABASE=postgresql (`make postgresql`).
"""

import os
import tempfile
from unittest.mock import patch

from tests import postgresql

HERE_ONLY = {
    "EVERYCASE_LOCAL": "yes",
    "EVERYCASE_MFA": "no",  # tests of the second step turn it on
    "EVERYCASE_COUNCIL": tempfile.mkdtemp(prefix="everycase-tests-"),
    "EVERYCASE_DATABASE_URL": postgresql.of_this_run()[0] if postgresql.is_asked_for() else "",
}

with patch.dict(os.environ, HERE_ONLY):  # other tests run commands that read the same variables
    from everycase.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_IS_SET_UP = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
