"""A word of its own in every text that people write, and then everybody reads everything they can reach: pages, search,
downloads, histories, notices, mails, the administrators' pages. Who saw which word is who may (access.md §4)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.names import order_key
from instruments.models.asks import edition
from instruments.models.instruments import Item
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from partnerships.actions import mails
from partnerships.models.notices import Mail, Notice
from reflections.models.experiences import Experience
from reflections.models.feedback import FeedbackRequest
from reflections.models.rooms import own_pass_of
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from werkplek.tests.access_rows import EACH, PEOPLE, STEP, Row, share_of
from werkplek.tests.access_table import ROWS
from werkplek.tests.pages import browser_of, dead_links, text_of, title_of
from werkplek.tests.readers_actions import CONTENT_OF_ACTIONS, MADE_OF_ACTIONS
from werkplek.tests.readers_asks import CONTENT_OF_ASKS, MADE_OF_ASKS
from werkplek.tests.readers_experiences import CONTENT_OF_EXPERIENCES
from werkplek.tests.readers_harvest import CONTENT_OF_HARVEST, MADE_OF_HARVEST
from werkplek.tests.readers_instruments import (
    CONTENT_OF_OWN_LISTS,
    MADE_OF_INSTRUMENTS,
    ONLY_OF_WERKPLEK,
    OWN_ONLY,
)
from werkplek.tests.readers_pieces import CONTENT_OF_PIECES, MADE_OF_PIECES
from werkplek.tests.readers_professionals import (
    CONTENT_OF_PROFESSIONALS,
    MADE_OF_PROFESSIONALS,
    is_in_register,
)
from werkplek.tests.readers_rooms import CONTENT_OF_ROOMS, MADE_OF_ROOMS, NAMES_OF_ROOMS
from werkplek.tests.readers_talks import CONTENT_OF_TALKS, MADE_OF_TALKS, NAMES_OF_TALKS
from werkplek.tests.readers_workplace_conditions import CONTENT_OF_CONDITIONS
from werkplek.tests.stored import rows_stored
from werkplek.tests.world import COLUMNS, OUT, SIGNED_OUT, World

pytestmark = pytest.mark.once(
    "postgresql", "walks past every endpoint: other tests ask on SQLite what the endpoints ask"
)
APPS = ("accounts", "partnerships", "learningtracks", "instruments", "reflections")
WORD = re.compile(r"kanarie[a-z]+x")
Readers = Callable[[Any], set[int]]  # the keys of the people who may read this row


# --- Who may read what (access.md §4) ------------------------------------------------------------------------------


CONTENT: dict[str, Readers] = {
    **CONTENT_OF_EXPERIENCES,
    **CONTENT_OF_ACTIONS,
    **CONTENT_OF_PIECES,
    **CONTENT_OF_ROOMS,
    **CONTENT_OF_HARVEST,
    **CONTENT_OF_TALKS,
    **CONTENT_OF_OWN_LISTS,
    **CONTENT_OF_ASKS,
    **CONTENT_OF_CONDITIONS,
    **CONTENT_OF_PROFESSIONALS,
    "accounts.Draft.fields": lambda draft: {draft.person_id},
}
FAR_AWAY = ("FAR", OUT)
NEAR = [code for code in PEOPLE if code not in FAR_AWAY]
# Names of people, places and things (rows 2-5, 17, 29): known around them, never to somebody far away.
NAMES = [
    "accounts.User.email",
    "accounts.User.name",
    "learningtracks.Track.title",
    "partnerships.Holiday.name",
    "partnerships.Invitation.email",
    "partnerships.Organisation.city",
    "partnerships.Organisation.name",
    "partnerships.Partnership.name",
    "partnerships.Partnership.purpose",
    "partnerships.Team.name",
    "partnerships.Workplace.name",
    "partnerships.Workplace.place",
    *NAMES_OF_ROOMS,
    *NAMES_OF_TALKS,
]
# Codes, addresses and hashes that the program makes itself; days and names in events are checked where they are made.
MADE = [
    *MADE_OF_ROOMS,
    "accounts.Draft.address",
    "accounts.Draft.form",
    "accounts.Submission.answer",
    "accounts.Submission.fingerprint",
    "accounts.User.name_key",
    "accounts.User.password",
    "partnerships.Event.kind",
    "partnerships.Event.trail",
    "partnerships.Event.words",
    "partnerships.Heartbeat.name",
    "partnerships.Mail.key",
    "partnerships.ToDo.kind",
    "partnerships.ToDo.place",
    "partnerships.PushDevice.auth",  # by a browser
    "partnerships.PushDevice.endpoint",
    "partnerships.PushDevice.p256dh",
    "partnerships.Reminder.cycle",
    "partnerships.Reminder.kind",
    "partnerships.Reminder.lapsed_because",
    "reflections.Attachment.content_type",
    "reflections.StoredFile.name",
    "reflections.ValueCheck.cycle",
    "reflections.ValueCheck.skip_reason",  # of a session that is skipped; the same page and list as its place
    "reflections.ValueCheck.video_link",  # an address, beside the place
    *MADE_OF_ACTIONS,
    *MADE_OF_ASKS,
    *MADE_OF_HARVEST,
    *MADE_OF_PIECES,
    *MADE_OF_PROFESSIONALS,
    *MADE_OF_TALKS,
    *MADE_OF_INSTRUMENTS,
]


_READERS: dict[tuple[str, str, int], set[int]] = {}


def readers(name: str, row: Any) -> set[int]:
    """Who may read this text of this row. Every test starts in the same world, so it is asked once."""
    key = (connection.vendor, name, row.pk)
    if key not in _READERS:
        _READERS[key] = CONTENT[name](row)
    return _READERS[key]


def text_fields() -> Iterator[tuple[str, type[models.Model], models.Field]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields if model._meta.app_label in APPS else ():
            if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
                yield f"{model._meta.label}.{field.name}", model, field


def test_every_text_has_its_readers():
    """A name that is told first: say in `CONTENT` who may read it (or in `NAMES` or `MADE`), from access.md."""
    there, said = {name for name, _model, _field in text_fields()}, {*CONTENT, *NAMES, *MADE}

    assert (sorted(there - said), sorted(said - there)) == ([], [])


def test_a_question_of_an_own_list_has_its_words_and_nothing_beside_them(filled):
    own = Item.objects.filter(OWN_ONLY[Item])

    assert set(own.values_list(*ONLY_OF_WERKPLEK)) == {("",) * len(ONLY_OF_WERKPLEK)}


# --- The words ------------------------------------------------------------------------------------------------------


def letters(number: int) -> str:
    """A number in letters, so that no day or count looks like it."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04d}")


