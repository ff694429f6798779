"""Referrals to set in tests. People, places and numbers are made up."""

import datetime as dt
from dataclasses import replace

from screening_app.domain.document import (
    Footer,
    Letterhead,
    Line,
    Mark,
    OwnPage,
    Referral,
    Row,
    Section,
    SignatureBlock,
    Stamp,
)


def row(label: str, *texts: str) -> Row:
    """Return a row with plain lines."""
    return Row(label=label, lines=tuple(Line(text=text) for text in texts))


def _letterhead() -> Letterhead:
    return Letterhead(
        authority="Region Norrland",
        unit="Mottagning Linden",
        phone="0980-319 200",
        stamp=Stamp(
            word="SEKRETESS", provision="OSL 25 kap. 1 §", date="2026-11-26", authority="Region Norrland"
        ),
        registration_label="Dnr",
        registration_number="LIN 2026-0148",
        recipient_label="Mottagare",
        recipient="Socialtjänsten Skog, mottagningsgruppen",
    )


def _person() -> Section:
    return Section(
        heading="Personen",
        rows=(
            row("Namn", "Maja Exempelsson Łuczak"),
            row("Personnummer", "19880101-2392"),
            row("Skyddade uppgifter", "Nej, men kontakt sker bara enligt kontaktkortet."),
            row("Språk, tolk och andra behov", "Arabiska, auktoriserad tolk. Samma tolk om det går."),
        ),
    )


def _consent() -> Section:
    return Section(
        heading="Samtycke",
        rows=(
            row("Omfattning", "Allt i denna handling utom uppgifter om arbetsplatsen."),
            row("Datum", "2026-11-26"),
            row("Muntligt eller skriftligt", "Muntligt, med tolk"),
            row("Gäller till", "2027-02-26"),
        ),
        note="Personen har samtyckt till att uppgifterna lämnas i den omfattning som anges.",
    )


def _reason() -> Section:
    return Section(
        heading="Varför kontakt tas",
        rows=(
            row(
                "Vilka sorters våld, nu och tidigare",
                "Fysiskt och psykiskt våld, kontroll. Nu och sedan 2023.",
            ),
            Row(
                label="Senaste händelsen",
                lines=(
                    Line(text="Personen uppger att det hände lördagen den 21 november, i hemmet."),
                    Line(
                        text="Han tog mig om halsen så att det svartnade. Sedan sa han att nästa gång "
                        "släpper han inte. Barnen stod i dörren & jag vågade inte ropa.",
                        quote=True,
                    ),
                ),
            ),
            row("Relation till den person som använder våld", "Make, sammanboende. Gifta sedan 2016."),
            _danger(),
            row(
                "Tecken som kräver åtgärd och regeln bakom",
                "Ofullständigt: kan vara 8 till 14.",
                "Resultatet bygger på svaren på fråga 2, 4, 6 och 10 och regeln »minst ett allvarligt svar«. "
                "Det är inget mått på hur stor faran är.",
                "Anpassad formulering, inte det validerade instrumentet.",
            ),
            Row(
                label="Personens egen bedömning",
                lines=(Line(text="Det blir värre nu när vi ska flytta.", quote=True),),
            ),
            row(
                "Professionell bedömning",
                "Läget behöver bedömas i dag. Skälet är greppet om halsen, hotet och att beskedet om flytt "
                "kom den 19 november.",
            ),
        ),
    )


def _danger() -> Row:
    return Row(
        label="Svar på frågorna om fara i dag",
        lines=(
            Line(text="Grepp om halsen uppges (fråga 10). Gäller oavsett summa.", mark=Mark.REPORTED),
            Line(text="Hot om att döda uppges (fråga 6). Gäller oavsett summa.", mark=Mark.REPORTED),
            Line(text="Tillgång till vapen: inte besvarad.", mark=Mark.UNANSWERED),
            Line(text="Våldet har blivit grövre: inte besvarad.", mark=Mark.UNANSWERED),
            Line(text="Rädsla för barnens liv: inte besvarad.", mark=Mark.UNANSWERED),
        ),
    )


def _rest() -> tuple[Section, ...]:
    return (
        Section(
            heading="Barn",
            rows=(
                row(
                    "Barn som berörs",
                    "Flicka 7 år. Har sett händelser, senast den 21 november.",
                    "Pojke 4 år. Har hört.",
                ),
                row("Anmälan gjord", "2026-11-26, en handling för varje barn."),
            ),
        ),
        Section(
            heading="I dag",
            rows=(
                row(
                    "Det här är gjort",
                    "Plan upprättad, förvaras på mottagningen. Märken på kroppen dokumenterade.",
                ),
                row("Det här vill personen", "Stöd med boende. Samtal på dagtid. Inga brev hem."),
                row("Bråttom", "Boende: ja. Skydd: ja. Ekonomi: nej. Hälsa: omkontroll om tre dagar."),
                row("Skador dokumenterade", "Ja"),
                row("Andra kontakter", "Kvinnojouren, första samtal bokat."),
                row("Kontakta inte", "Maken, hans bror, förskolans hämtningslista."),
            ),
        ),
        Section(
            heading="Återkoppling",
            rows=(row("", "Mottagningen ber att få veta om utredning inleds."),),
        ),
    )


