"""Events about questions to a colleague who need not sign in. Who has no account has no name in them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from partnerships.letters import Letter, LetterKind
from partnerships.letters import register as register_letter
from reflections.models.passes import ASKED, NAMED, Pass
from reflections.policy.passes import may_use_pass
from reflections.todos.passes import PASS_TO_ANSWER


def _source(about: Any, person: User) -> str:
    return str(about.source.get_absolute_url())


def _asked_by(person: User) -> models.QuerySet[Pass]:
    return Pass.objects.asked_by(person)


CLAIM = "claim"  # the mail to a second voice
COLLEAGUE_ASKED = register(
    Kind(
        ASKED,
        story=_("%(by)s heeft een collega iets gevraagd"),
        notice=_("%(by)s stelt je een vraag over een ervaring"),
        sees=Pass.objects.asked_of,
        asks=PASS_TO_ANSWER,
    )
)
SECOND_VOICE_NAMED = register(Kind(NAMED, story=_("%(by)s heeft een tweede stem genoemd")))
SECOND_VOICE_ASKED = register(
    Kind(
        "second_voice_asked",
        story=_("%(by)s heeft de tweede stem gevraagd of het klopt"),
        notice=_("%(by)s vraagt jou of iets klopt"),
        sees=Pass.objects.asked_of,
        asks=PASS_TO_ANSWER,
    )
)
PASS_WITHDRAWN = register(Kind("pass_withdrawn", story=_("%(by)s heeft de vraag aan een collega ingetrokken")))
COLLEAGUE_ANSWERED = register(
    Kind(
        "colleague_answered",
        story=_("Een collega heeft geantwoord"),
        notice=_("Een collega heeft je vraag beantwoord"),
        sees=_asked_by,
        load=("experience", "promise__story"),
        link=_source,
    )
)


def _says(found: Pass) -> Letter | None:
    """Nothing when it was taken back meanwhile, or may not be read any more."""
    if not found.email or not may_use_pass(found):
        return None
    about = CLAIM if found.promise_id else ""
    return Letter(found.email, found.asker, found.get_absolute_url(), found.last_day, about)


QUESTION_BY_MAIL = register_letter(LetterKind(Pass, "question", _("Een vraag van een collega"), _says))
