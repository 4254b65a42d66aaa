"""No name stays anywhere: not today's, not a former one, in no sentence and no mail (access.md R33, R39)."""

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.values import MailRhythm
from learningtracks.actions import guides, pieces
from partnerships import events
from partnerships.actions import mails, memberships
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from reflections.actions import experiences, feedback, shares
from reflections.tests.logbook import an_entry, on, shared
from reflections.values import Part
from werkplek import outbox
from werkplek.tests.filling_pieces import propose
from werkplek.tests.test_erasure import dump, leave

NEW = "Samira van den Berg"


def renamed(person: User) -> User:
    User.objects.filter(pk=person.pk).update(name=NEW)
    person.refresh_from_db()
    return person


def left_of(person: User, *former: str) -> list[str]:
    """Which of these names, and of the own name and address, is found in any column of any table after leaving."""
    names = [*former, person.name, person.email]
    leave(person)
    left = dump()
    return [name for name in names if name in left]


def test_shared_with_several_at_once(sam, samira, wim, track):
    shares.share(an_entry(sam), people=[on(track, samira), on(track, wim)], parts=[Part.STORY], by=sam)

    assert left_of(samira) == []
    assert events.story(Event.objects.get(kind="experience_shared")).endswith("met Voormalig deelnemer, Wim Bakker")


def test_shared_without_a_question_and_ended(sam, samira, track):
    entry = shared(an_entry(sam), samira)
    shares.end(entry, person=samira, parts=[Part.STORY], by=sam)

    assert left_of(samira) == []


def test_of_an_entry_that_was_deleted(question, sam, samira):
    feedback.withdraw_question(question, by=sam)
    experiences.delete(question.experience, by=sam)

    assert left_of(samira) == []


def test_a_former_name(question, sam, samira, track, nora):
    piece = propose(track)
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    guides.take_off(track.people.get(person=samira), by=nora)
    memberships.end(samira.memberships.get(), by=nora)

    assert left_of(renamed(samira), "Samira Haddad") == []


def test_the_name_of_the_doer_of_an_old_sentence_is_the_one_of_today(question, samira, track, nora, signed_in):
    feedback.reply(question, text="Je luisterde goed.", by=samira)
    memberships.end(samira.memberships.get(), by=nora)
    renamed(samira)

    page = signed_in(question.experience.author).get("/notices/").content.decode()
    history = signed_in(nora).get(f"/organisations/{nora.memberships.get().organisation.public_id}/history/")
    assert (f"{NEW} heeft je feedback gegeven" in page, "Samira Haddad" in page) == (True, False)
    assert (NEW in history.content.decode(), "Samira Haddad" in history.content.decode()) == (True, False)


def test_a_renamed_team_is_called_so_everywhere(tom, neighbours, team):
    memberships.end(neighbours["TM"].memberships.get(), by=neighbours["TM"])
    type(team).objects.filter(pk=team.pk).update(name="Team Es")

    assert events.notice_text(Notice.objects.get(person=tom).event).endswith("heeft Team Es verlaten")


def test_no_sentence_of_anything_that_happens_stores_a_name(filled):
    stored = "\n".join(str(event.words) for event in Event.objects.all())

    named = [model.objects.values_list("name", flat=True) for model in (User, Organisation, Team, Partnership)]
    assert [name for names in named for name in names if name in stored] == []


@pytest.fixture
def post(settings, tmp_path, question):
    """Mails are files, as without EMAIL_URL."""
    settings.OUTBOX_DIR = tmp_path / "mail"
    settings.EMAIL_BACKEND = "werkplek.outbox.EmailBackend"
    User.objects.update(mail_rhythm=MailRhythm.DIRECT)
    return settings.OUTBOX_DIR


def texts(post) -> str:
    return "".join(letter.text + letter.html for letter in outbox.mails())


def test_letters_to_others_stay_without_the_name(post, question, samira, sam):
    feedback.reply(question, text="Je luisterde goed.", by=samira)
    mails.deliver()
    User.objects.filter(pk=samira.pk).update(name="Samira D'Haddad")
    leave(samira)

    raw = "".join(path.read_text() for path in post.iterdir())
    assert [letter.to for letter in outbox.mails()] == [sam.email]
    assert ("Voormalig deelnemer heeft je feedback gegeven" in texts(post), "Haddad" in texts(post) + raw) == (
        True,
        False,
    )


def test_a_letter_to_another_keeps_the_names_of_others(post, question, samira, sam, wim):
    feedback.reply(question, text="Je luisterde goed.", by=samira)
    mails.deliver()
    before = texts(post)
    leave(wim)

    assert texts(post) == before
    assert Notice.objects.filter(seen_at=None, person=sam, created_at__lte=timezone.now()).exists()
