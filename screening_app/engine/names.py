"""What a condition may name where it stands, resolved when it is compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from screening_app.domain.ids import LinkId
from screening_app.engine.condition import Condition
from screening_app.engine.errors import FormCannotRun
from screening_app.questionnaire.model import ScoreRule
from screening_app.questionnaire.outline import Entry, Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a condition may name where it stands.

    Attributes:
        form: Canonical of the form or pathway, for errors.
        owner: Item, score, flag, step or rule that the condition belongs to, for errors.
        forms: Outline of each form; the key is the step, or empty within a form.
        slots: What each scope of the frame stands for: step and repeating group, empty for the root.
        defined: Conditions that were named before.
        knows_outcome: Whether the outcome may be read here.
    """

    form: str
    owner: str
    forms: Mapping[str, Outline]
    slots: tuple[tuple[str, str], ...]
    defined: Mapping[str, Condition]
    knows_outcome: bool = False

    def broken(self, rule: str) -> FormCannotRun:
        """Return the error that the condition breaks this rule."""
        return FormCannotRun(form=self.form, where=self.owner, rule=rule)

    def split(self, address: str) -> tuple[str, str]:
        """Return step and id of an address."""
        if "" in self.forms:
            return "", address
        step, _, name = address.partition("/")
        if step not in self.forms:
            raise self.broken("unknown-step")
        return step, name

    def entry(self, address: str) -> tuple[str, Entry]:
        """Return step and place of the item at an address."""
        step, link_id = self.split(address)
        entry = self.forms[step].entry(LinkId(link_id))
        if entry is None:
            raise self.broken("unknown-link-id")
        return step, entry

    def slot(self, step: str, entry: Entry) -> int:
        """Return which scope of the frame holds an item: its own instance's (FORMS 3.3)."""
        group = entry.repeating[-1] if entry.repeating else ""
        return self._position(step, group)

    def score(self, address: str) -> tuple[str, ScoreRule, int]:
        """Return step, rule and scope of the score at an address."""
        step, name = self.split(address)
        rule = self.forms[step].scores.get(name)
        if rule is None:
            raise self.broken("unknown-score")
        return step, rule, self._position(step, "")

    def _position(self, step: str, group: str) -> int:
        if (step, group) not in self.slots:
            raise self.broken("needs-every-or-some" if group else "forward-reference")
        return self.slots.index((step, group))

    def definition(self, name: str) -> Condition:
        """Return a condition that was named before."""
        if name not in self.defined:
            raise self.broken("unknown-definition")
        return self.defined[name]

    def of(self, owner: str) -> "Names":
        """Return the same for a condition of another owner."""
        return replace(self, owner=owner)

    def inside(self, step: str, group: LinkId) -> "Names":
        """Return what may be named by a condition over the instances of a group."""
        return replace(self, slots=(*self.slots, (step, group)))
