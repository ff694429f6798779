"""What a form file must keep to: one code per rule, with what is wrong and what to do (FORMS 4)."""

from screening_app.i18n import N_
from screening_app.questionnaire.pack_rules import OVER_TIME, PACK
from screening_app.questionnaire.rule import Rule

FILE: dict[str, Rule] = {
    "too-large": Rule(
        N_("The file is larger than {limit} bytes."), N_("Split it; no form needs so much text.")
    ),
    "unreadable": Rule(
        N_("The file cannot be read, or is no ordinary file."),
        N_("Check that you may open it, or take it away."),
    ),
    "not-read": Rule(
        N_("A file of this name is not read here, so nothing in it is used."),
        N_("End the name with .yaml; a routine is called routine.yaml and stands beside all forms."),
    ),
    "not-utf-8": Rule(N_("The file is not UTF-8 text."), N_("Save it as UTF-8.")),
    "not-yaml": Rule(N_("The text is not YAML here."), N_("Correct quotes, brackets and indents.")),
    "many-documents": Rule(N_("The file holds more than one document."), N_("Keep one; remove `---`.")),
    "empty-file": Rule(N_("The file is empty."), N_("Write a form in it, or remove it.")),
    "wrong-root": Rule(
        N_("The file does not begin with keys."), N_("Begin with `url:` and go on with keys.")
    ),
    "too-deep": Rule(
        N_("The text is nested deeper than {limit} levels."), N_("Flatten groups and conditions.")
    ),
    "too-many-values": Rule(N_("The file holds more than {limit} values."), N_("Split it.")),
    "alias": Rule(N_("Anchors and aliases are not used in forms."), N_("Write the value out.")),
    "tag": Rule(N_("Tags are not used in forms."), N_("Remove the word that begins with `!`.")),
    "key-not-text": Rule(N_("A key must be a word."), N_("Write a quoted or plain word before the colon.")),
    "duplicate-key": Rule(N_("The key {key} stands twice here."), N_("Keep one of them.")),
    "ambiguous-scalar": Rule(
        N_("Without quotes, {value} is read differently by different programs."),
        N_("Put it in quotes if it is text; otherwise write true, false, null or a plain number."),
    ),
    "not-a-form": Rule(
        N_("This is no form: it has no `item`, but what files of another kind have."),
        N_("Name the file of a form."),
    ),
    "unknown-kind": Rule(
        N_("This is no form, pathway, pack or set of vignettes."),
        N_("Give it `item`, `step`, `vignette`, or the name of a pack."),
    ),
}

GRAMMAR: dict[str, Rule] = {
    "missing-key": Rule(N_("{key} is missing."), N_("Add it.")),
    "unknown-key": Rule(N_("{key} is not a key of this place."), N_("Correct the spelling or remove it.")),
    "unknown-condition": Rule(
        N_("This is no condition."),
        N_(
            "Begin it with all, any, not, question, score, band, every, some, age, outcome, prior or defined."
        ),
    ),
    "not-in-vocabulary": Rule(N_("{key} has a value that does not exist."), N_("Use one of: {expected}.")),
    "wrong-type": Rule(N_("{key} has a value of the wrong kind."), N_("It must be: {expected}.")),
    "wrong-value": Rule(N_("{key} breaks a rule: {expected}."), N_("Correct it.")),
}

