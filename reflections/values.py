"""The parts of an experience, and the words of value checks. The five levels of value live a layer lower: pieces of a
puzzle are valued on them too."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learningtracks.editions import LEVELS as LEVELS
from learningtracks.editions import LevelText as LevelText
from learningtracks.editions import Words
from learningtracks.values.levels import ValueLevel as ValueLevel


class Part(models.TextChoices):
    """What of an experience is shared, each on its own (domain.md §6)."""

    STORY = "story", _("Situatie en wat er gebeurde")
    REFLECTION = "reflection", _("Reflectie")
    VALUE = "value", _("Waarde")


class LearningForm(models.TextChoices):
    """How somebody came to learn something, if they say so (domain.md §2.2): informal, non-formal or formal learning.
    None of them is better than another."""

    INFORMAL = "informal", _("Zomaar gebeurd")
    NON_FORMAL = "non_formal", _("Afgesproken leermoment")
    FORMAL = "formal", _("Les of training")


class ReplyKind(models.TextChoices):
    """What somebody does who writes about an experience (domain.md §2.3). Only a question waits for an answer."""

    ANSWER = "answer", _("Reactie")
    THANKS = "thanks", _("Bedankje")
    QUESTION = "question", _("Vraag")


@dataclass(frozen=True)
class Text:
    """A text of an experience: its field, its name on pages, the step that asks for it, and the part it is shared
    with. Keeping, comparing, searching, looking for personal details and every page that shows texts walk `TEXTS`."""

    name: str
    label: Promise
    step: int
    part: Part


TEXTS = (
    Text("situation", _("Situatie"), 1, Part.STORY),
    Text("analysis", _("Wat gebeurde er?"), 2, Part.STORY),
    Text("reflection", _("Reflectie"), 4, Part.REFLECTION),
)
TEXT_FIELDS = tuple(text.name for text in TEXTS)


class Included(models.TextChoices):
    """What else goes into a document of one's own experiences and pieces, beside the situation: each ticked by the
    learner (docs/decisions/0162). The first are names of texts."""

    ANALYSIS = "analysis", _("Wat er gebeurde")
    REFLECTION = "reflection", _("Je reflectie")
    VALUE = "value", _("Wat het waard was")
    FEEDBACK = "feedback", _("Feedback die je hebt gekregen: met de rol erbij, zonder naam")
    COURSE = "course", _("Hoe ver elk puzzelstuk is")
    TRACK = "track", _("Je traject")
    NAME = "name", _("Je naam")


class QuestionSet(StrEnum):
    """The questions that come with Werkplek for value checks; an organisation may have its own beside them (domain.md
    §2.4, §3.5, §3.6)."""

    INSIGHT = "checklist.insight"
    AFTER = "checklist.after"


class CheckForm(models.TextChoices):
    """How a team holds a value check (domain.md §5.6). `ALONE` is none: one person told one story, outside any
    (§5.2)."""

    FULL = "full", _("Samen, met alle delen")
    SHORT = "short", _("Samen en kort: een half uur, drie verhalen")
    APART = "apart", _("Ieder op een eigen moment, in een week")
    ALONE = "alone", _("Verhaal buiten een waardecheck")

    @classmethod
    def of_teams(cls) -> list[tuple[str, str]]:
        """What a team chooses from."""
        return [(value, str(label)) for value, label in cls.choices if value != cls.ALONE]


class Standing(models.TextChoices):
    """Where a value check stands, derived from its facts (domain.md §5.4)."""

    DUE = "due", _("Nog te plannen")
    PLANNED = "planned", _("Gepland")
    LIVE = "live", _("Bezig")
    CLOSED = "closed", _("Afgerond")
    SKIPPED = "skipped", _("Overgeslagen")
    POSTPONED = "postponed", _("Verzet")
    NOT_HELD = "not_held", _("Niet gehouden")


DEFAULT_WEEKS, LEAST_WEEKS, MOST_WEEKS = 13, 4, 26  # cadence (domain.md §5.4)
MOST_POSTPONEMENTS = 2


@dataclass(frozen=True)
class Question:
    """One question of a set. `item` is what answers point at; `level` the value level it usually brings up."""

    item: str
    text: Words
    level: ValueLevel | None = None


HOUSE_RULES = [  # domain.md §5.2
    _("Luister zonder het verhaal over te nemen."),
    _("Vraag door, geef geen oplossing."),
    _("Wat je hier hoort, blijft hier."),
    _("Overslaan mag altijd."),
]
FIXED_MINUTES, MINUTES_PER_TELLER = 42, 8  # length of a session (domain.md §5.1)
LEAST_MINUTES, MOST_MINUTES = 30, 180
MOST_CHOSEN = 3  # own experiences that a participant may pick beforehand (domain.md §2.4)
UNANSWERED_LOGS = 3  # reminders to log stop by themselves after these (domain.md §2.2)


class Audience(models.TextChoices):
    """Who may read a story after closing; its teller chooses (access.md R15)."""

    PRESENT = "present", _("Deelnemers")
    TEAM = "team", _("Het hele team")
    PARTNERSHIP = "partnership", _("Het partnerschap, zonder je naam")


class Ending(models.TextChoices):
    """How it went with what a teller expected (domain.md §5.2). None of them is better than another."""

    CAME_TRUE = "came_true", _("Kwam uit")
    OTHERWISE = "otherwise", _("Ging anders")
    NOT_YET = "not_yet", _("Niet (nog)")


class CardState(models.TextChoices):
    """How far a situation is that a team works on, derived from its facts (domain.md §8.1)."""

    SEEN = "seen", _("Gezien")
    DISCUSSED = "discussed", _("Besproken")
    CHANGE = "change", _("Verandering")
    EFFECT = "effect", _("Effect")


LONGEST_STORY, LONGEST_EXPECTATION = 10_000, 2_000
FARTHEST_ASKED = 365  # days from today: stories are kept for two years


class HarvestAudience(models.TextChoices):
    """For whom one sentence of the harvest is; its teller says yes to each (access.md R18)."""

    TEAM = "team", _("Het hele team")
    ORGANISATION = "organisation", _("De hele organisatie")


class Phase(models.TextChoices):
    """The parts of a live session, in order (domain.md §5.1)."""

    LOBBY = "lobby", _("Binnenkomen")
    CHECK_IN = "check_in", _("Check-in")
    LOOK_BACK = "look_back", _("Hoe staat het met onze acties?")
    PREPARE = "prepare", _("Stil voorbereiden")
    STORIES = "stories", _("Verhalenronde")
    HARVEST = "harvest", _("Oogst")
    ACTIONS = "actions", _("Actiepunten")
    CHECK_OUT = "check_out", _("Check-out")
    CLOSED = "closed", _("Afgerond")


PHASES = list(Phase)
PHASE_MINUTES = {  # what a soft timer counts down from; nothing is ever cut off (domain.md §5.1)
    Phase.CHECK_IN: 5,
    Phase.LOOK_BACK: 10,
    Phase.PREPARE: 5,
    Phase.STORIES: 8,  # per teller
    Phase.HARVEST: 10,
    Phase.ACTIONS: 10,
    Phase.CHECK_OUT: 5,
}
SHORT_MINUTES = {  # half an hour for three tellers (domain.md §5.6)
    Phase.CHECK_IN: 2,
    Phase.STORIES: 6,  # per teller
    Phase.HARVEST: 4,
    Phase.ACTIONS: 4,
    Phase.CHECK_OUT: 2,
}
SHORT_LENGTH, SHORT_TELLERS = 30, 3
MORE_MINUTES = 2  # "+2 minuten"
STORY_SECONDS = (240, 420)  # of eight minutes: then the questions begin, then it is read what was written down
SHORT_STORY_SECONDS = (180, 300)  # of six
PHASE_SCRIPTS = {  # what who leads says and does, in one to three lines (domain.md §5.1)
    Phase.LOBBY: (
        _("Lees de vier huisregels voor. Vraag wie meeschrijft."),
        _("Is iedereen er? Ga dan verder."),
    ),
    Phase.CHECK_IN: (_("Ieder zegt één zin. Begin zelf."),),
    Phase.LOOK_BACK: (
        _("Loop de actiepunten van vorige keer langs: klaar, bezig of gestopt. Eén regel erbij is genoeg."),
    ),
    Phase.PREPARE: (
        _("Ieder schrijft voor zichzelf. Houd het echt stil."),
        _("Zijn er mensen nog bezig als de tijd om is? Geef er twee minuten bij."),
    ),
    Phase.STORIES: (
        _("Geef om de beurt het woord. Wil niemand eerst? Vertel zelf iets dat mislukte."),
        _('Geeft iemand advies? Vraag: "Kun je daar een vraag van maken?"'),
        _("Blijft het stil? Tel tot tien."),
    ),
    Phase.HARVEST: (_("Laat iedereen de eigen zinnen nalopen."),),
    Phase.ACTIONS: (_("Kies er hoogstens drie. Elke actie krijgt één naam en één datum."),),
    Phase.CHECK_OUT: (
        _("Ieder één woord. Kies samen een nieuwe datum."),
        _("Heeft iedereen een woord gedeeld? Rond dan af."),
    ),
}


def length_of(form: str) -> tuple[int, int]:
    """How many minutes a session of this form takes without stories, and how many each story."""
    each = SHORT_MINUTES[Phase.STORIES]
    return (
        (SHORT_LENGTH - SHORT_TELLERS * each, each) if form == CheckForm.SHORT else (FIXED_MINUTES, MINUTES_PER_TELLER)
    )


def phases_of(form: str) -> list[Phase]:
    """The parts of a session of this form, in order. A short one goes without the look-back and the silence: actions
    are looked at where they stand, and a story is chosen beforehand."""
    return [phase for phase in PHASES if form != CheckForm.SHORT or phase in OF_SHORT]


OF_SHORT = {Phase.LOBBY, *SHORT_MINUTES, Phase.CLOSED}


def minutes_of(form: str) -> dict[Phase, int]:
    """How long each part of a session of this form takes."""
    return SHORT_MINUTES if form == CheckForm.SHORT else PHASE_MINUTES


class SessionRole(models.TextChoices):
    """Who keeps the session going (domain.md §5.1)."""

    FACILITATOR = "facilitator", _("Gespreksleider")
    SCRIBE = "scribe", _("Meeschrijver")


class MoveKind(models.TextChoices):
    """What can happen on the board of a live session; `live/board.py` says what each does."""

    JOIN = "join", _("is binnengekomen")
    CLAIM = "claim", _("heeft een taak op zich genomen")
    HAND_OVER = "hand_over", _("heeft een taak doorgegeven")
    PHASE = "phase", _("is naar een ander deel gegaan")
    SAID = "said", _("is aan de beurt geweest")
    TURN = "turn", _("heeft het woord gegeven")
    LATER = "later", _("vertelt later")
    PASS = "pass", _("slaat over")
    TITLE = "title", _("heeft het verhaal een naam gegeven")
    ASK = "ask", _("heeft een vraag")
    ASKED = "asked", _("heeft de vraag gesteld")
    CARD = "card", _("heeft een vraagkaart laten zien")
    TIME = "time", _("heeft meer tijd gegeven")
    NOTE = "note", _("heeft een notitie geschreven")
    EDIT_NOTE = "edit_note", _("heeft een notitie aangepast")
    REMOVE_NOTE = "remove_note", _("heeft een notitie verwijderd")
    CONFIRM = "confirm", _("heeft een notitie bevestigd")
    ACTION = "action", _("heeft een actiepunt gemaakt")
    MEND = "mend", _("heeft een actiepunt bijgewerkt")
    WORD = "word", _("heeft een woord gedeeld")
    NEXT_DATE = "next_date", _("heeft de volgende datum gekozen")
    GROUPS = "groups", _("heeft groepjes gemaakt")
    UNDO = "undo", _("heeft een stap teruggedraaid")


LOWEST_SCORE, HIGHEST_SCORE = 1, 5  # "Was dit je tijd waard?"
LONGEST_TITLE, LONGEST_NOTE, LONGEST_WORD = 80, 200, 40


class FileKind(models.TextChoices):
    """What can be brought with an experience or a reply (domain.md §9.5)."""

    PHOTO = "photo", _("Foto")
    SOUND = "sound", _("Geluid")
    DOCUMENT = "document", _("PDF")


class Recognisable(models.TextChoices):
    """Who can be known in a photo or by a voice, as its author says. There is no third answer: then it stays away."""

    NOBODY = "nobody", _("Nee")
    AGREED = "agreed", _("Ja, en diegene vindt het goed")


MOST_INDICATORS = 3  # that stand for one kind of value of a team: more nobody looks at
MOST_INDICATOR, MOST_UNIT, MOST_HOW, MOST_SEEN = 160, 30, 160, 200  # characters
MOST_PROCESS, MOST_REASON = 160, 500  # characters
MOST_SITUATION, MOST_HAPPENED, MOST_BECAUSE, MOST_OTHERWISE = 500, 2_000, 200, 500
WHYS = 5  # times that "Waarom?" is asked
LONGEST_IMPROVEMENT = 366  # days
MOST_FILES = 6  # with one experience; with a reply one
MOST_BYTES = 200 * 1024 * 1024  # of one person
