"""What people say to each other about an action, and whom they mention."""

from __future__ import annotations

import re

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from everycase.web.actions.forms import CommentForm
from everycase.web.actions.models import Action, Comment
from everycase.web.actions.notices import tell
from everycase.web.actions.seeing import action_for
from everycase.web.people.access import visible
from everycase.web.people.doors import needs, person_of
from everycase.web.people.models import User
from everycase.web.people.roles import May

MENTION = re.compile(r"(?<![\w.@])@([a-z0-9][a-z0-9._+-]*[a-z0-9])", re.IGNORECASE)


@require_POST
@needs(May.SEE_NAMES)
def say(request: HttpRequest, number: int) -> HttpResponse:
    """Add a comment to an action."""
    action = action_for(request, number, "to put right")
    form = CommentForm(request.POST)
    if form.is_valid():
        unheard = commented(person_of(request), action, form.cleaned_data["text"])
        for name in unheard:
            messages.warning(request, f"@{name} was not told: nobody of that name may see this child.")
    else:
        messages.error(request, "Write something first, in 2,000 letters or fewer.")
    return redirect(action)


@transaction.atomic
def commented(person: User, action: Action, text: str) -> list[str]:
    """Add what a person says. The names mentioned that are nobody's who may see the child are given back."""
    names = {name.lower() for name in MENTION.findall(text)}
    told = [other for name in sorted(names) for other in _of_name(name) if _may_read(other, action)]
    comment = Comment.objects.create(action=action, by=person, text=text)
    comment.mentions.set(told)
    tell(told, f"{person.name} mentioned you.", action.get_absolute_url())
    heard = {other.email.partition("@")[0] for other in told}
    return sorted(names - heard)


def _of_name(name: str) -> list[User]:
    return list(User.objects.filter(Q(email__istartswith=f"{name}@"), is_active=True))


def _may_read(person: User, action: Action) -> bool:
    """Whether a person who is mentioned may see what it is about: a mention gives nobody access."""
    child = action.child_id
    return child is not None and person.may(May.SEE_NAMES) and visible(person).filter(pk=child).exists()
