"""The room: what only the person themself sees of their own line."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token

from reflections.live import shared

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
