from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningtracksConfig(AppConfig):
    name = "learningtracks"
    verbose_name = _("Trajecten")

    def ready(self) -> None:
        """Add this layer's parts to pages of the partnerships layer, and its learners to teams."""
        from learningtracks import panels
        from learningtracks.belonging import learners_in, teams_learnt_in
        from partnerships import belonging
        from partnerships import extensions as partnerships

        belonging.joined_by(teams=teams_learnt_in, people=learners_in)
        partnerships.SETUP_TASKS.add(panels.task_of_tracks)
        partnerships.PARTNERSHIP_PARTS.add(panels.actions_of, order=1)
        partnerships.EFFECTS_OF_END.add(panels.effects_of_end)
        partnerships.EFFECTS_OF_LEAVING.add(panels.effects_of_leaving)
