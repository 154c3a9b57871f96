//! Every word of the interface, in Medcode's own wording. Official text never
//! stands here, but for the short sayings of the book that [`gloss`] quotes.

use crate::code::scheme::scheme;
use crate::engine::Level;
use crate::explain::{Asked, Copy, Known, Page};
use crate::format::about::About;
use crate::format::notes::{Fact, Kind};

/// The label of the search box.
pub const SEARCH: &str = "Search";
/// The rest of it, which is not seen where there is no room.
pub const SEARCH_MORE: &str = " codes or words";
/// What the search box suggests.
pub const PLACEHOLDER: &str = "E11.9, 0450 or fracture wrist";
/// The button that empties the search box.
pub const CLEAR: &str = "Clear the search";
/// The button one step back.
pub const BACK: &str = "Back";
/// The button one step forward.
pub const FORWARD: &str = "Forward";
/// The button to the tree of chapters.
pub const BROWSE: &str = "Browse";
/// The name of the list of results.
pub const RESULTS: &str = "Results";
/// The button for more results.
pub const MORE: &str = "Show more";
/// How Medcode's own words are marked.
pub const OWN_WORDS: &str = "In Medcode’s words:";
/// The name of the path to an entry.
pub const PATH: &str = "Where this code stands";
/// The button that copies a code.
pub const COPY: &str = "Copy";
/// Shown after copying.
pub const COPIED: &str = "Copied";
/// A code that may stand on a claim.
pub const BILLABLE: &str = "Billable";
/// A code that may not.
pub const NOT_BILLABLE: &str = "Not billable";
/// Why not.
pub const MORE_NEEDED: &str = "needs more characters";
/// The heading of the welcome.
pub const WELCOME: &str = "What would you like to look up?";
/// What the welcome says.
pub const WELCOME_TEXT: &str = "Type a code as it stands on a bill or in a chart, with or without its dot, or \
    words for what was done or found. Nothing that you type leaves this device.";
/// What stands before the examples.
pub const EXAMPLES: &str = "Try";
/// Queries that show what can be typed.
pub const EXAMPLE_QUERIES: [&str; 6] = [
    "E11.9",
    "fracture wrist",
    "type 2 diabetes kidney",
    "99213",
    "0450",
    "CO-45",
];
/// The heading above what is said of several codes together.
pub const TOGETHER: &str = "These codes together";
/// What is said under it.
pub const TOGETHER_HELP: &str = "What the notes of the ICD-10-CM book say of these codes when they stand on one \
    claim, in this order. The first counts as the main diagnosis. The notes are quoted exactly; the rest is in Medcode’s words.";
/// Before the level at which a note stands.
pub const AT: &str = "at";
/// The heading above the chapters.
pub const CHAPTERS: &str = "Browse by chapter";
/// What is said above the tree.
pub const BROWSE_HELP: &str = "Chapters hold blocks, blocks hold categories, and categories hold the codes. Unfold a \
    line to see what it holds.";
/// The button of the tree that opens the page of a heading.
pub const PAGE_OF: &str = "Open its page and notes";
/// What the book's introduction is called.
pub const INTRODUCTION: &str = "The official introduction to this list";
/// The heading of the answer without results, before the query.
pub const NOTHING_FOR: &str = "Nothing found for";
/// What may help then.
pub const NOTHING_HELP: [&str; 3] = [
    "Check the spelling, or try fewer or other words: official titles often use the medical word, such as “myocardial \
     infarction” for a heart attack.",
    "A code can be typed without its dot; its first three characters show its family.",
    "Beside diagnoses, most codes of bills and statements are here: try a code just as it stands there, such as 99213, \
     0450 or CO-45.",
];
/// What is said of a number that could be a provider's but for its last digit.
pub const CHECK_DIGIT: &str = "Ten digits that begin with 1 or 2 may be a provider number (NPI). The last digit of this one does not fit the \
    others: look for a slip in it.";
/// The heading of a page that is not known.
pub const UNKNOWN: &str = "This code is not known here";
/// What is said of it.
pub const UNKNOWN_HELP: &str = "It is not in the edition that is loaded. It may be mistyped, retired, newer than this \
    edition, or from another code set.";