def _contact_card() -> OwnPage:
    return OwnPage(
        title="Kontaktkort",
        intro="Läs hela kortet före varje kontakt. Uppgifterna får inte kopieras in i andra handlingar.",
        rows=(
            row("Säkert sätt", "SMS till 070-174 06 00. Skriv bara: »Din tid är flyttad«."),
            row("Säker tid", "Tisdag och torsdag 9.00–11.30"),
            row("Ring aldrig", "Hemtelefonen, och aldrig efter 15.00."),
            row("Röstmeddelande", "Nej"),
            row("Om någon annan svarar", "Säg att du ringer från biblioteket om en försenad bok."),
            row("Brev", "Inga brev hem. Digital brevlåda läses av någon annan."),
        ),
    )


SWEDISH = Referral(
    language="sv",
    title="Överlämning till socialtjänst",
    neutral_title="Handling 148",
    letterhead=_letterhead(),
    legal_basis="Lämnas ut med samtycke (OSL 10 kap. 1 § och 12 kap. 2 §), muntligt 2026-11-26, "
    "gäller till 2027-02-26.",
    purpose="Stöd för samtal och dokumentation om våldsutsatthet och för att hitta rätt hjälp. "
    "Verktyget ställer ingen diagnos, förutsäger inte skada och ersätter inte professionell bedömning.",
    readers="Detta kan läsas av: handläggare på mottagningsgruppen. Personen själv kan begära ut handlingen.",
    sections=(_person(), _consent(), _reason(), *_rest()),
    signature=SignatureBlock(
        prepared_by="Anna Lindqvist", role="barnmorska", date="2026-11-26", label="Underskrift"
    ),
    own_pages=(_contact_card(),),
    footer=Footer(
        copy="Kopia nr 1",
        warning="Endast för mottagaren ovan. Kom den fel? Ring 0980-319 200.",
        audit="Kontrollrad 1234 · 8f3a77c109de4b52",
        page="Sida {page} av {pages}",
    ),
    made_at=dt.datetime(2026, 11, 26, 13, 32, tzinfo=dt.UTC),
)

ENGLISH = Referral(
    language="en",
    title="Handover to social services",
    neutral_title="Document 149",
    letterhead=Letterhead(
        authority="Region Norrland",
        unit="Linden clinic",
        phone="+46 980 319 200",
        stamp=Stamp(
            word="SECRECY",
            provision="OSL chapter 25 section 1",
            date="2026-11-26",
            authority="Region Norrland",
        ),
        registration_label="Registration no.",
        registration_number="LIN 2026-0149",
        recipient_label="Recipient",
        recipient="Skog social services, intake team",
    ),
    legal_basis="Given with consent (OSL chapter 10 section 1), spoken 2026-11-26, valid until 2027-02-26.",
    purpose="Support for conversation and documentation about exposure to violence and for finding the "
    "right help. The tool makes no diagnosis, does not predict harm and does not replace "
    "professional judgement.",
    readers="This can be read by: case workers in the intake team.",
    sections=(
        Section(heading="The person", rows=(row("Name and number, or case id", "Case K7QM-4XWP"),)),
        Section(
            heading="Reason for contact",
            rows=(
                Row(
                    label="Answers to the questions about danger today",
                    lines=(
                        Line(text="Hands around the neck: reported (question 10).", mark=Mark.REPORTED),
                        Line(text="Access to weapons: not answered.", mark=Mark.UNANSWERED),
                    ),
                ),
                Row(label="The person's own view", lines=(Line(text="It’s getting worse.", quote=True),)),
            ),
        ),
        Section(heading="Children", rows=(), note="No children are concerned."),
    ),
    signature=SignatureBlock(
        prepared_by="Anna Lindqvist", role="midwife", date="2026-11-26", label="Signature"
    ),
    own_pages=(),
    footer=Footer(
        copy="Copy no. 1",
        warning="Only for the recipient above. Gone astray? Ring +46 980 319 200.",
        audit="Audit 1235 · 0b51c2d4e6f88a90",
        page="Page {page} of {pages}",
    ),
    made_at=dt.datetime(2026, 11, 26, 13, 40, tzinfo=dt.UTC),
)

_STORY = (
    "Personen berättar att det började med frågor om var hon varit och med vem, och att frågorna blev fler "
    "efter att det första barnet föddes. Hon uppger att han tog hand om hennes bankkort och telefon. "
)

LONG = replace(
    SWEDISH,
    sections=(
        _person(),
        Section(
            heading="Det här har hänt",
            rows=(
                row("", _STORY * 8, _STORY * 5),
                row("Berättelse", *(_STORY * 9 for _ in range(4))),
                Row(label="Egna ord", lines=(Line(text=_STORY * 30, quote=True),)),
                row("Länk", "https://exempel.example/" + "en-mycket-lang-adress/" * 30, "x" * 2000),
            ),
        ),
        Section(
            heading="Barn",
            rows=tuple(
                Row(
                    label=f"Barn {number}",
                    lines=(
                        Line(text="Har sett händelser. Orosanmälan gjord samma dag.", mark=Mark.REPORTED),
                        Line(text="Eget samtal med barnet: inte besvarad.", mark=Mark.UNANSWERED),
                    ),
                )
                for number in range(1, 13)
            ),
        ),
        Section(heading="Tomt", rows=()),
        *_rest(),
    ),
)
"""Longer than anybody should write: rows taller than a page, words wider than a line."""
