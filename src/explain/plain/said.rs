//! A sentence in the making: what is left open, articles, and where sides belong.

/// Behind which the part of the body is named, the nearest first.
const BEFORE_SITES: [&str; 7] = [" of ", " in ", " inside ", " at ", " behind ", " over ", " from "];
/// Parts of the body of which everybody has two.
const PAIRED: [&str; 20] = [
    "ankle", "arm", "calf", "ear", "elbow", "eye", "finger", "foot", "forearm", "hand", "heel", "hip",
    "knee", "leg", "shin", "shoulder", "thigh", "thumb", "toe", "wrist",
];
const ARTICLES: [&str; 3] = ["the ", "an ", "a "];

/// What is being said.
#[derive(Default)]
pub(super) struct Said {
    pub(super) text: String,
    /// What is left open, and before which place that is to be told.
    pub(super) open: Option<(usize, &'static str)>,
    /// Whether a part of the body was said last.
    pub(super) site: bool,
}

impl Said {
    /// Tells what is left open, if its place has come: before a preposition that belongs
    /// to what follows.
    pub(super) fn settle(&mut self, at: usize) {
        let Some((_, note)) = self.open.take_if(|(end, _)| *end <= at) else {
            return;
        };
        let ends = BEFORE_SITES.iter().chain(&[" with ", " to "]);
        let of = ends
            .map(|end| end.trim_end())
            .find(|end| self.text.ends_with(end))
            .unwrap_or("");
        self.text.truncate(self.text.len() - of.len());
        self.text.push_str(note);
        self.text.push_str(of);
    }

    /// Says plain words, with the article before them that they take.
    pub(super) fn term(&mut self, plain: &str) {
        let vowel = plain.starts_with(['a', 'e', 'i', 'o', 'u']);
        for (article, other) in [(" a ", " an "), (" an ", " a ")] {
            if self.text.ends_with(article) && vowel == (article == " a ") {
                self.text.truncate(self.text.len() - article.len());
                self.text.push_str(other);
                break;
            }
        }
        self.text.push_str(plain);
    }

    /// The text, without brackets that repeat what stands before them.
    pub(super) fn once(self) -> String {
        let mut text = self.text;
        for (open, close) in [(" [", ']'), (" (", ')')] {
            let Some((before, rest)) = text.split_once(open) else {
                continue;
            };
            let Some((within, after)) = rest.split_once(close) else {
                continue;
            };
            let from = before.len().saturating_sub(within.len());
            let same = before
                .get(from..)
                .is_some_and(|end| end.eq_ignore_ascii_case(within));
            if same && !within.is_empty() {
                text = [before, after].concat();
            }
        }
        text
    }
}

/// Whether plain words name a part of a limb or of what else there is two of, behind what
/// is said of it.
pub(super) fn is_paired(plain: &str) -> bool {
    let site = plain.get(place(plain)..).unwrap_or("");
    place(plain) > 0 && site.split([' ', '-']).any(|word| PAIRED.contains(&word))
}

/// Where a side belongs in plain words: before the part of the body.
pub(super) fn place(plain: &str) -> usize {
    let after = |word: &&str| Some(plain.rfind(*word)? + word.len());
    let whole_body = |at: &usize| plain.get(*at..).is_some_and(|rest| rest.starts_with("the body"));
    let mut places = BEFORE_SITES.iter().filter_map(after).filter(|at| !whole_body(at));
    let at = places.next().unwrap_or(0);
    let rest = plain.get(at..).unwrap_or("");
    let article = ARTICLES.iter().find(|article| rest.starts_with(**article));
    at + article.map_or(0, |article| article.len())
}
