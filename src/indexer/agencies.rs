//! The agencies whose sets are public, and under which terms these are there.

/// Keeps ICD-10-CM.
pub(super) const NCHS: &str =
    "National Center for Health Statistics, Centers for Disease Control and Prevention";
/// Keeps ICD-10-PCS, HCPCS Level II and MS-DRG.
pub(super) const CMS: &str = "Centers for Medicare & Medicaid Services";
/// What the government itself writes, nobody owns (17 U.S.C. 105).
pub(super) const PUBLIC_DOMAIN: &str = "public domain (United States government work)";
