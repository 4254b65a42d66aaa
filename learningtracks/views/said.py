"""What a piece says, in lines for a page: its content, what changed in it, who voted, and its history."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.differences import SAME, Run, differences
from learningtracks.drawing import version_of
from learningtracks.forms.pieces import PieceForm
from learningtracks.models.pieces import Piece
from learningtracks.models.versions import PieceDraft, PieceVersion
from learningtracks.models.versions import said as in_words
from learningtracks.policy.pieces import may_counter_with
from learningtracks.policy.tracks import may_choose
from learningtracks.values import party_on
from learningtracks.values.pieces import CONTENT_LABELS, Content, Slot, Stand, VoteAnswer
from partnerships.values import SPEAKS, Party

GUIDE_OF = {party: role for role, party in SPEAKS.items()}


@dataclass(frozen=True)
class Line:
    """One field with its words; more than one run when something changed in it."""

    label: str
    runs: tuple[Run, ...]

    @property
    def has_changed(self) -> bool:
        return any(run.kind != SAME for run in self.runs)


def words_of(version: PieceVersion | PieceDraft) -> dict[str, str]:
    """Every field of a version as words, in the order of the page."""
    content = version.content
    found = {name: in_words(name, getattr(content, name)) for name in CONTENT_LABELS if name != "questions"}
    return found | {"questions": ", ".join(one.called for one in content.questions)}


def before(piece: Piece) -> PieceVersion | None:
    """What the newest version is compared with: the agreement in force, or else the version before it."""
    live = piece.live_versions
    if len(live) < 2 or live[-1] == piece.in_force:
        return None
    return piece.in_force or live[-2]


def lines_of(version: PieceVersion | PieceDraft, *, titled: bool = False) -> list[Line]:
    """What stands in a version. Its title is the heading of most pages, and is left out there."""
    return _lines({name: [Run(SAME, text)] for name, text in words_of(version).items() if text}, titled=titled)


def lines_between(before: PieceVersion, after: PieceVersion) -> list[Line]:
    """What stands in a version, with what changed since the other marked in it. An unchanged title is left out."""
    old, new = words_of(before), words_of(after)
    runs = {name: differences(old[name], new[name]) for name in new if old[name] or new[name]}
    return _lines(runs, titled=old["title"] != new["title"])


def _lines(runs: dict[str, list[Run]], *, titled: bool) -> list[Line]:
    return [Line(str(CONTENT_LABELS[name]), tuple(found)) for name, found in runs.items() if titled or name != "title"]


@dataclass(frozen=True)
class Voter:
    """One of the lines of a vote."""

    party: str
    label: str
    standing: str
    words: str
    moment: dt.datetime | None


def voters_of(version: PieceVersion, kind: str) -> list[Voter]:
    """How each party stands on a version, who said so and when; `kind` is what who learns is called by."""
    votes, found = version.standing_votes, []
    for party, standing in version.standing().items():
        vote = votes.get(party)
        words = _("nog open") if standing == Stand.OPEN else _("heeft een vraag")
        if vote:
            agreed = vote.answer == VoteAnswer.AGREED
            words = (_("%(name)s is akkoord") if agreed else _("%(name)s is nog niet akkoord")) % {"name": vote.said_by}
        found.append(Voter(party, party_on(kind, party), standing, words, vote.at if vote else None))
    return found


@dataclass(frozen=True)
class Waiting:
    """A party whose turn it is: who speaks for it, or the way to invite somebody."""

    word: str
    names: str
    url: str


def waiting_for(piece: Piece, reader: User, voices: Mapping[Party, list[User]]) -> list[Waiting]:
    """Whose turn it is. A party without a person says so, with the invite button for who may use it."""
    track, found = piece.track, []
    for party in piece.waits_for:
        names = ", ".join(str(person) for person in voices[party])
        url = ""
        if not names and party in GUIDE_OF and may_choose(reader, track, GUIDE_OF[party]):
            url = reverse("learningtracks:guide_new", args=[track.public_id, GUIDE_OF[party]])
        found.append(Waiting(party_on(track.learner_kind, party).lower(), names, url))
    return found


def _lower(kind: str, party: str) -> str:
    return party_on(kind, party).lower()


@dataclass(frozen=True)
class Fact:
    """One line of the history; a version can be read there in full."""

    moment: dt.datetime
    words: str
    lines: list[Line] = field(default_factory=list)


def history_of(piece: Piece) -> list[Fact]:
    """What was proposed, agreed and asked, and what happened to the piece, newest first."""
    facts = [fact for version in piece.versions.all() for fact in _facts_of(version, piece.track.learner_kind)]
    return sorted([*facts, *_moves_of(piece)], key=lambda fact: fact.moment, reverse=True)


def _facts_of(version: PieceVersion, kind: str) -> Iterator[Fact]:
    who = {"who": version.said_by, "party": _lower(kind, version.party), "number": version.number}
    if version.drops:
        words = _("%(who)s (%(party)s) heeft voorgesteld het stuk te laten vervallen") % who
    elif version.number == 1:
        words = _("%(who)s (%(party)s) heeft het stuk ingebracht") % who
    else:
        words = _("%(who)s (%(party)s) heeft versie %(number)s gemaakt") % who
    yield Fact(version.created_at, words, lines_of(version, titled=True))
    for vote in version.votes.all():
        if vote.party == version.party and vote.at == version.created_at:
            continue
        said = _("%(who)s (%(party)s) is akkoord met versie %(number)s")
        if vote.answer == VoteAnswer.NOT_YET:
            said = _("%(who)s (%(party)s) is nog niet akkoord met versie %(number)s")
        yield Fact(vote.at, said % {"who": vote.said_by, "party": _lower(kind, vote.party), "number": version.number})
    for remark in version.remarks.all():
        said = _("%(who)s (%(party)s) heeft iets bij versie %(number)s geschreven")
        yield Fact(
            remark.at,
            said % {"who": remark.said_by, "party": _lower(kind, remark.party), "number": version.number},
        )
    if version.withdrawn_at:
        yield Fact(version.withdrawn_at, _("Versie %(number)s is ingetrokken") % who)


def _moves_of(piece: Piece) -> Iterator[Fact]:
    moves = [
        (piece.started_at, _("Het stuk is begonnen")),
        (piece.finished_at, _("Het stuk is afgerond")),
        (piece.parked_at, _("Het stuk is geparkeerd")),
        (piece.withdrawn_at, _("Het stuk is ingetrokken")),
    ]
    yield from (Fact(moment, words) for moment, words in moves if moment)


@dataclass(frozen=True)
class Newer:
    """What somebody else stored meanwhile, to show above what was typed."""

    who: str
    moment: dt.datetime
    lines: list[Line]


def newer_in(piece: Piece | None) -> dict[str, Newer]:
    """The piece as somebody else left it, with what a page needs of it."""
    if piece is None:
        return {}
    if piece.is_draft:
        return {"newer": Newer(_("jou"), piece.draft.edited_at, lines_of(piece.draft, titled=True))}
    version = version_of(Piece.objects.with_questions().get(pk=piece.pk))
    return {"newer": Newer(version.said_by, version.created_at, lines_of(version, titled=True))}


def says_something_new(form: PieceForm, piece: Piece) -> None:
    """The same words again are no new version; raises ValidationError. Who saw an older one hears that first."""
    if piece.current and form.seen == piece.current.number:
        answer = may_counter_with(Content.of(**form.content()), piece)
        if not answer:
            raise ValidationError(str(answer.reason))


def slot_name(piece: Piece) -> str:
    return str(Slot(piece.slot).label)
