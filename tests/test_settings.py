"""Settings are typed, never guessed and never overwritten; every path has one place."""

import json
from pathlib import Path

import pytest

from screening_app.settings import (
    InstallationIncomplete,
    Settings,
    SettingsNotKept,
    SettingsUnreadable,
    catalogs_folder,
    data_folder,
    interface_language,
    keep_country,
    keep_vault_folder,
    load_settings,
    settings_file,
    shipped_folder,
    usual_data_folder,
    vault_folder,
)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings(language=None, vault=None)


def test_settings_are_read(tmp_path: Path) -> None:
    settings_file(tmp_path).write_text(json.dumps({"language": "en", "vault": "/srv/valv"}), "utf-8")

    assert load_settings(tmp_path) == Settings(language="en", vault=Path("/srv/valv"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('{"language": "klingon-kanarie"}', "language"),
        ('{"langauge": "sv"}', "langauge"),
        ('{"language": ', "line 1"),
        ("[]", "object"),
        ("", "line 1"),
        ("\N{LATIN SMALL LETTER A WITH RING ABOVE}", "line 1"),
    ],
)
def test_a_file_that_is_not_understood_is_named_and_left_alone(
    content: str, problem: str, tmp_path: Path
) -> None:
    path = settings_file(tmp_path)
    path.write_text(content, "utf-8")

    with pytest.raises(SettingsUnreadable) as caught:
        load_settings(tmp_path)

    assert str(path) in caught.value.describe()
    assert problem in caught.value.describe()
    assert "kanarie" not in caught.value.describe()
    assert path.read_text("utf-8") == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_settings_file_that_cannot_be_opened_is_no_reason_for_defaults(tmp_path: Path) -> None:
    settings_file(tmp_path).mkdir()

    with pytest.raises(SettingsUnreadable):
        load_settings(tmp_path)


def test_data_folder_is_the_chosen_one_then_the_environments(tmp_path: Path) -> None:
    named = {"SCREENING_APP_DATA_DIR": str(tmp_path / "named")}

    assert data_folder(tmp_path / "chosen", environment=named) == tmp_path / "chosen"
    assert data_folder(environment=named) == tmp_path / "named"
    assert data_folder(Path("here")) == Path.cwd() / "here"


def test_data_are_shared_where_the_administrator_made_a_folder(tmp_path: Path, own_home: Path) -> None:
    assert usual_data_folder(machine_wide=tmp_path) == tmp_path
    assert usual_data_folder(machine_wide=tmp_path / "absent") == own_home / "share" / "samtalsstod"


def test_names_of_our_folders_are_neutral(own_home: Path) -> None:
    usual = str(data_folder(environment={})).lower()

    assert not [word for word in ("screen", "violence", "våld", "abuse") if word in usual]


def test_vault_is_the_chosen_one_then_the_settled_one_then_in_the_data_folder(tmp_path: Path) -> None:
    settled = Settings(vault=tmp_path / "settled")

    assert vault_folder(tmp_path, settings=settled, chosen=tmp_path / "chosen") == tmp_path / "chosen"
    assert vault_folder(tmp_path, settings=settled) == tmp_path / "settled"
    assert vault_folder(tmp_path, settings=Settings()) == tmp_path / "vault"


def test_what_is_shipped_is_found_in_the_checkout() -> None:
    assert (shipped_folder("forms") / "core").is_dir()
    assert (catalogs_folder() / "sv").is_dir()


def test_what_is_shipped_is_found_in_an_installed_wheel(tmp_path: Path) -> None:
    inside = tmp_path / "screening_app" / "_data" / "forms"
    inside.mkdir(parents=True)
    (tmp_path / "forms").mkdir()  # somebody else's, beside the installed package

    assert shipped_folder("forms", package=tmp_path / "screening_app", frozen=None) == inside


def test_what_is_shipped_is_found_in_a_frozen_build(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()

    assert shipped_folder("resources", frozen=tmp_path) == tmp_path / "resources"


def test_a_frozen_build_takes_nothing_from_outside(tmp_path: Path) -> None:
    with pytest.raises(InstallationIncomplete) as caught:
        shipped_folder("forms", frozen=tmp_path)

    assert "forms" in caught.value.describe()


@pytest.mark.parametrize(
    ("chosen", "settled", "system", "spoken"),
    [
        ("en", "sv", {"LANG": "sv_SE.UTF-8"}, "en"),
        (None, "en", {"LANG": "sv_SE.UTF-8"}, "en"),
        (None, None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, None, {"LC_ALL": "sv_SE.UTF-8", "LANG": "en_GB.UTF-8"}, "sv"),
        (None, None, {"LANG": "C.UTF-8"}, "sv"),
        (None, None, {}, "sv"),
    ],
)
def test_language_is_chosen_then_settled_then_the_systems(
    chosen: str | None, settled: str | None, system: dict[str, str], spoken: str
) -> None:
    settings = Settings(language="en" if settled == "en" else "sv" if settled else None)

    assert interface_language(settings=settings, chosen=chosen, environment=system) == spoken


def test_the_vaults_place_is_settled_beside_what_was_settled_before(tmp_path: Path) -> None:
    settings_file(tmp_path).write_text('{"lock_after_minutes": 5}', encoding="utf-8")

    keep_vault_folder(tmp_path, tmp_path / "elsewhere")

    settled = load_settings(tmp_path)
    assert (settled.vault, settled.lock_after_minutes) == (tmp_path / "elsewhere", 5)


def test_the_usual_place_needs_no_settings(tmp_path: Path) -> None:
    keep_vault_folder(tmp_path, tmp_path / "vault")

    assert not settings_file(tmp_path).exists()


def test_settings_that_cannot_be_used_are_left_alone_by_a_new_place(tmp_path: Path) -> None:
    settings_file(tmp_path).write_text("{", encoding="utf-8")

    with pytest.raises(SettingsUnreadable):
        keep_vault_folder(tmp_path, tmp_path / "elsewhere")

    assert settings_file(tmp_path).read_text(encoding="utf-8") == "{"


def test_settings_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "settings.json.new").mkdir(parents=True)

    with pytest.raises(SettingsNotKept):
        keep_vault_folder(tmp_path / "data", tmp_path / "elsewhere")


def test_the_country_of_the_lock_screen_is_settled_once(tmp_path: Path) -> None:
    keep_country(tmp_path, "se")
    assert not settings_file(tmp_path).exists()

    keep_country(tmp_path, "gb")
    keep_country(tmp_path, "se")

    assert load_settings(tmp_path).country == "gb"
