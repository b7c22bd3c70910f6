"""A small census, written out: two children with something wrong, one with nothing."""

from __future__ import annotations

from xml.sax.saxutils import escape

from everycase.returns.flagged import Checked
from everycase.returns.forms import FORMS

HEADER = """<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>
<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>
<LEA>201</LEA><SerialNo>001</SerialNo><DateTime>2026-05-23T11:14:05</DateTime></Source></Header>"""
CHILD = """<Child><ChildIdentifiers>
<LAchildID>{child}</LAchildID>
<UPNunknown>UN3</UPNunknown>
<PersonBirthDate>{born}</PersonBirthDate>
<Sex>{sex}</Sex>
</ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
<Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>{source}</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>{closed}</CINclosureDate>
<ReasonForClosure>RC1</ReasonForClosure><ReferralNFA>false</ReferralNFA>
<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-07-01</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors></FactorsIdentifiedAtAssessment>
</Assessments></CINdetails></Child>"""
RIGHT = {"child": "Chidi1", "born": "2023-05-05", "sex": "M", "source": "1A", "closed": "2025-12-01"}
WRONG = (
    {**RIGHT, "child": "Amira1", "sex": "1", "closed": "2027-01-05"},
    {**RIGHT, "child": "Ben1", "born": "spring"},
    RIGHT,
)


def census(*children, year: int = 2026) -> str:
    """The XML of a census of these children."""
    made = (CHILD.format(**{name: escape(value) for name, value in child.items()}) for child in children)
    return f"<Message>{HEADER.format(year=year)}<Children>{''.join(made)}</Children></Message>"


def checked(folder, *children, rules=None, year: int = 2026) -> Checked:
    """The census of these children, written, read and checked."""
    path = folder / "census.xml"
    path.write_text(census(*children, year=year), encoding="utf-8")
    form = FORMS["cin_census"]
    reading = form.read([path])
    return Checked(form, year, reading, form.check(reading.tables, collection_year=year, rules=rules))
