"""The closed vocabularies of form files in words, for sentences about them (FORMS 2)."""

from collections.abc import Mapping

from screening_app.i18n import N_, gettext

_AUDIENCE = {"person": N_("the person"), "staff": N_("staff")}

_VALUES: Mapping[str, Mapping[str, str]] = {
    "status": {"draft": N_("draft"), "active": N_("active"), "retired": N_("retired")},
    "audience": _AUDIENCE,
    "type": {
        "group": N_("group"),
        "display": N_("text to show"),
        "boolean": N_("yes or no"),
        "choice": N_("choice"),
        "integer": N_("whole number"),
        "decimal": N_("number"),
        "date": N_("date"),
        "string": N_("short text"),
        "text": N_("long text"),
        "quantity": N_("amount with a unit"),
        "body-map": N_("mark on the body"),
        "attachment": N_("attachment"),
    },
    "contentClass": {
        "identity": N_("identity"),
        "contact": N_("contact details"),
        "location": N_("where someone is"),
        "safe-contact": N_("agreement on contact"),
        "statement": N_("the person's statement"),
        "finding": N_("finding of staff"),
        "third-person": N_("about another person"),
        "danger-if-disclosed": N_("dangerous if disclosed"),
        "ordinary": N_("other information"),
    },
    "absent": {
        # Translators: sv "vill inte svara"; never a word that means refuses.
        "declined": N_("prefers not to answer"),
        "unknown": N_("does not know"),
        "not-applicable": N_("does not apply"),
        "not-asked": N_("not asked"),
    },
    "missing": {
        "interval": N_("gives an interval"),
        "require-all": N_("leaves the score open"),
        "zero-once-started": N_("counts as 0 once one is answered"),
    },
    "minValue": {"today": N_("today")},
    "maxValue": {"today": N_("today")},
    "level": {
        "immediate": N_("immediately"),
        "same-day": N_("the same day"),
        "attention": N_("attention, no hurry"),
    },
    "action": {
        "danger-panel": N_("the danger panel"),
        "children-panel": N_("the panel on children"),
        "injuries-panel": N_("the panel on injuries"),
        "plan-panel": N_("the panel on the plan"),
        "refer-panel": N_("the panel on referral"),
        "follow-up-panel": N_("the panel on follow-up"),
        "safe-contact": N_("the form on safe contact"),
        "danger-indicators": N_("the form on signs of danger"),
        "honour-form": N_("the form on honour"),
        "dependent-form": N_("the form on dependence"),
        "suspicion-form": N_("the form on suspicion"),
        "routine-enquiry": N_("the routine enquiry"),
        "child-report": N_("a report about a child"),
        "medical-assessment": N_("a medical assessment"),
        "suicide-pathway": N_("the routine at risk of suicide"),
        "same-day-assessment": N_("an assessment the same day"),
        "supervisor": N_("talking to a supervisor"),
        "guardian-block": N_("keeping it from guardians"),
        "no-home-contact": N_("no contact at home"),
        "block-print": N_("no printing"),
        "block-contact": N_("no contact"),
    },
    "regime": {
        "HSL_PUBLIC": N_("public health care"),
        "HSL_PRIVATE": N_("private health care"),
        "SOC_MUNICIPAL": N_("municipal social services"),
        "SOC_PRIVATE": N_("private social services"),
        "INTL": N_("outside Swedish law"),
    },
    "provenance.wording": {
        "own": N_("own words"),
        "adapted": N_("adapted from an instrument"),
        "official": N_("the owner's words"),
    },
    "provenance.scoring": {
        "none": N_("nothing is counted"),
        "own": N_("our own"),
        "published": N_("published"),
        "secondary": N_("from a secondary source"),
        "sum-only": N_("a sum without a limit"),
        "record-only": N_("a result is recorded, nothing is counted"),
    },
    "provenance.permission": {"not-needed": N_("not needed"), "needed": N_("needed")},
}
"""Words of a value, by the key under which it stands in a file."""

PROVENANCE: Mapping[str, str] = {
    "wording": N_("whose words they are"),
    "scoring": N_("whose rule it counts by"),
    "basis": N_("what it rests on"),
    "owner": N_("the owner"),
    "licence": N_("the licence"),
    "permission": N_("whether the owner must permit its use"),
    "citation": N_("the source"),
    "date": N_("the day on which the owner's words were taken in"),
}
"""Words of the keys of ``provenance``."""


def value_in_words(key: str, value: str) -> str:
    """Return a value of a closed vocabulary in the language in use; any other as it is."""
    words = _VALUES.get(key, {}).get(value)
    return value if words is None else gettext(words)


def quoted(text: str) -> str:
    """Return a text in the quotation marks of the language in use."""
    # Translators: quotation marks; sv ”{text}”.
    return gettext("“{text}”").format(text=text)
