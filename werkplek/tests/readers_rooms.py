"""Who may read the texts of live sessions, for the crawl for canaries. A live board is JSON of many hands:
reflections/tests/test_rooms_listen.py listens at every address whether it keeps to its time."""

from reflections.models.rooms import Pad


def its_owner(pad: Pad) -> set[int]:
    """Row 20: whose it is, and nobody else, ever."""
    return {pad.seat.person_id}


CONTENT_OF_ROOMS = {"reflections.Pad.title": its_owner, "reflections.Pad.text": its_owner}
NAMES_OF_ROOMS = ["reflections.GuestPass.email", "reflections.GuestPass.name", "reflections.Seat.guest_name"]
MADE_OF_ROOMS = [
    "reflections.Room.away",
    "reflections.Room.board",
    "reflections.Room.code",
    "reflections.Room.counts",
    "reflections.Room.here",
    "reflections.SessionMove.payload",
]