/// The button that searches for the code instead, before the code.
pub const UNKNOWN_SEARCH: &str = "Search for";
/// While the notes are on their way.
pub const NOTES_LOADING: &str = "The notes are loading …";
/// When they could not be had.
pub const NOTES_FAILED: &str = "Notes or facts could not be loaded.";
/// What is still right then.
pub const NOTES_FAILED_HELP: &str = "Codes and titles are complete; read the notes before coding.";
/// When there are none.
pub const NO_NOTES: &str = "The official list gives no notes for this entry.";
/// While other sets are on their way.
pub const SETS_LOADING: &str = "More code sets are still loading …";
/// When they could not be had.
pub const SETS_FAILED: &str = "Some code sets could not be loaded.";
/// What that means for an answer.
pub const SETS_FAILED_HELP: &str = "What is found may not be all that there is.";
/// The button that tries again.
pub const RETRY: &str = "Try again";
/// From which level inherited notes come.
pub const FROM: &str = "From";
/// What is said of the row of the page's own seventh character.
pub const THIS_CODE: &str = "(this code)";
/// Official words within Medcode's own.
pub fn quoted(official: &str) -> String {
    format!("“{official}”")
}
/// The summary of what else a character of a procedure's code may be.
pub fn variants(count: usize) -> String {
    match count {
        1 => "1 other choice here".into(),
        _ => format!("{count} other choices here"),
    }
}
/// The name of the buttons to the same code of another side.
pub const SIDE: &str = "Side";
/// The summary of what can be done with a code.
pub const USES: &str = "Copy, link, print, compare";
/// What stands before the forms in which a code is copied.
pub const COPY_AS: &str = "Copy as";
/// A form in which a code is copied.
pub fn form(how: Copy) -> &'static str {
    match how {
        Copy::Code => "Code",
        Copy::Text => "Text",
        Copy::Markdown => "Markdown",
        Copy::Html => "HTML",
        Copy::Csv => "CSV",
    }
}
/// The button that copies a link.
pub const LINK: &str = "Link";
/// What the link has.
pub const LINK_HELP: &str = "A link that names set, code, edition and date";
/// The button that prints the page.
pub const PRINT: &str = "Print";
/// The button that makes a code a favourite.
pub const FAVOURITE: &str = "Favorite";
/// The heading above favourites.
pub const FAVOURITES: &str = "Favorites";
/// The heading above what was looked at.
pub const RECENT: &str = "Looked at lately";
/// What is said where nothing is kept.
pub const KEEP_NOTHING: &str = "Nothing that you look at is kept. If you like, favorites and the codes that you looked at are kept on this device, and \
    only here.";
