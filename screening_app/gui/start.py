"""Where and how the window starts: what was asked for, handed over, or settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening_app import settings
from screening_app.gui.handover import Handover
from screening_app.i18n import LANGUAGES

_HEADERS = ("vault.json", "vault.json.copy")
DATA_DIR, VAULT, LANGUAGE = "--data-dir", "--vault", "--lang"
OPTIONS = (DATA_DIR, VAULT, LANGUAGE)
"""What may stand on the command line and still mean the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the window knows before anything is opened.

    Attributes:
        data_dir: Folder of the settings.
        vault: Folder of the vault.
        language: Of the interface.
        theme: Code of the theme; ``system`` follows the computer.
        factor: Text size.
        handover: What the process before a lock told us, if there was one.
    """

    data_dir: Path
    vault: Path
    language: str
    theme: str = "system"
    factor: float = 1.0
    handover: Handover | None = None

    @property
    def has_vault(self) -> bool:
        """Tell whether there is a vault, or something left of one."""
        names = (*_HEADERS, "records-1.db")
        return any((self.vault / name).exists() for name in names)


def window_options(words: Sequence[str]) -> Mapping[str, str] | None:
    """Return the options of the command line, or None if the words mean a command."""
    found = dict[str, str]()
    rest = list(words)
    while rest:
        name, has_value, value = rest.pop(0).partition("=")
        if name not in OPTIONS or not (has_value or rest):
            return None
        found[name] = value if has_value else rest.pop(0)
    if LANGUAGE in found and found[LANGUAGE] not in LANGUAGES:
        return None
    return found


def find_start(options: Mapping[str, str], handover: Handover | None) -> Start:
    """Return where to start; after a lock everything is as it was before it.

    Raises:
        SettingsUnreadable: If the settings are there and cannot be used.
    """
    if handover is not None:
        return Start(
            data_dir=handover.data_dir,
            vault=handover.vault,
            language=handover.language if handover.language in LANGUAGES else "en",
            theme=handover.theme,
            factor=handover.factor,
            handover=handover,
        )
    data_dir = settings.data_folder(_path(options.get(DATA_DIR)))
    settled = settings.load_settings(data_dir)
    return Start(
        data_dir=data_dir,
        vault=settings.vault_folder(data_dir, settings=settled, chosen=_path(options.get(VAULT))),
        language=settings.interface_language(settings=settled, chosen=options.get(LANGUAGE)),
    )


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)
