"""Organisation scans for the world of the tests: the newest of last year, so that one can begin, in which Tina is
invited; and earlier ones."""

from django.utils import timezone

from accounts.values import today
from instruments.kinds.organisation_scans import ORGANISATION_SCAN
from instruments.models.asks import Ask, Asked, Named
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer, Sheet
from learningtracks.values.instruments import Reading
from werkplek.tests.world import World


def fill_organisation_scans(world: World, number: int) -> None:
    """Every row is a year further back."""
    things = world.things
    if "organisation_scan" not in things:
        newest = things["organisation_scan"] = _scan(world, 1)
        Named.objects.create(ask=newest, person=world.people["TM"], writes=True)
        things["invited_id"] = world.people["TM"].public_id
        _write(Sheet.objects.create(ask=newest, person=world.people["TM"], handed_in_at=timezone.now()), "Dat zie ik")
    things["earlier_scan"] = _scan(world, number + 2)
    Ask.objects.filter(pk=things["earlier_scan"].pk).update(closed_at=timezone.now())
    things["earlier_scan"].refresh_from_db()


def _scan(world: World, years_ago: int) -> Ask:
    scan = Ask.objects.create(
        kind=ORGANISATION_SCAN.code,
        reading=Reading.SIDE_BY_SIDE,
        organisation=world.things["organisation"],
        cycle=str(today().year - years_ago),
        by=world.people["LA"],
    )
    Asked.objects.create(ask=scan, instrument=Instrument.objects.current("org_conditions"), place=0)
    _write(Sheet.objects.create(ask=scan, edited_by=world.people["LA"]), "Vragen stellen mag.")
    return scan


def _write(sheet: Sheet, text: str) -> None:
    for item in sheet.ask.sources()[0].tree:
        Answer.objects.create(sheet=sheet, item=item, text=text, choice="" if item.answer else "2")
