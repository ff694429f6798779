"""What differs between two versions of a pathway."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from screening_app.i18n import N_, gettext
from screening_app.questionnaire.condition_words import Find
from screening_app.questionnaire.model import Item
from screening_app.questionnaire.pathway import Pathway, Step
from screening_app.questionnaire.versions.difference import Difference, Effect, differing, paired, sides
from screening_app.questionnaire.versions.rules import condition_difference
from screening_app.questionnaire.versions.texts import sentence_differences
from screening_app.questionnaire.vocabulary import PROVENANCE


def pathway_differences(
    old: Pathway,
    new: Pathway,
    find_old: Find = lambda _: None,
    find_new: Find = lambda _: None,
    *,
    with_forms: bool = False,
) -> tuple[Difference, ...]:
    """Return everything that differs: steps, gates, outcomes, closing duties, definitions.

    Args:
        find_old, find_new: Give the items of ``step/linkId`` for the words of conditions.
        with_forms: The caller compares the forms of the steps too.
    """
    differences = (
        *_whole(old, new, find_old, find_new),
        *_definitions(old, new, find_old, find_new),
        *_steps(old, new, find_old, find_new),
        *_outcomes(old, new, find_old, find_new),
        *_closing(old, new, find_old, find_new),
        *_follow_ups(old, new, find_old, find_new),
    )
    if not with_forms:
        return differences
    return tuple(
        replace(one, effects=one.effects - {Effect.JUDGE}) if one.aspect == "content" else one
        for one in differences
    )


def items_at(pathway: Pathway, forms: Mapping[str, Callable[[str], Item | None]]) -> Find:
    """Return how the items of a pathway's forms are found; ``forms`` by canonical."""
    named = {str(step.id): forms.get(step.questionnaire or "") for step in pathway.step}

    def find(address: str) -> Item | None:
        step, _slash, link_id = address.partition("/")
        find_in = named.get(step)
        return find_in(link_id) if find_in is not None else None

    return find


