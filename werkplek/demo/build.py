"""Builds the demo. Dates count back from today, so that the demo is always in the middle of things."""

import datetime as dt
import re
import unicodedata
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import User
from accounts.values import MailRhythm, today
from instruments.actions.instruments import load
from learningtracks.editions import read_all
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.values import LearnerKind
from partnerships.actions.todos import put_right
from partnerships.events import Kind
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.references import reference_to
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import AMSTERDAM, GUIDES, Role
from reflections.actions import attachments
from reflections.events.feedback import FEEDBACK_ASKED, FEEDBACK_GIVEN
from reflections.events.replies import REPLY_ASKED
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.replies import Reply, Thread
from reflections.models.value_notes import ValueNote
from reflections.models.wonder import WonderEntry
from reflections.uploads import taken_from
from reflections.values import LearningForm, Part, Recognisable, ReplyKind
from werkplek.demo import (
    alone,
    apart,
    colleagues,
    condition_scans,
    endings,
    improvements,
    indicators,
    kept_ideas,
    long_ago,
    organisation_scans,
    pictures,
    praatplaat,
    rounds,
    stories,
    teamwork,
    world,
)
from werkplek.demo.cast import PASSWORD, address_of
from werkplek.demo.puzzles import Puzzles
from werkplek.demo.sessions import Sessions


def _moment(days_ago: int, hour: int = 16, minute: int = 10) -> dt.datetime:
    return dt.datetime.combine(today() - dt.timedelta(days=days_ago), dt.time(hour, minute), AMSTERDAM)


def _login(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]+", ".", plain.lower()).strip(".")


