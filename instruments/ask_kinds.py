"""What is asked of people: one kind a noun, registered in a file of its own in `kinds/`.

A kind says in its own words what is asked, and with which lists. Who reads the answers follows from its reading
(policy/readings.py), and what can be done with it from that reading too: the same pages and actions serve every kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from instruments.models.asks import Ask
from learningtracks.values.instruments import Reading
from partnerships import events
from partnerships.events import Kind

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """The sentences of a kind. Who reads the answers is not among them: that is said by the pages, from the reading."""

    title: Text = ""  # of the page that lists it
    lead: Text = ""  # what it is good for, below the title
    empty: Text = ""  # instead of a list without rows
    begin: Text = ""  # above the form
    button: Text = ""  # below it
    one: Text = ""  # what one is called, where it has no title of its own
    about: Text = ""  # the label of what it is about
    usual: Text = ""  # the lists of this kind, where others may be chosen too
    answer: Text = ""  # the page on which somebody answers
    hint: Text = ""  # how to go about it, there
    todo: Text = ""  # the line in "Voor jou"
    help: str = ""  # the topic of help that explains it


@dataclass(frozen=True)
class Days:
    """It has a day: how many days from today that may be, and what is said of another."""

    label: Text
    earliest: int
    furthest: int
    otherwise: Text
    told: Text  # who hears of another day
    begun: Text  # what whoever began it reads
    moved: Kind | None = None  # without one the day stands
    usual: int | None = None  # so many days from today are filled in beforehand


@dataclass(frozen=True)
class Apart:
    """Everybody answers apart first, unseen, until it is closed (Reading.SPREAD). `together` is the event of a group
    that goes straight to answering as one; with `whole` handing in asks an answer to everything; `note` is the label of
    what somebody notes beside a tick, for themselves."""

    together: Kind
    whole: bool = False
    note: Text = ""


@dataclass(frozen=True)
class Invited:
    """Some are invited by name to answer beside the group (Reading.SIDE_BY_SIDE), until that is taken back; what the
    group wrote is published when it decides so. `note` is the label of what somebody writes beside a tick."""

    invited: Kind
    uninvited: Kind
    published: Kind
    note: Text


@dataclass(frozen=True)
class Together:
    """A group writes as one, a question a page, from the moment in the field `since` on."""

    since: str
    text: Text  # the label of the box
    choice: Text  # the label of the ticks, where the list has those
    untouched: Text  # instead of an answer
    sight: Text  # who reads it
    saved: Text
    noted: Kind
    layers: tuple[tuple[Text, Text], ...] = ()  # where to look, each with what to ask there
    chooses: bool = False  # and picks what it works on


@dataclass(frozen=True)
class Withdrawing:
    """Taking it back: what the page says that asks for sure. Sentences may name who is `asked`."""

    label: Text
    question: Text
    effects: tuple[Text, ...]
    done: Text
    gone: Text  # the reason of every no since then
    status: Text
    event: Kind


def taken_back(event: Kind) -> Withdrawing:
    """Of what is asked between two. Whoever was asked has nothing to do any more, so nobody is disturbed; that it was
    asked leaves the bell."""
    return Withdrawing(
        label=_("Vragen intrekken"),
        question=_("Deze vragen intrekken?"),
        effects=(
            _("%(asked)s hoeft niet meer te antwoorden, en krijgt daar geen bericht van."),
            _("Wat %(asked)s al heeft geschreven, leest niemand anders."),
            _("Je kunt dit niet terugdraaien. Je kunt het later wel opnieuw vragen."),
        ),
        done=_("Ingetrokken. %(asked)s hoeft niet meer te antwoorden."),
        gone=_("Deze vragen zijn ingetrokken."),
        status=_("Ingetrokken"),
        event=event,
    )


@dataclass(frozen=True)
class Sides:
    """The partners write apart, each as one, and who learns for themselves; then everything opens at once."""

    written: Kind


@dataclass(frozen=True)
class Sharing:
    """Who learns lets people on the track read it, by name (Reading.LEARNER_ONLY)."""

    shared: Kind
    ended: Kind


@dataclass(frozen=True)
class AskKind:
    """One noun. `page` lists what was asked, or is empty where no page does; `readings` says about what it is asked and
    how that is read; `lists` which lists, unless others were chosen: "checklist.{moment}" is the one of its moment. The
    events tell that it was asked, is over, that somebody handed in, that it gets no answer."""

    code: str
    page: str
    readings: Mapping[str, Reading]
    words: Words
    lists: tuple[str, ...]
    begun: Kind
    over: Kind | None = None
    handed_in: Kind | None = None
    declined: Kind | None = None
    offered: Kind | None = None  # to the team, by who answered; a kind without it stays between the two
    kept: Kind | None = None  # between the two again
    own: bool = False  # an own list of the organisation may be chosen too
    days: Days | None = None
    apart: Apart | None = None
    together: Together | None = None
    beside: Invited | None = None
    withdrawing: Withdrawing | None = None
    sides: Sides | None = None
    sharing: Sharing | None = None
    opens: bool = False  # at once: nothing is answered apart first


def told(code: str, story: Text, notice: Text = "", *, sees: Any = None, **more: Any) -> Kind:
    """An event about what is asked: its line in the history and, where somebody is told, the notice, which stands for
    who takes part at that moment."""
    sees = sees or (Ask.objects.visible_to if notice else None)
    return events.register(Kind(code, story, notice, sees, **more))


KINDS: dict[str, AskKind] = {}


def register(kind: AskKind) -> AskKind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"Kind of question {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind
