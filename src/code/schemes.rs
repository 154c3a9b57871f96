//! The sets that this program knows, and how each writes its codes.

use super::cm;
use super::pcs;
use super::scheme::Scheme;
use super::shape;

/// All sets, in the order in which an answer prefers them.
pub static SCHEMES: &[Scheme] = &[
    Scheme {
        set: cm::SET,
        name: "ICD-10-CM",
        aliases: &["ICD-10-CM", "ICD-10", "ICD10"],
        first_code: 3,
        chapter: "Chapter",
        sign: Some('.'),
        breaks: |_| &[cm::CATEGORY_LENGTH],
        longest: cm::MAX_LENGTH,
        shortest: cm::CATEGORY_LENGTH,
        has_headers: true,
        begins: |code| cm::begins_code(code.as_bytes()),
        fits: cm::is_compact,
        ..PLAIN
    },
    // CMS, ICD-10-PCS: seven characters, each an axis.
    Scheme {
        set: pcs::SET,
        name: "ICD-10-PCS",
        aliases: &["ICD-10-PCS", "ICD10PCS", "PCS"],
        first_code: pcs::TABLE as u8,
        longest: pcs::LENGTH,
        shortest: 1,
        has_headers: true,
        begins: pcs::begins_alone,
        fits: |code| code.len() == pcs::LENGTH && pcs::begins_code(code.as_bytes()),
        ..PLAIN
    },
    // CMS, HCPCS Level II: a letter and four digits.
    Scheme {
        set: "hcpcs",
        name: "HCPCS Level II",
        aliases: &["HCPCS LEVEL II", "HCPCS"],
        begins: |code| code.len() > 1 && shape::begins(code, "L####"),
        fits: |code| shape::is(code, "L####"),
        ..PLAIN
    },
    // AMA, CPT: five digits, or four and the letter of a category.
    Scheme {
        set: "cpt",
        name: "CPT",
        aliases: &["CPT/HCPCS", "HCPCS/CPT", "CPT"],
        begins: |code| code.len() > 2 && shape::begins(code, "#####"),
        fits: |code| {
            shape::is(code, "#####")
                || (shape::is(code, "####L") && code.ends_with(['A', 'F', 'M', 'T', 'U']))
        },
        ..PLAIN
    },
    // ADA, CDT: D and four digits.
    Scheme {
        set: "cdt",
        name: "CDT",
        aliases: &["CDT", "ADA"],
        begins: |code| code.len() > 1 && shape::begins(code, "D####"),
        fits: |code| shape::is(code, "D####"),
        ..PLAIN
    },
    // CMS, MS-DRG definitions manual: three digits.
    Scheme {
        set: "msdrg",
        name: "MS-DRG",
        aliases: &["MS-DRG", "MS DRG", "DRG"],
        first_code: 2,
        chapter: "MDC",
        longest: 3,
        shortest: 3,
        begins: |code| shape::begins(code, "###"),
        fits: |code| shape::is(code, "###"),
        ..PLAIN
    },
    // NUBC, revenue codes: four digits, the first nearly always 0 and often left out.
    Scheme {
        set: "revenue",
        name: "Revenue code",
        aliases: &["REVENUE CODE", "REVENUE", "REV CODE", "REV. CODE", "REV", "RC"],
        longest: 4,
        shortest: 4,
        begins: |code| code.len() > 1 && shape::begins(code, "0###"),
        fits: |code| {
            shape::is(code, "0###")
                || shape::is(code, "1###")
                || shape::is(code, "2###")
                || shape::is(code, "3###")
        },
        ..PLAIN
    },
    // CMS, place of service code set: two digits.
    Scheme {
        set: "pos",
        name: "Place of service",
        aliases: &["PLACE OF SERVICE"],
        longest: 2,
        shortest: 2,
        begins: |code| shape::begins(code, "##"),
        fits: |code| shape::is(code, "##"),
        ..PLAIN
    },
    // AMA and CMS, modifiers: two characters.
    Scheme {
        set: "modifier",
        name: "Modifier",
        aliases: &["MODIFIER", "MOD"],
        longest: 2,
        shortest: 2,
        fits: |code| shape::is(code, "**"),
        ..PLAIN
    },
    // NUBC, type of bill: 0, two digits, and a digit or letter.
    Scheme {
        set: "tob",
        name: "Type of bill",
        aliases: &["TYPE OF BILL", "BILL TYPE", "TOB"],
        longest: 4,
        shortest: 4,
        fits: |code| shape::is(code, "0##*"),
        ..PLAIN
    },
    // X12, claim adjustment group codes: two letters.
    Scheme {
        set: "cagc",
        name: "Adjustment group",
        aliases: &["CAGC", "GROUP CODE"],
        longest: 2,
        shortest: 2,
        fits: |code| matches!(code, "CO" | "PR" | "OA" | "PI" | "CR"),
        ..PLAIN
    },
    // X12, claim adjustment reason codes: digits, or a letter and digits. Remittances
    // print them behind their group: CO-45.
    Scheme {
        set: "carc",
        name: "Adjustment reason",
        aliases: &["CARC", "REASON CODE", "DENIAL CODE", "CO", "PR", "OA", "PI", "CR"],
        longest: 4,
        shortest: 1,
        fits: |code| shape::is_number(code, 3) || (code.len() > 1 && shape::begins(code, "L###")),
        ..PLAIN
    },
    // X12 and CMS, remittance advice remark codes: N, M or MA and a number.
    Scheme {
        set: "rarc",
        name: "Remark code",
        aliases: &["RARC", "REMARK CODE", "REMARK"],
        longest: 5,
        shortest: 2,
        fits: |code| {
            let number = code.strip_prefix("MA").or_else(|| code.strip_prefix(['M', 'N']));
            number.is_some_and(|number| shape::is_number(number, 3))
        },
        ..PLAIN
    },
    Scheme {
        set: "condition",
        name: "Condition code",
        aliases: &["CONDITION CODE", "COND CODE", "COND. CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "occurrence",
        name: "Occurrence code",
        aliases: &["OCCURRENCE CODE", "OCC CODE", "OCC. CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "occurrence_span",
        name: "Occurrence span",
        aliases: &["OCCURRENCE SPAN CODE", "OCCURRENCE SPAN", "SPAN CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "value",
        name: "Value code",
        aliases: &["VALUE CODE", "VAL CODE", "VAL. CODE"],
        ..UB_CODE
    },
    Scheme {
        set: "discharge",
        name: "Discharge status",
        aliases: &["DISCHARGE STATUS", "PATIENT STATUS", "PATIENT DISCHARGE STATUS"],
        ..UB_CODE
    },
    Scheme {
        set: "admission_type",
        name: "Admission type",
        aliases: &["ADMISSION TYPE", "TYPE OF ADMISSION", "ADMIT TYPE"],
        ..ONE_CHARACTER
    },
    Scheme {
        set: "admission_source",
        name: "Point of origin",
        aliases: &[
            "ADMISSION SOURCE",
            "SOURCE OF ADMISSION",
            "POINT OF ORIGIN",
            "ADMIT SOURCE",
        ],
        ..ONE_CHARACTER
    },
    Scheme {
        set: "poa",
        name: "Present on admission",
        aliases: &["PRESENT ON ADMISSION", "POA INDICATOR"],
        ..ONE_CHARACTER
    },
    // FDA, National Drug Code: ten digits in three parts, eleven on claims.
    Scheme {
        set: "ndc",
        name: "NDC",
        aliases: &["NDC"],
        longest: 11,
        shortest: 11,
        sign: Some('-'),
        breaks: |_| &[5, 9],
        signed: Some(shape::ndc_begun),
        fits: |code| shape::is(code, "###########"),
        ..PLAIN
    },
    // CMS, National Provider Identifier: ten digits, the last a check digit.
    Scheme {
        set: "npi",
        name: "NPI",
        aliases: &["NPI"],
        longest: 10,
        shortest: 10,
        fits: shape::is_npi,
        ..PLAIN
    },
    // CDC and CMS, ICD-9-CM: recognised by its dot, for its digits are those of
    // others. It stands one character later in a code of an external cause.
    Scheme {
        set: "icd9cm",
        name: "ICD-9-CM",
        aliases: &["ICD-9-CM", "ICD-9", "ICD9"],
        shortest: 3,
        sign: Some('.'),
        breaks: |code| if code.starts_with('E') { &[4] } else { &[3] },
        signed: Some(|text| shape::icd9(text).or_else(|| shape::icd9_procedure(text))),
        fits: |code| shape::is_icd9(code) || shape::icd9_procedure(code).is_some(),
        alone: |_| false,
        ..PLAIN
    },
    Scheme {
        set: "icd10cm_index",
        name: "Alphabetic Index",
        aliases: &["ALPHABETIC INDEX"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_external",
        name: "External cause index",
        aliases: &["INDEX OF EXTERNAL CAUSES"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_drugs",
        name: "Table of drugs",
        aliases: &["TABLE OF DRUGS"],
        ..INDEX
    },
    Scheme {
        set: "icd10cm_neoplasms",
        name: "Table of neoplasms",
        aliases: &["TABLE OF NEOPLASMS"],
        ..INDEX
    },
    Scheme {
        set: "icd10pcs_index",
        name: "Index of procedures",
        aliases: &["INDEX OF PROCEDURES"],
        ..INDEX
    },
    // CMS, ICD-10-PCS: a table is named by the first three characters of its codes.
    Scheme {
        set: "icd10pcs_tables",
        name: "ICD-10-PCS table",
        aside: true,
        aliases: &["PCS TABLE"],
        first_code: 3,
        chapter: "Section",
        longest: 3,
        shortest: 3,
        has_headers: true,
        ..PLAIN
    },
    Scheme {
        set: "icd10pcs_definitions",
        name: "ICD-10-PCS definition",
        aliases: &["PCS DEFINITIONS"],
        first_code: 3,
        chapter: "Section",
        ..INDEX
    },
];

/// What most schemes have.
const PLAIN: Scheme = Scheme {
    set: "",
    name: "",
    aliases: &[],
    first_code: 1,
    chapter: "",
    longest: 5,
    shortest: 5,
    has_headers: false,
    numbered: false,
    aside: false,
    sign: None,
    breaks: |_| &[],
    signed: None,
    begins: |_| false,
    fits: |_| false,
    alone: |_| true,
};

/// NUBC, codes of the UB-04's small fields: two characters, which are codes of
/// several of them.
const UB_CODE: Scheme = Scheme {
    longest: 2,
    shortest: 2,
    fits: |code| shape::is(code, "**"),
    alone: |code| shape::is(code, "*#"),
    ..PLAIN
};

/// Codes of one character, which nobody means who does not say so.
const ONE_CHARACTER: Scheme = Scheme {
    longest: 1,
    shortest: 1,
    fits: |code| shape::is(code, "*"),
    alone: |_| false,
    ..PLAIN
};

/// Indexes and tables that lead to codes: letters, main terms, and terms below them.
const INDEX: Scheme = Scheme {
    first_code: 2,
    chapter: "Letter",
    longest: 6,
    shortest: 1,
    numbered: true,
    aside: true,
    fits: |code| shape::is_number(code, 6),
    alone: |_| false,
    ..PLAIN
};
