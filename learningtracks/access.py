"""Access decorators of the learning tracks floor."""

from learningtracks.models import Track
from partnerships.access import found_for

for_track = found_for("track", "learner of the track or named on it", Track.objects.visible_to)
for_track_coordinator = found_for("track", "coordinator of a party of the track", Track.objects.managed_by)
