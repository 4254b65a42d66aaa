"""Fills the world of the tests, with one row or with thirty of everything that pages list."""

import datetime as dt
import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.actions import drafts, sessions
from accounts.models import User
from accounts.values import today
from instruments.actions import shares as asks_shown
from learningtracks.models.tracks import Period, Track
from partnerships import events
from partnerships.actions import invitations, mail_choices
from partnerships.actions.todos import put_right
from partnerships.events import KINDS
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail
from partnerships.models.organisations import Holiday, Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role
from reflections.actions import calendar_links, feedback, replies
from reflections.calendar import Quarter
from reflections.kinds.personal_checks import check_of
from reflections.models.attachments import Attachment
from reflections.models.experiences import Concern, Experience, ExperienceVersion, Read, Share
from reflections.models.replies import Reply
from reflections.models.value_checks import Participant, ValueCheck
from reflections.models.value_notes import ValueNote
from reflections.models.wonder import WonderEntry
from reflections.values import FileKind, Part, Recognisable, ReplyKind, ValueLevel
from werkplek.tests.casting import join, make_person, name_on
from werkplek.tests.filling_action_points import fill_action_points
from werkplek.tests.filling_apart import fill_apart
from werkplek.tests.filling_asks import answer_ask, fill_asks
from werkplek.tests.filling_condition_scans import fill_condition_scans
from werkplek.tests.filling_former import fill_former
from werkplek.tests.filling_harvest import fill_harvest
from werkplek.tests.filling_organisation_scans import fill_organisation_scans
from werkplek.tests.filling_own_lists import fill_own_lists
from werkplek.tests.filling_own_tracks import fill_own_tracks
from werkplek.tests.filling_passes import fill_passes
from werkplek.tests.filling_pieces import fill_pieces
from werkplek.tests.filling_professionals import fill_professionals
from werkplek.tests.filling_puzzles import fill_puzzles
from werkplek.tests.filling_rooms import fill_rooms
from werkplek.tests.filling_rounds import fill_rounds
from werkplek.tests.filling_sides import fill_sides
from werkplek.tests.filling_talks import fill_talks
from werkplek.tests.filling_workplace_conditions import fill_workplace_conditions
from werkplek.tests.world import World


def fill(world: World, rows: int) -> World:
    """Give everybody `rows` of what they have on their pages; `world.things` keeps the last of each kind.

    Filling it again adds the rows that are missing.
    """
    if not world.rows:
        _neighbours(world)
        fill_former(world)
        fill_own_tracks(world)
        _secrets(world)
    for number in range(world.rows, rows):
        _log(world, number)
        _colleagues(world, number)
        _long_story(world, number)
        _places(world, number)
        _partners(world, number)
        _value_checks(world, number)
        _personal_checks(world, number)
        _mail(world, number)
        fill_action_points(world, number)
        fill_condition_scans(world, number)
        fill_organisation_scans(world, number)
        fill_workplace_conditions(world, number)
        fill_pieces(world, number)
        fill_puzzles(world, number)
        fill_own_lists(world, number)
        fill_rounds(world, number)
        fill_asks(world, number)
        fill_rooms(world, number)
        fill_harvest(world, number)
        fill_apart(world, number)
        fill_talks(world, number)
        fill_sides(world, number)
        fill_professionals(world, number)
    world.rows = rows
    put_right()
    return world


# --- Once ---------------------------------------------------------------------------------------------------


def _neighbours(world: World) -> None:
    """S2 learns beside Sam, with PO2 and SO2; Eva once guided Sam, and he shared everything with her."""
    track, people = world.things["track"], world.people
    near = _track(track, people["S2"], "Traject ernaast", team=track.team)
    for code in ("PO2", "SO2"):
        name_on(near, people[code].memberships.get())
    eva = name_on(track, people["EX"].memberships.get())
    experience = _experience(people["sam"], track, 0)
    once = Membership.objects.filter(pk=eva.membership_id)
    once.update(ended_at=None)
    question = feedback.ask(experience, named=eva, question="Wat zag jij?", by=people["sam"])
    once.update(ended_at=timezone.now())
    world.things |= {"near_track": near, "lost_question": question, "lost_experience": experience}


