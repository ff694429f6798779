"""A form as the text of its file: what the loader reads back as the same form (FORMS 2)."""

from decimal import Decimal

import yaml

from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.source import is_ambiguous

_WIDTH = 110
_ENDLESS = 1_000_000
_NOT_IN_THE_FILE = {"sha256", "source_text"}


class _Writer(yaml.SafeDumper):
    """Quotes every text, and of the keys those that programs read differently without quotes."""

    def ignore_aliases(self, data: object) -> bool:
        """Write every value out: forms use no aliases."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists below their key, as the forms that ship do."""
        super().increase_indent(flow, indentless=False)


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and text.isascii() else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _table(writer: _Writer, table: dict[str, object]) -> yaml.MappingNode:
    node = writer.represent_mapping("tag:yaml.org,2002:map", list(table.items()))
    for key, _ in node.value:
        key.style = '"' if is_ambiguous(key.value) else None
    return node


def _number(writer: _Writer, number: Decimal) -> yaml.ScalarNode:
    whole = number == number.to_integral_value()
    shown = str(int(number)) if whole else format(number.normalize(), "f")
    return writer.represent_scalar(f"tag:yaml.org,2002:{'int' if whole else 'float'}", shown)


_Writer.add_representer(str, _text)
_Writer.add_representer(dict, _table)
_Writer.add_representer(Decimal, _number)


def form_text(form: Questionnaire) -> str:
    """Return the text of a form file; keys that say no more than their default are left out."""
    tree = form.model_dump(by_alias=True, exclude_defaults=True, exclude=_NOT_IN_THE_FILE)
    return yaml.dump(_plain(tree), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_WIDTH)


def in_one_line(node: Node) -> str:
    """Return a part of a form file in one line."""
    tree = _plain(node.model_dump(by_alias=True, exclude_defaults=True))
    line = yaml.dump(
        tree, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=_ENDLESS, default_flow_style=True
    )
    return str(line).strip()


def _plain(value: object) -> object:
    """Return lists for tuples and the texts of enumerations, which the writer knows."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool | int | Decimal) or value is None:
        return value
    return str(value)
