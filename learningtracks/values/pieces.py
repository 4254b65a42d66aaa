"""The puzzle in words: nine slots, four angles, the states of a piece and of a puzzle (domain.md §3.9, §3.10, §4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learningtracks.values.levels import ValueLevel
from partnerships.values import Party

MOST_TITLE, MOST_TEXT, MOST_LINE, MOST_VALUE = 60, 2_000, 200, 300  # signs in a title, a text, a line, a note of value
RELAY_AHEAD = 14  # days before a new period begins that its puzzle can be laid
TALK_AFTER = 2  # counterproposals after which a talk of the three is offered (domain.md §2.3 step 5)
REMIND_AFTER = (3, 7)  # days that a party lets a piece wait before it is reminded (domain.md §4.2)
TO_ANSWER = "piece"  # the kind of to-do of who votes for the party that it waits for (todos/pieces.py)
STALLED_AFTER = 14  # days after which the coordinator sees that it stands still


class Angle(models.TextChoices):
    """Four angles to design learning at work from (domain.md §3.9)."""

    CONTENT = "content", _("Inhoud")
    PHYSICAL = "physical", _("Plek en middelen")
    SOCIAL = "social", _("Mensen")
    RESULT = "result", _("Leerresultaat")


class Slot(models.TextChoices):
    """The nine places of a puzzle: the leervraag in the middle, the others clockwise from the top left."""

    QUESTION = "question", _("Leervraag")
    WORK = "work", _("Werk of klus")
    SOURCES = "sources", _("Bronnen en scholing")
    PLACE = "place", _("Plek en middelen")
    TIME = "time", _("Tijd en momenten")
    GUIDANCE = "guidance", _("Begeleiding")
    PEOPLE = "people", _("Mensen om van te leren")
    FEEDBACK = "feedback", _("Feedback en reflectie")
    EVIDENCE = "evidence", _("Bewijs en resultaat")

    @property
    def text(self) -> "SlotText":
        return SLOT_TEXTS[self]

    @property
    def position(self) -> int:
        """0 in the centre, 1 at the top left, and on clockwise to 8."""
        return POSITIONS[self]

    @property
    def angle(self) -> Angle | None:
        """The angle it belongs to; the leervraag links them all."""
        return SLOT_TEXTS[self].angle


POSITIONS = {slot: place for place, slot in enumerate(Slot)}


@dataclass(frozen=True)
class SlotText:
    """One row of the table in domain.md §4.1."""

    angle: Angle | None
    usually: tuple[Party, ...]
    hill: tuple[str, ...]  # which of the HILL principles it serves (domain.md §3.1)


_LEARNER, _WORKPLACE, _EDUCATION = Party.LEARNER, Party.WORKPLACE, Party.EDUCATION
SLOT_TEXTS: dict[Slot, SlotText] = {
    Slot.QUESTION: SlotText(None, (_LEARNER,), ("urgency", "ownership")),
    Slot.WORK: SlotText(Angle.CONTENT, (_WORKPLACE,), ("action_sharing", "informal")),
    Slot.SOURCES: SlotText(Angle.CONTENT, (_EDUCATION,), ("blended",)),
    Slot.PLACE: SlotText(Angle.PHYSICAL, (_WORKPLACE,), ("blended", "informal")),
    Slot.TIME: SlotText(Angle.PHYSICAL, (_WORKPLACE,), ("ownership", "informal")),
    Slot.GUIDANCE: SlotText(Angle.SOCIAL, (_WORKPLACE, _EDUCATION), ("teamwork_coaching",)),
    Slot.PEOPLE: SlotText(Angle.SOCIAL, (_LEARNER,), ("teamwork_coaching", "action_sharing")),
    Slot.FEEDBACK: SlotText(Angle.RESULT, (_WORKPLACE,), ("feedback_assessment",)),
    Slot.EVIDENCE: SlotText(Angle.RESULT, (_EDUCATION,), ("urgency", "feedback_assessment")),
}
# A laid puzzle has an agreed piece in each of these: six places (domain.md §4.3).
REQUIRED: list[tuple[Slot, ...]] = [
    (Slot.QUESTION,),
    (Slot.WORK,),
    (Slot.PLACE, Slot.TIME),
    (Slot.GUIDANCE,),
    (Slot.FEEDBACK,),
    (Slot.EVIDENCE,),
]


class PieceState(models.TextChoices):
    """Where a piece stands, derived from its versions, votes and facts (domain.md §4.2)."""

    DRAFT = "draft", _("Concept")
    PROPOSED = "proposed", _("Voorstel")
    COUNTERED = "countered", _("Tegenvoorstel")
    AGREED = "agreed", _("Akkoord")
    ACTIVE = "active", _("Loopt")
    DONE = "done", _("Klaar")
    VALUED = "valued", _("Gewaardeerd")
    REOPENED = "reopened", _("Heropend")
    PARKED = "parked", _("Geparkeerd")
    WITHDRAWN = "withdrawn", _("Ingetrokken")
    DROPPED = "dropped", _("Vervallen")


SETTLED = {
    PieceState.AGREED,
    PieceState.ACTIVE,
    PieceState.DONE,
    PieceState.VALUED,
}  # all three agree with what is there
GONE = {PieceState.WITHDRAWN, PieceState.DROPPED}


class PuzzleState(models.TextChoices):
    """Where a puzzle stands, derived from its pieces (domain.md §4.3)."""

    EMPTY = "empty", _("Leeg")
    GAPS = "gaps", _("Er missen stukken")
    LAID = "laid", _("Gelegd")
    REOPENED = "reopened", _("Deels heropend")


class Carry(models.TextChoices):
    """What the learner does with a piece of the period before (domain.md §4.3)."""

    ALONG = "along", _("Meenemen")
    DONE = "done", _("Klaar")
    LEAVE = "leave", _("Laten liggen")


class VoteAnswer(models.TextChoices):
    AGREED = "agreed", _("Akkoord")
    NOT_YET = "not_yet", _("Nog niet")


class RemarkKind(models.TextChoices):
    """A question and a "not yet" wait for a word of somebody else; a remark waits for nothing."""

    QUESTION = "question", _("Vraag")
    NOT_YET = "not_yet", _("Nog niet")
    REMARK = "remark", _("Opmerking")


class Stand(models.TextChoices):
    """How a party stands towards a version: the three badges of a piece (domain.md §4.4)."""

    YES = "yes", _("Akkoord")
    ASKED = "asked", _("Heeft een vraag")
    OPEN = "open", _("Nog open")


class GoalKind(models.TextChoices):
    """What a leervraag aims at; it may aim at several (domain.md §3.10)."""

    INDIVIDUAL = "individual", _("Jezelf")
    TEAM = "team", _("Groep of team")
    ORGANISATION = "organisation", _("Organisatie")
    PROFESSION = "profession", _("Het vak verder brengen")
    SOCIETY = "society", _("Maatschappij")


class LearningView(models.TextChoices):
    """Two views of learning; both have their place, and skills come only from doing (domain.md §3.10)."""

    ACQUISITION = "acquisition", _("Kennis overnemen")
    PARTICIPATION = "participation", _("Samen kennis opbouwen")


@dataclass(frozen=True)
class Content:
    """What a version of a piece says. Actions take these as keywords; questions are pieces in the slot `question`."""

    title: str = ""
    what: str = ""
    who: str = ""
    when_text: str = ""
    noticed: str = ""
    target_level: str = ""
    learning_view: str = ""
    subject: str = ""
    goal_kinds: tuple[str, ...] = ()
    questions: tuple[Any, ...] = ()

    @classmethod
    def of(cls, **fields: Any) -> "Content":
        """What somebody typed, tidied: no spaces around texts, lists in the order of their choices."""
        given: dict[str, Any] = {
            name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
        }
        chosen = set(given.get("goal_kinds") or ())
        given["goal_kinds"] = tuple(str(kind) for kind in GoalKind if kind in chosen) + tuple(
            sorted(chosen - set(GoalKind.values))
        )
        given["questions"] = tuple(sorted(given.get("questions") or (), key=lambda piece: piece.pk))
        return cls(**given)


CONTENT_LABELS: dict[str, str | Promise] = {
    "title": _("Titel"),
    "what": _("Wat"),
    "who": _("Wie"),
    "when_text": _("Wanneer"),
    "noticed": _("Waaraan merken we het?"),
    "target_level": _("Waarde die je zoekt"),
    "learning_view": _("Manier van leren"),
    "subject": _("Schoolvak"),
    "goal_kinds": _("Voor wie of wat"),
    "questions": _("Leervraag"),
}
CHOICES_OF: dict[str, type[models.TextChoices]] = {
    "target_level": ValueLevel,
    "learning_view": LearningView,
    "goal_kinds": GoalKind,
}


def parties_of(has_school: bool) -> list[Party]:
    """The parties that agree: three, or two on a track without a school (docs/decisions/)."""
    return list(Party) if has_school else [Party.LEARNER, Party.WORKPLACE]


THE_PARTY: dict[str, str | Promise] = {
    Party.WORKPLACE: _("de werkplek"),
    Party.EDUCATION: _("de opleiding"),
}


def _called(parties: Iterable[Party], learner: str) -> list[str]:
    return [str(THE_PARTY.get(party, learner)) for party in parties]


def the_parties(parties: Iterable[Party], learner: str) -> str:
    """Who can act, as a choice: "De werkplek", "De werkplek of de opleiding"; `learner` as they are called here."""
    words = _called(parties, learner)
    said = (
        words[0]
        if len(words) < 2
        else str(_("%(most)s of %(last)s")) % {"most": ", ".join(words[:-1]), "last": words[-1]}
    )
    return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Gap:
    """What a puzzle still misses, and who can act: slots without an agreed piece, or a party that brought nothing in.

    `waiting` tells that something lies there already, on which `who` has to say something.
    """

    slots: tuple[Slot, ...]
    who: tuple[Party, ...]
    waiting: bool = False

    @property
    def name(self) -> str:
        """The slots by name: "Begeleiding", "Plek en middelen of Tijd en momenten"."""
        words = [str(slot.label) for slot in self.slots]
        return words[0] if len(words) == 1 else str(_("%(most)s of %(last)s")) % {"most": words[0], "last": words[-1]}

    def sentence(self, learner: str) -> str:
        """In words that say who can act, never who fell short; `learner` as `Track.the_learner` says it."""
        who = the_parties(self.who, learner)
        if not self.slots:
            return str(_("%(who)s mag nog een eigen stuk inbrengen.")) % {"who": who}
        if self.waiting:
            turn = ", ".join(_called(self.who, learner))
            return str(_("Over %(name)s zijn jullie het nog niet eens. Aan zet: %(who)s.")) % {
                "name": self.name,
                "who": turn,
            }
        return str(_("Er mist nog: %(name)s. %(who)s mag iets voorstellen.")) % {"name": self.name, "who": who}
