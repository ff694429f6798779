"""What packs and rules over time must keep to: one code per rule (FORMS 7, DESIGN 6)."""

from screening_app.i18n import N_
from screening_app.questionnaire.rule import Rule

PACK: dict[str, Rule] = {
    "from-unknown": Rule(
        N_("{address} is answered nowhere."), N_("Name step/linkId, or a part of the record.")
    ),
    "from-other-class": Rule(
        N_("{address} is of class {actual}, the field of {stated}."),
        N_("Give the field the strictest class of what fills it."),
    ),
    "class-not-allowed": Rule(
        N_("The document may not carry the class {content_class}."), N_("Remove the field from it.")
    ),
    "from-missing": Rule(N_("Nothing says what fills the field {field}."), N_("Add `from`.")),
    "own-page-elsewhere": Rule(
        N_("A field of class {content_class} stands outside its own page."), N_("Move it there.")
    ),
    "basis-without-law": Rule(
        N_("On {day} no provision stands behind {basis}."), N_("Name the provision of that time.")
    ),
    "unknown-document": Rule(
        N_("There is no document {kind} that it could go with."), N_("Correct the kind.")
    ),
    "unknown-basis": Rule(N_("There is no legal basis {basis}."), N_("Correct the code.")),
    "pack-missing": Rule(
        N_("The country has no {file}."),
        N_("Add it: a country needs all of its packs before it can be used."),
    ),
    "pack-elsewhere": Rule(
        N_("The pack is of {country}, but stands in the folder {folder}."),
        N_("Move the file, or correct the country."),
    ),
    "half-reviewed": Rule(
        N_("A review has a reviewer and a date, or neither."), N_("Add what is missing, or make both null.")
    ),
    "reviewed-before-compiled": Rule(
        N_("The pack was reviewed before it was compiled."), N_("Have it reviewed again, or correct a date.")
    ),
    "verified-without-source": Rule(
        N_("{name} is marked as verified, and nothing says where it was read."),
        N_("State the source, or make it `verified: false`."),
    ),
    "confirmed-without-number": Rule(
        N_("{name} was confirmed, but has no number."), N_("Add the number, or make confirmed_on null.")
    ),
    "duty-leads-nowhere": Rule(
        N_("There is no question and no answer {name}."), N_("Name one of those in the file.")
    ),
    "duty-in-a-circle": Rule(
        N_("The way comes back to the question {name}."), N_("Let every question lead on to an answer.")
    ),
    "duty-too-deep": Rule(
        N_("The question {name} comes after {most} others."), N_("Ask fewer questions before the answer.")
    ),
    "duty-unreached": Rule(N_("No way leads to {name}."), N_("Remove it, or lead to it.")),
    "duty-without-law": Rule(
        N_("There is no provision {name}."), N_("Name one of the country's legal pack.")
    ),
    "unknown-contact": Rule(N_("There is no contact {name}."), N_("Correct the id of the contact.")),
    "contact-for-nothing": Rule(
        N_("No need names the contact {name}, so nobody is led to it."),
        N_("Name it under the need that it answers."),
    ),
    "need-never-raised": Rule(
        N_("{address} is never answered with {code}."), N_("Use a code of its question.")
    ),
    "unknown-context": Rule(
        N_("There is no context {context}."), N_("Name one of those that the pack describes.")
    ),
    "check-without-digits": Rule(
        N_("{name} has a check digit, and nothing says which digits it is taken over."),
        N_("Add check_over, or make it `check: none`."),
    ),
}

OVER_TIME: dict[str, Rule] = {
    "unknown-sign": Rule(N_("There is no sign {name}."), N_("Name it under `sign`, or correct the name.")),
    "unused-sign": Rule(N_("No rule reads the sign {name}."), N_("Remove it, or let a rule read it.")),
    "unknown-flag": Rule(N_("There is no flag {flag} in that form."), N_("Correct the id of the flag.")),
    "unknown-reason": Rule(
        N_("No pathway knows the reason {reason} of that outcome."), N_("Use a code of its question.")
    ),
    "reads-absence": Rule(
        N_("An answer that is missing could make this hold."),
        N_("Ask for answers that are there: all, any, some, is, in, includes, a comparison, answered: true."),
    ),
    "not-comparable": Rule(
        N_("Two answers to {link_id} cannot be held against each other."), N_("Name a question with options.")
    ),
    "never-in-period": Rule(
        N_("The rule {rule} asks for more days than its period has."),
        N_("Shorten the one or lengthen the other."),
    ),
    "vignette-rule-raised": Rule(N_("No vignette raises the rule {rule}."), N_("Add one.")),
    "vignette-rule-below": Rule(
        N_("No vignette stays just below the rule {rule}."), N_("Add one, and name the rule under `below`.")
    ),
}
