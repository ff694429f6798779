"""The page of ``docs`` that lists every finding.

``python -m tests.questionnaire.findings_page`` writes it.
"""

from collections.abc import Mapping

from screening_app.i18n import use_language
from screening_app.questionnaire import pack_rules, rules
from screening_app.questionnaire.rule import Rule
from screening_app.settings import catalogs_folder
from tests.helpers.surroundings import CHECKOUT

PAGE = CHECKOUT / "docs" / "form-findings.md"

_SECTIONS: tuple[tuple[str, str, Mapping[str, Rule]], ...] = (
    ("The file", "It is refused before anything in it is understood.", rules.FILE),
    ("Keys and values", "A key or a value is not one of the grammar's.", rules.GRAMMAR),
    ("A form by itself", "Loading refuses it: the engine relies on these.", rules.STRUCTURE),
    ("A pathway", "Its steps, gates, outcomes and closing duties.", rules.PATHWAY),
    ("What reading a form does not need, and a person does", "Words, conditions, vignettes.", rules.LINT),
    ("A unit's routine", "What it adds to the pathways that ship.", rules.ROUTINE),
    ("A country's packs", "Law and papers.", pack_rules.PACK),
    (
        "Rules over time",
        "The rules over the record of one person, and their histories.",
        pack_rules.OVER_TIME,
    ),
)

_HEAD = """\
# What `forms check` finds, and what to do about it

`screening-app forms check PATH…` reads form files, pathways, vignettes and packs, and runs every vignette.
Each finding is one line: file, line, the item it is about, what is wrong, what to do, its code in brackets.
With `--json` the same comes as `{"files", "vignettes", "findings": [{"code", "file", "line", "linkId",
"message", "whatToDo"}]}`. It ends with 0 if there is nothing, with 1 if there is anything. A form or pathway
with a finding cannot be used for a person.

Words in braces are filled in from the file. This page is written by
`python -m tests.questionnaire.findings_page`, and a test compares it with the code.
"""


def page() -> str:
    """Return the page as the code has it."""
    use_language("en", catalogs_folder())
    parts = [_HEAD]
    for title, about, found in _SECTIONS:
        rows = [
            f"| `{code}` | {_cell(rule.message)} | {_cell(rule.what_to_do)} |" for code, rule in found.items()
        ]
        parts.append(
            "\n".join(
                [
                    f"## {title}",
                    "",
                    about,
                    "",
                    "| Code | What is wrong | What to do |",
                    "|---|---|---|",
                    *rows,
                    "",
                ]
            )
        )
    return "\n".join(parts)


def codes() -> set[str]:
    """Return the codes that the page lists."""
    return {code for _, _, found in _SECTIONS for code in found}


def _cell(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
