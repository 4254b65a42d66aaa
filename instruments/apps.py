from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstrumentsConfig(AppConfig):
    name = "instruments"
    verbose_name = _("Vragen en antwoorden")

    def ready(self) -> None:
        """Add this layer's parts to pages of the lower ones."""
        from instruments import panels
        from instruments.actions import shares
        from instruments.views import hill_lines
        from learningtracks import extensions as learningtracks
        from partnerships import extensions as partnerships

        learningtracks.ORIGINS.add(panels.way_back)
        learningtracks.THINGS_ON_TRACK.add(panels.things_on_track)
        learningtracks.TRAILS_OF_TRACKS.add(panels.trails_of_tracks)
        learningtracks.TRACK_PANELS.add(hill_lines.panel, order=1)
        learningtracks.SCAN_BEGAN.add(panels.scan_began)
        learningtracks.COMES_ON.add(shares.end_earlier)
        partnerships.PLACE_LINKS.add(panels.links_of_place, order=1)
        partnerships.PARTNERSHIP_PARTS.add(panels.talks_of)