/// The button that begins to keep.
pub const KEEP: &str = "Keep them on this device";
/// What is said of what is kept.
pub const KEPT: &str = "This list is on your device only. It goes to nobody.";
/// The button for a file of what is kept.
pub const EXPORT: &str = "Save as a file";
/// The button that erases what is kept.
pub const ERASE: &str = "Erase, and keep nothing";
/// The field for another code.
pub const COMPARE_WITH: &str = "Compare with";
/// What it suggests.
pub const COMPARE_EXAMPLE: &str = "another code";
/// The field for a day.
pub const DAY: &str = "Date of service";
/// What is said where the code of a comparison is not known.
pub const NOT_COMPARED: &str = "This code is not known here, so it cannot be compared:";
/// What is said where a link names another edition than the page has.
pub fn other_edition(link: &str, page: &str) -> String {
    format!("The link was made with the edition {link}. This page shows {page}.")
}
/// The heading of two codes side by side.
pub fn compared(pages: &[Page; 2]) -> String {
    let [one, other] = pages;
    format!("{} and {} side by side", one.code, other.code)
}
/// The heading above the notes of one of them.
pub fn only(code: &str) -> String {
    format!("Notes for {code} only")
}
/// The button back to one of them.
pub fn only_page(code: &str) -> String {
    format!("Back to {code}")
}
/// How many notes apply to both.
pub fn shared(count: usize) -> String {
    match count {
        0 => "No note applies to both.".into(),
        1 => "One note applies to both; it is on the page of each.".into(),
        _ => format!("{count} notes apply to both; they are on the page of each."),
    }
}
/// What is asked of both.
pub fn asked(asked: Asked) -> &'static str {
    match asked {
        Asked::Title => "Title",
        Asked::Plain => "In plain words (Medcode’s)",
        Asked::Billable => "Billable",
        Asked::Within => "Part of",
        Asked::Fact(fact) => fact.name(),
    }
}
/// What a side is called.
pub fn side(side: &'static str) -> &'static str {
    match side {
        "right" => "Right",
        "left" => "Left",
        "bilateral" => "Both sides",
        "unspecified" => "Not said",
        severity => severity,
    }
}
/// The name of the buttons to groups of another severity.
pub const SEVERITY: &str = "Severity";
/// The heading above codes that say what the page's leaves open.
pub const CLOSER: &str = "More specific";
/// The heading above codes that leave open what the page's says.
pub const WIDER: &str = "Less specific";
/// The summary of the notes that name the page's code.
pub fn mentions(count: usize) -> String {
    match count {
        1 => "Named in a note of another code".into(),
        _ => format!("Named in {} notes of other codes", thousands(count as u64)),
    }
}
/// What is said of them.
pub const MENTIONS_HELP: &str = "Notes elsewhere in the book that name this code or a range around it, those that name the fewest others first.";
/// What stands before a title in plain words.
pub const IN_PLAIN: &str = "In plain words, Medcode’s:";
/// What is said of a title for which there are none plainer.
pub const NO_PLAINER: &str = "Medcode has no plainer words for this title than its own.";
/// The heading above the medical words of a title.
pub const WORDS: &str = "The medical words of this title";
/// What is said of them.
pub const WORDS_HELP: &str =
    "In Medcode’s words. Medical words in the notes below tell their meaning when they are tapped.";
/// The button that puts a meaning away.
pub const CLOSE: &str = "Close";
/// The summary of a code's parts.
pub const BUILT: &str = "How this code is built";
/// The first three characters.
pub const PART_CATEGORY: &str = "category";
/// What follows the dot.
pub const PART_DETAIL: &str = "detail";
/// The seventh character.
pub const PART_SEVENTH: &str = "7th";
/// The name of the way to the entries before and after.
pub const BESIDE: &str = "Before and after";
/// The entry before.
pub const PREVIOUS: &str = "Before";
/// The entry after.
pub const NEXT: &str = "After";
/// What a correction is introduced with.
pub const SHOWING: &str = "Showing results for";
/// The same of a code.
pub const READ_AS: &str = "Read as";
/// What the button says before and behind the query that takes it as it was typed.
pub const SEARCH_FOR: &str = "Search for";
/// See [`SEARCH_FOR`].
pub const AS_TYPED: &str = "exactly";
/// What is said then, before the query.
pub const EXACTLY: &str = "Only what has exactly";
/// The same if there is nothing.
pub const NOTHING_EXACTLY: &str = "Nothing has exactly";
/// What stands behind that.
pub const NEAREST: &str = "The nearest:";
/// The button that leads back from there.
pub const SIMILAR: &str = "Search for similar words, too";
/// What is said of a choice that would leave nothing, before and behind it.
pub const DROPPED: &str = "No result with";
/// See [`DROPPED`].
pub const DROPPED_MORE: &str = "These are without it.";
/// What stands before the meanings of an abbreviation.
pub const DID_YOU_MEAN: &str = "Did you mean";
/// The button that shows what results can be narrowed by, where there is no room.
pub const REFINE: &str = "Narrow";
/// The name of the row of those.
pub const REFINE_NAME: &str = "Narrow the results";
/// What the choices to narrow by are called, but for chapters.
const CHOICES: [(&str, &str); 8] = [
    ("billable=true", "Billable only"),
    ("side=right", "Right"),
    ("side=left", "Left"),
    ("side=bilateral", "Both sides"),
    ("side=unspecified", "Side not stated"),
    ("encounter=initial", "Initial encounter"),
    ("encounter=subsequent", "Subsequent"),
    ("encounter=sequela", "Sequela"),
];
/// The chapters of ICD-10-CM as they fit on a button.
const CHAPTER_NAMES: [&str; 22] = [
    "Infections",
    "Neoplasms",
    "Blood, immune",
    "Endocrine, metabolic",
    "Mental",
    "Nervous system",
    "Eye",
    "Ear",
    "Circulatory",
    "Respiratory",
    "Digestive",
    "Skin",
    "Musculoskeletal",
    "Genitourinary",
    "Pregnancy",
    "Perinatal",
    "Congenital",
    "Symptoms, findings",
    "Injury, poisoning",
    "External causes",
    "Factors, contacts",
    "Special purposes",
];

/// What a choice is called; empty for a section, which has its official title.
#[inline(never)]
pub fn choice(choice: &str) -> &'static str {
    match choice.strip_prefix("chapter=") {
        Some(number) => {
            let at = number
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            at.and_then(|at| CHAPTER_NAMES.get(at)).copied().unwrap_or("")
        }
        None => CHOICES
            .iter()
            .find(|(known, _)| *known == choice)
            .map_or("", |(_, name)| *name),
    }
}

