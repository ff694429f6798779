"""What of an XLSForm cannot be carried over: one code a reason, with what to do (FORMS 6)."""

from screening_app.i18n import N_
from screening_app.questionnaire.rule import Rule

EXPRESSION: dict[str, Rule] = {
    "expression-too-long": Rule(N_("The expression is too long ({limit})."), N_("Split the condition.")),
    "expression-too-deep": Rule(
        N_("The expression is nested deeper than {limit} levels."), N_("Simplify it.")
    ),
    "not-an-expression": Rule(N_("This cannot be read as an expression, near “{near}”."), N_("Correct it.")),
    "path": Rule(
        N_("Paths such as “{near}” are not carried over."), N_("Name the question as ${{name}} instead.")
    ),
    "function": Rule(
        N_("The function {function} is not carried over here."),
        N_("Say it with selected, comparisons, and, or, not."),
    ),
    "operator": Rule(
        N_("The operator {operator} is not carried over here."), N_("Compare one answer with one value.")
    ),
    "not-a-condition": Rule(N_("This is no condition."), N_("Compare an answer with a value.")),
    "unknown-answer": Rule(
        N_("It reads {name}, which is no question of the form."), N_("Correct the name, or remove it.")
    ),
    "reads-lost": Rule(
        N_("It reads {name}, which is not carried over."), N_("Remove the condition, or ask in another way.")
    ),
    "reads-later": Rule(
        N_("It reads {name}, which does not come before it."), N_("Move the question it reads before it.")
    ),
    "inside-repeat": Rule(
        N_("It reads {name} from outside of its repeat."), N_("Put the question into the repeat {repeat}.")
    ),
    "two-answers": Rule(
        N_("It compares two answers with each other."), N_("Compare each with a fixed value.")
    ),
    "unknown-option": Rule(N_("{option} is not among the options of {name}."), N_("Use one of their names.")),
    "wrong-comparison": Rule(
        N_("{name} cannot be compared so."), N_("Compare it with a value of its own type.")
    ),
    "never-shown": Rule(N_("The condition never holds."), N_("Correct it, or remove the row.")),
    "not-counted": Rule(
        N_("How many are chosen counts here only as none or some."),
        N_("Ask with selected, or compare with 0."),
    ),
    "too-many-branches": Rule(
        N_("The condition grows too large when it is written out."), N_("Simplify what it reads.")
    ),
    "current-answer": Rule(N_("A dot means nothing here."), N_("Name the question as ${{name}} instead.")),
    "calculation-not-points": Rule(
        N_("The calculation is neither a sum of points nor read by a condition."),
        N_("Write it as a sum over questions whose options are numbers, or remove it."),
    ),
    "points-disagree": Rule(
        N_("Two sums give the options of {name} different points."), N_("Use one set of points a question.")
    ),
    "calculation-circle": Rule(
        N_("The calculation {name} reads itself."), N_("Break the circle at one place.")
    ),
    "constraint": Rule(
        N_("The constraint is none of the limits that there are."),
        N_("Use numbers or dates with >= and <=, string-length, regex, or “none of these”."),
    ),
    "exclusive-limit": Rule(
        N_("A limit that leaves its own value out needs whole numbers."), N_("Use >= or <=.")
    ),
    "wrong-pattern": Rule(
        N_("The pattern cannot be read, or an answer could keep it busy for ever."),
        N_("Correct it: no repeat and no choice inside a repeat."),
    ),
    "filter": Rule(
        N_("The choice filter is none that can be written out."),
        N_("Compare one column with one earlier question, as in column = ${{name}}."),
    ),
    "filter-empties": Rule(N_("The filter leaves no option."), N_("Correct the filter or the list.")),
}

STRUCTURE: dict[str, Rule] = {
    "sheet-missing": Rule(N_("There is no sheet called {sheet}."), N_("An XLSForm needs one.")),
    "column-missing": Rule(N_("The column {missing} is missing."), N_("Add it.")),
    "column-twice": Rule(N_("The column stands twice."), N_("Keep one of them.")),
    "column-misspelt": Rule(
        N_("There is no such column; it looks like {like}."),
        N_("Correct the name, or rename the column if it is a note of your own."),
    ),
    "language-unknown": Rule(
        N_("Nobody can tell which language this is."),
        N_("Write its two letters in brackets, such as label::Svenska (sv)."),
    ),
    "language-missing": Rule(
        N_("The texts have no language."),
        N_("Name it with --language, or write the column as label::Svenska (sv)."),
    ),
    "type": Rule(N_("The type {type} is not carried over."), N_("Ask it in another way, or remove the row.")),
    "name-missing": Rule(N_("The row has no name."), N_("Give it one.")),
    "name": Rule(
        N_("{name} cannot be a name."),
        N_("Use letters, digits, hyphen, underscore and full stop; begin with a letter or underscore."),
    ),
    "name-twice": Rule(N_("The name {name} is used twice."), N_("Give one of them another name.")),
    "label-missing": Rule(N_("The row has no text."), N_("Fill in its label.")),
    "piped": Rule(N_("The text puts the answer to {name} into its words."), N_("Write the text without it.")),
    "end-without-begin": Rule(N_("This ends what was not begun."), N_("Remove it, or add the beginning.")),
    "begin-without-end": Rule(N_("This is begun and never ended."), N_("Add the row that ends it.")),
    "group-empty": Rule(N_("The group holds no question."), N_("Add one, or remove the group.")),
    "too-deep": Rule(N_("Groups are nested deeper than {limit}."), N_("Flatten them.")),
    "no-questions": Rule(N_("The sheet holds no question."), N_("Add one.")),
    "list-missing": Rule(N_("There is no list {list} on the choices sheet."), N_("Add it.")),
    "option-twice": Rule(N_("The option {option} stands twice in {list}."), N_("Keep one of them.")),
    "option-name": Rule(
        N_("The option {option} cannot be told apart when several are chosen."),
        N_("Write its name without spaces."),
    ),
    "feature": Rule(N_("This column is not carried over."), N_("Remove it, or ask in another way.")),
    "yes-or-no": Rule(
        N_("Only yes or no is carried over here."), N_("Write yes or no, or leave the cell empty.")
    ),
    "initial": Rule(
        N_("This default is no fixed value that fits the question."), N_("Use a fixed value, or remove it.")
    ),
    "parameter": Rule(N_("The parameters of this range are not carried over."), N_("Use whole numbers.")),
    "formula": Rule(
        N_("The cell holds a formula that was never calculated."),
        N_("Open the workbook in a spreadsheet program and save it again."),
    ),
    "cell-error": Rule(N_("The cell shows an error of the spreadsheet."), N_("Correct it.")),
    "control-character": Rule(N_("The cell holds a character that no text has."), N_("Type it again.")),
}

RULES: dict[str, Rule] = {**EXPRESSION, **STRUCTURE}
