from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReflectionsConfig(AppConfig):
    name = "reflections"
    verbose_name = _("Ervaringen")

    def ready(self) -> None:
        """Add this layer's parts to pages of the lower ones."""
        from instruments import extensions as instruments
        from learningtracks import extensions as learningtracks
        from partnerships import extensions as partnerships
        from reflections import panels
        from reflections.actions import shares

        partnerships.PLACE_LINKS.add(panels.links_of_place)
        learningtracks.TRACK_PANELS.add(panels.shared_experiences)
        learningtracks.PUZZLES_PANELS.add(panels.evidence_on_track)
        learningtracks.ORIGINS.add(panels.situation_of)
        learningtracks.COMES_ON.add(shares.end_earlier)
        learningtracks.PIECE_PANELS.add(panels.evidence_of_piece)
        learningtracks.REVIEW_PANELS.add(panels.shared_experiences)
        instruments.EVIDENCE.add(panels.experiences_to_show)