def _secrets(world: World) -> None:
    """What an address can hold besides the id of a thing."""
    sam, track = world.people["sam"], world.things["track"]
    calendar_links.make(by=sam)
    drafts.keep(sam, key=uuid.uuid4(), address="/x/", form="text", fields=[["text", "Nog niet verstuurd."]])
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in User.objects.all()
    )
    world.things |= {
        "sam": sam,
        "school": track.school,
        "company_id": track.workplace.organisation.public_id,
        "own_membership": world.people["samira"].memberships.get(),
        "calendar_secret": calendar_links.secret_of(sam),
        "mail_token": mail_choices.token(sam),
        "sessions_token": sessions.ticket(sam),
    }


# --- Rows ---------------------------------------------------------------------------------------------------


def _log(world: World, number: int) -> None:
    """What Sam wrote: asked and answered, asked and waiting, hidden, private, a draft, a line of wonder."""
    sam, samira, wim = (world.people[name] for name in ("sam", "samira", "wim"))
    track = world.things["track"]
    experience = _experience(sam, track, number)
    question = _ask(experience, samira)
    reply = feedback.reply(question, text="Dit werkt: je begon met luisteren.", by=samira)
    Share.objects.create(experience=experience, person=wim, part=Part.REFLECTION, from_version=1)
    Share.objects.create(experience=experience, person=wim, part=Part.VALUE, from_version=1)
    Read.objects.create(experience=experience, person=samira, day=today() - dt.timedelta(days=1))
    said = [
        replies.send(experience, reader=samira, kind=ReplyKind.QUESTION, text=text, by=person)
        for person, text in ((samira, "Wat dacht je toen?"), (sam, "Dat het misging. Zag jij dat?"))
    ]
    replies.send(experience, reader=wim, kind=ReplyKind.THANKS, by=wim)
    waiting = _experience(sam, track, number)
    open_question = _ask(waiting, samira)
    told = samira.notices.latest("pk")
    _ask(waiting, wim)
    hidden = _experience(sam, track, number)
    hidden_question = _ask(hidden, samira)
    Concern.objects.create(experience=hidden, by=samira, reason="Een naam")
    Experience.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    attachments = [_attachment(one, kind) for kind, one in ((FileKind.PHOTO, waiting), (FileKind.SOUND, hidden))]
    private = _experience(sam, track, number)
    asked = fill_passes(world, experience, waiting)
    draft = Experience.objects.create(author=sam, situation=f"Concept {number}", analysis="Half.")
    wonder = [_wonder(person, track.team, number) for person in (sam, world.people["TM"])]
    world.things |= {
        "experience": experience,
        "question": question,
        "reader": samira.public_id,
        "feedback": reply,
        "waiting_experience": waiting,
        "open_question": open_question,
        "notice": told,
        "hidden_experience": hidden,
        "hidden_question": hidden_question,
        "private_experience": private,
        "pass": asked,
        "pass_token": asked.get_absolute_url().split("/")[-2],
        "draft": draft,
        "attachment": attachments[0],
        "hidden_attachment": attachments[1],
        "draft_attachment": _attachment(draft, FileKind.DOCUMENT, shown=False),
        "reply_attachment": _attachment(said[0], FileKind.PHOTO),
        "wonder": wonder[0],
        "wonder_of_today": _wonder(sam, None, -1) if number == 0 else world.things["wonder_of_today"],
    }


def _long_story(world: World, number: int) -> None:
    """One entry of Sam that everybody reads every day, saved again and again, and asked of everybody."""
    sam, track, samira = world.people["sam"], world.things["track"], world.people["samira"]
    experience = world.things.setdefault("long_experience", _experience(sam, track, 0))
    if number == 0:
        _ask(experience, samira)
        return
    first, reader = experience.versions.get(number=1), world.things["guide"].person
    experience.versions.create(number=number + 1, happened_on=first.happened_on, situation=f"Versie {number}")
    Read.objects.create(experience=experience, person=samira, day=today() - dt.timedelta(days=number))
    feedback.reply(_ask(experience, reader), text="Mooi.", by=reader)
    Concern.objects.create(experience=experience, by=reader, settled_at=timezone.now())


def _ask(experience: Experience, person: User) -> Any:
    named = experience.track.people.get(person=person)
    return feedback.ask(experience, named=named, question="Wat vond je ervan?", by=experience.author)