class Builder:
    """Holds what has been made so far, by its key in `world`."""

    def __init__(self) -> None:
        self.password = make_password(PASSWORD)
        self.organisations: dict[str, Organisation] = {}
        self.partnerships: dict[str, Partnership] = {}
        self.workplaces: dict[str, Workplace] = {}
        self.teams: dict[str, Team] = {}
        self.people: dict[str, User] = {}
        self.learners: list[User] = []
        self.offered: list[tuple[Track, str]] = []  # every track with what is offered on it

    @transaction.atomic
    def build(self) -> None:
        load(read_all())
        self.houses()
        self.crew()
        self.tracks()
        self.log_of_sam()
        colleagues.build(self.people["sam"])
        self.questions_of_others()
        self.wonder()
        Sessions(self.teams, self.people).build()
        endings.build(self.teams["beuk"], self.people["wim"])
        alone.build(self.people["sam"], self.teams["beuk"])
        apart.build(self.teams["noord"], self.people)
        indicators.build(self.people, self.teams)
        improvements.build(self.people, self.teams["beuk"])
        Puzzles(self.organisations).build(self.offered)
        rounds.build(self.people, self.teams)
        condition_scans.build(self.people, self.teams)
        kept_ideas.build(self.people, self.teams)
        teamwork.build(self.people, self.teams)
        organisation_scans.build(self.people, self.organisations, self.workplaces)
        praatplaat.build(self.people, self.organisations, self.partnerships)
        put_right()

    def person(self, login: str, name: str) -> User:
        email = address_of(login)
        made = User.objects.create(email=email, name=name, password=self.password)
        EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
        return made

    def houses(self) -> None:
        for key, (name, kind, city) in world.ORGANISATIONS.items():
            self.organisations[key] = Organisation.objects.create(name=name, kind=kind, city=city)
        for key, (name, purpose, label_set, parties) in world.PARTNERSHIPS.items():
            made = Partnership.objects.create(
                name=name, purpose=purpose, label_set=label_set, started_on=today() - dt.timedelta(days=640)
            )
            for party in parties:
                PartnershipParty.objects.create(
                    partnership=made, organisation=self.organisations[party], agreed_at=_moment(630)
                )
            self.partnerships[key] = made
        for key, (organisation, name, place) in world.WORKPLACES.items():
            self.workplaces[key] = Workplace.objects.create(
                organisation=self.organisations[organisation], name=name, place=place
            )
        for key, (workplace, name, weeks) in world.TEAMS.items():
            at = self.workplaces[workplace]
            self.teams[key] = Team.objects.create(
                organisation=at.organisation, workplace=at, name=name, started_on=today() - dt.timedelta(weeks=weeks)
            )

    def crew(self) -> None:
        for login, (name, memberships) in world.PEOPLE.items():
            person = self.people[login] = self.person(login, name)
            for role, organisation, partnership, team in memberships:
                self.membership(person, role, organisation, partnership, team)
        User.objects.filter(email__startswith="samira@").update(mail_rhythm=MailRhythm.DIRECT)
        for name, school, partnership, *_rest in world.LEARNERS:
            person = self.person(_login(name), name)
            self.learners.append(person)
            self.membership(person, Role.LEARNER, school, partnership)

    def membership(self, person: User, role: Role, organisation: str, partnership: str = "", team: str = "") -> None:
        Membership.objects.create(
            person=person,
            role=role,
            organisation=self.organisations[organisation],
            partnership=self.partnerships.get(partnership),
            team=self.teams.get(team),
            starts_on=today() - dt.timedelta(days=600),
        )

    def tracks(self) -> None:
        self.track(self.people["sam"], "roc", "zorg", "beuk", 4, 20)
        for person, (_name, school, partnership, workplace, weeks_ago, weeks) in zip(
            self.learners, world.LEARNERS, strict=True
        ):
            self.track(person, school, partnership, workplace, weeks_ago, weeks)
        own = {"title": world.OWN_TITLE, "self_begun": True}
        for learning, facts in ((world.COLLEAGUES, {"title": world.COLLEAGUE_TITLE}), (world.BEGAN, own)):
            for login, organisation, partnership, *plan, guides in learning:
                self.membership(self.people[login], Role.LEARNER, organisation, partnership)
                self.colleague(self.people[login], partnership, plan, guides, facts)
        for login, guides in world.BESIDE:
            self.guide(self.people[login].tracks.get(), guides)

    def track(self, learner: User, school: str, partnership: str, workplace: str, weeks_ago: int, weeks: int) -> None:
        team = None if (partnership, workplace) == ("zorg", "noord") else self.teams[workplace]
        track = self.begin(learner, school, partnership, workplace, weeks_ago, weeks, team=team)
        self.guide(track, world.GUIDES[partnership, workplace])
        self.offered.append((track, partnership))

    def colleague(
        self, learner: User, partnership: str, plan: list[Any], guides: list[str], facts: dict[str, Any]
    ) -> None:
        """A praktijkopleider, a team lead, a teacher and somebody of a team learn with the same tools, two of them
        without a school."""
        workplace, school, weeks_ago, weeks = plan
        kind = LearnerKind.EMPLOYEE
        track = self.begin(learner, school, partnership, workplace, weeks_ago, weeks, learner_kind=kind, **facts)
        self.guide(track, guides)
        self.offered.append((track, "collega"))

    def begin(
        self, learner: User, school: str, partnership: str, workplace: str, weeks_ago: int, weeks: int, **facts: Any
    ) -> Track:
        """A track with its periods of ten weeks."""
        starts_on = today() - dt.timedelta(weeks=weeks_ago)
        wanted = {"title": world.TITLES[partnership]} | facts
        track = Track.objects.create(
            partnership=self.partnerships[partnership],
            learner=learner,
            school=self.organisations.get(school),
            workplace=self.workplaces[workplace],
            starts_on=starts_on,
            ends_on=starts_on + dt.timedelta(weeks=weeks, days=-1),
            **wanted,
        )
        for number in range(weeks // 10):
            begin = starts_on + dt.timedelta(weeks=10 * number)
            Period.objects.create(
                track=track, number=number + 1, starts_on=begin, ends_on=begin + dt.timedelta(weeks=10, days=-1)
            )
        return track

    def guide(self, track: Track, logins: list[str]) -> None:
        for login in logins:
            guide = self.people[login]
            membership = guide.memberships.get(partnership=track.partnership, role__in=GUIDES)
            TrackPerson.objects.create(
                track=track, membership=membership, person=guide, role=membership.role, starts_on=track.starts_on
            )

    def log_of_sam(self) -> None:
        sam = self.people["sam"]
        track = sam.tracks.get()
        for story in stories.SAM:
            texts = (story.situation, story.analysis, story.reflection)
            experience = self.experience(sam, track, story.days_ago, *texts, form=story.form)
            for level, text in story.values.items():
                ValueNote.objects.create(
                    experience=experience, level=level, text=text, fell_short=level in story.fell_short
                )
            experience.versions.update(value=experience.value())
            if story.ask:
                self.question(
                    experience, self.people[story.ask], story.days_ago, story.question, story.reply, story.thanked
                )
            if story.said:
                self.replies(experience, self.people[story.ask], story)
            if story.photo:
                self.photo(experience, story.photo)
        Experience.objects.create(
            author=sam,
            track=track,
            happened_on=today(),
            situation="Ik mocht vandaag meekijken bij een gesprek over",
        )

    def photo(self, experience: Experience, description: str) -> None:
        upload = taken_from(pictures.board())
        nobody = Recognisable.NOBODY
        attachments.add(experience, upload=upload, description=description, recognisable=nobody, by=experience.author)
        experience.attachments.update(shown=True)

    def questions_of_others(self) -> None:
        for login, place, days_ago, situation, analysis, question in stories.WAITING:
            learner = self.learners[place]
            experience = self.experience(learner, learner.tracks.get(), days_ago, situation, analysis)
            self.question(experience, self.people[login], days_ago, question)
        samira = self.people["samira"]
        for place, days_ago, situation, analysis, question, reply in stories.REPLIES:
            learner = self.learners[place]
            experience = self.experience(learner, learner.tracks.get(), days_ago, situation, analysis)
            self.question(experience, samira, days_ago, question, reply)

    def experience(
        self,
        author: User,
        track: Track,
        days_ago: int,
        situation: str,
        analysis: str,
        reflection: str = "",
        form: LearningForm = LearningForm.INFORMAL,
    ) -> Experience:
        at = _moment(days_ago)
        day = today() - dt.timedelta(days=days_ago)
        made = Experience.objects.create(
            author=author,
            track=track,
            happened_on=day,
            situation=situation,
            analysis=analysis,
            reflection=reflection,
            learning_form=form,
            created_at=at,
            edited_at=at,
            saved_at=at,
        )
        ExperienceVersion.objects.create(
            experience=made,
            number=1,
            happened_on=day,
            situation=situation,
            analysis=analysis,
            reflection=reflection,
            saved_at=at,
        )
        return made

    def question(
        self, experience: Experience, asked: User, days_ago: int, question: str, reply: str = "", thanked: bool = False
    ) -> None:
        at = _moment(days_ago, 16, 25)
        named = experience.track.people.get(person=asked)  # type: ignore[union-attr]
        request = FeedbackRequest.objects.create(
            experience=experience, asked=asked, named_as=named, question=question, asked_at=at
        )
        Share.objects.create(experience=experience, person=asked, part=Part.STORY, from_version=1, shared_at=at)
        if not reply:
            self.tell(FEEDBACK_ASKED, request, experience.author, asked, at, name=asked)
            return
        sent_at = at + dt.timedelta(hours=20)
        given = Feedback.objects.create(
            request=request,
            author=asked,
            receiver=experience.author,
            text=reply,
            sent_at=sent_at,
            thanked_at=at + dt.timedelta(hours=26) if thanked else None,
        )
        if not thanked:
            self.tell(FEEDBACK_GIVEN, given, asked, experience.author, sent_at)

    def replies(self, experience: Experience, reader: User, story: stories.Story) -> None:
        """What they wrote to each other afterwards, two days later; of a question the author still has to be told."""
        at = _moment(story.days_ago) + dt.timedelta(days=2)
        thread = Thread.objects.create(experience=experience, reader=reader, started_at=at)
        for hours, (login, kind, text) in enumerate(story.said):
            said_at, by = at + dt.timedelta(hours=hours), self.people[login]
            Reply.objects.create(thread=thread, author=by, kind=kind, text=text, said_at=said_at)
            if kind == ReplyKind.QUESTION:
                self.tell(REPLY_ASKED, thread, by, experience.author, said_at)
        if story.shown:
            upload, nobody = taken_from(pictures.board()), Recognisable.NOBODY
            attachments.add_to_reply(
                experience, reader=reader, upload=upload, description=story.shown, recognisable=nobody, by=by
            )
            long_ago.told(experience.trail, said_at)

    def tell(
        self,
        kind: Kind,
        about: FeedbackRequest | Feedback | Thread,
        by: User,
        person: User,
        at: dt.datetime,
        **words: User,
    ) -> None:
        """An event of some days ago, with a notice that is still to be seen and mailed."""
        event = Event.objects.create(
            kind=kind.code,
            at=at,
            by=by,
            about_type=ContentType.objects.get_for_model(about),
            about_id=about.pk,
            trail=about.trail,
            words={key: reference_to(word) for key, word in words.items()},
        )
        Notice.objects.create(event=event, person=person, created_at=at)

    def wonder(self) -> None:
        for days_ago, text in stories.WONDERS[1:]:
            WonderEntry.objects.create(person=self.people["sam"], day=today() - dt.timedelta(days=days_ago), text=text)
        WonderEntry.objects.create(
            person=self.people["tina"],
            day=today() - dt.timedelta(days=1),
            text=stories.WONDERS[0][1],
            team=self.teams["beuk"],
        )


def is_empty() -> bool:
    """True when nobody lives here yet."""
    return not User.objects.exists()
