"""Names of the extensions, systems and codes that are read and written."""

HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
OWN = "https://samtalsstod.example/fhir/StructureDefinition/"
"""Of ours: what FHIR R4 has no element for, such as the class of an answer's content."""

TRANSLATION = f"{HL7}translation"
HIDDEN = f"{HL7}questionnaire-hidden"
EXCLUSIVE = f"{HL7}questionnaire-optionExclusive"
UNIT = f"{HL7}questionnaire-unit"
MIN_VALUE = f"{HL7}minValue"
MAX_VALUE = f"{HL7}maxValue"
CALCULATED_VALUE = f"{HL7}cqf-calculatedValue"
REGEX = f"{HL7}regex"
ITEM_WEIGHT = f"{HL7}itemWeight"
ABSENT_REASON = f"{HL7}data-absent-reason"
WEIGHTS = (
    ITEM_WEIGHT,
    f"{HL7}ordinalValue",
    f"{HL7}questionnaire-ordinalValue",
    f"{HL7}iso21090-CO-value",
)
"""The same of R5, R4 and STU3, latest first; the first is written."""

VARIABLE = f"{HL7}variable"
SHORT_TEXT = f"{SDC}shortText"
ENABLE_WHEN = f"{SDC}enableWhenExpression"
CALCULATED = f"{SDC}calculatedExpression"
INITIAL_EXPRESSION = f"{SDC}initialExpression"

PROVENANCE = f"{OWN}provenance"
AUDIENCE = f"{OWN}audience"
CONTENT_CLASS = f"{OWN}content-class"
ALLOWED_ABSENCE = f"{OWN}allowed-absence"
STAFF_NOTE = f"{OWN}staff-note"
ITEM_TYPE = f"{OWN}item-type"
SCORE = f"{OWN}score"
FLAG = f"{OWN}flag"

FHIRPATH = "text/fhirpath"

PRESENTATION = frozenset(
    {
        f"{HL7}questionnaire-itemControl",
        f"{HL7}questionnaire-choiceOrientation",
        f"{HL7}questionnaire-displayCategory",
        f"{HL7}questionnaire-optionPrefix",
        f"{HL7}questionnaire-instruction",
        f"{HL7}questionnaire-supportLink",
        f"{HL7}entryFormat",
        f"{HL7}rendering-xhtml",
        f"{HL7}rendering-markdown",
        f"{HL7}rendering-style",
        f"{HL7}rendering-styleSensitive",
        f"{HL7}designNote",
        f"{SDC}choiceColumn",
        f"{SDC}collapsible",
        f"{SDC}openLabel",
        f"{SDC}preferredTerminologyServer",
        f"{SDC}width",
    }
)
"""How other programs show an item; says nothing of what is asked or counted."""

OTHER_SYSTEMS = frozenset(
    {
        f"{SDC}observationExtract",
        f"{SDC}observationLinkPeriod",
        f"{SDC}itemExtractionContext",
        f"{SDC}itemContext",
        f"{SDC}itemPopulationContext",
        f"{SDC}assembledFrom",
        f"{SDC}assemble-expectation",
        f"{SDC}launchContext",
        f"{SDC}sourceQueries",
        f"{SDC}sourceStructureMap",
        f"{SDC}targetStructureMap",
        f"{SDC}performerType",
        f"{SDC}isSubject",
        f"{HL7}questionnaire-fhirType",
        f"{HL7}structuredefinition-fmm",
        f"{HL7}structuredefinition-wg",
        f"{HL7}structuredefinition-standards-status",
    }
)
"""What other systems fill in before or take out after; the form asks the same without it."""
