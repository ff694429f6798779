"""A unit's own form that stands in for one that ships, and so changes what drafts were begun with."""

from pathlib import Path

from screening_app.settings import shipped_folder

GONE = "How many minutes do you have left?"
ASKED = "Is there a quiet place?"


def write_own_prepare(folder: Path) -> Path:
    """Write the form of the first step with one question less, and one more."""
    text = (shipped_folder("forms") / "core" / "prepare.yaml").read_text(encoding="utf-8")
    before, gone, rest = text.partition('  - linkId: "time-left"')
    _gone, kind, after = (gone + rest).partition('  - linkId: "case-kind"')
    new = (
        '  - linkId: "quiet-place"\n    type: "boolean"\n'
        f'    text: {{sv: "Finns det en lugn plats?", en: "{ASKED}"}}\n    contentClass: "ordinary"\n'
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "prepare.yaml"
    path.write_text(before + new + kind + after, encoding="utf-8")
    return path
