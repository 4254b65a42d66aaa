"""The tables of the learning tracks floor, one noun a file."""

from learningtracks.models.tracks import Period, Track, TrackPerson

__all__ = ["Period", "Track", "TrackPerson"]