def canary(number: int) -> str:
    return f"kanarie{letters(number)}x"


def sow(wanted: Callable[[str], bool], word_of: Callable[[int], str] = canary) -> dict[str, tuple[str, Any]]:
    """Put a word of its own in these texts of every row: word → (field, row)."""
    sown = {}
    edition.cache_clear()  # a published list is never changed but here
    for name, model, field in text_fields():
        if wanted(name):
            ours = model._base_manager.filter(OWN_ONLY.get(model, Q()))
            for row in ours.exclude(**{f"{field.name}__isnull": True}).order_by("pk"):
                word = word_of(len(sown))
                if put(model, row, field, word):
                    sown[word] = (name, row)
    return sown


def put(model: type[models.Model], row: Any, field: models.Field, word: str) -> bool:
    """Whether the word stands there now. Some texts may not be there yet, and those constraints stay in force."""
    try:
        with transaction.atomic():
            now = {field.name: holding(field, row, word)}
            if model is User and field.name == "name":
                now["name_key"] = order_key(word)  # the database knows that it belongs to the name
            model._base_manager.filter(pk=row.pk).update(**now)
    except IntegrityError:
        assert not getattr(row, field.name), f"{field} of {row!r} holds a text already"
        return False
    return True


def holding(field: models.Field, row: Any, word: str) -> Any:
    if isinstance(field, models.JSONField):
        return [{"level": "applied", "text": word, "fell_short": False}]
    return f"{word}@werkplek.example" if isinstance(field, models.EmailField) else word


def words_elsewhere(world: World, code: str, walked: set[str]) -> set[str]:
    """The ways beside the endpoints of the table: searches, every entry by its address, administrators' pages, mails.
    What opened on the walk already shows the same again."""
    person = world.who(code)
    client = browser_of(person, just_confirmed=True)
    addresses = list(admin_pages()) if code in ("PA", "FAR") else []
    if person:
        addresses += [reverse("my_data_json"), reverse("my_data_html")]
        addresses += [f"{reverse(name)}?q=kanarie" for name in ("reflections:experiences", "learningtracks:tracks")]
        addresses += [reverse("reflections:experience", args=[one.public_id]) for one in Experience.objects.all()]
        addresses += [reverse("learningtracks:piece", args=[one.public_id]) for one in Piece.objects.proposed()]
        drafts = Piece.objects.drafts_of(person)
        addresses += [reverse("learningtracks:piece_change", args=[one.public_id]) for one in drafts]
        addresses += [reverse("reflections:feedback", args=[one.public_id]) for one in FeedbackRequest.objects.all()]
        addresses += [reverse("reflections:value_check", args=[one.public_id]) for one in ValueCheck.objects.all()]
        addresses += [one.get_absolute_url() for one in ValueStory.objects.all()]
        addresses += [one.get_absolute_url() for one in ActionPoint.objects.all()]
    seen = " ".join(text_of(client.get(address)) for address in addresses if address not in walked)
    return set(WORD.findall(seen + (letters_to(person) if person else "")))


