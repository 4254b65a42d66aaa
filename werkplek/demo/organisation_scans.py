"""Two organisation scans of De Linde: one of last year and the one of this year, which is half done; and what is there
on two of its workplaces."""

import datetime as dt
from collections.abc import Mapping

from accounts.models import User
from accounts.values import today
from instruments.actions import sheets, yearly
from instruments.kinds.organisation_scans import ORGANISATION_SCAN
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.values.asks import Given
from learningtracks.actions import action_points, workplace_conditions
from learningtracks.models.workplace_conditions import lines_of
from learningtracks.values.pieces import Slot
from learningtracks.values.workplace_conditions import Supply
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace
from werkplek.demo import long_ago

LAST_YEAR = {  # condition: score, where we are, next step
    "mission": (1, "De visie op leren ligt er, maar weinig mensen kennen haar.", "Bespreek de visie in elk team."),
    "management": (2, "Teamleiders maken tijd vrij als iemand erom vraagt.", ""),
    "structure": (1, "Over het rooster beslist nog vaak het kantoor.", "Proef: team Beuk roostert zelf."),
    "communication": (1, "Wat goed gaat, horen andere locaties niet.", "Elke maand één verhaal in het weekbericht."),
    "culture": (2, "Vragen stellen is gewoon, proberen nog niet.", "Een half uur per week om iets uit te proberen."),
    "curiosity": (3, "Veel mensen melden zich zelf voor een klus.", ""),
}
THIS_YEAR = {
    "mission": (2, "Twee van de drie teams spraken over de visie.", "Maak er één vraag van voor elk jaargesprek."),
    "management": (2, "Twee teamleiders lopen elke maand een dienst mee.", "Vraag hun wat het oplevert."),
    "structure": (2, "Team Beuk roostert zelf, en dat bevalt.", "Team Eik mag ook."),
    "communication": (None, "", ""),
}
BESIDE = {  # who was invited, and what they answered
    "tom": {
        "management": ("2", "Ik krijg tijd voor scholing, mijn buurteam nog niet."),
        "structure": ("3", "Het rooster maken we zelf."),
    },
    "nora": {"management": ("1", "Er is tijd, en we gebruiken die niet."), "culture": ("2", "")},
}
BEUK = {  # slug: presence, whether it is used, where you find it
    Supply.CAREER_TALKS: ("yes", True, "Vraag ernaar bij Leren en Ontwikkelen, op dinsdag."),
    Supply.PLANS: ("partly", False, "Voor leerlingen wel, voor vaste collega's nog niet."),
    Supply.NETWORK: ("wanted", None, ""),
    Supply.REFERENCE: ("yes", True, "Elke ochtend bij de overdracht."),
}
OLD = [Supply.CAREER_TALKS, Supply.PLANS]  # last looked at a year ago
OWN = ("Leerplein op donderdag", "yes", True, "In de oude recreatiezaal, van twee tot vier.", Slot.PEOPLE)
EIK = {Supply.REFERENCE: ("no", None, "")}


def build(people: dict[str, User], organisations: dict[str, Organisation], workplaces: Mapping[str, Workplace]) -> None:
    """By the actions that people take; the first scan is moved back to last year."""
    lars, linde = people["lars"], organisations["linde"]
    first = yearly.begin(ORGANISATION_SCAN, linde, by=lars)
    _fill(first, LAST_YEAR, lars)
    day = first.started_at - dt.timedelta(days=360)
    Ask.objects.filter(pk=first.pk).update(cycle=str(int(first.cycle) - 1), started_at=day)
    long_ago.told(first.trail, day)
    second = yearly.begin(ORGANISATION_SCAN, linde, by=lars)
    _fill(second, THIS_YEAR, lars)
    for login, said in BESIDE.items():
        yearly.invite(second, person=people[login], by=lars)
        sheets.write(second, by=people[login], version=0, answers=_answers(second, said))
        sheets.hand_in(second, by=people[login])
    yearly.publish(second, by=lars)
    vision = THIS_YEAR["mission"][2]
    action_points.make(
        linde, by=lars, text=vision, owner=lars, due_on=today() + dt.timedelta(weeks=5), origin=second.origin
    )
    _look(workplaces["beuk"], BEUK, lars)
    _look(workplaces["eik"], EIK, lars)
    name, presence, used, where, slot = OWN
    workplace_conditions.add(
        workplaces["beuk"], name=name, presence=presence, used=used, where=where, slot=slot, by=lars
    )
    workplaces["beuk"].conditions.filter(slug__in=OLD).update(edited_at=day)


def _look(workplace: Workplace, there: Mapping[Supply, tuple[str, bool | None, str]], by: User) -> None:
    for line in lines_of(workplace):
        if line.slug in there:
            presence, used, where = there[Supply(line.slug)]
            workplace_conditions.write(
                line, presence=presence, used=used, where=where, slot=line.slot, version=0, by=by
            )


def _answers(scan: Ask, said: Mapping[str, tuple[str, str]]) -> dict[Item, Given]:
    items = {item.key: item for item in scan.sources()[0].tree}
    return {items[key]: Given(choice, text) for key, (choice, text) in said.items()}


def _fill(scan: Ask, said: Mapping[str, tuple[int | None, str, str]], by: User) -> None:
    """What the adviser wrote, and the next step."""
    items = {item.key: item for item in scan.sources()[0].tree}
    for key, (score, where_now, next_step) in said.items():
        ticked = Given("unknown" if score is None else str(score), where_now)
        sheets.note(scan, item=items[key], given=ticked, version=0, by=by)
        if next_step:
            sheets.note(scan, item=items[f"{key}_next"], given=Given(text=next_step), version=0, by=by)
