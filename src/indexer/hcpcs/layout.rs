//! The columns of CMS's HCPCS file and what stands in them, after CMS's
//! `HCPC2019_recordlayout.txt` and `HCPC2024_recordlayout.txt` ("HCPCS Contractor
//! Record"). The headings are those of the same release's spreadsheet.

use crate::format::notes::Fact;

/// Columns of a line, counted from 1, and how many characters.
pub(super) type Columns = (usize, usize);

/// The code; of a modifier, blanks and its two characters.
pub(super) const CODE: Columns = (1, 5);
/// Counts the records of a code.
pub(super) const SEQUENCE: Columns = (6, 5);
/// What kind of record it is.
pub(super) const KIND: Columns = (11, 1);
/// A piece of the long title.
pub(super) const LONG: Columns = (12, 80);
/// The short title.
pub(super) const SHORT: Columns = (92, 28);
/// What a continued record may fill: it has no short title and nothing after it.
pub(super) const OVERFLOW: Columns = (92, 28);
/// The day on which the code was added.
pub(super) const ADDED: &str = "ADD DT";
/// The day from which the last change counts.
pub(super) const CHANGED: &str = "ACT EFF DT";
/// The last day of the code.
pub(super) const ENDED: &str = "TERM DT";

/// A field behind the titles.
pub(super) struct Field {
    /// Its heading in the spreadsheet.
    pub(super) heading: &'static str,
    /// Where it stands in a line.
    pub(super) columns: Columns,
    /// What it tells.
    pub(super) fact: Fact,
}

const fn field(heading: &'static str, from: usize, length: usize, fact: Fact) -> Field {
    Field {
        heading,
        columns: (from, length),
        fact,
    }
}

/// All fields that are kept. Left out are the payment groups of the outpatient
/// system (OPPS, which CMS has left blank since 2008) and the numbers of
/// processing notes, whose texts stand in another file.
pub(super) const FIELDS: [Field; 36] = [
    field("PRICE1", 120, 2, Fact::Pricing),
    field("PRICE2", 122, 2, Fact::Pricing),
    field("PRICE3", 124, 2, Fact::Pricing),
    field("PRICE4", 126, 2, Fact::Pricing),
    field("MULT_PI", 128, 1, Fact::MultiplePricing),
    field("CIM1", 129, 6, Fact::CoverageManual),
    field("CIM2", 135, 6, Fact::CoverageManual),
    field("CIM3", 141, 6, Fact::CoverageManual),
    field("MCM1", 147, 8, Fact::CarriersManual),
    field("MCM2", 155, 8, Fact::CarriersManual),
    field("MCM3", 163, 8, Fact::CarriersManual),
    field("STATUTE", 171, 10, Fact::Statute),
    field("LABCERT1", 181, 3, Fact::Laboratory),
    field("LABCERT2", 184, 3, Fact::Laboratory),
    field("LABCERT3", 187, 3, Fact::Laboratory),
    field("LABCERT4", 190, 3, Fact::Laboratory),
    field("LABCERT5", 193, 3, Fact::Laboratory),
    field("LABCERT6", 196, 3, Fact::Laboratory),
    field("LABCERT7", 199, 3, Fact::Laboratory),
    field("LABCERT8", 202, 3, Fact::Laboratory),
    field("XREF1", 205, 5, Fact::CrossReference),
    field("XREF2", 210, 5, Fact::CrossReference),
    field("XREF3", 215, 5, Fact::CrossReference),
    field("XREF4", 220, 5, Fact::CrossReference),
    field("XREF5", 225, 5, Fact::CrossReference),
    field("COV", 230, 1, Fact::Coverage),
    field("ASC_GRP", 231, 2, Fact::SurgicalCenter),
    field("BETOS", 257, 3, Fact::Betos),
    field("TOS1", 261, 1, Fact::ServiceType),
    field("TOS2", 262, 1, Fact::ServiceType),
    field("TOS3", 263, 1, Fact::ServiceType),
    field("TOS4", 264, 1, Fact::ServiceType),
    field("TOS5", 265, 1, Fact::ServiceType),
    field("ANEST_BU", 266, 3, Fact::AnesthesiaUnits),
    field("ACTION CD", 293, 1, Fact::Action),
    field(CHANGED, 277, 8, Fact::ActionDate),
];

/// The fields that are the days of a code.
pub(super) const DAYS: [Field; 2] = [
    field(ADDED, 269, 8, Fact::From),
    field(ENDED, 285, 8, Fact::Until),
];
