"""What we keep of live sessions and of what was told there."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, changed, technical
from reflections.models.harvest import HarvestItem
from reflections.models.promises import Promise
from reflections.models.rooms import GuestPass, Pad, Seat, SessionMove
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.privacy.periods import SESSION, UNTIL_IN, WHILE_LIVE, WITH_TEAM

TABLES = [
    Table(
        "reflections.Room",
        _("De ruimte van een waardecheck"),
        (
            Kept(
                "value_check next_on counts ended_itself_at",
                _("Wanneer de volgende waardecheck is, en na twee jaar alleen aantallen."),
                WITH_TEAM,
                OnErasure.STAYS,
                exported=False,
            ),
            Kept(
                "code version presence here away door board touched_at",
                _("Wat er op het bord staat, wie er is en hoeveel gasten er wachten."),
                WHILE_LIVE,
                exported=False,
            ),
        ),
        special=True,
    ),
    Table(
        "reflections.Seat",
        _("Waardechecks waar je bij was"),
        (
            Kept("value_check person guest_name joined_at", _("Dat je erbij was."), SESSION),
            Kept(
                "seen_at", _("Of je scherm nog verbinding heeft, zodat de groep verder kan."), SESSION, exported=False
            ),
            technical("public_id number has_scored", SESSION),
        ),
        lambda person: Seat.objects.of(person),
        special=True,
    ),
    Table(
        "reflections.GuestPass",
        _("Links voor gasten"),
        (
            Kept(
                "name email",
                _("De naam van een gast, en het mailadres als de uitnodiging een mail is."),
                UNTIL_IN,
                exported=False,
            ),
            Kept(
                "value_check invited_by made_at admitted_at seat ended_at",
                _("Dat je een gast hebt uitgenodigd of binnengelaten."),
                SESSION,
                OnErasure.NAMELESS,
            ),
            technical("public_id", SESSION, OnErasure.NAMELESS),
        ),
        lambda person: GuestPass.objects.filter(invited_by=person),
        leaving=(changed(lambda person: GuestPass.objects.filter(invited_by=person, seat=None), name="", email=""),),
    ),
    Table(
        "reflections.SessionMove",
        _("Wat je hebt gedaan in een waardecheck"),
        (
            Kept(
                "value_check number kind seat at payload",
                _("Wat er is gebeurd op het bord. De woorden verwijderen we zodra de waardecheck klaar is."),
                SESSION,
            ),
            technical("client_id based_on", SESSION),
        ),
        lambda person: SessionMove.objects.filter(seat__person=person),
        special=True,
    ),
    Table(
        "reflections.Pad",
        _("Je kladblok in een waardecheck"),
        (
            Kept(
                "seat title text experiences edited_at",
                _("Wat je voor jezelf opschreef. Alleen jij ziet het."),
                WHILE_LIVE,
            ),
            technical("version", WHILE_LIVE),
        ),
        lambda person: Pad.objects.filter(seat__person=person),
        goes_with="reflections.Seat",
    ),
    Table(
        "reflections.ValueStory",
        _("Je verhalen, uit een waardecheck of van een ervaring"),
        (
            Kept(
                "value_check seat number title text shows_text continues experience audience told_at edited_at "
                "withdrawn_at",
                _("Wat je hebt verteld, van welke ervaring, en wie het mag lezen. Het verhaal is van jou."),
                SESSION,
            ),
            technical("public_id version", SESSION),
        ),
        lambda person: ValueStory.objects.told_by(person),
        goes_with="reflections.Seat",
    ),
    Table(
        "reflections.Promise",
        _("Wat je verwacht bij een verhaal"),
        (
            Kept(
                "story text ask_on is_shared made_at",
                _(
                    "Hoe je denkt dat een verhaal afloopt, en wanneer we dat vragen. Alleen jij leest het, "
                    "tot je het deelt."
                ),
                SESSION,
            ),
            Kept("ending words answered_at", _("Hoe het is afgelopen, in jouw woorden."), SESSION),
            technical("public_id version", SESSION),
        ),
        lambda person: Promise.objects.made_by(person),
        goes_with="reflections.ValueStory",
    ),
    Table(
        "reflections.StoryNote",
        _("Notities bij je verhalen uit een waardecheck"),
        (
            Kept(
                "story number level text item written_at confirmed_at edited_at removed_at",
                _("Wat je verhaal heeft opgeleverd. Jij past het aan of verwijdert het."),
                SESSION,
            ),
            technical("public_id by version", SESSION),
        ),
        lambda person: StoryNote.objects.filter(story__seat__person=person),
        goes_with="reflections.ValueStory",
    ),
    Table(
        "reflections.HarvestItem",
        _("Zinnen uit je verhalen die anderen lezen"),
        (
            Kept(
                "story note text audience with_name proposed_at published_at withdrawn_at",
                _("Een zin uit je verhaal, voor wie die is, en of je naam erbij staat. Jij hebt daar ja op gezegd."),
                SESSION,
            ),
            technical("public_id proposed_by version", SESSION),
        ),
        lambda person: HarvestItem.objects.of_teller(person),
        goes_with="reflections.ValueStory",
    ),
    Table(
        "reflections.CheckOutWord",
        _("Je woord aan het eind van een waardecheck"),
        (Kept("seat text", _("Eén woord aan het eind van een waardecheck."), SESSION),),
        lambda person: CheckOutWord.objects.filter(seat__person=person),
        goes_with="reflections.Seat",
    ),
    Table(
        "reflections.ScoreCount",
        _("Was dit je tijd waard?"),
        (
            Kept(
                "value_check score count",
                _("Hoe vaak elke score gegeven is. Niet door wie, en niet wanneer."),
                WITH_TEAM,
                OnErasure.STAYS,
                exported=False,
            ),
        ),
    ),
]