STRUCTURE: dict[str, Rule] = {
    "wrong-version": Rule(
        N_("“{version}” is no version."), N_("Write letters, digits, dots, plus and hyphens only.")
    ),
    "wrong-id": Rule(
        N_("“{id}” cannot be a name: empty, too long, or with blanks at an end or unseen signs."),
        N_("Write a short name of letters, digits and hyphens."),
    ),
    "duplicate-link-id": Rule(N_("{link_id} is used twice."), N_("Give one of them another link id.")),
    "duplicate-code": Rule(N_("The code {code} stands twice."), N_("Give one of them another code.")),
    "duplicate-id": Rule(N_("The id {id} is used twice."), N_("Give one of them another id.")),
    "unknown-list": Rule(
        N_("There is no contained list {list}."), N_("Add it under `contained`, or correct the name.")
    ),
    "two-lists": Rule(N_("Both answerOption and answerValueSet stand."), N_("Keep one of them.")),
    "no-options": Rule(N_("A choice needs options."), N_("Add answerOption or answerValueSet.")),
    "options-not-used": Rule(
        N_("Options stand on an item that is no choice."), N_("Make it a choice, or remove them.")
    ),
    "content-class-missing": Rule(
        N_("The item can be answered but has no content class."),
        N_("Add contentClass to it or to its group."),
    ),
    "import-not-reviewed": Rule(
        N_("The form was imported and nobody has reviewed it, but it is active."),
        N_("Compare it with its file, look at each line under notEvaluated, then write reviewed."),
    ),
    "item-not-a-group": Rule(N_("Only a group may hold items."), N_("Make it a group, or move the items.")),
    "empty-group": Rule(N_("The group holds nothing."), N_("Add items, or remove it.")),
    "text-missing": Rule(N_("The item has no text to show."), N_("Add `text`.")),
    "unknown-link-id": Rule(N_("{link_id} is named here and does not exist."), N_("Correct the link id.")),
    "unknown-score": Rule(N_("There is no score {score}."), N_("Correct the id of the score.")),
    "unknown-band": Rule(N_("The score {score} has no band {band}."), N_("Correct the id of the band.")),
    "not-answerable": Rule(
        N_("{link_id} cannot be answered, so nothing can be asked of it."), N_("Name a question.")
    ),
    "not-a-repeating-group": Rule(
        N_("{link_id} is no repeating group."), N_("Use every and some with repeating groups only.")
    ),
    "needs-every-or-some": Rule(
        N_("{link_id} stands in the repeating group {group}."),
        N_("Say `every: {group}` or `some: {group}`."),
    ),
    "circular-reference": Rule(N_("Conditions go round in a circle: {path}."), N_("Break it at one place.")),
    "forward-reference": Rule(
        N_("The condition reads {link_id}, which comes later."), N_("Move the question it reads before it.")
    ),
    "unknown-code": Rule(N_("{code} is not among the options of {link_id}."), N_("Use one of its codes.")),
    "wrong-operand": Rule(
        N_("The value compared with {link_id} is of the wrong kind."), N_("Compare with: {expected}.")
    ),
    "wrong-operator": Rule(
        N_("{link_id} has no order, so it cannot be more or less."), N_("Use is, is-not or in.")
    ),
    "wrong-initial": Rule(
        N_("The initial value of {link_id} does not fit it."), N_("Use one of its codes or a fitting value.")
    ),
    "wrong-limit": Rule(
        N_("A limit of {link_id} does not fit it."), N_("Use numbers or dates, the lower one first.")
    ),
    "wrong-url": Rule(
        N_("The url {url} is no web address of the form."),
        N_("Write one that begins with https:// and has no blanks, | or #; nobody has to find a page there."),
    ),
    "wrong-pattern": Rule(
        N_("The regex of {link_id} cannot be read, or an answer could keep it busy for ever."),
        N_("Correct it: no repeat and no choice inside a repeat."),
    ),
    "not-in-a-form": Rule(
        N_("A form cannot ask about {word}."), N_("Ask in the pathway, or remove the condition.")
    ),
    "not-scorable": Rule(
        N_("{link_id} is summed but its options carry no points."), N_("Give every option an itemWeight.")
    ),
    "scored-in-repeating-group": Rule(
        N_("{link_id} is summed but stands in a repeating group."), N_("Sum questions outside it.")
    ),
    "score-without-sum": Rule(N_("The score adds nothing."), N_("Add `sum`, or say `judgement: true`.")),
    "range-not-points": Rule(
        N_("The range is {stated}, but the points go from {lowest} to {highest}."), N_("Correct the range.")
    ),
    "band-gap": Rule(
        N_("The bands leave out what lies between {low} and {high}."),
        N_("Let the bands tile the whole range."),
    ),
    "band-overlap": Rule(
        N_("The bands {first} and {second} overlap."), N_("Let each total fall in one band.")
    ),
    "reserved-band": Rule(
        N_("The band id {id} is reserved for incomplete results."), N_("Choose another id.")
    ),
}

