"""Settings of this workstation, and every path we use.

Nothing here is about a person. A settings file that cannot be read is reported and left
alone: falling back to defaults, and saving those over it, would lose what somebody decided.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_

FOLDER = "samtalsstod"
"""Name of our folder under a folder of the system: neutral, since others see it."""

DATA_DIR_VARIABLE = "SCREENING_APP_DATA_DIR"
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

LockMinutes = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
HideKey = Literal["F8", "F9", "F10", "F11", "Pause", "ScrollLock"]

_MACHINE_WIDE = Path("/var/lib") / FOLDER
_PACKAGE = Path(__file__).resolve().parent
_FROZEN = Path(sys._MEIPASS) if hasattr(sys, "_MEIPASS") else None


class SettingsUnreadable(ScreeningAppError):
    """The settings file is there, but is not what we expect."""

    code = "settings/unreadable"
    user_message = N_(
        "The settings in {path} cannot be used ({problem}). "
        "Nothing was changed. Correct the file, or move it away to start from the defaults."
    )


class SettingsNotKept(ScreeningAppError):
    """The settings cannot be written."""

    code = "settings/not-kept"
    user_message = N_(
        "The settings in {path} cannot be written. Choose the folder proposed, or ask for access."
    )


class InstallationIncomplete(ScreeningAppError):
    """A folder that comes with the application is missing."""

    code = "settings/installation-incomplete"
    user_message = N_("The installation lacks its folder {folder}. Install the application again.")


FIRST_COUNTRY = "se"
"""Whose numbers show before anybody has said which country it is: never another's by the alphabet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was decided for this workstation.

    Attributes:
        language: Language of the interface; None follows the system.
        vault: Folder of the vault; None means ``vault`` in the data folder.
        country: Whose public numbers the lock screen shows; None means ``FIRST_COUNTRY``.
        lock_after_minutes: How long nobody may touch anything before the vault locks (DESIGN 4).
        hide_key: A second key that hides the screen, beside F12.
    """

    # Read by pydantic, which is imported only when there is a file to check.
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "hide_input_in_errors": True}

    language: Literal["sv", "en"] | None = None
    vault: Path | None = None
    country: str | None = None
    lock_after_minutes: LockMinutes = 3
    hide_key: HideKey | None = None


def load_settings(data_dir: Path) -> Settings:
    """Return the settings kept in a data folder, or the defaults where there is no file.

    Raises:
        SettingsUnreadable: If there is a file that cannot be read or understood.
    """
    path = settings_file(data_dir)
    try:
        untrusted = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsUnreadable(path=str(path), problem=error.strerror or type(error).__name__) from None
    return _checked(untrusted, path)


def keep_vault_folder(data_dir: Path, folder: Path) -> None:
    """Settle where the vault is, so that the next start finds it; all other settings stay as they are.

    Raises:
        SettingsUnreadable: If there are settings that cannot be used; they are left alone.
        SettingsNotKept: If they cannot be written.
    """
    if folder != vault_folder(data_dir, settings=load_settings(data_dir)):
        _keep(data_dir, "vault", str(folder))


def keep_country(data_dir: Path, country: str) -> None:
    """Settle whose numbers the lock screen shows, unless that is settled; all other settings stay.

    Raises:
        SettingsUnreadable, SettingsNotKept: As ``keep_vault_folder``.
    """
    if load_settings(data_dir).country is None and country != FIRST_COUNTRY:
        _keep(data_dir, "country", country)


def _keep(data_dir: Path, name: str, value: str) -> None:
    path = settings_file(data_dir)
    try:
        kept = json.loads(path.read_bytes()) if path.exists() else {}
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(json.dumps(kept | {name: value}, indent=2), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        raise SettingsNotKept(path=str(path)) from None


def _checked(untrusted: bytes, path: Path) -> Settings:
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 (50 ms that most starts can do without)

    try:
        return TypeAdapter(Settings).validate_json(untrusted)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        problem = ": ".join([*map(str, first["loc"]), first["msg"]])
    raise SettingsUnreadable(path=str(path), problem=problem)


def settings_file(data_dir: Path) -> Path:
    """Return the place of the settings file."""
    return data_dir / "settings.json"


def vault_folder(data_dir: Path, *, settings: Settings, chosen: Path | None = None) -> Path:
    """Return the folder of the vault: the one chosen now, else the settled one, else the usual one."""
    return _absolute(chosen or settings.vault or data_dir / "vault")


def data_folder(chosen: Path | None = None, *, environment: Mapping[str, str] = os.environ) -> Path:
    """Return the data folder: the one chosen now, else the environment's, else the usual one."""
    if chosen is not None:
        return _absolute(chosen)
    if named := environment.get(DATA_DIR_VARIABLE):
        return _absolute(Path(named))
    return usual_data_folder(machine_wide=_MACHINE_WIDE)


def usual_data_folder(*, machine_wide: Path) -> Path:
    """Return where data belong on this system, which two people may share (DESIGN 5).

    Windows has a folder for all users; on Linux the administrator makes ``machine_wide``
    with rights for the unit's group, and without it the data stay with the user.
    """
    import platformdirs  # noqa: PLC0415 (27 ms, and not needed where the folder was chosen)

    if sys.platform == "win32":
        return Path(platformdirs.site_data_dir(FOLDER, appauthor=False))
    if machine_wide.is_dir() and os.access(machine_wide, os.W_OK):
        return machine_wide
    return Path(platformdirs.user_data_dir(FOLDER))


def ourselves() -> list[str]:
    """Return what starts this program anew, as a process of its own."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "screening_app"]


def shipped_folder(
    name: Literal["forms", "resources"], *, package: Path = _PACKAGE, frozen: Path | None = _FROZEN
) -> Path:
    """Return a folder that comes with the application.

    A frozen build unpacks it beside the program, a wheel installs it inside the package, and in
    a checkout it stands beside the package.

    Args:
        name: Which one.
        package: Folder of the package ``screening_app``.
        frozen: Folder a frozen build was unpacked to, or None.

    Raises:
        InstallationIncomplete: If it is in none of these places.
    """
    places = (frozen,) if frozen else (package / "_data", package.parent)
    for place in places:
        if (place / name).is_dir():
            return place / name
    raise InstallationIncomplete(folder=name)


def catalogs_folder() -> Path:
    """Return the folder of the interface's translations.

    Raises:
        InstallationIncomplete: If the installation lacks its resources.
    """
    return shipped_folder("resources") / "locale"


def interface_language(
    *, settings: Settings, chosen: str | None = None, environment: Mapping[str, str] = os.environ
) -> str:
    """Return the language to speak: chosen now, settled, the system's, else Swedish.

    Swedish, because a system that names neither is as a rule set up for machines (``C.UTF-8``),
    and the first country is Sweden.
    """
    if wanted := chosen or settings.language:
        return wanted
    system = next(filter(None, map(environment.get, LANGUAGE_VARIABLES)), "")
    return "en" if system.startswith("en") else "sv"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (resolve() would hide a link from the checks)
