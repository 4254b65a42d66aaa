"""Steps that matter: close, take back, decline, share, publish, open. Each after a page that says what it does."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import confirm
from accounts.views.replays import answers_again
from instruments.access import for_ask
from instruments.actions import asks, sides, yearly
from instruments.ask_kinds import KINDS, Text
from instruments.models.asks import Ask
from instruments.policy.asks import may_close, may_offer, may_reply, may_withdraw
from instruments.policy.readings import sheets_for
from instruments.policy.sides import may_open_now
from instruments.policy.yearly import may_publish
from learningtracks.values.instruments import Reading


def _step(
    request: PersonRequest,
    ask: Ask,
    action: Callable[..., None | Ask],
    label: Text,
    question: Text,
    effects: Sequence[Text],
    done: Text,
) -> HttpResponse:
    """Ask, do it, say so, and go back to the page of what is asked."""

    def do() -> str:
        action(ask, by=request.user)
        messages.success(request, str(done))
        return ask.get_absolute_url()

    words = {"title": question, "page_title": label, "label": label, "effects": effects}
    return confirm(request, do, words | {"back": ask.get_absolute_url()})


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def close(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Nobody answers any more."""
    require(may_close(request.user, ask))
    effects = [_("Daarna kan niemand meer invullen.")]
    if ask.reading == Reading.SPREAD:
        effects.append(_("Jullie zien hoe de antwoorden verdeeld zijn, als het er vijf of meer zijn."))
        effects.append(_("Wat niet is ingeleverd, telt niet mee en verwijderen we."))
    elif ask.reading == Reading.SIDE_BY_SIDE:
        effects.append(_("Iedereen op het traject leest wat is ingeleverd."))
        effects.append(_("Wat niet is ingeleverd, leest alleen de schrijver."))
    done = _("Gesloten. Nu kunnen jullie het gesprek voeren.")
    if ask.reading == Reading.ALONE:
        done = _("Gesloten. Je kunt je antwoorden hier teruglezen.")
    title = _("%(what)s sluiten") % {"what": KINDS[ask.kind].words.one}
    return _step(request, ask, asks.close, _("Sluiten"), title, effects, done)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def withdraw(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Take it back."""
    require(may_withdraw(request.user, ask))
    withdrawing, name = KINDS[ask.kind].withdrawing, {"asked": ask.asked}
    assert withdrawing  # noqa: S101 - where somebody may withdraw there are words for it
    effects = [str(effect) % name for effect in withdrawing.effects]
    done = str(withdrawing.done) % name
    return _step(request, ask, asks.withdraw, withdrawing.label, withdrawing.question, effects, done)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def decline(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Give no answer."""
    require(may_reply(request.user, ask))
    name = {"name": ask.by}
    effects = [_("%(name)s krijgt bericht dat er geen antwoord komt. Waarom hoef je niet te zeggen.") % name]
    if sheets_for(request.user, ask):
        effects.append(_("Wat je al hebt geschreven, kan alleen jij lezen."))
    effects.append(_("Je kunt dit niet terugdraaien. %(name)s kan het je later wel opnieuw vragen.") % name)
    done = _("%(name)s krijgt bericht dat er geen antwoord komt.") % name
    return _step(request, ask, asks.decline, _("Geen antwoord geven"), _("Geen antwoord geven?"), effects, done)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def offer(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Let the team read along, or stop that."""
    require(may_offer(request.user, ask))
    team = {"team": ask.team}
    if "stop" in request.GET:  # what the page asks, also when it stands otherwise by now
        effects = [
            _("Iedereen in %(team)s ziet de vragen en je antwoorden meteen niet meer.") % team,
            _("Wat er al van is gemaakt, zoals een actiepunt, blijft staan."),
        ]
        done = _("Alleen jullie twee lezen het nu.")
        return _step(request, ask, asks.keep, _("Stoppen met delen"), _("Stoppen met delen?"), effects, done)
    effects = [
        _("Iedereen in %(team)s leest de vragen en al je antwoorden, en krijgt daar bericht van.") % team,
        _("Jullie kunnen er samen iets van maken, zoals een actiepunt. Je woorden gaan dan mee."),
        _("Je kunt later stoppen met delen."),
    ]
    done = _("Iedereen in %(team)s kan het nu lezen.") % team
    return _step(request, ask, asks.offer, _("Delen met het team"), _("Delen met het team?"), effects, done)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def publish(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Let the organisation read the result."""
    require(may_publish(request.user, ask))
    effects = [
        _("Iedereen in de organisatie leest wat jullie samen hebben opgeschreven, ook wat je later aanpast."),
        _("Wat iemand op uitnodiging heeft ingevuld, lezen alleen jullie en andere genodigden."),
        _("Terugdraaien kan niet."),
    ]
    done = _("Gepubliceerd. Iedereen in de organisatie kan het lezen.")
    return _step(request, ask, yearly.publish, _("Uitkomst publiceren"), _("De uitkomst publiceren?"), effects, done)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def open_now(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Do not wait any longer for who did not write."""
    require(may_open_now(request.user, ask))
    effects = [
        _("Iedereen leest dan wat klaar is."),
        _("Wat nog niet klaar is, blijft dicht."),
        _("Dit kun je niet terugdraaien."),
    ]
    label, done = _("Alles openen"), _("Alles is open. Lees het samen door.")
    return _step(request, ask, sides.open_now, label, _("Niet langer wachten?"), effects, done)
