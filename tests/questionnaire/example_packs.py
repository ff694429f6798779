"""Contacts and duties of the country ``xx``, which breaks no rule."""

CONTACTS = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
stale_after_months: 6
compiled_on: "2026-11-22"
need:
  - id: "danger"
    label: {sv: "Fara", en: "Danger"}
    offer: "one/afraid"
    raised:
      - {answer: "one/hurt", in: ["yes"]}
    contact: ["emergency"]
contact:
  - id: "emergency"
    need: {sv: "Fara", en: "Danger"}
    name: {sv: "Akut", en: "Emergency"}
    number: "112"
    hours: null
    area: {sv: "Landet", en: "Country"}
    who_may_call: {sv: "Alla", en: "Anyone"}
    verified: true
    source: "test"
    source_address: "https://example.org"
    source_date: null
    confirmed_on: "2026-11-22"
    requirement: "W-10"
"""

DUTIES = """\
pack: "xx"
version: "1.0.0"
languages: ["sv", "en"]
reviewed_by: null
reviewed_on: null
compiled_on: "2026-11-22"
tree:
  - {id: "all", regime: ["HSL_PUBLIC"], first: "danger", label: {sv: "Alla", en: "All"}}
question:
  - {id: "danger", text: {sv: "Fara?", en: "Danger?"}, if_yes: "call", if_no: "child"}
  - {id: "child", text: {sv: "Barn?", en: "A child?"}, if_yes: "report", if_no: "nothing"}
answer:
  - id: "call"
    kind: "must"
    text: {sv: "Ring.", en: "Call."}
    next: [{sv: "Nu.", en: "Now."}]
    provision: []
    verified: false
    source: "test"
  - id: "report"
    kind: "must"
    text: {sv: "Anmäl.", en: "Report."}
    next: [{sv: "Skriv.", en: "Write."}]
    provision: ["secrecy-new"]
    verified: false
    source: "test"
  - id: "nothing"
    kind: "none"
    text: {sv: "Inget.", en: "Nothing."}
    next: [{sv: "Boka.", en: "Book."}]
    provision: []
    verified: false
    source: "test"
"""