def _whole(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    fields = (
        ("url", gettext("the pathway"), old.url, new.url),
        ("version", gettext("the version"), old.version, new.version),
        ("status", gettext("the status"), old.status, new.status),
        ("languages", gettext("the languages"), old.languages, new.languages),
        ("regime", gettext("the kinds of unit"), old.regime, new.regime),
        ("country", gettext("the country"), old.country, new.country),
        ("unlinked", gettext("whether its record stands apart"), old.unlinked, new.unlinked),
    )
    for aspect, what, before, after in fields:
        yield from differing("", aspect, what, (before, after))
    yield from sentence_differences("", "title", N_("the title"), old.title, new.title)
    for key, words in PROVENANCE.items():
        stated = (getattr(old.provenance, key), getattr(new.provenance, key))
        yield from differing("", f"provenance.{key}", gettext(words), stated)
    walks_in = sides(old.interruption, new.interruption, lambda one: f"{one.question}: {one.code}")
    yield from differing("", "interruption", gettext("what is written when somebody walks in"), walks_in)
    consents = gettext("when the person has agreed that something is passed on")
    pair = (old.consents, find_old), (new.consents, find_new)
    yield from condition_difference("", consents, *pair, Effect.SCORES)


def _definitions(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    for name, was, now in paired(old.define, new.define):
        what = gettext("what is defined")
        # Outcomes rest on what is defined, so results may differ too.
        yield from condition_difference(
            name, what, (was, find_old), (now, find_new), Effect.ASKS, Effect.SCORES
        )


def _steps(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    before = {str(step.id): step for step in old.step}
    after = {str(step.id): step for step in new.step}
    for name, was, now in paired(before, after):
        if was is None or now is None:
            contents = sides(was, now, _content)
            effect = Effect.ASKS if was is None else Effect.DRAFTS
            yield from differing(name, "step", gettext("the step"), contents, effect)
            continue
        contents = (_content(was), _content(now))
        # What differs between the two forms, only they say.
        effects = (Effect.DRAFTS, Effect.JUDGE)
        yield from differing(name, "content", gettext("what it asks"), contents, *effects)
        yield from sentence_differences(name, "title", N_("the title"), was.title, now.title)
        yield from differing(name, "rail", gettext("its place on the rail"), (was.rail, now.rail))
        optional = gettext("whether it may be left out")
        yield from differing(name, "optional", optional, (was.optional, now.optional), Effect.ASKS)
        off = gettext("whether a unit may turn it off")
        yield from differing(name, "switchable", off, (was.switchable, now.switchable))
        when = gettext("when it is shown")
        yield from condition_difference(name, when, (was.when, find_old), (now.when, find_new), Effect.ASKS)
        yield from _gate(was, now, find_old, find_new)
    shared = tuple(name for name in before if name in after), tuple(name for name in after if name in before)
    yield from differing("", "order", gettext("the order of the steps"), shared)


def _gate(was: Step, now: Step, find_old: Find, find_new: Find) -> Iterator[Difference]:
    before, after = (step.gate.must if step.gate else None for step in (was, now))
    what = gettext("what its gate demands")
    yield from condition_difference(now.id, what, (before, find_old), (after, find_new), Effect.ASKS)
    leads = sides(was.gate, now.gate, lambda gate: gate.else_)
    outcome = gettext("the outcome that its gate leads to")
    yield from differing(now.id, "gate.else", outcome, leads, Effect.SCORES)


def _content(step: Step) -> str:
    return step.questionnaire or gettext("the panel {panel}").format(panel=step.panel)


def _outcomes(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    outcomes = paired({rule.id: rule for rule in old.outcome}, {rule.id: rule for rule in new.outcome})
    for name, was, now in outcomes:
        before, after = (None if rule is None else rule.when for rule in (was, now))
        what = gettext("when the outcome holds")
        yield from condition_difference(name, what, (before, find_old), (after, find_new), Effect.SCORES)
        if was is not None and now is not None:
            yield from sentence_differences(
                name, "outcome.text", N_("the outcome's text"), was.text, now.text
            )
            reason = gettext("the question that holds its reason")
            yield from differing(name, "outcome.reason", reason, (was.reason, now.reason), Effect.SCORES)
    order = tuple(rule.id for rule in old.outcome), tuple(rule.id for rule in new.outcome)
    if set(order[0]) == set(order[1]):
        what = gettext("the order of the outcomes, of which the first that holds counts")
        yield from differing("", "outcome.order", what, order, Effect.SCORES)


def _closing(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    rules = paired({rule.id: rule for rule in old.closing}, {rule.id: rule for rule in new.closing})
    for name, was, now in rules:
        before, after = (None if rule is None else rule.must for rule in (was, now))
        what = gettext("what must hold before closing")
        yield from condition_difference(name, what, (before, find_old), (after, find_new), Effect.ASKS)
        if was is not None and now is not None:
            outcomes = gettext("the outcomes it is for")
            yield from differing(name, "closing.outcome", outcomes, (was.outcome, now.outcome), Effect.ASKS)
            yield from sentence_differences(name, "closing.text", N_("the sentence"), was.text, now.text)


def _follow_ups(old: Pathway, new: Pathway, find_old: Find, find_new: Find) -> Iterator[Difference]:
    before = {rule.id: rule for rule in old.follow_up}
    after = {rule.id: rule for rule in new.follow_up}
    for name, was, now in paired(before, after):
        when = gettext("when closing leaves something to be done")
        was_when, now_when = (None if rule is None else rule.when for rule in (was, now))
        yield from condition_difference(name, when, (was_when, find_old), (now_when, find_new))
        if was is not None and now is not None:
            fields = (
                ("follow-up.kind", gettext("what is to be done"), was.kind, now.kind),
                ("follow-up.each", gettext("the group that it is read in"), was.each, now.each),
                ("follow-up.from", gettext("the question that holds the day"), was.from_, now.from_),
                ("follow-up.days", gettext("the days after that day"), was.days, now.days),
                ("follow-up.latest", gettext("the last day after closing"), was.latest, now.latest),
            )
            for aspect, what, said, says in fields:
                yield from differing(name, aspect, what, (said, says))
