"""What else can be done with a piece: start, finish, withdraw, park, let go, and say what it was worth.

Each action has a page that says what it does; the ones that are asked of somebody are one tap on the page of the piece.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import Answer, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_piece
from learningtracks.actions import pieces as actions
from learningtracks.forms.pieces import WorthForm
from learningtracks.models.pieces import Piece
from learningtracks.policy import pieces as pieces_policy
from learningtracks.policy.pieces import may_edit_draft, may_value
from learningtracks.views.said import slot_name

Words = str | Promise


@dataclass(frozen=True)
class PieceAction:
    """One action with its words: the link to its page, what it does, the button, and what is said afterwards. `rule` is
    its name in `policy.RULES`."""

    slug: str
    rule: str
    link: Words
    heading: Words
    effects: tuple[Words, ...]
    done: Words
    do: Callable[..., Any]
    icon: str = "edit"
    kind: str = "primary"


START = PieceAction(
    "start",
    "start",
    gettext_lazy("Beginnen"),
    gettext_lazy("Beginnen met dit stuk?"),
    (gettext_lazy("Het stuk staat dan op Loopt."),),
    gettext_lazy("Het stuk loopt."),
    actions.start,
    icon="flag",
)
FINISH = PieceAction(
    "finish",
    "finish",
    gettext_lazy("Klaar"),
    gettext_lazy("Is dit stuk klaar?"),
    (gettext_lazy("Daarna kun je zeggen wat het waard was."),),
    gettext_lazy("Het stuk is klaar. Wat was het waard?"),
    actions.finish,
    icon="check",
)
ACTIONS = {
    action.slug: action
    for action in [
        START,
        FINISH,
        PieceAction(
            "withdraw-change",
            "withdraw_change",
            gettext_lazy("Aanpassing intrekken"),
            gettext_lazy("De aanpassing intrekken?"),
            (gettext_lazy("De oude afspraak geldt dan weer."), gettext_lazy("Wat er gezegd is, blijft staan.")),
            gettext_lazy("De aanpassing is ingetrokken. De oude afspraak geldt weer."),
            actions.withdraw_change,
            icon="back",
        ),
        PieceAction(
            "park",
            "park",
            gettext_lazy("Parkeren"),
            gettext_lazy("Dit stuk parkeren?"),
            (gettext_lazy("Het stuk ligt dan naast de puzzel. Je kunt het later terugleggen."),),
            gettext_lazy("Het stuk is geparkeerd."),
            actions.park,
            icon="clock",
        ),
        PieceAction(
            "unpark",
            "unpark",
            gettext_lazy("Terugleggen"),
            gettext_lazy("Dit stuk terugleggen?"),
            (gettext_lazy("Het voorstel staat dan weer open."),),
            gettext_lazy("Het stuk ligt weer op zijn plek."),
            actions.unpark,
            icon="track",
        ),
        PieceAction(
            "withdraw",
            "withdraw",
            gettext_lazy("Intrekken"),
            gettext_lazy("Dit stuk intrekken?"),
            (
                gettext_lazy("Je kunt dit niet terugdraaien."),
                gettext_lazy("Wat er gezegd is, blijft te lezen onder Weggelegd."),
            ),
            gettext_lazy("Het stuk is ingetrokken."),
            actions.withdraw,
            icon="trash",
            kind="danger",
        ),
        PieceAction(
            "drop",
            "propose_drop",
            gettext_lazy("Voorstellen om te laten vervallen"),
            gettext_lazy("Voorstellen om dit stuk te laten vervallen?"),
            (
                gettext_lazy("De afspraak vervalt pas als jullie alle drie akkoord zijn."),
                gettext_lazy("Tot die tijd geldt de afspraak gewoon."),
            ),
            gettext_lazy("Je voorstel is verstuurd. De anderen krijgen bericht."),
            actions.propose_drop,
            icon="close",
            kind="danger",
        ),
    ]
}
DISCARD = PieceAction(
    "discard",
    "",
    gettext_lazy("Concept verwijderen"),
    gettext_lazy("Dit concept verwijderen?"),
    (gettext_lazy("Je kunt dit niet terugdraaien."),),
    gettext_lazy("Het concept is verwijderd."),
    actions.discard_draft,
    icon="trash",
    kind="danger",
)
WITH_VERSION = {"withdraw-change", "drop"}  # actions on a version: somebody may have been first


def seen_version(request: PersonRequest) -> int:
    """The number of the version that the reader had in front of them; 0 when the form does not say."""
    number = request.POST.get("version", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


@dataclass(frozen=True)
class Way:
    """A link or a button to something that can be done now."""

    label: str
    url: str
    icon: str


def _url(piece: Piece, slug: str) -> str:
    return reverse("learningtracks:piece_action", args=[piece.public_id, slug])


def first_action(may: Mapping[str, Answer], piece: Piece) -> Way | None:
    """What comes next when nothing is to be voted on: begin, or finish."""
    for action in (START, FINISH):
        if may[action.rule]:
            return Way(str(action.link), _url(piece, action.slug), action.icon)
    return None


def further_actions(may: Mapping[str, Answer], piece: Piece) -> list[Way]:
    """Everything else this person may do with it, as links to a page that asks first."""
    public_id, found = piece.public_id, []
    if may["ask"] and not may["agree"]:
        found.append(Way(_("Vraag stellen"), reverse("learningtracks:piece_ask", args=[public_id]), "help"))
    if may["counter"] and not may["agree"]:
        words = _("Afspraak aanpassen") if piece.in_force else _("Voorstel aanpassen")
        found.append(Way(words, reverse("learningtracks:piece_change", args=[public_id]), "edit"))
    if may["value"]:
        found.append(Way(_("Waarde erbij zetten"), reverse("learningtracks:piece_value", args=[public_id]), "realised"))
    asking = [action for action in ACTIONS.values() if action not in (START, FINISH) and may[action.rule]]
    return found + [Way(str(action.link), _url(piece, action.slug), action.icon) for action in asking]


@for_piece
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def piece_action(request: PersonRequest, piece: Piece, slug: str) -> HttpResponse:
    """Ask, say what it does, do it. Throwing a concept away is an action of its own kind."""
    action = DISCARD if piece.is_draft else ACTIONS.get(slug)
    if action is None or action.slug != slug:
        raise Http404
    require(
        may_edit_draft(request.user, piece)
        if action is DISCARD
        else pieces_policy.may(action.rule, request.user, piece)
    )

    def about(newer: Piece | None) -> dict[str, Any]:
        now = newer or piece
        return {"piece": now, "version": now.current.number if now.current else ""}

    words = {"heading": action.heading, "effects": action.effects, "label": action.link, "kind": action.kind}
    do = partial(_done, request, piece, action)
    return form_page(request, None, do, "learningtracks/pieces/confirm.html", lambda newer: {**words, **about(newer)})


def _done(request: PersonRequest, piece: Piece, action: PieceAction) -> str:
    version = {"version": seen_version(request)} if action.slug in WITH_VERSION else {}
    back = piece.puzzle.get_absolute_url() if action is DISCARD else piece.get_absolute_url()
    action.do(piece, by=request.user, **version)
    messages.success(request, str(action.done))
    return str(back)


@for_piece
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def piece_value(request: PersonRequest, piece: Piece) -> HttpResponse:
    """What a finished piece was worth to the reader: five levels, one line each."""
    require(may_value(request.user, piece))
    said, version = piece.notes_of(request.user), piece.version_for(request.user)
    form = WorthForm(request.POST or None, notes=said, version=version)

    def value() -> str:
        actions.value(piece, notes=form.notes(), version=form.seen, by=request.user)
        messages.success(request, _("Je waarde staat erbij."))
        return piece.get_absolute_url()

    def beside(newer: dict[str, tuple[str, bool]] | None) -> dict[str, Any]:
        stored = newer and SimpleNamespace(**{f"{level}_text": text for level, (text, _short) in newer.items()})
        return {"piece": piece, "slot_label": slot_name(piece), "newer": stored}

    return form_page(request, form, value, "learningtracks/pieces/value.html", beside)
