"""Make a story of an own experience, outside any value check (domain.md §5.2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.access import for_author
from reflections.actions import alone as actions
from reflections.forms.alone import TellAloneForm
from reflections.models.experiences import Experience
from reflections.policy.alone import may_tell_alone, story_of


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def story_alone(request: PersonRequest, experience: Experience) -> HttpResponse:
    """The text, and what it brought; who made one already goes there."""
    if experience.is_draft:
        return redirect("reflections:experience_check", experience.public_id)
    if request.method != "POST" and (told := story_of(experience)):
        return redirect(told)
    require(may_tell_alone(request.user, experience))
    teams = list(Team.objects.filter(pk__in=belonging.teams_of(request.user)).order_by("name", "pk"))
    form = TellAloneForm(request.POST or None, experience=experience, teams=teams)

    def tell() -> str:
        story = actions.tell(experience, by=request.user, **form.told())
        messages.success(request, _("Je verhaal staat er. Alleen jij leest het, tot je het deelt."))
        return story.get_absolute_url()

    return form_page(request, form, tell, "reflections/stories/alone.html", {"experience": experience})
