"""Bringing instruments in: from the files that come with Werkplek, once a version."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from instruments.models.instruments import Instrument, Item
from learningtracks.editions import Edition, Entry, Unreadable
from partnerships.models.organisations import Organisation


class Changed(Unreadable):
    """The file of a published version says something else than what was published."""


@transaction.atomic
def load(editions: Iterable[Edition]) -> list[Instrument]:
    """Publish the editions that are not there yet, and return those. Running it again changes nothing.

    Raises Changed when a published version reads differently now: answers point at those words.
    """
    there = {(one.slug, one.version): one for one in Instrument.objects.ours()}
    made = []
    for edition in editions:
        if not (published := there.get((edition.slug, edition.version))):
            made.append(publish(edition))
        elif published.fingerprint != edition.fingerprint:
            raise Changed(
                f"{edition} was published before and its file has other words now. "
                f"Put the file back, and write the new words in {edition.slug}@{edition.version + 1}.toml."
            )
    return made


def publish(edition: Edition, organisation: Organisation | None = None) -> Instrument:
    """Keep an edition as rows, in the caller's transaction: one that comes with Werkplek, or an own one."""
    instrument = Instrument.objects.create(
        slug=edition.slug,
        version=edition.version,
        organisation=organisation,
        answer=edition.answer,
        reading=edition.reading,
        about=list(edition.about),
        readers=list(edition.readers),
        title_nl=edition.title.nl,
        title_en=edition.title.en,
        intro_nl=edition.intro.nl,
        intro_en=edition.intro.en,
        attribution_nl=edition.attribution.nl,
        attribution_en=edition.attribution.en,
        fingerprint=edition.fingerprint,
    )
    places = _places(edition.entries)
    tops = [_item(instrument, place, entry) for place, entry, above in places if above is None]
    Item.objects.bulk_create(tops)
    by_slug = {item.slug: item for item in tops}
    places = _places(edition.entries)
    Item.objects.bulk_create(
        [_item(instrument, place, entry, by_slug[above.slug]) for place, entry, above in places if above]
    )
    return instrument


def _places(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry, Entry | None]]:
    """Every entry with its place in the whole list, and what it hangs under."""
    place = 0
    for entry in entries:
        place += 1
        yield place, entry, None
        for part in entry.parts:
            place += 1
            yield place, part, entry


def _item(instrument: Instrument, place: int, entry: Entry, parent: Item | None = None) -> Item:
    return Item(
        instrument=instrument,
        parent=parent,
        slug=entry.slug,
        position=place,
        kind=entry.kind,
        answer=entry.answer,
        group=entry.group,
        level=entry.level,
        short=entry.short,
        serves=list(entry.serves),
        becomes=list(entry.becomes),
        audience=list(entry.audience),
        name_nl=entry.name.nl,
        name_en=entry.name.en,
        text_nl=entry.text.nl,
        text_en=entry.text.en,
        guide_nl=entry.guide.nl,
        guide_en=entry.guide.en,
        team_nl=entry.team.nl,
        team_en=entry.team.en,
    )
