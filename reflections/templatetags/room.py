"""The room: what only the person themself sees of their own line, and notes that are drawn once."""

from dataclasses import astuple
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from reflections.live import shared
from reflections.live.scene import NoteLine, Scene

NOTE = "reflections/rooms/_note.html"
register = template.Library()


class Own(template.Node):
    """Shown to one sitter. In a part that is made once for all listeners it stands there for each of them, marked, and
    `shared.for_seat` keeps the own one."""

    def __init__(self, sitter: FilterExpression, scene: FilterExpression, nodelist: NodeList) -> None:
        self.sitter, self.scene, self.nodelist = sitter, scene, nodelist

    def render(self, context: template.Context) -> Any:
        sitter, scene = self.sitter.resolve(context), self.scene.resolve(context)
        if scene.for_all:
            return shared.mark(sitter.number, self.nodelist.render(context))
        return self.nodelist.render(context) if sitter.is_me else ""


@register.tag
def own(parser: Parser, token: Token) -> Own:
    """`{% own person s %} … {% endown %}`: a Sitter and the Scene."""
    _name, sitter, scene = token.split_contents()
    nodelist = parser.parse(("endown",))
    parser.delete_first_token()
    return Own(parser.compile_filter(sitter), parser.compile_filter(scene), nodelist)


@register.simple_tag
def board_note(scene: Scene, line: NoteLine, tellers: bool | str = False) -> SafeString:
    """One note on the board. On a whole page its forms have a version and a key of their own; for a script it is the
    same until somebody changes it."""

    def draw() -> str:
        return render_to_string(NOTE, {"s": scene, "line": line, "tellers": tellers})

    if scene.plain or scene.drawn is None:
        return mark_safe(draw())  # noqa: S308 - a template of ours
    known = (line.teller, line.title, line.mine, line.changeable, bool(tellers), scene.look, translation.get_language())
    return mark_safe(scene.drawn.get((*astuple(line.note), *known), draw))  # noqa: S308 - the same
