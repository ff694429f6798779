"""A small country of forms without a mistake; each test breaks one thing in it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.questionnaire.example_packs import CONTACTS, DUTIES

PROVENANCE = """\
provenance:
  wording: "own"
  scoring: "own"
  basis: "test"
  owner: null
  licence: "own text"
  permission: "not-needed"
  citation: null
"""

FORM = (
    """\
url: "https://example.org/core/small"
version: "1.0.0"
status: "active"
title: {sv: "Små frågor", en: "Small questions"}
languages: ["sv", "en"]
"""
    + PROVENANCE
    + """\
audience: "person"
contained:
  - id: "no-yes"
    option:
      - {code: "no", itemWeight: 0, display: {sv: "Nej", en: "No"}}
      - {code: "yes", itemWeight: 1, display: {sv: "Ja", en: "Yes"}}
item:
  - linkId: "hurt"
    type: "choice"
    required: true
    text: {sv: "Första frågan", en: "First question"}
    answerValueSet: "#no-yes"
    absent: ["declined"]
    contentClass: "statement"
  - linkId: "afraid"
    type: "choice"
    text: {sv: "Andra frågan", en: "Second question"}
    answerValueSet: "#no-yes"
    absent: ["declined", "unknown"]
    contentClass: "statement"
  - linkId: "when"
    type: "choice"
    repeats: true
    text: {sv: "När?", en: "When?"}
    enableWhen: {question: "hurt", is: "yes"}
    answerOption:
      - {code: "never", display: {sv: "Aldrig", en: "Never"}, exclusive: true}
      - {code: "now", display: {sv: "Nu", en: "Now"}}
    contentClass: "finding"
  - linkId: "minutes"
    type: "integer"
    text: {sv: "Hur många minuter?", en: "How many minutes?"}
    contentClass: "ordinary"
  - linkId: "short"
    type: "display"
    text: {sv: "Det är kort tid.", en: "That is a short time."}
    enableWhen: {question: "minutes", less-than: 10}
  - linkId: "child"
    type: "group"
    repeats: true
    text: {sv: "Barn", en: "Child"}
    contentClass: "third-person"
    item:
      - linkId: "child-label"
        type: "string"
        text: {sv: "Namn", en: "Name"}
      - linkId: "child-lives"
        type: "choice"
        text: {sv: "Var?", en: "Where?"}
        answerOption:
          - {code: "here", display: {sv: "Här", en: "Here"}}
          - {code: "there", display: {sv: "Där", en: "There"}}
        contentClass: "location"
      - linkId: "decision"
        type: "choice"
        text: {sv: "Beslut", en: "Decision"}
        enableWhen: {question: "child-lives", is: "here"}
        answerOption:
          - {code: "made", display: {sv: "Gjord", en: "Made"}}
          - {code: "not", display: {sv: "Inte", en: "Not"}}
  - linkId: "phone"
    type: "string"
    text: {sv: "Nummer", en: "Number"}
    contentClass: "safe-contact"
score:
  - id: "total"
    sum: ["hurt", "afraid"]
    range: [0, 2]
    cutoff: {variant: "original", source: "test", text: {sv: "1 eller mer", en: "1 or more"}}
    band:
      - {id: "none-reported", from: 0, to: 0, text: {sv: "Inget angivet", en: "Nothing reported"}}
      - {id: "positive", from: 1, to: 2, text: {sv: "Angivet", en: "Reported"}}
flag:
  - id: "child-here"
    when: {some: "child", holds: {question: "child-lives", is: "here"}}
    level: "same-day"
    text: {sv: "Barnet är här.", en: "The child is here."}
    action: ["child-report"]
"""
)

VIGNETTES = """\
questionnaire: "https://example.org/core/small|1.0.0"
vignette:
  - id: "none"
    answers: {hurt: "no", afraid: "no"}
    expect: {score: {total: {lowest: 0, highest: 0, band: "none-reported"}}, flag: []}
  - id: "one"
    answers: {hurt: "yes", afraid: "no", when: ["now"]}
    expect: {score: {total: {lowest: 1, highest: 1, band: "positive"}}}
  - id: "gap"
    answers: {hurt: {absent: "declined"}, afraid: "no"}
    expect: {score: {total: {lowest: 0, highest: 1, band: "incomplete"}}}
  - id: "child"
    answers: {afraid: "no", hurt: "no", child: [{child-lives: "here"}, {}]}
    expect: {score: {total: {lowest: 0, highest: 0, band: "none-reported"}}, flag: ["child-here"]}
