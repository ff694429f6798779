"""FHIR R4: Questionnaires in and out, responses and scores out and back."""
