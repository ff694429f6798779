"""The second opinion on pathways: FORMS 5 and content/README 3 in plain Python over raw files."""

from collections.abc import Iterator

from tests.helpers.oracle import FormOracle, Path, Raw, Tree, many, ordered, text, tree, trees


class PathwayOracle:
    """A pathway with answers per step.

    Attributes:
        forms: Raw forms by canonical.
    """

    def __init__(
        self, pathway: Tree, forms: dict[str, Tree], answers: dict[str, Tree], *, age: int | None = None
    ) -> None:
        self.pathway = pathway
        self.age = age
        self.steps = trees(pathway["step"])
        self.forms = {
            text(step["id"]): FormOracle(
                forms[text(step["questionnaire"])], answers.get(text(step["id"]), {})
            )
            for step in self.steps
            if "questionnaire" in step
        }

    def is_present(self, step_id: str) -> bool:
        """Tell whether a step's ``when`` holds."""
        step = next(step for step in self.steps if step["id"] == step_id)
        return "when" not in step or self.holds(tree(step["when"]), {})

    def holds(self, rule: Tree, scope: dict[str, Path]) -> bool:
        """Evaluate a condition of the pathway; ``scope`` names instances by ``step/group``."""
        if "defined" in rule:
            return self.holds(tree(tree(self.pathway["define"])[text(rule["defined"])]), scope)
        if "all" in rule:
            return not [part for part in trees(rule["all"]) if not self.holds(part, scope)]
        if "any" in rule:
            return bool([part for part in trees(rule["any"]) if self.holds(part, scope)])
        if "not" in rule:
            return not self.holds(tree(rule["not"]), scope)
        if "every" in rule or "some" in rule:
            verdicts = [self.holds(tree(rule["holds"]), inner) for inner in self.inside(rule, scope)]
            return False not in verdicts if "every" in rule else True in verdicts
        if "age" in rule:
            return self.age is not None and ordered(rule, self.age)
        return self.of_form(rule, scope)

    def inside(self, rule: Tree, scope: dict[str, Path]) -> Iterator[dict[str, Path]]:
        """Yield the scope of each instance; a step that is not present has none."""
        address = text(rule.get("every") or rule.get("some"))
        step_id, _, group = address.partition("/")
        form = self.forms[step_id]
        if self.is_present(step_id) and form.is_enabled(group, ()):
            for path in form.instances(group, ()):
                yield {**scope, address: path}

    def of_form(self, rule: Tree, scope: dict[str, Path]) -> bool:
        """Hand a question, score or band to its step's form; without the step, to an empty one."""
        word = next(word for word in ("question", "score", "band") if word in rule)
        step_id, _, name = text(rule[word]).partition("/")
        own = self.forms[step_id]
        if not self.is_present(step_id):
            if word != "question":
                return False
            own = FormOracle(own.form, {})
        own_scope = {address.partition("/")[2]: path for address, path in scope.items()}
        return own.holds({**rule, word: name}, own_scope)

    def outcome(self) -> tuple[str | None, str | None]:
        """Return the first outcome that holds, and the code of its reason."""
        for rule in trees(self.pathway["outcome"]):
            if self.holds(tree(rule["when"]), {}):
                return text(rule["id"]), self.reason(rule)
        return None, None

    def reason(self, rule: Tree) -> str | None:
        """Return the code at the question that holds the reason."""
        if "reason" not in rule:
            return None
        step_id, _, link_id = text(rule["reason"]).partition("/")
        answer = self.forms[step_id].effective(link_id, ()) if self.is_present(step_id) else None
        return answer if isinstance(answer, str) else None

    def refusing(self) -> list[str]:
        """Return the steps whose own gate refuses."""
        return [
            text(step["id"])
            for step in self.steps
            if "gate" in step
            and self.is_present(text(step["id"]))
            and not self.holds(tree(tree(step["gate"])["must"]), {})
        ]

    def is_refused(self, step: Tree) -> bool:
        """A gate guards its own step and every later step whose form is for the person."""
        refusing = self.refusing()
        if step["id"] in refusing:
            return True
        form = self.forms.get(text(step["id"]))
        order = [text(one["id"]) for one in self.steps]
        earlier = [gate for gate in refusing if order.index(gate) < order.index(text(step["id"]))]
        return bool(earlier) and form is not None and form.form["audience"] == "person"

    def reachable(self) -> list[str]:
        """Return the steps that can be reached."""
        return [
            text(step["id"])
            for step in self.steps
            if self.is_present(text(step["id"])) and not self.is_refused(step)
        ]

    def unfinished(self) -> list[str]:
        """Return the steps that closing still waits for."""
        return [
            step_id
            for step in self.steps
            for step_id in [text(step["id"])]
            if step_id in self.forms
            and not step["optional"]
            and self.is_present(step_id)
            and not self.is_refused(step)
            and self.forms[step_id].missing()
        ]

    def needs(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the closing rules that are not kept, and the instances they name."""
        outcome, _ = self.outcome()
        return [
            (text(rule["id"]), tuple(self.names(rule)))
            for rule in trees(self.pathway.get("closing"))
            if outcome in many(rule["outcome"]) and not self.holds(tree(rule["must"]), {})
        ]

    def names(self, rule: Tree) -> list[str]:
        """Return what the instances are called for which ``every`` does not hold."""
        if "names" not in rule:
            return []
        step_id, _, link_id = text(rule["names"]).partition("/")
        form = self.forms[step_id]
        failing: list[Path] = []
        for every in self.everies(tree(rule["must"])):
            for inner in self.inside(every, {}):
                path = inner[text(every["every"])]
                if not self.holds(tree(every["holds"]), inner) and path not in failing:
                    failing.append(path)
        return [self.called(form.effective(link_id, path), path) for path in failing]

    def called(self, answer: Raw, path: Path) -> str:
        """Return the name of an instance, else its number."""
        return answer if isinstance(answer, str) else str(path[-1])

    def everies(self, rule: Tree) -> Iterator[Tree]:
        """Yield every ``every`` in a condition."""
        if "defined" in rule:
            yield from self.everies(tree(tree(self.pathway["define"])[text(rule["defined"])]))
        elif "every" in rule:
            yield rule
        elif "not" in rule:
            yield from self.everies(tree(rule["not"]))
        else:
            for part in trees(rule.get("all") or rule.get("any")):
                yield from self.everies(part)

    def can_close(self) -> bool:
        """Tell whether nothing stands in the way."""
        return self.outcome()[0] is not None and not self.unfinished() and not self.needs()