def _attachment(about: Experience | Reply, kind: FileKind, *, shown: bool = True) -> Attachment:
    """A small one, of a type that is kept."""
    parent = {"reply" if isinstance(about, Reply) else "experience": about}
    types = {FileKind.PHOTO: "image/jpeg", FileKind.SOUND: "audio/webm", FileKind.DOCUMENT: "application/pdf"}
    made = Attachment(author=about.author, kind=kind, content_type=types[kind], size=4, **parent)
    made.description, made.recognisable, made.shown = "Wat er te zien is.", Recognisable.NOBODY, shown
    made.file.save(made.public_id.hex, ContentFile(b"file"), save=False)
    made.save()
    return made


def _wonder(person: User, team: Team | None, number: int) -> WonderEntry:
    day = today() - dt.timedelta(days=number + 1)
    return WonderEntry.objects.create(person=person, day=day, text="Hoe stil het was.", team=team)


def _experience(author: User, track: Track, number: int) -> Experience:
    experience = Experience.objects.create(
        author=author,
        track=track,
        happened_on=today() - dt.timedelta(days=number),
        situation=f"Situatie {number}: een moeilijk gesprek.",
        analysis="Ik luisterde eerst.",
        reflection="Ik durf meer dan ik dacht.",
        saved_at=timezone.now(),
    )
    for level in ValueLevel:
        ValueNote.objects.create(experience=experience, level=level, text="Een vraag stellen helpt.")
    ExperienceVersion.objects.create(
        experience=experience,
        number=1,
        happened_on=experience.happened_on,
        situation=experience.situation,
        analysis=experience.analysis,
        reflection=experience.reflection,
        value=experience.value(),
    )
    return experience


def _track(like: Track, learner: User, title: str, **places: Any) -> Track:
    """A track that runs as long as another, with one period."""
    facts = {"school": like.school, "workplace": like.workplace, "team": None} | places
    track = Track.objects.create(
        partnership=like.partnership,
        learner=learner,
        title=title,
        starts_on=like.starts_on,
        ends_on=like.ends_on,
        **facts,
    )
    Period.objects.create(track=track, number=1, starts_on=track.starts_on, ends_on=track.ends_on)
    return track


def _colleagues(world: World, number: int) -> None:
    """A learner with a track and a question, a track without anybody, colleagues, invitations, moments of history."""
    track, nora, team = world.things["track"], world.people["nora"], world.things["team"]
    company, partnership = track.workplace.organisation, track.partnership
    learner = make_person(f"Leerling {number}")
    join(learner, Role.LEARNER, track.school, partnership=partnership)
    other = _track(track, learner, f"Traject {number}", team=team)
    for person in track.people.exclude(person=world.people["EX"]):
        name_on(other, person.membership)
    _ask(_experience(learner, other, number), world.people["samira"])
    _track(track, learner, f"Zonder begeleiders {number}")
    over = _track(track, world.people["sam"], f"Afgelopen {number}")
    Track.objects.filter(pk=over.pk).update(ended_on=today() - dt.timedelta(days=1))
    colleague = make_person(f"Collega {number}")
    member = join(colleague, Role.TEAM_MEMBER, company, team=team)
    educator = make_person(f"Begeleider {number}")
    guiding = join(educator, Role.PRACTICE_EDUCATOR, company, partnership=partnership)
    guide = name_on(track, guiding)
    for about in (track, partnership, team, company):
        events.record(KINDS["question_withdrawn"], by=nora, about=about, name="iemand")
    world.things |= {
        "other_track": other,
        "ended_track": over,
        "membership": member,
        "guide": guide,
        "invitation": _invitation(nora, company, number, role=Role.PRACTICE_EDUCATOR, partnership=partnership),
        "team_invitation": _invitation(world.people["tom"], company, number, role=Role.TEAM_MEMBER, team=team),
    }
    world.things["invitation_token"] = invitations.token(world.things["invitation"])


def _invitation(by: User, organisation: Organisation, number: int, **place: Any) -> Invitation:
    return Invitation.objects.create(
        email=f"nieuw{number}@demo.werkplek.example",
        organisation=organisation,
        invited_by=by,
        expires_at=timezone.now() + dt.timedelta(days=7),
        **place,
    )


