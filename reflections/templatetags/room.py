"""The room: what only the person themself sees of their own line, and what is drawn once for many versions."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from reflections.live import shared
from reflections.live.scene import NoteLine, Scene

NOTE, BUTTON = "reflections/rooms/_note.html", "reflections/rooms/_do.html"
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
        return self.nodelist.render(context) if sitter.number == scene.number else ""


@register.tag
def own(parser: Parser, token: Token) -> Own:
    """`{% own person s %} … {% endown %}`: a Sitter, or a NoteLine for who wrote it, and the Scene."""
    _name, sitter, scene = token.split_contents()
    nodelist = parser.parse(("endown",))
    parser.delete_first_token()
    return Own(parser.compile_filter(sitter), parser.compile_filter(scene), nodelist)


@register.simple_tag
def board_note(scene: Scene, line: NoteLine, tellers: bool | str = False) -> SafeString:
    """One note on the board, until somebody changes it."""
    note = (
        *vars(line.note).values(),
        line.teller,
        line.title,
        line.mine,
        line.changeable,
        scene.for_all,
        bool(tellers),
    )
    return _drawn_once(scene, NOTE, note, {"line": line, "tellers": tellers})


@register.simple_tag
def move_button(scene: Scene, kind: str, label: str, **more: Any) -> SafeString:
    """A form of one button that makes a move. `more` is what its template accepts."""
    return _drawn_once(scene, BUTTON, (kind, label, *more.items()), {"kind": kind, "label": label, **more})


def _drawn_once(scene: Scene, name: str, looks: tuple[Any, ...], context: dict[str, Any]) -> SafeString:
    """For a script what looks the same is drawn once (a room of 25 has fifty buttons). On a whole page every form has a
    version and a key of its own."""

    def draw() -> str:
        return render_to_string(name, {"s": scene, **context})

    if scene.plain or scene.drawn is None:
        return mark_safe(draw())  # noqa: S308 - a template of ours
    key = (name, scene.look, translation.get_language(), *looks)
    return mark_safe(str(scene.drawn.get(key, draw)))  # noqa: S308 - the same