def in_english(person: Any, client: Any, addresses: set[str]) -> set[str]:
    """What these pages show to who reads Werkplek in English: an own list has its words in two languages."""
    if person is None:
        return set()
    person.language = "en"
    person.save(update_fields=["language"])
    return set(WORD.findall(" ".join(text_of(client.get(address)) for address in sorted(addresses))))


def is_theirs(row: Row, code: str) -> bool:
    """The secret of Sam's calendar is Sam's, and the link to answer a question of Sam's is read as Sam's; on allauth's
    pages stands nothing of ours."""
    secret = row.thing == "sam" or row.more in (("=pass_token",), ("=voice_token",))
    of_guest = "=own_token" in row.more  # who is nobody here: test_the_own_link_of_a_guest_… reads it
    return not row.is_of_allauth and not of_guest and (not secret or code == "S")


def admin_pages() -> Iterator[str]:
    """The administrators' pages of every table, registered or not; strangers get nothing there."""
    yield "/admin/"
    for model in apps.get_models():
        if model._meta.app_label in APPS:
            yield f"/admin/{model._meta.app_label}/{model._meta.model_name}/?q=kanarie"
            for row in model._base_manager.all()[:2]:
                yield f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/"


def letters_to(person: Any) -> str:
    """All that is mailed to somebody about everything they were told, as text and as HTML."""
    person.refresh_from_db()  # there may be a word in the address
    Notice.objects.filter(person=person).update(seen_at=None, mail=None)
    letter = Mail.objects.create(key="test", person=person)
    Notice.objects.filter(person=person).update(mail=letter)
    mail.outbox.clear()
    mails.send_due(timezone.now())
    sent = [one for one in mail.outbox if person.email in one.to]
    return " ".join(part for one in sent for part in (one.subject, str(one.message())))


# --- What they found ------------------------------------------------------------------------------------------------


class Walk:
    """What somebody saw and was answered at these endpoints."""

    def __init__(self, world: World, code: str, rows: list[Row], twofold: set[str]):
        self.person, self.client = world.who(code), browser_of(world.who(code))
        self.seen: set[str] = set()
        self.wrong: dict[str, tuple[int, int]] = {}
        self.opened: set[str] = set()
        self.lists: set[str] = set()  # pages with words of `twofold`
        self.dead: set[str] = set()  # links that lead nowhere, and titles with a name
        people = re.compile(rf"\b({'|'.join(names_of_people())})\b")
        for row in rows:
            if code in ("S", "OA", OUT) or not row.is_of_allauth:  # whose answers depend on a second step alone
                answer = self.client.get(address := row.url(world))
                there = set(WORD.findall(text_of(answer))) if is_theirs(row, code) else set()
                self.seen |= there
                self.lists |= {address} if there & twofold else set()
                self.dead |= dead_links(answer) | {title for title in [title_of(answer)] if people.search(title)}
                self.opened |= {address} if answer.status_code == 200 else set()
                if answer.status_code != row.expect(code):
                    self.wrong[f"{row} {row.more} {code}"] = (answer.status_code, row.expect(code))


SHARED = [pytest.param(NEAR, STEP, id="near, a share each"), pytest.param(FAR_AWAY, STEP, id="far, a share each")]


