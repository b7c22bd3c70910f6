"""The modules of the Children in Need census, each a table, and their columns.

Source: DfE, Children in need census 2025 to 2026: guide and technical specification. Dates are
YYYY-MM-DD. Three ids are ordinals that the reader gives in the order of the document, because the
census carries none: CINdetailsID counts a child's episodes of need; AssessmentID and CPPID count the
assessments and protection plans of one episode.
"""

from collections.abc import Mapping

from everycase.returns.tables import Column, ReturnTable

CHILD = Column("LAchildID", note="the authority's id of the child; up to 20 letters and digits")
NEED = Column("CINdetailsID", "whole", "generated", note="1, 2, 3 … of a child")
ASSESSMENT = Column("AssessmentID", "whole", "generated", note="1, 2, 3 … of an episode of need")
PLAN = Column("CPPID", "whole", "generated", note="1, 2, 3 … of an episode of need")

_HEADER = ReturnTable(
    "Header",
    (
        Column("Collection", note="CIN"),
        Column("Year", "whole", note="the year in which the census year ends"),
        Column("ReferenceDate", "date", note="31 March of Year"),
        Column("SourceLevel", note="L"),
        Column("LEA", "code", codes="la_3digit"),
        Column("SoftwareCode", need="optional"),
        Column("Release", need="optional"),
        Column("SerialNo", "whole"),
        Column("DateTime", "text", note="YYYY-MM-DDThh:mm:ss"),
    ),
    group="Header",
)
_IDENTIFIERS = ReturnTable(
    "ChildIdentifiers",
    (
        CHILD,
        Column("UPN", need="conditional"),
        Column("FormerUPN", need="optional"),
        Column("UPNunknown", "code", "conditional", "upn_unknown"),
        Column("PersonBirthDate", "date", "conditional", note="this or the expected date, never both"),
        Column("ExpectedPersonBirthDate", "date", "conditional", note="unborn children only"),
        Column("GenderCurrent", "code", "retired", "gender", "older returns; superseded by Sex"),
        Column("Sex", "code", codes="sex"),
        Column("PersonDeathDate", "date", "optional"),
    ),
    group="ChildIdentifiers",
)
_CHARACTERISTICS = ReturnTable(
    "ChildCharacteristics", (CHILD, Column("Ethnicity", "code", codes="ethnicity")), "ChildCharacteristics"
)
_DISABILITIES = ReturnTable(
    "Disabilities",
    (CHILD, Column("Disability", "code", "conditional", "disability", "NONE stands alone")),
    group="Disability",
)
_NEED = ReturnTable(
    "CINdetails",
    (
        CHILD,
        NEED,
        Column("CINreferralDate", "date"),
        Column("ReferralSource", "code", codes="referral_source"),
        Column("PrimaryNeedCode", "code", "conditional", "cin_need", "unless no further action"),
        Column("CINclosureDate", "date", "optional"),
        Column("ReasonForClosure", "code", "conditional", "reason_for_closure", "with CINclosureDate"),
        Column("DateOfInitialCPC", "date", "optional", note="a conference without a section 47 enquiry"),
        Column("ReferralNFA", "flag", codes="boolean"),
    ),
    group="CINdetails",
)
_ASSESSMENTS = ReturnTable(
    "Assessments",
    (
        CHILD,
        NEED,
        ASSESSMENT,
        Column("AssessmentActualStartDate", "date", "conditional"),
        Column("AssessmentInternalReviewDate", "date", "optional"),
        Column("AssessmentAuthorisationDate", "date", "optional"),
        Column(
            "AssessmentFactors", "list", "conditional", "assessment_factor", "every factor of the assessment"
        ),
    ),
    group="Assessments",
)
_FACTORS = ReturnTable(
    "AssessmentFactorsList",
    (CHILD, NEED, ASSESSMENT, Column("AssessmentFactor", "code", "conditional", "assessment_factor")),
    group="FactorsIdentifiedAtAssessment",
)
_PLANS = ReturnTable(
    "CINplanDates",
    (CHILD, NEED, Column("CINPlanStartDate", "date"), Column("CINPlanEndDate", "date", "optional")),
    group="CINPlanDates",
)
_SECTION_47 = ReturnTable(
    "Section47",
    (
        CHILD,
        NEED,
        Column("S47ActualStartDate", "date", "conditional"),
        Column("InitialCPCtarget", "date", "optional"),
        Column("DateOfInitialCPC", "date", "conditional"),
        Column("ICPCnotRequired", "flag", "conditional", "boolean"),
    ),
    group="Section47",
)
_PROTECTION_PLANS = ReturnTable(
    "ChildProtectionPlans",
    (
        CHILD,
        NEED,
        PLAN,
        Column("CPPstartDate", "date"),
        Column("CPPendDate", "date", "optional"),
        Column("InitialCategoryOfAbuse", "code", codes="category_of_abuse"),
        Column("LatestCategoryOfAbuse", "code", codes="category_of_abuse"),
        Column("NumberOfPreviousCPP", "whole"),
    ),
    group="ChildProtectionPlans",
)
_REVIEWS = ReturnTable("Reviews", (CHILD, NEED, PLAN, Column("CPPreviewDate", "date")), group="Reviews")
_PRE_PROCEEDINGS = ReturnTable(
    "PreProceedings",
    (
        CHILD,
        NEED,
        Column("PPStartDate", "date", "unknown"),
        Column("LBPSentDate", "date", "unknown"),
        Column("FGDMMeetingOffer", "flag", "unknown", "boolean"),
        Column("FGDMMeetingFac", "flag", "unknown", "boolean"),
        Column("InitialPPMeetingDate", "date", "unknown"),
        Column("ReviewMeetingsCount", "whole", "unknown"),
        Column("StepDecisionDate", "date", "unknown"),
        Column("PPOutcome", "code", "unknown"),
        Column("CourtAppDate", "date", "unknown"),
        Column("LetterInitCPDate", "date", "unknown"),
    ),
    group="PreProceedingsandFGDM",
)

TABLES: Mapping[str, ReturnTable] = {
    table.name: table
    for table in (
        _HEADER,
        _IDENTIFIERS,
        _CHARACTERISTICS,
        _DISABILITIES,
        _NEED,
        _ASSESSMENTS,
        _FACTORS,
        _PLANS,
        _SECTION_47,
        _PROTECTION_PLANS,
        _REVIEWS,
        _PRE_PROCEEDINGS,
    )
}
"""Every module of the census by name."""
