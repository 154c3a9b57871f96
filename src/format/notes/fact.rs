//! The kinds of facts: labels of notes, and of the columns of [`crate::format::facts`].

use serde::Serialize;

/// What a fact is about: the label of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Fact {
    /// Surgical or medical, of a diagnosis-related group.
    Type = b't',
    /// Relative weight of a diagnosis-related group.
    Weight = b'w',
    /// Geometric mean length of stay, in days.
    GeometricStay = b'g',
    /// Arithmetic mean length of stay, in days.
    ArithmeticStay = b'a',
    /// The fiscal year of weight and lengths of stay.
    WeightYear = b'y',
    /// First day on which the code is valid, where it is later than the edition's.
    From = b'f',
    /// Last day on which the code is valid, where it is earlier than the edition's.
    Until = b'u',
    /// The title in the version before.
    FormerTitle = b'p',
    /// Whether a secondary diagnosis is a complication or comorbidity (CC) or a
    /// major one (MCC) of MS-DRG v43.1.
    Cc = b'c',
    /// The same in v44, where it differs.
    NewCc = b'n',
    /// The major diagnostic category to which a principal diagnosis leads.
    Mdc = b'm',
    /// The CMS-HCC V28 payment category, with its name.
    Hcc = b'h',
    /// What stood for a diagnosis in ICD-9-CM, by the General Equivalence Mappings.
    Icd9 = b'9',
    /// The short title, where the set gives two.
    ShortTitle = b's',
    /// HCPCS: how Medicare Part B prices it.
    Pricing = b'i',
    /// HCPCS: whether it is priced in several ways.
    MultiplePricing = b'l',
    /// HCPCS: whether Medicare covers it.
    Coverage = b'v',
    /// HCPCS: the section of the Coverage Issues Manual.
    CoverageManual = b'j',
    /// HCPCS: the section of the Medicare Carriers Manual.
    CarriersManual = b'r',
    /// HCPCS: the statute that decides on coverage.
    Statute = b'z',
    /// HCPCS: the certification that a laboratory needs.
    Laboratory = b'k',
    /// HCPCS: codes that replaced it or stand for the same.
    CrossReference = b'x',
    /// HCPCS: whether ambulatory surgical centers may perform it.
    SurgicalCenter = b'q',
    /// HCPCS: Berenson-Eggers type of service.
    Betos = b'b',
    /// HCPCS: the types of service of Medicare's carriers.
    ServiceType = b'o',
    /// HCPCS: anesthesia base units.
    AnesthesiaUnits = b'B',
    /// HCPCS: what was last done to the code.
    Action = b'e',
    /// HCPCS: from when that counts.
    ActionDate = b'd',
    /// NDC: who markets it.
    Labeler = b'L',
    /// NDC: the name that belongs to no one.
    Nonproprietary = b'G',
    /// NDC: the form in which it is given.
    DosageForm = b'F',
    /// NDC: the way by which it is given.
    Route = b'R',
    /// NDC: how much of each active ingredient.
    Strength = b'S',
    /// NDC: on what ground it is marketed.
    Marketing = b'M',
    /// NDC: its schedule as a controlled substance.
    Schedule = b'D',
    /// The code as its keeper writes it, where a bill writes it otherwise.
    Written = b'W',
}

impl Fact {
    /// All facts.
    pub const ALL: &[Fact] = &[
        Fact::Type,
        Fact::Weight,
        Fact::GeometricStay,
        Fact::ArithmeticStay,
        Fact::WeightYear,
        Fact::From,
        Fact::Until,
        Fact::FormerTitle,
        Fact::Cc,
        Fact::NewCc,
        Fact::Mdc,
        Fact::Hcc,
        Fact::Icd9,
        Fact::ShortTitle,
        Fact::Pricing,
        Fact::MultiplePricing,
        Fact::Coverage,
        Fact::CoverageManual,
        Fact::CarriersManual,
        Fact::Statute,
        Fact::Laboratory,
        Fact::CrossReference,
        Fact::SurgicalCenter,
        Fact::Betos,
        Fact::ServiceType,
        Fact::AnesthesiaUnits,
        Fact::Action,
        Fact::ActionDate,
        Fact::Labeler,
        Fact::Nonproprietary,
        Fact::DosageForm,
        Fact::Route,
        Fact::Strength,
        Fact::Marketing,
        Fact::Schedule,
        Fact::Written,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Fact::Type => "Type",
            Fact::Weight => "Relative weight",
            Fact::GeometricStay => "Geometric mean length of stay",
            Fact::ArithmeticStay => "Arithmetic mean length of stay",
            Fact::WeightYear => "Fiscal year of weight and stay",
            Fact::From => "Valid from",
            Fact::Until => "Valid until",
            Fact::FormerTitle => "Title before",
            Fact::Cc => "As a secondary diagnosis (MS-DRG v43.1)",
            Fact::NewCc => "As a secondary diagnosis (MS-DRG v44)",
            Fact::Mdc => "As a principal diagnosis leads to",
            Fact::Hcc => "Risk category (CMS-HCC V28, 2026)",
            Fact::Icd9 => "In ICD-9-CM",
            Fact::ShortTitle => "Short title",
            Fact::Pricing => "Pricing",
            Fact::MultiplePricing => "Multiple pricing",
            Fact::Coverage => "Medicare coverage",
            Fact::CoverageManual => "Coverage Issues Manual",
            Fact::CarriersManual => "Medicare Carriers Manual",
            Fact::Statute => "Statute",
            Fact::Laboratory => "Laboratory certification",
            Fact::CrossReference => "See also",
            Fact::SurgicalCenter => "Ambulatory surgical center",
            Fact::Betos => "BETOS",
            Fact::ServiceType => "Type of service",
            Fact::AnesthesiaUnits => "Anesthesia base units",
            Fact::Action => "Last change",
            Fact::ActionDate => "Last change counts from",
            Fact::Labeler => "Labeler",
            Fact::Nonproprietary => "Nonproprietary name",
            Fact::DosageForm => "Dosage form",
            Fact::Route => "Route",
            Fact::Strength => "Active ingredients",
            Fact::Marketing => "Marketing category",
            Fact::Schedule => "DEA schedule",
            Fact::Written => "Written by its keeper as",
        }
    }

    /// The fact that a label stands for.
    pub fn of(label: u8) -> Option<Fact> {
        Fact::ALL.iter().copied().find(|&fact| fact as u8 == label)
    }
}
