"""Read the whole chain of looks through: for a timer, every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from everycase.web.cases.looking import check_chain


class Command(BaseCommand):
    """Check that no look at a child was changed or taken out. Ends with an error where one was."""

    help = "Check that no look at a child was changed or taken out since it was written down."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's own
        """Say what was found; pages say it too."""
        check = check_chain()
        if check.broken is not None:
            raise CommandError(
                f"Look {check.broken.pk} was changed, or the one before it was taken out: "
                f"{check.looks:,} looks read."
            )
        if check.cut_short:
            raise CommandError(f"The newest looks were taken out: {check.looks:,} looks read.")
        self.stdout.write(f"{check.looks:,} looks read: none was changed or taken out.")
