//! The notes of a tabular list: for each entry the groups of notes that the
//! book prints under it, in the book's order.
//!
//! Inclusion terms and seventh characters are told by the tabular part, because
//! a search needs them; here only their place among the other groups is kept.

use serde::Serialize;

use super::coder::{Coder, Decoder, Encoder, Paused};
use super::model::{Contexts, hash};
use super::phrases::{Phrases, Texts};
use super::tabular::{Labelled, Tabular, topics};
use super::{Fault, Manner};

/// No entry has a tenth as many groups or notes.
const MAX_ITEMS: u32 = 4096;
/// Bits of a kind's number.
const KIND_BITS: u32 = 5;
/// Kinds of texts that the tabular part uses.
const KINDS_BEFORE: u32 = 3;
/// How many texts with labels are remembered, as a power of two.
const LABELLED_BITS: u32 = 12;
/// What stands for the kind before the first.
const NO_KIND: u32 = (1 << KIND_BITS) - 1;

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
    /// What is known of a code: labelled with a [`Fact`].
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
    fn is_table(self) -> bool {
        matches!(self, Kind::IndexCode | Kind::Values)
    }

    /// Whether each text carries a label (the cell of a table, a heading).
    fn is_labelled(self) -> bool {
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

/// Notes of one kind that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their kind.
    pub kind: Kind,
    /// How many there are; for a tabular kind, how many of that part's texts.
    pub count: usize,
    /// Their texts as form numbers, each with its label (0 for none).
    pub items: Vec<Labelled>,
}

/// All groups of a tabular list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    groups: Vec<(Kind, u32)>,
    /// Where each entry's groups end.
    ends: Vec<u32>,
    /// Number of the first text of each group.
    starts: Vec<u32>,
    texts: Texts,
    labels: Vec<u8>,
}

/// A group as it is read: kind, count, and the range of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupView {
    /// The kind of its notes.
    pub kind: Kind,
    /// How many there are.
    pub count: usize,
    first: usize,
}

impl Notes {
    /// The groups of an entry, in the book's order.
    pub fn groups(&self, entry: usize) -> impl Iterator<Item = GroupView> {
        let end = self.ends.get(entry).copied().unwrap_or(0) as usize;
        let start = match entry.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        let groups = self.groups.get(start..end).unwrap_or(&[]);
        let starts = self.starts.get(start..end).unwrap_or(&[]);
        groups
            .iter()
            .zip(starts)
            .map(|(&(kind, count), &first)| GroupView {
                kind,
                count: count as usize,
                first: first as usize,
            })
    }