/// What was typed instead.
pub const TYPED: &str = "you typed";
/// Words that nothing matched.
pub const UNMATCHED: &str = "Not found in any title:";
/// Why an entry is here, if not for its title.
pub const INCLUSION_TERM: &str = "inclusion term";
/// What stands before a name that is Medcode's own.
pub const OTHER_NAME: &str = "also called (Medcode’s words)";

/// What a phrase of the query was taken for.
pub fn through(typed: &str, used: &str) -> String {
    format!("“{typed}” taken for “{used}”")
}

/// Who keeps a set.
pub const ABOUT_OWNER: &str = "Kept by";
/// Under which terms it is here.
pub const ABOUT_LICENCE: &str = "Terms";
/// What was counted.
pub const ABOUT_COUNT: &str = "Counts";
/// The file that it was read from.
pub const ABOUT_SOURCE: &str = "Read from";
/// That file's checksum.
pub const ABOUT_HASH: &str = "SHA-256";
/// How the two voices are told apart.
pub const ABOUT_VOICES: &str = "Titles and notes are set as the official list prints them. What Medcode says itself is \
    set like this line.";

/// How many results there are, for the live region and the eye.
pub fn count(total: usize) -> String {
    match total {
        0 => "Nothing found".into(),
        1 => "1 result".into(),
        _ => format!("{} results", thousands(total as u64)),
    }
}

/// How much of a list is drawn.
pub fn drawn(drawn: usize, total: usize) -> String {
    format!("{drawn} of {}", thousands(total as u64))
}

/// The button that draws the whole list.
pub fn show_all(count: usize) -> String {
    format!("Show all {}", thousands(count as u64))
}

/// A number with its thousands set apart.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What an entry is that is no code.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Set => "Code set",
        Level::Chapter => "Chapter",
        Level::Block => "Block",
        Level::Category => "Category",
        Level::Subcategory => "Subcategory",
        Level::Code => "Code",
    }
}

/// Today, and whether the code is valid; `None` while that is not asked, or what
/// tells it is not here yet.
pub fn today(page: &Page) -> Option<(&str, Option<bool>)> {
    let on = page.on.as_ref().filter(|on| page.complete && !on.date.is_empty());
    on.map(|on| (on.date.as_str(), on.valid))
}

/// What a page says about billing: in short, and what follows from it.
/// On a day that the reader asks for, for that day.
pub fn billing(page: &Page, asked: bool) -> (&'static str, String) {
    let (from, until) = (page.fact(Fact::From), page.fact(Fact::Until));
    let (today, valid) = today(page).unwrap_or(("", Some(true)));
    match (page.billable, page.level) {
        (true, _) if asked && valid == Some(true) && !today.is_empty() => (
            "Billable",
            format!("on {}: the code is complete and valid then.", date(today)),
        ),
        (true, _) if asked && valid.is_none() => (
            "Billable in this edition.",
            format!("Whether it is valid on {} is not known here.", date(today)),
        ),
        (true, _) if asked && valid == Some(false) && from.is_empty() && until.is_empty() => (
            "Not valid",
            format!("on {}. Look the code up in the edition of that day.", date(today)),
        ),
        (true, _) if valid == Some(false) && today < from => (
            "Not valid yet:",
            format!(
                "this code counts from {} on. Earlier visits need another code.",
                date(from)
            ),
        ),
        (true, _) if valid == Some(false) && !until.is_empty() => (
            "No longer valid:",
            format!(
                "its last day was {}. Later visits need another code.",
                date(until)
            ),
        ),
        (true, _) if valid != Some(true) => (
            "Billable in this edition,",
            "which is not for today. Look the code up in the edition of the day of the visit.".into(),
        ),
        (true, _) => (
            "Billable.",
            "This code is complete and may stand on a claim.".into(),
        ),
        (false, Level::Set | Level::Chapter | Level::Block) => (
            level(page.level),
            "– a heading of the list, not a code for a claim.".into(),
        ),
        _ if page.needs_seventh => (
            "Not billable yet:",
            "it needs a seventh character. Choose one below.".into(),
        ),
        _ => (
            "Not billable:",
            match page.children.len() {
                1 => "choose the narrower entry below.".into(),
                below => format!("choose one of the {below} narrower entries below."),
            },
        ),
    }
}

