//! The kinds of notes.

use serde::Serialize;

/// The kinds of notes, as the tabular list names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Kind {
    /// Further defines or gives examples of what the entry contains.
    Includes = 0,
    /// Conditions for which the code is used (told by the tabular part).
    InclusionTerm = 1,
    /// Not coded here: never used together with this code.
    Excludes1 = 2,
    /// Not included here: both codes may be used when both apply.
    Excludes2 = 3,
    /// The underlying condition is sequenced first.
    CodeFirst = 4,
    /// A further code gives more detail.
    UseAdditionalCode = 5,
    /// Two codes may be needed; their order depends on the encounter.
    CodeAlso = 6,
    /// Any other note.
    Note = 7,
    /// To which codes the seventh characters apply.
    SeventhCharacterNote = 8,
    /// The seventh characters (told by the tabular part).
    SeventhCharacter = 9,
    /// The table of visual impairment categories.
    VisualImpairment = 10,
    /// The book's introduction.
    Introduction = 11,
    /// What a code means, at greater length than its title.
    Definition = 12,
    /// What is known of a code: labelled with a [`Fact`](super::Fact).
    Fact = 13,
    /// What a code means, in Medcode's own plain words.
    Plain = 14,
    /// What a patient can do or ask, in Medcode's own plain words.
    Next = 15,
    /// The codes to which an index term leads, as written (`H93.29-` is incomplete,
    /// `--` is none): labelled with the column of a table, as a digit.
    IndexCode = 16,
    /// The code of the manifestation, which follows the term's own.
    Manifestation = 17,
    /// The term under which the index has it instead.
    See = 18,
    /// A term under which the index may have more.
    SeeAlso = 19,
    /// The category in which the tabular list has it.
    SeeCategory = 20,
    /// The subcategory in which the tabular list has it.
    SeeSubcategory = 21,
    /// The value of a procedure's character that stands for the term.
    Use = 22,
    /// The headings of a table's columns: labelled with the column, as a digit.
    Column = 23,
    /// How a definition is to be understood.
    Explanation = 24,
    /// The values that a character of a procedure code may have in a row of a table,
    /// labelled with them. The first, without a label, is what the axis is called.
    Values = 25,
}

impl Kind {
    /// All kinds by their number.
    pub const ALL: [Kind; 26] = [
        Kind::Includes,
        Kind::InclusionTerm,
        Kind::Excludes1,
        Kind::Excludes2,
        Kind::CodeFirst,
        Kind::UseAdditionalCode,
        Kind::CodeAlso,
        Kind::Note,
        Kind::SeventhCharacterNote,
        Kind::SeventhCharacter,
        Kind::VisualImpairment,
        Kind::Introduction,
        Kind::Definition,
        Kind::Fact,
        Kind::Plain,
        Kind::Next,
        Kind::IndexCode,
        Kind::Manifestation,
        Kind::See,
        Kind::SeeAlso,
        Kind::SeeCategory,
        Kind::SeeSubcategory,
        Kind::Use,
        Kind::Column,
        Kind::Explanation,
        Kind::Values,
    ];

    /// What the book calls it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Includes => "Includes",
            Kind::InclusionTerm => "Inclusion terms",
            Kind::Excludes1 => "Excludes1",
            Kind::Excludes2 => "Excludes2",
            Kind::CodeFirst => "Code first",
            Kind::UseAdditionalCode => "Use additional code",
            Kind::CodeAlso => "Code also",
            Kind::Note => "Note",
            Kind::SeventhCharacterNote => "Seventh character",
            Kind::SeventhCharacter => "Seventh characters",
            Kind::VisualImpairment => "Visual impairment",
            Kind::Introduction => "Introduction",
            Kind::Definition => "Definition",
            Kind::Fact => "Facts",
            Kind::Plain => "In plain words",
            Kind::Next => "What you can do",
            Kind::IndexCode => "Code",
            Kind::Manifestation => "Manifestation",
            Kind::See => "See",
            Kind::SeeAlso => "See also",
            Kind::SeeCategory => "See category",
            Kind::SeeSubcategory => "See subcategory",
            Kind::Use => "Use",
            Kind::Column => "Columns",
            Kind::Explanation => "Explanation",
            Kind::Values => "Values",
        }
    }

    /// Whether texts of this kind are Medcode's own words.
    pub fn is_own(self) -> bool {
        matches!(self, Kind::Plain | Kind::Next)
    }

    /// Whether the texts of this kind are in the tabular part.
    pub fn is_tabular(self) -> bool {
        matches!(self, Kind::InclusionTerm | Kind::SeventhCharacter)
    }

    /// Whether what the same label had before is likely to be said again.
    pub(super) fn is_table(self) -> bool {
        matches!(self, Kind::IndexCode | Kind::Values)
    }

    /// Whether each text carries a label (the cell of a table, a heading).
    pub(super) fn is_labelled(self) -> bool {
        matches!(
            self,
            Kind::VisualImpairment
                | Kind::Introduction
                | Kind::Fact
                | Kind::IndexCode
                | Kind::Column
                | Kind::Values
        )
    }

    /// Whether notes of this kind are of the entry alone, and not of what lies
    /// below it: other names, where an index leads, and what stands in a table.
    pub fn stays(self) -> bool {
        matches!(
            self,
            Kind::InclusionTerm
                | Kind::IndexCode
                | Kind::Manifestation
                | Kind::See
                | Kind::SeeAlso
                | Kind::SeeCategory
                | Kind::SeeSubcategory
                | Kind::Use
                | Kind::Column
                | Kind::Values
        )
    }
}
