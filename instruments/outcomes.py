"""The kinds of things that an answer can become, of this layer and those below it (outcome_kinds.py). Higher layers
register their own in a module of the same name."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from instruments.actions import outcomes as actions
from instruments.forms import outcomes as forms
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from instruments.outcome_kinds import OUTCOMES, Made, OutcomeKind, origin_of, register
from instruments.policy import outcomes as policy
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece

A_PIECE, A_DAY, A_QUESTION, A_TALK = _("Puzzelstuk"), _("Dag om terug te kijken"), _("Vraag aan"), _("Driehoeksgesprek")


def _pieces(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    found: Any = Piece.objects.readable_by(person).from_origin(*origins).called()
    for one in found:
        yield Made(one.origin, A_PIECE, one.called, url=one.get_absolute_url())


def _days(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    for one in ReviewDate.objects.of(person, ask).select_related("item"):
        yield Made(origin_of(ask, one.item), A_DAY, day=one.on)


def _questions(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    for one in Ask.objects.visible_to(person).from_origin(*origins).select_related("asked"):
        yield Made(one.made_of, A_QUESTION, str(one.asked), url=one.get_absolute_url())


def _talks(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    for one in Conversation.objects.readable_by(person).from_origin(*origins):
        yield Made(one.origin, A_TALK, day=one.day, url=one.get_absolute_url())


def made_of(person: User, ask: Ask, origins: Sequence[str], codes: Collection[str]) -> list[Made]:
    """What was made of these answers, as far as this person may know of it: one query a kind that is offered here.
    Action points have a line of their own, with who does it and how it stands."""
    kinds = [kind for code, kind in OUTCOMES.items() if code in codes]
    return [made for kind in kinds for made in kind.made(person, ask, origins)]


ACTION_POINT = register(
    OutcomeKind(
        "action_point",
        label=_("Maak er een actiepunt van"),
        done=_("Het actiepunt is gemaakt."),
        may=policy.may_act,
        form=forms.PointForm,
        make=actions.action_point,
        placed=True,
        at_once=True,
    )
)
BARRIER = register(
    OutcomeKind(
        "barrier",
        label=_("Maak een actiepunt: wie lost dit op?"),
        done=_("Het actiepunt is gemaakt."),
        may=policy.may_act,
        form=forms.BarrierForm,
        make=actions.action_point,
        placed=True,
    )
)
PIECE = register(
    OutcomeKind(
        "piece",
        label=_("Stel voor in de puzzel"),
        done=_("Je voorstel is verstuurd. De anderen krijgen bericht."),
        may=policy.may_lay,
        form=forms.PieceForm,
        make=actions.piece,
        made=_pieces,
        sight=_("Met een voorstel ga je zelf akkoord. De anderen op het traject krijgen bericht."),
        help="puzzle",
    )
)
REVIEW_DATE = register(
    OutcomeKind(
        "review_date",
        label=_("Kies een dag om terug te kijken"),
        done=_("Op die dag krijg je bericht."),
        may=policy.may_look_back,
        form=forms.DayForm,
        make=actions.review_date,
        made=_days,
        sight=_("Alleen jij krijgt op die dag bericht."),
        private=True,
    )
)
ASK = register(
    OutcomeKind(
        "ask",
        label=_("Vraag iemand om hulp"),
        done=_("Verstuurd. Je krijgt bericht van het antwoord."),
        may=policy.may_ask_for_help,
        form=forms.HelpForm,
        make=actions.help_question,
        made=_questions,
        sight=_("Alleen jullie twee lezen de vraag en het antwoord."),
    )
)
TALK = register(
    OutcomeKind(
        "talk",
        label=_("Plan een driehoeksgesprek"),
        done=_("Gepland. Iedereen die je hebt gevraagd, krijgt bericht met een agendabestand."),
        may=policy.may_call_together,
        form=forms.AgendaForm,
        make=actions.talk,
        made=_talks,
        sight=_("Wie je vraagt, leest wat je wilt bespreken en krijgt een agendabestand."),
        fields="instruments/outcomes/_talk.html",
        help="words",
    )
)