"""

PATHWAY = (
    """\
url: "https://example.org/xx/pathway-small"
version: "1.2.0"
status: "active"
title: {sv: "Samtal", en: "Conversation"}
languages: ["sv", "en"]
"""
    + PROVENANCE
    + """\
regime: ["HSL_PUBLIC"]
define:
  hurt: {any: [{question: "one/hurt", is: "yes"}, {score: "one/total", at-least: 2}]}
  any-yes: {all: [{defined: "hurt"}, {question: "one/afraid", recorded: true}]}
step:
  - id: "one"
    title: {sv: "Ett", en: "One"}
    rail: "ask"
    questionnaire: "https://example.org/core/small|1.0.0"
    optional: false
  - id: "two"
    title: {sv: "Två", en: "Two"}
    rail: "children"
    questionnaire: "https://example.org/core/small|1.0.0"
    when: {defined: "any-yes"}
    gate: {must: {question: "one/minutes", answered: true}, else: "no"}
    optional: false
  - id: "paper"
    title: {sv: "Skriv", en: "Write"}
    rail: "close"
    panel: "document"
    optional: true
    switchable: true
outcome:
  - {id: "yes", when: {defined: "any-yes"}, reason: "one/afraid", text: {sv: "Ja", en: "Yes"}}
  - {id: "no", when: {band: "one/total", is: "none-reported"}, text: {sv: "Nej", en: "No"}}
closing:
  - id: "decided"
    outcome: ["yes"]
    must:
      all:
        - {some: "two/child", holds: {question: "two/decision", answered: true}}
        - {every: "two/child", holds: {question: "two/decision", answered: true}}
    names: "two/child-label"
    text: {sv: "Beslut saknas för {names}.", en: "A decision is missing for {names}."}
"""
)

PATHWAY_VIGNETTES = """\
pathway: "https://example.org/xx/pathway-small|1.2.0"
vignette:
  - id: "no"
    answers: {one: {hurt: "no", afraid: "no"}}
    expect: {outcome: "no", step: ["one", "paper"], gate: [], closing: {step: [], need: []}, close: true}
  - id: "yes"
    age: 40
    answers: {one: {hurt: "yes", afraid: "no", minutes: 5}, two: {child: [{child-label: "A"}]}}
    expect:
      outcome: "yes"
      reason: "no"
      step: ["one", "two", "paper"]
      gate: []
      closing: {step: ["two"], need: [{id: "decided", names: ["A"]}]}
      close: false
  - id: "refused"
    answers:
      one: {hurt: "yes", afraid: {absent: "declined"}}
      two: {child: [{child-label: "A", child-lives: "here", decision: "made"}]}
    expect:
      outcome: "yes"
      step: ["one", "paper"]
      gate: ["two"]
      closing: {step: [], need: []}
      close: true
"""

LEGAL = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
compiled_on: "2026-11-22"
expires_after_months: 12
notice: {sv: "Inte granskad.", en: "Not reviewed."}
secrecy_stamp: {HSL_PUBLIC: ["secrecy"]}
provision:
  - id: "secrecy"
    reference: "Lag 1 §"
    regime: ["HSL_PUBLIC"]
    text: {sv: "Hemligt.", en: "Secret."}
    valid_from: null
    valid_to: "2025-06-30"
    source: "test"
    verified: true
    requirement: "L-30"
  - id: "secrecy-new"
    reference: "Lag 2 §"
    regime: ["HSL_PUBLIC"]
    text: {sv: "Hemligt.", en: "Secret."}
    valid_from: "2025-07-01"
    valid_to: null
    source: "test"
    verified: true
    requirement: "L-30"
basis_code:
  - code: "CONSENT"
    provision: ["secrecy", "secrecy-new"]
    allowed: {HSL_PUBLIC: true, HSL_PRIVATE: null, SOC_MUNICIPAL: false}
    text: {sv: "Samtycke", en: "Consent"}
    condition: [{sv: "Sagt", en: "Said"}]
    recipient: {sv: "En", en: "One"}
    valid_from: "2020-01-01"
    valid_to: null
    may_be_default: true
    verified: true
retention: []
"""

