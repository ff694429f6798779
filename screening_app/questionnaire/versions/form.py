"""What differs between two versions of a form."""

from collections.abc import Iterator
from dataclasses import replace

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.condition_words import items_of
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.versions.difference import Difference, Effect, differing
from screening_app.questionnaire.versions.items import item_differences
from screening_app.questionnaire.versions.rules import rule_differences
from screening_app.questionnaire.versions.texts import is_wording, sentence_differences
from screening_app.questionnaire.vocabulary import PROVENANCE

_OPEN = frozenset({Effect.JUDGE, Effect.MEANING})


def form_differences(old: Questionnaire, new: Questionnaire) -> tuple[Difference, ...]:
    """Return everything that differs: the whole, items, options, conditions, scores, flags.

    Where somebody compared the words of a question and says so under ``reworded``, its meaning is settled.
    """
    find_old, find_new = items_of(old), items_of(new)
    compared = set(new.reworded) - set(old.reworded)
    return (
        *_whole(old, new),
        *(
            replace(one, effects=one.effects - _OPEN) if one.place in compared and is_wording(one) else one
            for one in item_differences(Outline(old), Outline(new), find_old, find_new)
        ),
        *rule_differences(old, new, find_old, find_new),
    )


def _whole(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    fields = (
        ("url", gettext("the form"), old.url, new.url),
        ("version", gettext("the version"), old.version, new.version),
        ("status", gettext("the status"), old.status, new.status),
        ("languages", gettext("the languages"), old.languages, new.languages),
        ("audience", gettext("for whom it is written"), old.audience.value, new.audience.value),
    )
    for aspect, what, before, after in fields:
        yield from differing("", aspect, what, (before, after))
    yield from sentence_differences("", "title", N_("the title"), old.title, new.title)
    for key, what in PROVENANCE.items():
        stated = (getattr(old.provenance, key), getattr(new.provenance, key))
        effects = (Effect.SCORES,) if key == "scoring" else ()
        yield from differing("", f"provenance.{key}", gettext(what), stated, *effects)
