"""The puzzles of the demo: every state of a piece, talks and reviews, on all tracks. Rows are written directly, with
the moments at which people would have done it; the actions themselves only know now."""

import datetime as dt
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models.conversations import Conversation, ConversationNote, ConversationOutcome, ConversationPerson
from learningtracks.models.delegations import voices_on
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.reviews import TrackReview, opens_on
from learningtracks.models.subjects import SchoolSubject
from learningtracks.models.tracks import Period, Track
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark, Vote
from learningtracks.values.conversations import NoteKind
from learningtracks.values.pieces import RemarkKind, Slot, VoteAnswer
from partnerships.models.organisations import Organisation
from partnerships.values import AMSTERDAM, Party
from werkplek.demo.days import working_day, working_day_before
from werkplek.demo.offers import (
    ANSWERS,
    COURSES,
    LOOKS_BACK,
    NOT_YET,
    NOTES,
    OFFERS,
    OTHER_WHEN,
    OTHERWISE,
    OVER,
    QUESTIONS,
    SAID,
    SUBJECTS,
    WORTH,
    Offer,
)

DAY = dt.timedelta(days=1)
AGREED = {"agreed", "active", "done", "valued", "reopened", "dropped"}


@dataclass
class Table:
    """One puzzle being laid: who speaks for each party, and when it began."""

    puzzle: Puzzle
    voices: dict[Party, User]
    began: dt.datetime

    @property
    def parties(self) -> list[Party]:
        return self.puzzle.parties

    def others(self, party: Party) -> list[Party]:
        return [one for one in self.parties if one != party and one in self.voices]


