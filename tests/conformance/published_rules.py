"""Published rules whose instruments ship as record-only, written in our grammar to try the engine.

No form of this module is for use: it has no words, only numbers of items, and the owners' terms keep
the rules out of the forms that ship. A unit that imports its own licensed text gets exactly these.
"""

from functools import cache

from screening_app.engine.form import CompiledForm, compile_form
from screening_app.questionnaire.loader import parse_questionnaire

YES_NO = (0, 1)
TEN_POINTS = ((0, 1, 2, 3, 4), (0, 2, 4))

_HEAD = """\
url: "https://example.org/{name}"
version: "1.0.0"
status: "draft"
title: {{sv: "{name}", en: "{name}"}}
languages: ["sv", "en"]
provenance:
  wording: "own"
  scoring: "own"
  basis: "test"
  owner: null
  licence: "none"
  permission: "not-needed"
  citation: null
audience: "staff"
item:
"""
_ITEM = """\
  - linkId: "{link_id}"
    type: "choice"
    text: {{sv: "{link_id}", en: "{link_id}"}}
    contentClass: "statement"
    absent: ["unknown"]
    answerOption: [{options}]
"""


def option(code: str, points: int | None = None) -> str:
    """Return an option as a form file writes it."""
    weight = "" if points is None else f"itemWeight: {points}, "
    return f'{{code: "{code}", {weight}display: {{sv: "{code}", en: "{code}"}}}}'


def item(link_id: str, points: tuple[int, ...]) -> str:
    """Return a question whose codes are its points."""
    return _ITEM.format(link_id=link_id, options=", ".join(option(str(one), one) for one in points))


def plain(link_id: str, *codes: str) -> str:
    """Return a question without points."""
    return _ITEM.format(link_id=link_id, options=", ".join(map(option, codes)))


def names(first: int, last: int) -> list[str]:
    """Return link ids by number of item."""
    return [f"q{number}" for number in range(first, last + 1)]


def total(name: str, summed: list[str], most: int, bands: dict[str, tuple[int, int]], when: str = "") -> str:
    """Return a score with its bands."""
    quoted = ", ".join(f'"{one}"' for one in summed)
    lines = [f'  - id: "{name}"', f"    sum: [{quoted}]"]
    lines += [f"    range: [0, {most}]", *([f"    when: {when}"] if when else [])]
    lines += ["    band:"] if bands else []
    for band, (low, high) in bands.items():
        words = f'{{sv: "{band}", en: "{band}"}}'
        lines.append(f'      - {{id: "{band}", from: {low}, to: {high}, text: {words}}}')
    return "\n".join(lines) + "\n"


def of_sex(sex: str) -> str:
    """Return the condition of a cut-off for one sex."""
    return f'{{question: "sex", is: "{sex}"}}'


def odara() -> str:
    """Thirteen factors, one point each; the norms' groups as bands."""
    groups = {"0": (0, 0), "1": (1, 1), "2": (2, 2), "3": (3, 3), "4": (4, 4), "5-6": (5, 6), "7-13": (7, 13)}
    items = "".join(item(name, YES_NO) for name in names(1, 13))
    return items + "score:\n" + total("total", names(1, 13), 13, groups)


def lap() -> str:
    """Any of the first three, or four of the rest, or the screener's belief."""
    items = "".join(item(name, YES_NO) for name in names(1, 11)) + plain("belief", "no", "yes")
    scores = "score:\n" + total("first", names(1, 3), 3, {}) + total("rest", names(4, 11), 8, {})
    yes = '{question: "belief", is: "yes"}'
    triggered = f'{{any: [{{score: "first", at-least: 1}}, {{score: "rest", at-least: 4}}, {yes}]}}'
    cannot = (
        '{all: [{score: "first", at-most: 0}, {score: "rest", at-most: 3}, {question: "belief", is: "no"}]}'
    )
    flags = [
        f'  - {{id: "{name}", when: {when}, level: "same-day", '
        f'text: {{sv: "a", en: "a"}}, action: ["supervisor"]}}'
        for name, when in (("triggered", triggered), ("cannot-trigger", cannot))
    ]
    return items + scores + "flag:\n" + "\n".join(flags) + "\n"


def audit() -> str:
    """Ten items, the last two with 0, 2 or 4 points; zones differ by sex."""
    points = [*([TEN_POINTS[0]] * 8), *([TEN_POINTS[1]] * 2)]
    men = {"low": (0, 7), "hazardous": (8, 15), "harmful": (16, 19), "dependence": (20, 40)}
    women = {"low": (0, 5), "hazardous": (6, 13), "harmful": (14, 17), "dependence": (18, 40)}
    return _by_sex(points, 40, men, women)


def dudit() -> str:
    """Eleven items, the last two with 0, 2 or 4 points; the lower cut-off differs by sex."""
    points = [*([TEN_POINTS[0]] * 9), *([TEN_POINTS[1]] * 2)]
    men = {"below": (0, 5), "problems": (6, 24), "dependence": (25, 44)}
    women = {"below": (0, 1), "problems": (2, 24), "dependence": (25, 44)}
    return _by_sex(points, 44, men, women)


def _by_sex(
    points: list[tuple[int, ...]],
    most: int,
    men: dict[str, tuple[int, int]],
    women: dict[str, tuple[int, int]],
) -> str:
    summed = names(1, len(points))
    items = plain("sex", "m", "f") + "".join(map(item, summed, points))
    return (
        items
        + "score:\n"
        + total("m", summed, most, men, of_sex("m"))
        + total("f", summed, most, women, of_sex("f"))
    )


RULES = {"odara": odara, "lap": lap, "audit": audit, "dudit": dudit}


@cache
def rule_form(name: str) -> CompiledForm:
    """Return one of ``RULES`` ready to run."""
    return compile_form(parse_questionnaire(_HEAD.format(name=name) + RULES[name](), name))