    /// The texts of a group with their labels; none for a tabular kind.
    pub fn items(&self, group: GroupView) -> impl Iterator<Item = (u8, &[u32])> {
        let count = if group.kind.is_tabular() { 0 } else { group.count };
        (group.first..group.first + count)
            .map(|at| (self.labels.get(at).copied().unwrap_or(0), self.texts.get(at)))
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

struct Codec {
    phrases: Phrases,
    /// How many groups the entry before had.
    before: u32,
    /// The number of the latest text of each kind.
    latest: [usize; Kind::ALL.len()],
    /// The number of the latest text with a label, in a group that begins alike; as
    /// the hash of these says.
    labelled: Vec<u32>,
}

impl Codec {
    fn new(forms: usize, manner: Manner) -> Self {
        Codec {
            phrases: Phrases::new(forms, manner),
            before: 0,
            latest: [usize::MAX; Kind::ALL.len()],
            labelled: vec![u32::MAX; 1 << LABELLED_BITS],
        }
    }

    /// Codes the groups of the next entry, and appends them to `notes`.
    fn entry<C: Coder>(
        &mut self,
        coder: &mut C,
        notes: &mut Notes,
        tabular: &Tabular,
        wanted: &[Group],
    ) -> Result<(), Fault> {
        let entry = notes.ends.len();
        self.phrases.about(topics(tabular.name(entry)));
        let depth = u32::from(tabular.depths.get(entry).copied().unwrap_or(0));
        let terms = tabular.terms_of(entry).len().min(2) as u32;
        let defines = tabular
            .defined
            .binary_search_by_key(&(entry as u32), |&(number, _)| number)
            .is_ok();
        let contexts = [
            hash(&[1, depth, terms, defines.into()]),
            hash(&[2, depth, self.before]),
        ];
        let count = self.number(coder, contexts, wanted.len())?;
        self.before = count.min(3) as u32;
        let mut last = NO_KIND;
        for i in 0..count {
            let group = wanted.get(i);
            let contexts = [
                hash(&[3, last, terms, defines.into()]),
                hash(&[5, count as u32, i as u32, terms, last]),
            ];
            let number =
                self.phrases
                    .model()
                    .symbol(coder, KIND_BITS, contexts, group.map_or(0, |g| g.kind as u32));
            let kind = *Kind::ALL
                .get(number as usize)
                .ok_or(Fault::Damaged("a note is of no known kind"))?;
            let contexts = [hash(&[6, number]), hash(&[7, number, depth])];
            let items = self.number(coder, contexts, group.map_or(0, |g| g.count))?;
            self.phrases.spend(1)?;
            notes.groups.push((kind, items as u32));
            notes.starts.push(notes.texts.len() as u32);
            last = number;
            if !kind.is_tabular() {
                self.items(coder, notes, kind, items, group.map_or(&[][..], |g| &g.items))?;
            }
        }
        notes.ends.push(notes.groups.len() as u32);
        Ok(())
    }

    fn number<C: Coder>(&mut self, coder: &mut C, contexts: Contexts, number: usize) -> Result<usize, Fault> {
        let number = self.phrases.model().number(coder, contexts, number as u32);
        if number > MAX_ITEMS {
            return Err(Fault::Damaged("an entry has more notes than any book gives one"));
        }
        Ok(number as usize)
    }

    fn items<C: Coder>(
        &mut self,
        coder: &mut C,
        notes: &mut Notes,
        kind: Kind,
        count: usize,
        wanted: &[Labelled],
    ) -> Result<(), Fault> {
        let mut out = Vec::new();
        let mut before = 0u8;
        let mut axis = 0;
        for i in 0..count {
            let (label, text) = wanted.get(i).map_or((0, &[][..]), |(label, text)| (*label, text));
            let label = if kind.is_labelled() {
                let place = [count, i].map(|number| number.min(u8::MAX.into()) as u32);
                let contexts = [
                    hash(&[8, before.into(), axis]),
                    hash(&[9, kind as u32, place[0], place[1]]),
                ];
                self.phrases.model().symbol(coder, 8, contexts, label.into()) as u8
            } else {
                0
            };
            before = label;
            let latest = self.latest.get(kind as usize).copied().unwrap_or(usize::MAX);
            let of_label = hash(&[kind as u32, label.into(), axis]) >> (32 - LABELLED_BITS);
            let alike = if kind.is_table() {
                self.labelled.get(of_label as usize).copied().unwrap_or(u32::MAX)
            } else {
                u32::MAX
            };
            let like = [latest, alike as usize].map(|number| notes.texts.get(number));
            let like = match (kind, like) {
                // What a value means is said again more often than what stands before it.
                (Kind::Values, [before, again @ [_, ..]]) => [again, before],
                _ => like,
            };
            self.phrases
                .text(coder, KINDS_BEFORE + kind as u32, like, text, &mut out)?;
            if let Some(latest) = self.latest.get_mut(kind as usize) {
                *latest = notes.texts.len();
            }
            if let Some(slot) = self.labelled.get_mut(of_label as usize) {
                *slot = notes.texts.len() as u32;
            }
            if i == 0 && kind == Kind::Values {
                axis = hash(&out);
            }
            notes.texts.push(&out);
            notes.labels.push(label);
        }
        Ok(())
    }
}

/// The notes of all entries as bytes; `groups` has one element an entry of
/// `tabular`, `forms` is the size of the vocabulary of the notes.
///
/// # Errors
/// [`Fault::Damaged`] if a note is longer than any official one.
pub fn encode(
    groups: &[Vec<Group>],
    tabular: &Tabular,
    forms: usize,
    manner: Manner,
) -> Result<Vec<u8>, Fault> {
    let mut coder = Encoder::default();
    let mut codec = Codec::new(forms, manner.code(&mut coder));
    let mut notes = Notes::default();
    for groups in groups {
        codec.entry(&mut coder, &mut notes, tabular, groups)?;
    }
    Ok(coder.finish())
}

/// Reads notes in steps, so that no step need be longer than a frame.
pub struct Reader {
    codec: Codec,
    at: Paused,
    notes: Notes,
}

impl Reader {
    /// Starts reading the bytes that [`encode`] wrote.
    pub fn new(bytes: &[u8], forms: usize) -> Self {
        let mut coder = Decoder::new(bytes);
        Reader {
            codec: Codec::new(forms, Manner::Quick.code(&mut coder)),
            at: coder.pause(),
            notes: Notes::default(),
        }
    }

    /// Reads up to `entries` more from the same bytes, beside the same tabular
    /// part; `true` when all are read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are none that [`encode`] writes.
    pub fn step(&mut self, bytes: &[u8], tabular: &Tabular, entries: usize) -> Result<bool, Fault> {
        let mut coder = Decoder::resume(bytes, self.at);
        for _ in 0..entries.min(tabular.len() - self.notes.ends.len().min(tabular.len())) {
            self.codec.entry(&mut coder, &mut self.notes, tabular, &[])?;
            if coder.overran() {
                return Err(Fault::Damaged("the notes break off"));
            }
        }
        self.at = coder.pause();
        if self.notes.ends.len() < tabular.len() {
            return Ok(false);
        }
        coder.finish()?;
        Ok(true)
    }

    /// The notes, when [`Reader::step`] has said that they are complete.
    pub fn finish(self) -> Notes {
        self.notes
    }
}