PATHWAY: dict[str, Rule] = {
    "unknown-definition": Rule(
        N_("There is no definition {name} before this place."),
        N_("Define it earlier, or correct the name."),
    ),
    "address-without-step": Rule(
        N_("{address} does not begin with a step of this pathway."), N_("Write it as step/linkId.")
    ),
    "unknown-address": Rule(
        N_("{address} does not exist in the form of that step."), N_("Correct the step or the link id.")
    ),
    "step-without-form": Rule(
        N_("The step {step} is a panel and holds no questions."), N_("Name a step with a questionnaire.")
    ),
    "unknown-form": Rule(N_("There is no form {form}."), N_("Correct the url or the version.")),
    "unknown-outcome": Rule(N_("There is no outcome {outcome}."), N_("Use the id of an outcome.")),
    "rail-goes-back": Rule(
        N_("The step goes back on the rail to {rail}."), N_("Move the step, or change its place.")
    ),
    "switchable-but-read": Rule(
        N_("A gate or a closing rule reads the step {step}, so no unit may turn it off."),
        N_("Remove `switchable`."),
    ),
    "reason-not-a-choice": Rule(N_("The reason {address} is no choice."), N_("Name a choice.")),
    "every-without-some": Rule(
        N_("`every: {group}` also holds when there is no instance."), N_("Say `some: {group}` beside it.")
    ),
    "unused-definition": Rule(N_("The definition {name} is not used."), N_("Remove it.")),
    "names-outside-group": Rule(
        N_("{address} does not stand in the group that `every` reads."), N_("Name a question of that group.")
    ),
    "due-not-a-date": Rule(
        N_("{address} is no date, so no follow-up can be due on it."),
        N_("Name a question that holds a date."),
    ),
    "due-outside-group": Rule(
        N_("{address} does not stand where `when` is read: in the group of `each`, or in no group."),
        N_("Name a date of that group, or correct `each`."),
    ),
    "names-not-shown": Rule(N_("The sentence has no place for the names."), N_("Write {{names}} in it.")),
}