DOCUMENTS = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
record_language: "sv"
common:
  purpose: {sv: "Stöd.", en: "Support."}
  field:
    - {id: "page", label: {sv: "Sida {page} av {pages}", en: "Page {page} of {pages}"}, class: "ordinary"}
  sentence:
    - {id: "one-recipient", text: {sv: "Till en.", en: "For one."}}
journal_text: {sentence: []}
document:
  - id: "D-2"
    kind: "referral-social-services"
    title: {sv: "Överlämning", en: "Handover"}
    neutral_name: {sv: "handling-{number}", en: "document-{number}"}
    audience: "professional"
    allowed_class: ["identity", "safe-contact", "statement", "finding", "third-person", "ordinary"]
    opened_class: ["location"]
    forbidden_class: ["danger-if-disclosed"]
    own_page: ["safe-contact"]
    legal_basis: ["CONSENT"]
    section:
      - id: "reason"
        heading: {sv: "Skäl", en: "Reason"}
        field:
          - {id: "identity", label: {sv: "Namn", en: "Name"}, class: "identity", from: ["record:identity"]}
          - {id: "types", label: {sv: "Vad", en: "What"}, class: "statement", from: ["one/hurt", "one/when"]}
          - {id: "where", label: {sv: "Var", en: "Where"}, class: "location", from: ["two/child-lives"]}
      - id: "contact"
        heading: {sv: "Kontakt", en: "Contact"}
        own_page: true
        field:
          - {id: "phone", label: {sv: "Nummer", en: "Number"}, class: "safe-contact", from: ["two/phone"]}
    sentence:
      - {id: "readers", text: {sv: "{recipient}", en: "{recipient}"}}
"""

TERMS = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
context:
  title: {sv: "Titel", en: "Title"}
  said-to-person: {sv: "Sagt", en: "Said"}
  result: {sv: "Resultat", en: "Result"}
case: "insensitive"
list:
  sv:
    - {term: "offer", match: "word", context: ["title", "said-to-person"]}
  en:
    - {term: "victim", match: "prefix", context: ["title", "said-to-person"]}
    - {term: "low risk", match: "substring", context: ["result"]}
always: {sv: "Aldrig adress.", en: "Never an address."}
"""


IDENTITY = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
kind:
  - id: "unknown"
    label: {sv: "Okänt", en: "Unknown"}
    accept: []
    store: "nothing"
    show: "nothing"
    check: "none"
    verified: true
    source: "test"
assurance_label: {}
rule: []
protection:
  - {id: "none", label: {sv: "Inget", en: "None"}, named_access: false, banner: false}
"""


GLOSSARY = """\
version: "1.0.0"
languages: ["sv", "en"]
content_class:
  - {code: "identity", sv: "Identitet", en: "Identity"}
rail: []
body: {side: [], view: [], region: []}
term: []
rule: []
"""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "glossary.yaml": GLOSSARY,
        "core/small.yaml": FORM,
        "core/small.vignettes.yaml": VIGNETTES,
        "xx/pathway-small.yaml": PATHWAY,
        "xx/pathway-small.vignettes.yaml": PATHWAY_VIGNETTES,
        "xx/legal.yaml": LEGAL,
        "xx/documents.yaml": DOCUMENTS,
        "xx/forbidden-terms.yaml": TERMS,
        "xx/contacts.yaml": CONTACTS,
        "xx/identity.yaml": IDENTITY,
        "xx/duties.yaml": DUTIES,
    }
)
"""The country ``xx`` by file name."""


def write(root: Path, changed: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Write the country with some files changed, and return its folder."""
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def broken(text: str, old: str, new: str) -> str:
    """Return the text with exactly one thing changed."""
    if text.count(old) != 1:
        msg = f"{old!r} stands {text.count(old)} times"
        raise ValueError(msg)
    return text.replace(old, new)