@pytest.mark.parametrize(("codes", "step"), [*SHARED, *EACH])
def test_everybody_gets_their_answer_and_reads_what_is_theirs(filled, quiet, bare_refusals, codes, step):
    """One walk past the endpoints: GET gives the answer of the table and writes nothing, and on all that opens stand no
    words but those that this person may read, no link that leads nowhere, and no name in the title, which a shared
    computer keeps (T11); past every endpoint all of those words. Far away nobody knows our names."""
    sown = sow((CONTENT if codes[0] not in FAR_AWAY else [*CONTENT, *NAMES]).__contains__)
    twofold = {word for word, (name, _row) in sown.items() if name in CONTENT_OF_OWN_LISTS}
    stored = rows_stored()
    walks = {code: Walk(filled, code, share_of(code, ROWS, step), twofold) for code in codes}

    odd = {code: (walk.wrong, walk.dead) for code, walk in walks.items() if walk.wrong or walk.dead}
    assert (odd, rows_stored()) == ({}, stored)
    for code, walk in walks.items():
        allowed, known = words_for(filled, code, sown)
        if step == 1 or code in LOOK_ELSEWHERE:
            walk.seen |= words_elsewhere(filled, code, walk.opened) | in_english(walk.person, walk.client, walk.lists)
        assert (code, told(sown, walk.seen - allowed - known)) == (code, [])
        assert (code, told(sown, allowed - walk.seen) if step == 1 else []) == (code, [])


# Who also looks beside the endpoints when everybody has a share: who writes, guides and coordinates, and who is far
# away.
LOOK_ELSEWHERE = ("S", "PO", "OA", "FAR")


def words_for(world: World, code: str, sown: dict[str, tuple[str, Any]]) -> tuple[set[str], set[str]]:
    """The words that this person may read, and those among names that also who is far away may know."""
    person = world.who(code)
    key = person.pk if person else SIGNED_OUT
    allowed = {word for word, (name, row) in sown.items() if name in CONTENT and key in readers(name, row)}
    return allowed, {word for word, (name, row) in sown.items() if name in NAMES and is_known(world, code, row)}


def names_of_people() -> list[str]:
    """Whole names, and the first names of the cast."""
    names = list(User.objects.values_list("name", flat=True))
    return [re.escape(name) for name in [*names, "Sam", "Samira", "Karima", "Wim", "Nora", "Otto"] if name]


def told(sown: dict[str, tuple[str, Any]], words: set[str]) -> list[str]:
    return sorted(f"{sown[word][0]} of {type(sown[word][1]).__name__} {sown[word][1].pk}" for word in words)


def is_known(world: World, code: str, row: Any) -> bool:
    """Names that also who is far away may know: the own ones, and what stands on an endpoint that they were given."""
    person = world.who(code)
    open_to_all = row == world.things["invitation"] or is_on_door(world, row) or is_in_register(row)
    return open_to_all or bool(person and is_of(row, person))


def is_of(row: Any, person: Any) -> bool:
    memberships = person.memberships.all()
    mine = [person, *(one.organisation for one in memberships), *(one.partnership for one in memberships)]
    return row in mine or row in memberships.get().partnership.organisations.all()


def is_on_door(world: World, row: Any) -> bool:
    """Who holds the link of an invitation reads who asks them in where; a guest reads whose session it is."""
    invitation, session = world.things["invitation"], world.things["live_check"]
    asked = (invitation.organisation, invitation.partnership, invitation.invited_by)
    return row in (*asked, session.team, session.facilitator, *session.guest_passes.all())


def test_who_is_asked_reads_the_story_and_not_the_reflection(filled):
    """The promise of a feedback request (domain.md §2.2): Samira and Wim get the story, and not a word of the
    reflection. On their walks these words are looked for."""
    sam, samira, wim = (filled.people[name].pk for name in ("sam", "samira", "wim"))
    version = filled.things["open_question"].experience.versions.get()

    story, reflection = (
        CONTENT[f"reflections.ExperienceVersion.{part}"](version) for part in ("situation", "reflection")
    )

    assert (story, reflection) == ({sam, samira, wim}, {sam})
    assert CONTENT["reflections.Experience.reflection"](version.experience) == {sam}


def test_the_own_link_of_a_guest_opens_the_words_of_that_guest_and_no_others(filled):
    """Rows 51 and 52: the own story with its notes, the own name, and whose session it was."""
    sown = sow([*CONTENT, *NAMES].__contains__)
    found = own_pass_of(filled.things["own_token"])
    story = found.seat.story
    own = [story, *story.notes.all(), found.seat, found.value_check.team]
    pages = [row.url(filled) for row in ROWS if "=own_token" in row.more and row.expect(OUT) == 200]

    seen = {sown[word] for page in pages for word in WORD.findall(text_of(browser_of(None).get(page)))}

    assert [row for _name, row in seen if row not in own] == []
    assert {("reflections.ValueStory.title", story), ("reflections.Seat.guest_name", found.seat)} <= seen


def test_the_columns_are_everybody():
    assert [*COLUMNS, OUT] == PEOPLE