LINT: dict[str, Rule] = {
    "language-missing": Rule(
        N_("The text lacks a language of the file: {language}."), N_("Add the text, or remove the language.")
    ),
    "language-unknown": Rule(
        N_("The text has a language that the file does not declare: {language}."),
        N_("Add it to `languages`, or remove the text."),
    ),
    "placeholder-lost": Rule(
        N_("The languages do not hold the same placeholders: {placeholder}."),
        N_("Write it in every language."),
    ),
    "unseen-sign": Rule(
        N_("A text holds a sign that nobody sees, such as one that turns the order of letters round."),
        N_("Write the text anew; do not copy it."),
    ),
    "unquoted-text": Rule(N_("A text stands without quotes."), N_("Put every text in quotes.")),
    "repeated-option-list": Rule(
        N_("The same options stand at {other} too."),
        N_("Write the list once under `contained` and name it with answerValueSet."),
    ),
    "unused-list": Rule(N_("The contained list {list} is not used."), N_("Remove it.")),
    "same-option-text": Rule(
        N_("Two options read the same: {first} and {second}."), N_("Let each say something else.")
    ),
    "flag-without-action": Rule(N_("The flag calls for nothing."), N_("Add an action.")),
    "unknown-action": Rule(N_("There is no action {action}."), N_("Use one of: {expected}.")),
    "never-holds": Rule(
        N_("The condition can never hold."), N_("Correct it; what hangs on it would never happen.")
    ),
    "always-holds": Rule(
        N_("The condition always holds where it matters, so it decides nothing."),
        N_("Remove it, or correct it."),
    ),
    "required-never-asked": Rule(
        N_("{link_id} is required but can never be asked."),
        N_("Correct its condition or that of a group around it, or remove `required`."),
    ),
    "too-entangled": Rule(
        N_("The condition hangs on too many questions to tell whether it can ever hold."),
        N_("Say it more simply, or split it."),
    ),
    "absent-reason-not-allowed": Rule(
        N_("{link_id} does not allow the reason {reason}, so this never holds."),
        N_("Allow it there, or remove it here."),
    ),
    "conditional-under-require-all": Rule(
        N_("{link_id} is summed under require-all but may be hidden."), N_("Use `missing: interval`.")
    ),
    "exclusive-without-repeats": Rule(
        N_("An exclusive option means nothing where one answer is given."), N_("Remove `exclusive`.")
    ),
    "same-canonical": Rule(
        N_("{other} has the same url and version."), N_("Raise the version, or correct the url.")
    ),
    "changed-after-release": Rule(
        N_("Version {version} has been released, and this is not what was released."),
        N_("Raise the version, or put back what was released; an editor may change line ends unasked."),
    ),
    "link-id-reused": Rule(
        N_("{link_id} means something else than in version {version}: {what} is another."),
        N_("Give it another link id; if only the words are new, name it under `reworded`."),
    ),
    "own-differs": Rule(
        N_("A form of this name ships, and this one changes what it may not ({place}: {what})."),
        N_(
            "Give it a url of its own, or take it away. If only words are new and mean the "
            "same, name the question under `reworded`."
        ),
    ),
    "words-not-compared": Rule(
        N_("The words of {link_id} are not those of version {version}: {what} is another."),
        N_(
            "If somebody compared them and they mean the same, name it under `reworded`; else give it "
            "another link id."
        ),
    ),
    "provenance-incomplete": Rule(
        N_("Nothing says whose words or whose rule these are: {key} is not filled in."),
        N_("State owner, licence and citation, or make the text your own."),
    ),
    "import-to-review": Rule(
        N_("The form was imported and nobody has reviewed it, so it cannot be used for a person."),
        N_(
            "Compare it with its file, look at each line under notEvaluated, then write `reviewed` under "
            "`imported`, with `by` and `date`."
        ),
    ),
    "scoring-contradicted": Rule(
        N_("The form adds points up in a way that its provenance rules out: {scoring}."),
        N_("Remove the score or its bands, or correct `scoring` and name the rule's source."),
    ),
    "cutoff-missing": Rule(
        N_("Nothing says which published rule divides {score} into bands."),
        N_("Add `cutoff` with its variant, source and text."),
    ),
    "forbidden-term": Rule(
        N_("The text holds {term}, which the pack forbids here."), N_("Say it in other words.")
    ),
    "vignettes-missing": Rule(
        N_("There are rules but no vignettes."), N_("Write {file} beside it, with each rule.")
    ),
    "vignette-band-boundary": Rule(
        N_("No vignette has {score} at {total}, beside a boundary of its bands."), N_("Add one.")
    ),
    "vignette-missing-answer": Rule(
        N_("No vignette leaves an answer of {score} out."), N_("Add one where an answer is missing.")
    ),
    "vignette-flag": Rule(N_("No vignette expects the flag {flag}."), N_("Add one.")),
    "vignette-outcome": Rule(N_("No vignette ends in the outcome {outcome}."), N_("Add one.")),
    "vignette-gate": Rule(N_("No vignette is refused by the gate of the step {step}."), N_("Add one.")),
    "vignette-closing": Rule(N_("No vignette leaves the closing rule {rule} open."), N_("Add one.")),
    "vignettes-of-other-version": Rule(
        N_("{file} holds the vignettes of {canonical}, not of this version."),
        N_("Name this version in it, and let its vignettes say what this version counts."),
    ),
    "vignette-of-other-form": Rule(
        N_("The vignettes are about {canonical}, which does not stand beside them."),
        N_("Correct the canonical."),
    ),
    "vignette-differs": Rule(
        N_("The vignette expects {expected}. The answers give {found}."),
        N_("Correct the form or the vignette, whichever is wrong."),
    ),
    "vignette-unknown-name": Rule(N_("{name} does not exist in the form."), N_("Correct the vignette.")),
}

ROUTINE: dict[str, Rule] = {
    "added-to-nothing": Rule(
        N_("There is no pathway {pathway}."), N_("Name one by its url without the version.")
    ),
    "added-after-nothing": Rule(
        N_("The pathway has no step {step}."), N_("Name the step that the new one follows.")
    ),
    "added-form-not-active": Rule(
        N_("{form} is not active, so no conversation with this step could begin."),
        N_("Let it be reviewed and make it active, or take the step away."),
    ),
    "added-form-not-released": Rule(
        N_("{form} is not released, so a change to it would go unnoticed."),
        N_("Let it be reviewed, then run: screening-app forms release FILE."),
    ),
    "added-before-gate": Rule(
        N_("The form asks the person, and a gate of the pathway comes later than the step {step}."),
        N_("Let the step follow the last step that has a gate."),
    ),
    "added-with-immediate-flag": Rule(
        N_("The flag {flag} asks for action at once, and no closing rule of the pathway reads it."),
        N_("Leave danger to the pathway's own steps, or make the flag same-day or attention."),
    ),
}

RULES: dict[str, Rule] = {**FILE, **GRAMMAR, **STRUCTURE, **PATHWAY, **LINT, **ROUTINE, **PACK, **OVER_TIME}
