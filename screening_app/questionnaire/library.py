"""The forms that ship with the application, read from their folder when first asked for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock

from screening_app.domain.ids import Canonical
from screening_app.questionnaire.errors import FormError, FormNotFound, OwnFormDiffers, PathwayNotFound, short
from screening_app.questionnaire.lint.corpus import VIGNETTES
from screening_app.questionnaire.lint.released import is_released
from screening_app.questionnaire.loader import load_over_time, load_packs, load_pathway, load_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.over_time import RulesOverTime
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.regular_file import form_files, read_regular
from screening_app.questionnaire.routine import ROUTINE, CannotAdd, routine_of, with_steps
from screening_app.questionnaire.source import read_source
from screening_app.questionnaire.versions.own import refused_difference

_HEAD_BYTES = 4096
_URL = re.compile(r"^url:[ ]*[\"']?([^\"'\s]+)", re.MULTILINE)
_VERSION = re.compile(r"^version:[ ]*[\"']?([^\"'\s]+)", re.MULTILINE)
_REGIME = re.compile(r"^regime:", re.MULTILINE)
_DAMAGED = Canonical("")
_COUNTRY = re.compile(r"[a-z]{2}")


class FileFormLibrary:
    """Forms, pathways and packs under one folder (port ``FormLibrary``).

    The folder is looked through once, first lines only; a file is read and checked when it is
    asked for, and then kept. Safe to ask from several threads.

    Args:
        root: What ships.
        own: A unit's own forms; one of the same url and version stands in for the one that ships,
            as a licensed wording does. Pathways and packs are not taken from there; the unit's routine,
            which stands there too, only adds steps.
    """

    def __init__(self, root: Path, own: Path | None = None) -> None:
        self._root = root
        self._own = own
        self._lock = Lock()
        self._forms: dict[Canonical, Path] | None = None
        self._stood_for: dict[Canonical, Path] = {}
        self._pathways: dict[Canonical, Path] = {}
        self._released: dict[str, list[Path]] = {}
        self._routine: Path | None = None
        self._questionnaires_read: dict[Canonical, Questionnaire] = {}
        self._pathways_read: dict[Canonical, Pathway] = {}
        self._packs_read: dict[str, Packs] = {}
        self._over_time: RulesOverTime | None = None

    def questionnaire(self, canonical: Canonical) -> Questionnaire:
        """Return a form.

        Raises:
            FormNotFound: If there is none of that url and version.
            FormError: If its file has a mistake.
            OwnFormDiffers: If a unit's own file stands in for it with other rules.
        """
        with self._lock:
            if canonical not in self._questionnaires_read:
                form = load_questionnaire(_one(self._index(), canonical))
                if canonical in self._stood_for:
                    _refuse_other_rules(load_questionnaire(self._stood_for[canonical]), form)
                self._questionnaires_read[canonical] = form
            return self._questionnaires_read[canonical]

    def pathway(self, canonical: Canonical) -> Pathway:
        """Return a pathway.

        Raises:
            FormNotFound: If there is none of that url and version.
            FormError: If its file has a mistake.
        """
        with self._lock:
            self._index()
            return self._pathway(canonical)

    def pathways(self) -> tuple[Canonical, ...]:
        """Return every pathway, each version of it, in order of its name."""
        with self._lock:
            self._index()
            return tuple(sorted(self._pathways))

    def find_pathway(self, name: str) -> Pathway:
        """Return the newest pathway whose canonical, url or last part of the url is ``name``.

        Raises:
            PathwayNotFound: If there is none.
            FormError: If its file has a mistake.
        """
        with self._lock:
            self._index()
            matches = [canonical for canonical in self._pathways if name in _names(canonical)]
            if not matches:
                there = sorted({_names(canonical)[2] for canonical in self._pathways})
                raise PathwayNotFound(name=short(name), pathways=", ".join(there))
            return self._pathway(max(matches, key=newness))

    def questionnaires(self) -> tuple[Canonical, ...]:
        """Return every form, each version of it, in order of its name."""
        with self._lock:
            return tuple(sorted(self._index()))

    def find_questionnaire(self, name: str) -> Questionnaire:
        """Return the newest form whose canonical, url or last part of the url is ``name``.

        Raises:
            FormNotFound: If there is none.
            FormError: If its file has a mistake.
        """
        matches = [canonical for canonical in self.questionnaires() if name in _names(canonical)]
        if not matches:
            raise FormNotFound(name=short(name))
        return self.questionnaire(max(matches, key=newness))

    def packs(self, country: str) -> Packs:
        """Return a country's packs.

        Raises:
            FormNotFound: If there is no such country.
            FormError: If one of their files has a mistake.
        """
        with self._lock:
            if country not in self._packs_read:
                folder = self._root / country
                if not _COUNTRY.fullmatch(country) or not (folder / "legal.yaml").is_file():
                    raise FormNotFound(name=short(country))
                self._packs_read[country] = load_packs(self._root, country)
            return self._packs_read[country]

    def over_time(self) -> RulesOverTime:
        """Return the rules over the record of one person; the same object every time.

        Raises:
            FormError: If their file has a mistake.
            FormFileUnreadable: If it is missing.
        """
        with self._lock:
            if self._over_time is None:
                self._over_time = load_over_time(self._root)
            return self._over_time

    def canonicals(self) -> tuple[Canonical, ...]:
        """Return every form that can be asked for, then every pathway, each in order of its name."""
        with self._lock:
            return (*sorted(self._index()), *sorted(self._pathways))

    def form(self, canonical: Canonical) -> Questionnaire | Pathway:
        """Return the form or pathway of one of ``canonicals``. Raises as these two."""
        with self._lock:
            self._index()
        if canonical in self._pathways:
            return self.pathway(canonical)
        return self.questionnaire(canonical)

    def files(self, canonical: Canonical) -> tuple[Path, ...]:
        """Return all that the check of a form or pathway rests on, in order of their paths.

        That is its file, for a pathway those of its forms, the vignettes beside them, their released
        versions, and the words that packs bar. A form that is missing is left out: the check of the
        pathway says so.

        Raises:
            FormNotFound: If there is none of that url and version.
            FormError: If the pathway's file has a mistake.
        """
        with self._lock:
            forms = self._index()
            if canonical not in self._pathways:
                own = {canonical: _one(forms, canonical)}
                routine = []
            else:
                own = {canonical: self._pathways[canonical]}
                routine = [] if self._routine is None else [self._routine]
                for step in self._pathway(canonical).step:
                    if step.questionnaire is not None and step.questionnaire in forms:
                        own[step.questionnaire] = forms[step.questionnaire]
            released = [kept for name, path in own.items() for kept in self._released_beside(name, path)]
        beside = (path.with_name(path.name.removesuffix(".yaml") + VIGNETTES) for path in own.values())
        words = self._root.rglob("forbidden-terms.yaml")
        proof = (path for path in beside if path.is_file())
        return tuple(sorted({*own.values(), *routine, *released, *words, *proof}))

    def _released_beside(self, canonical: Canonical, path: Path) -> list[Path]:
        """Return the released versions of a form from the folder that it stands in itself.

        A unit's own words stand in for those that ship and were released, under the same version.
        """
        folder = self._root if path.is_relative_to(self._root) else self._own
        kept = (*self._released.get(canonical.partition("|")[0], ()), *self._released.get(_DAMAGED, ()))
        return [one for one in kept if folder is not None and one.is_relative_to(folder)]

    def _pathway(self, canonical: Canonical) -> Pathway:
        if canonical not in self._pathways_read:
            pathway = load_pathway(_one(self._pathways, canonical))
            self._pathways_read[canonical] = (
                pathway if self._routine is None else _added(pathway, self._routine)
            )
        return self._pathways_read[canonical]

    def _index(self) -> Mapping[Canonical, Path]:
        if self._forms is None:
            found = list(_found(self._root))
            of_unit = list(_found(self._own)) if self._own else []
            for name, (path, _is_pathway) in (*found, *of_unit):
                if is_released(path):
                    self._released.setdefault(name.partition("|")[0], []).append(path)
            shipped, own = dict(found), dict(of_unit)
            for forms in (shipped, own):
                forms.pop(_DAMAGED, None)
            if self._own is not None and (self._own / ROUTINE).is_file():
                self._routine = self._own / ROUTINE
            self._stood_for = {name: shipped[name][0] for name in own if name in shipped}
            self._pathways |= {name: path for name, (path, is_pathway) in shipped.items() if is_pathway}
            self._forms = {
                name: path for name, (path, is_pathway) in (shipped | own).items() if not is_pathway
            }
        return self._forms


def _added(pathway: Pathway, file: Path) -> Pathway:
    """Return the pathway with the steps of the unit's routine.

    A routine with a mistake adds nothing, and the check of the pathway, which reads it too, says so: no
    conversation begins before it is corrected, and those that have begun go on.
    """
    try:
        source = read_source(file)
        longer = with_steps(pathway, routine_of(source).add)
    except (FormError, CannotAdd):
        return pathway
    if longer is pathway:
        return pathway
    return longer.model_copy(update={"made_of": (pathway.sha256, source.sha256)})


def _refuse_other_rules(shipped: Questionnaire, own: Questionnaire) -> None:
    """Let a unit's own file change words, and nothing that gates, counts or papers rest on.

    Raises:
        OwnFormDiffers: If it changes more.
    """
    differs = refused_difference(shipped, own)
    if differs is not None:
        place, what = differs
        raise OwnFormDiffers(form=short(own.canonical), place=place or "url", what=what)


def _found(folder: Path) -> Iterator[tuple[Canonical, tuple[Path, bool]]]:
    """Yield the canonical of each file that has one, and whether it is a pathway; kept copies come first.

    Of a version that was released, the file that is worked on then stands before its copy. A kept copy
    that no longer says what it is comes under ``_DAMAGED``.
    """
    if not folder.is_dir():  # a unit without forms of its own
        return
    for path in sorted(form_files(folder), key=lambda path: (not is_released(path), path)):
        head = _head(path)
        url, version = _URL.search(head), _VERSION.search(head)
        if url is not None and version is not None:
            yield Canonical(f"{url[1]}|{version[1]}"), (path, bool(_REGIME.search(head)))
        elif is_released(path):
            yield _DAMAGED, (path, False)


def _head(path: Path) -> str:
    return read_regular(path, _HEAD_BYTES).decode("utf-8", errors="replace")


def _one(index: Mapping[Canonical, Path], canonical: Canonical) -> Path:
    path = index.get(canonical)
    if path is None:
        raise FormNotFound(name=short(canonical))
    return path


def _names(canonical: Canonical) -> tuple[str, str, str]:
    url = canonical.partition("|")[0]
    return canonical, url, url.rpartition("/")[2]


def newness(canonical: Canonical) -> tuple[tuple[int, ...], str]:
    """Return what tells which of two versions is the newer: the greater one."""
    version = canonical.partition("|")[2]
    return tuple(int(part) for part in re.findall(r"\d+", version)), version
