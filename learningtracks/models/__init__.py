"""The tables of the learning tracks floor, one noun a file."""

from learningtracks.models.tracks import GUIDES, Period, Track, TrackPerson, TrackQuerySet

__all__ = ["GUIDES", "Period", "Track", "TrackPerson", "TrackQuerySet"]