def _places(world: World, number: int) -> None:
    """A workplace and a team with nobody in it yet, a team that Tom leads too, a closing day."""
    company, tom = world.things["organisation"], world.people["tom"]
    workplace = Workplace.objects.create(organisation=company, name=f"Afdeling {number}")
    extra = Team.objects.create(organisation=company, name=f"Team {number}")
    led = Team.objects.create(organisation=company, name=f"Team van Tom {number}")
    join(tom, Role.TEAM_LEAD, company, team=led)
    holiday = Holiday.objects.create(organisation=company, day=today() + dt.timedelta(days=100 + number))
    world.things |= {"workplace": workplace, "extra_team": extra, "led_team": led, "holiday": holiday.pk}


def _partners(world: World, number: int) -> None:
    """Partners in the partnership, one that was asked, and a partnership that asks De Linde."""
    partnership, company = world.things["partnership"], world.things["organisation"]
    partner = Organisation.objects.create(name=f"Partner {number}", kind=OrganisationKind.WORKPLACE)
    asked = Organisation.objects.create(name=f"Gevraagd {number}", kind=OrganisationKind.WORKPLACE)
    proposal = Partnership.objects.create(name=f"Voorstel {number}")
    also = Partnership.objects.create(name=f"Nog een partnerschap {number}")
    now = timezone.now()
    for where, who, agreed_at in (
        (partnership, partner, now),
        (partnership, asked, None),
        (proposal, partner, now),
        (proposal, company, None),
        (also, company, now),
    ):
        PartnershipParty.objects.create(partnership=where, organisation=who, agreed_at=agreed_at)
    world.things |= {"partner": partner, "asked_id": asked.public_id, "proposal": proposal}


def _value_checks(world: World, number: int) -> None:
    team, tom = world.things["team"], world.people["tom"]
    held_at = timezone.now() - dt.timedelta(weeks=number + 5)
    check = ValueCheck.objects.create(
        team=team,
        cycle=held_at.date().isoformat(),
        due_on=held_at.date(),
        starts_at=held_at,
        opened_at=held_at,
        closed_at=held_at,
        facilitator=tom,
    )
    planned = world.things.get("value_check") or ValueCheck.objects.create(
        team=team,
        cycle=(today() + dt.timedelta(weeks=2)).isoformat(),
        due_on=today() + dt.timedelta(weeks=2),
        starts_at=timezone.now() + dt.timedelta(days=12),
        planned_at=timezone.now(),
        planned_by=tom,
        facilitator=tom,
        place="Teamkamer",
    )
    for each in (check, planned):
        Participant.objects.get_or_create(value_check=each, person=world.people["sam"])
        Participant.objects.get_or_create(value_check=each, person=tom)
    sams = planned.participants.get(person=world.people["sam"])
    sams.chosen.set([world.things["private_experience"]])
    Participant.objects.create(value_check=planned, person=world.things["membership"].person)
    world.things |= {"value_check": planned, "closed_check": check}


def _personal_checks(world: World, number: int) -> None:
    """Sam's own: on tracks without a team, with Samira named on them. One she never sees, and one she may read."""
    sam, samira = world.people["sam"], world.people["samira"]
    track = world.things["track"]
    alone, shown = (_track(track, sam, f"{title} {number}") for title in ("Alleen", "Samen"))
    checks = []
    for one in (alone, shown):
        name_on(one, samira.memberships.get(role=Role.PRACTICE_EDUCATOR))
        check, _made = check_of(one, Quarter.of(today()))
        answer_ask(check, sam, f"Een inzicht van Sam, {one.title}.")
        checks.append(check)
    asks_shown.share(checks[1], people=[samira], version=0, by=sam)
    Reminder.objects.create(
        person=sam,
        about=alone,
        kind="personal_invite",
        cycle=checks[0].cycle,
        due_at=timezone.now() + dt.timedelta(days=3),
    )
    to_begin = _track(track, sam, f"Nog te beginnen {number}")
    world.things |= {"personal_check": checks[0], "shown_check": checks[1]}
    world.things |= {"track_alone": alone, "track_to_begin": to_begin}


def _mail(world: World, number: int) -> None:
    """A mail that did not arrive."""
    Mail.objects.create(key=f"digest:{number}", person=world.people["sam"], tries=6, failed_at=timezone.now())