class Puzzles:
    """Lays a puzzle on every track."""

    def __init__(self, organisations: dict[str, Organisation]) -> None:
        self.organisations = organisations
        self.now = timezone.now()
        self.questions, self.answers, self.reasons = cycle(QUESTIONS), cycle(ANSWERS), cycle(NOT_YET)
        self.when, self.worth, self.looks = cycle(OTHER_WHEN), cycle(WORTH), cycle(LOOKS_BACK)
        self.otherwise = cycle(OTHERWISE)

    def build(self, tracks: list[tuple[Track, str]]) -> None:
        """Each track with the key of what is offered on it."""
        for school, names in SUBJECTS.items():
            SchoolSubject.objects.bulk_create(
                SchoolSubject(school=self.organisations[school], name=name, position=place)
                for place, name in enumerate(names)
            )
        for number, (track, key) in enumerate(tracks):
            self.track(track, OFFERS[key], COURSES[number % len(COURSES)], number)

    def track(self, track: Track, offers: list[Offer], course: list[str], number: int) -> None:
        if track.starts_on > today():
            return
        voices = {party: people[0] for party, people in voices_on(track).items() if people}
        begun = [period for period in track.periods.all() if period.starts_on <= today()]
        for period in begun:
            period.track = track
        for period in begun[:-1] if not track.is_over else begun:
            self.lay(period, voices, offers, OVER, frozen=True)
        if not track.is_over:
            self.lay(begun[-1], voices, offers, course)
        self.talks(track, voices, number)
        for period in begun:
            self.reviews(period, voices, number)

    def lay(
        self, period: Period, voices: dict[Party, User], offers: list[Offer], course: list[str], frozen: bool = False
    ) -> None:
        began = dt.datetime.combine(period.starts_on, dt.time(10), AMSTERDAM)
        ends = dt.datetime.combine(period.ends_on, dt.time(16), AMSTERDAM)
        puzzle = Puzzle.objects.create(
            period=period, opened_at=min(began, self.now), frozen_at=min(ends, self.now) if frozen else None
        )
        table = Table(puzzle, voices, min(began, self.now - DAY))
        for offer, state in zip(offers, course, strict=False):
            if state != "." and offer.party in voices:
                self.piece(table, offer, state)
        if Party.LEARNER in voices and not frozen and course[0] != ".":
            self.draft(table)

    def draft(self, table: Table) -> None:
        """The learner keeps one thought to themselves."""
        author = table.voices[Party.LEARNER]
        piece = Piece.objects.create(
            puzzle=table.puzzle, slot=Slot.PEOPLE, brought_by=Party.LEARNER, author=author, created_at=self.now - DAY
        )
        PieceDraft.objects.create(piece=piece, title="Meekijken op een andere afdeling", what="Ik weet nog niet waar.")

    def piece(self, table: Table, offer: Offer, state: str) -> None:
        days = max((self.now - table.began).days, 1)
        at = table.began + min(days // 4, 9) * DAY
        if state == "long_waiting":
            at = max(table.began, self.now - 17 * DAY)
        if state in AGREED and not set(table.parties) <= set(table.voices):
            state = "proposed"
        author = table.voices[offer.party]
        piece = Piece.objects.create(
            puzzle=table.puzzle, slot=offer.slot, brought_by=offer.party, author=author, created_at=at
        )
        first = self.version(piece, 1, offer, offer.party, author, at)
        self.vote(first, offer.party, author, at)
        getattr(self, state)(table, piece, offer, first, at)

    def version(
        self, piece: Piece, number: int, offer: Offer, party: Party, author: User, at: dt.datetime, **changes: Any
    ) -> PieceVersion:
        said = {
            "title": offer.title,
            "what": offer.what,
            "who": offer.who,
            "when_text": offer.when,
            "noticed": offer.noticed,
            "subject": offer.subject,
            "goal_kinds": ["individual", "team"] if offer.slot == Slot.QUESTION else [],
        }
        return PieceVersion.objects.create(
            piece=piece, number=number, party=party, author=author, created_at=at, **said | changes
        )

    def vote(self, version: PieceVersion, party: Party, person: User, at: dt.datetime) -> None:
        Vote.objects.create(version=version, party=party, person=person, answer=VoteAnswer.AGREED, at=at)

    def all_agree(self, table: Table, version: PieceVersion, at: dt.datetime) -> None:
        for party in table.others(Party(version.party)):
            self.vote(version, party, table.voices[party], at)

    def say(self, version: PieceVersion, kind: str, party: Party, person: User, text: str, at: dt.datetime) -> None:
        Remark.objects.create(version=version, kind=kind, party=party, person=person, text=text, at=at)

    def later(self, at: dt.datetime, days: int) -> dt.datetime:
        """So many days after, and before now."""
        return min(at + days * DAY, self.now - dt.timedelta(hours=2))

    # --- One state each: table, piece, offer, its first version, when that was ---------------------------------

    def proposed(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        """Nobody else said anything yet."""

    long_waiting = proposed

    def two_of_three(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        for party in table.others(offer.party)[:1]:
            self.vote(first, party, table.voices[party], self.later(at, 1))

    def asked(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        for party in table.others(offer.party)[:1]:
            person = table.voices[party]
            self.say(first, RemarkKind.QUESTION, party, person, next(self.questions), self.later(at, 1))
            if first.pk % 2:
                answer, author = next(self.answers), table.voices[offer.party]
                self.say(first, RemarkKind.REMARK, offer.party, author, answer, self.later(at, 2))

    def not_yet(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        for party in table.others(offer.party)[:1]:
            person, then = table.voices[party], self.later(at, 1)
            Vote.objects.create(version=first, party=party, person=person, answer=VoteAnswer.NOT_YET, at=then)
            self.say(first, RemarkKind.NOT_YET, party, person, next(self.reasons), then)

    def countered(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.answer(table, piece, offer, 2, table.others(offer.party)[:1], self.later(at, 2))

    def countered_twice(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        """After two counterproposals a talk is offered."""
        self.answer(table, piece, offer, 2, table.others(offer.party)[:1], self.later(at, 2))
        self.answer(table, piece, offer, 3, [offer.party], self.later(at, 4))

    def answer(
        self, table: Table, piece: Piece, offer: Offer, number: int, parties: list[Party], at: dt.datetime
    ) -> None:
        for party in parties:
            author = table.voices[party]
            made = self.version(piece, number, offer, party, author, at, when_text=next(self.when))
            self.vote(made, party, author, at)
            self.say(made, RemarkKind.REMARK, party, author, next(self.otherwise), at)

    def agreed(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.all_agree(table, first, self.later(at, 2))

    def reopened(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        """Agreed, and then a party wanted it otherwise. The old agreement holds until all agree."""
        self.agreed(table, piece, offer, first, at)
        self.answer(table, piece, offer, 2, [Party.WORKPLACE], self.later(at, 6))

    def dropped(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.agreed(table, piece, offer, first, at)
        gone = self.version(piece, 2, offer, offer.party, table.voices[offer.party], self.later(at, 5), drops=True)
        self.vote(gone, offer.party, table.voices[offer.party], self.later(at, 5))
        self.all_agree(table, gone, self.later(at, 6))

    def active(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.agreed(table, piece, offer, first, at)
        self.note(piece, started_at=self.later(at, 3))

    def done(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.active(table, piece, offer, first, at)
        self.note(piece, finished_at=self.later(at, 14), finished_number=1)

    def valued(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.done(table, piece, offer, first, at)
        level, text = next(self.worth)
        PieceValueNote.objects.create(
            version=first,
            party=Party.LEARNER,
            person=table.voices[Party.LEARNER],
            level=level,
            text=text,
            at=self.later(at, 15),
        )

    def parked(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.note(piece, parked_at=self.later(at, 2))

    def withdrawn(self, table: Table, piece: Piece, offer: Offer, first: PieceVersion, at: dt.datetime) -> None:
        self.note(piece, withdrawn_at=self.later(at, 1))

    def note(self, piece: Piece, **facts: Any) -> None:
        Piece.objects.filter(pk=piece.pk).update(**facts)

    # --- Talks and reviews ---------------------------------------------------------------------------------------

    def talks(self, track: Track, voices: dict[Party, User], number: int) -> None:
        """On every third track one that was held; on Sam's and some others one that is planned."""
        if not {Party.LEARNER, Party.WORKPLACE} <= set(voices) or track.is_over:
            return
        if number % 5 == 0:
            talk = self.talk(track, voices, working_day(today() + (6 + number) * DAY), "Kamer 2, naast de receptie")
            self.wrote(talk, voices, Party.LEARNER, NoteKind.AGENDA, NOTES[0], self.now - DAY)
            self.wrote(talk, voices, Party.WORKPLACE, NoteKind.AGENDA, NOTES[1], self.now - DAY)
        if number % 3 == 0 and track.starts_on < today() - 14 * DAY:
            day = working_day_before(today() - 10 * DAY)
            held = self.talk(track, voices, day, "", "https://video.werkplek.example/gesprek")
            over = held.starts_at + dt.timedelta(hours=1)
            Conversation.objects.filter(pk=held.pk).update(held_at=over)
            self.wrote(held, voices, Party.WORKPLACE, NoteKind.OUTCOME, SAID, over)
            found = PieceVersion.objects.filter(piece__puzzle__period__track=track, number__gte=2, drops=False).first()
            if found:
                ConversationOutcome.objects.create(conversation=held, version=found, at=over)
        if number == 1:
            self.talk(track, voices, working_day_before(today() - DAY), "Teamkamer De Beuk")

    def talk(self, track: Track, voices: dict[Party, User], day: dt.date, place: str, video: str = "") -> Conversation:
        starts_at = dt.datetime.combine(day, dt.time(14), AMSTERDAM)
        made = Conversation.objects.create(
            track=track,
            starts_at=starts_at,
            place=place,
            video_link=video,
            planned_by=voices[Party.WORKPLACE],
            planned_at=min(starts_at - 7 * DAY, self.now - DAY),
        )
        ConversationPerson.objects.bulk_create(
            ConversationPerson(conversation=made, person=person) for person in voices.values()
        )
        return made

    def wrote(
        self, talk: Conversation, voices: dict[Party, User], party: Party, kind: str, text: str, at: dt.datetime
    ) -> None:
        ConversationNote.objects.create(
            conversation=talk, person=voices[party], party=party, kind=kind, text=text, at=at
        )

    def reviews(self, period: Period, voices: dict[Party, User], number: int) -> None:
        """Of a period that is over both looked back, or one of them; of one at its end somebody began."""
        if today() < opens_on(period):
            return
        at = min(dt.datetime.combine(period.ends_on, dt.time(15), AMSTERDAM) - 2 * DAY, self.now - DAY)
        over = period.ends_on < today()
        writers = [party for party in (Party.WORKPLACE, Party.EDUCATION) if party in voices]
        for party in writers if over and number % 4 else writers[:1]:
            well, further, reaction = next(self.looks)
            given = over or number % 2 == 0
            TrackReview.objects.create(
                period=period,
                party=party,
                author=voices[party],
                author_name=voices[party].name if given else "",
                went_well=well,
                next_up=further,
                started_at=at - DAY,
                edited_at=at,
                submitted_at=at if given else None,
                reaction=reaction if given else "",
                reacted_at=at + DAY if given and reaction else None,
            )
