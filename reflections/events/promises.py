"""Events about how a story will end, on the trail of the story: its teller's. No sentence holds a word of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from reflections.models.promises import Promise
from reflections.todos.promises import ENDING_TO_TELL

PROMISE_MADE = register(Kind("promise_made", story=_("%(by)s heeft opgeschreven hoe een verhaal kan aflopen")))
PROMISE_CHANGED = register(Kind("promise_changed", story=_("%(by)s heeft een verwachting aangepast")))
PROMISE_WITHDRAWN = register(Kind("promise_withdrawn", story=_("%(by)s heeft een verwachting verwijderd")))
PROMISE_SHARED = register(Kind("promise_shared", story=_("%(by)s heeft een verwachting gedeeld")))
PROMISE_HIDDEN = register(Kind("promise_hidden", story=_("%(by)s deelt een verwachting niet meer")))
PROMISE_ANSWERED = register(Kind("promise_answered", story=_("%(by)s heeft verteld hoe een verhaal is afgelopen")))


def _answer(about: Any, person: User) -> str:
    return reverse("reflections:promise_answer", args=[about.public_id])


PROMISE_ASKED = register(
    Kind(
        "promise_asked",
        story=_("Werkplek heeft gevraagd hoe een verhaal is afgelopen"),
        notice=_("Je wilt dat we het vragen: hoe is je verhaal afgelopen?"),
        sees=Promise.objects.asked_of,
        link=_answer,
        asks=ENDING_TO_TELL,
        at_work=True,
    )
)