/// What is said of a code that the edition does not have.
pub fn unlisted(facts: &[Known]) -> (&'static str, &'static str) {
    let ended = facts.iter().any(|known| known.fact == Fact::Until);
    if ended {
        (
            "Retired:",
            "its last day is below. Claims for later days need another code.",
        )
    } else {
        (
            "Not in this edition:",
            "the code is valid for the days below, but its title came after the edition that is loaded. The title above \
             is that of its family.",
        )
    }
}

/// The heading above what is below an entry.
pub fn below(of: Level, needs_seventh: bool) -> &'static str {
    match of {
        _ if needs_seventh => "With the seventh character",
        Level::Set => "Chapters",
        Level::Chapter => "Blocks in this chapter",
        Level::Block => "Categories in this block",
        _ => "Narrower codes",
    }
}

/// The heading of the tree.
pub fn browse_all(set: &str, name: &str) -> String {
    match set {
        "icd10cm" => format!("Browse {name} by chapter"),
        "msdrg" => format!("Browse {name} by major diagnostic category"),
        _ => format!("Browse {name}"),
    }
}

/// The label of the button of the tree that opens the page of a heading.
pub fn page_of(code: &str, title: &str) -> String {
    format!("Open the page of {code} {title}")
}

/// The label of the button that copies a code.
pub fn copy(code: &str) -> String {
    format!("Copy {code}")
}

/// The heading above the notes of the entry itself.
pub fn own_notes(unnamed: bool, code: &str) -> String {
    if unnamed {
        "Notes".into()
    } else {
        format!("Notes at {code}")
    }
}

/// The book's own short saying of a kind, from its introduction.
pub fn gloss(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Excludes1 => Some("Not coded here"),
        Kind::Excludes2 => Some("Not included here"),
        _ => None,
    }
}

/// The label of the button that explains a kind of notes.
pub fn what_is(name: &str) -> String {
    format!("What “{name}” means")
}

/// What a kind of notes means.
pub fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Includes => {
            "these conditions belong to this part of the list. They are examples and definitions."
        }
        Kind::InclusionTerm => "other names of conditions that get this code. The list need not be complete.",
        Kind::Excludes1 => {
            "do not use the two codes together. What is named here is coded elsewhere instead, because the two cannot \
             be the same patient’s condition at once."
        }
        Kind::Excludes2 => {
            "what is named here is not part of this code. A patient may have both; then both may be coded."
        }
        Kind::CodeFirst => "the underlying condition comes first on the claim, and this code after it.",
        Kind::UseAdditionalCode => "add one of these codes if it applies. It comes after this one.",
        Kind::CodeAlso => "a second code may be needed. Which comes first depends on the visit.",
        Kind::Note => "a remark of the official list that applies here.",
        Kind::SeventhCharacterNote | Kind::SeventhCharacter => {
            "the last character of these codes says more about the visit or the patient; for most injuries, at which \
             stage of care the visit was. Shorter codes are filled up with X so that it stays the seventh."
        }
        Kind::VisualImpairment => "how much sight is left with the best correction decides the category.",
        Kind::Introduction => "how the official list uses its own terms.",
        Kind::Definition => "what the keeper of these codes says that this one stands for.",
        Kind::Fact => "what is known of the code besides.",
        Kind::Plain | Kind::Next => "said by Medcode, not by those who keep the codes.",
        Kind::IndexCode => {
            "where the index leads. Read the code’s own page before it is used: a code that ends with a hyphen needs more \
             characters, and a hyphen alone says that there is none."
        }
        Kind::Manifestation => {
            "the code of what the disease has led to. It comes after the code of the disease."
        }
        Kind::See => "the index has this under another term. Look there instead.",
        Kind::SeeAlso => "another term of the index may fit better. Look there too.",
        Kind::SeeCategory | Kind::SeeSubcategory => {
            "the index leads to this part of the tabular list. Choose the code there."
        }
        Kind::Use => "the procedure code names it so. Look for this value in the code’s table.",
        Kind::Column => "what each column of this table is for. A term has a code for each.",
        Kind::Values => {
            "what the character may be at this place. Within a row every value goes with every other, across rows none does."
        }
        Kind::Explanation => "how the keeper of these codes explains the definition.",
    }
}

/// The heading above the sets that are not opened at first.
pub const OTHER_SETS: &str = "Other codes on bills";

/// What a set is called beside its codes.
pub fn set(set: &str) -> &'static str {
    scheme(set).map_or("Code", |scheme| scheme.name)
}

/// The button that narrows the results to a set.
pub fn set_count(name: &str, count: usize) -> String {
    format!("{} {}", set(name), thousands(count as u64))
}

/// What is said where one string is a code of several sets.
pub fn several(code: &str, sets: usize) -> String {
    format!(
        "“{code}” is a code in {sets} sets. The field or the column in which it stands on the bill tells which is meant."
    )
}

/// The name of the buttons that narrow the results to a set.
pub const NARROW: &str = "Narrow to one code set";
/// The button that does not.
pub const ALL_SETS: &str = "All";
/// What stands before the heading that holds a code which has no text here.
pub const ONE_OF: &str = "One of:";
/// What stands before the keeper of a set.
pub const KEPT_BY: &str = "Who keeps these codes and their official texts:";
/// What is said of a code that is only recognised.
pub const RECOGNISED: &str = "Recognised by its form:";
/// What follows from that.
pub const RECOGNISED_MORE: &str = "it fits what is named above. Whether it is in use, and what exactly it names, is not known here. The end of this \
    page says who can tell.";
/// What is said of a title in own words.
pub const OWN_TITLE: &str = "In Medcode’s own plain words; the official text is not here.";
/// The heading above a line's modifiers, or the group of an adjustment.
pub const WITH: &str = "Beside it";
/// The heading above the same characters in other sets.
pub const ALSO: &str = "The same characters in other code sets";
/// What is said of a page of an edition that is over.
pub const FORMER: &str = "This is from a former edition; the current one does not have it.";

/// The button that tells where the data is from.
pub fn more_sets(count: usize) -> String {
    match count {
        0 | 1 => "About the data".into(),
        _ => format!("About the data: all {count} code sets"),
    }
}

/// The value of a fact as it is read.
pub fn value(fact: Fact, value: &str) -> String {
    match fact {
        Fact::GeometricStay | Fact::ArithmeticStay => format!("{value} days"),
        Fact::From | Fact::Until => date(value),
        _ => value.to_owned(),
    }
}

/// The edition of a set, after its name.
pub fn edition(edition: &str) -> String {
    if edition.is_empty() {
        String::new()
    } else {
        format!(", {edition} edition")
    }
}

/// A date as readers write it; a date of another form as it is.
pub fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = iso.splitn(3, '-');
    let numbers = (
        parts.next().and_then(|year| year.parse::<u16>().ok()),
        parts.next().and_then(|month| month.parse::<usize>().ok()),
        parts.next().and_then(|day| day.parse::<u8>().ok()),
    );
    match numbers {
        (Some(year), Some(month), Some(day)) => match month.checked_sub(1).and_then(|at| MONTHS.get(at)) {
            Some(name) => format!("{name} {day}, {year}"),
            None => iso.to_owned(),
        },
        _ => iso.to_owned(),
    }
}

/// For which visits an edition is valid, after its name.
pub fn validity(about: &About) -> String {
    let (from, to) = (&about.from, &about.to);
    if about.edition.is_empty() && from.is_empty() && to.is_empty() {
        return " · in Medcode’s own words".into();
    }
    match (from.is_empty(), to.is_empty()) {
        (false, false) => format!(" · valid {} to {}", date(from), date(to)),
        (false, true) => format!(" · valid from {}", date(from)),
        (true, false) => format!(" · valid to {}", date(to)),
        (true, true) => " · its source does not state for which dates".into(),
    }
}

/// The warning about editions that are over.
pub fn outdated(over: &[&About]) -> String {
    let over: Vec<String> = over
        .iter()
        .map(|about| format!("{} (last day {})", about.name, date(&about.to)))
        .collect();
    format!(
        "No longer in force: {}. Codes may have changed since; check a newer edition before billing.",
        over.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_readers_write_them() {
        assert_eq!(date("2026-09-30"), "September 30, 2026");
        assert_eq!(date("2026-13-01"), "2026-13-01");
        assert_eq!(date("soon"), "soon");
    }

    #[test]
    fn thousands_are_set_apart() {
        for (number, expect) in [(0, "0"), (999, "999"), (1000, "1,000"), (74719, "74,719")] {
            assert_eq!(thousands(number), expect);
        }
    }

    #[test]
    fn an_edition_that_is_over_is_said_to_be() {
        assert_eq!(
            outdated(&[&About {
                name: "ICD-10-CM".into(),
                to: "2026-09-30".into(),
                ..About::default()
            }]),
            "No longer in force: ICD-10-CM (last day September 30, 2026). Codes may have changed since; check a newer \
             edition before billing."
        );
    }
}
