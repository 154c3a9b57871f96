//! What a file says about itself: set, edition, dates, source, licence, counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Fault, Part};

/// Edition and origin of a code set. Stored as lines `key=value`, so that a
/// file can be told by looking at its beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The set's stable name, such as `icd10cm`.
    pub set: String,
    /// The set's name for readers, such as `ICD-10-CM`.
    pub name: String,
    /// The edition, such as `April 2026`.
    pub edition: String,
    /// First day for which the edition is valid, `YYYY-MM-DD`; empty if unknown.
    pub from: String,
    /// Last day for which the edition is valid, `YYYY-MM-DD`; empty if unknown.
    pub to: String,
    /// Who keeps the set.
    pub owner: String,
    /// Under which terms it is here.
    pub licence: String,
    /// The file that it was read from.
    pub source: String,
    /// The SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// What the codes are and where on a bill they stand, in Medcode's own words.
    pub plain: String,
    /// Where a reader may look up the official text, in Medcode's own words.
    pub lookup: String,
    /// The address of that place; empty if there is no stable one.
    pub url: String,
    /// Counts by name, such as `billable`.
    pub counts: BTreeMap<String, u64>,
    /// Which files add to this one, names of parts with blanks between them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub more: String,
    /// For a file that adds to another: that one's checksum, in hexadecimal.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub base: String,
}

impl About {
    /// Whether a file of this part adds to the one that says this.
    pub fn has(&self, part: Part) -> bool {
        self.more.split(' ').any(|name| name == part.name())
    }

    fn fields(&self) -> [(&'static str, &String); 14] {
        [
            ("set", &self.set),
            ("name", &self.name),
            ("edition", &self.edition),
            ("from", &self.from),
            ("to", &self.to),
            ("owner", &self.owner),
            ("licence", &self.licence),
            ("source", &self.source),
            ("sha256", &self.sha256),
            ("plain", &self.plain),
            ("lookup", &self.lookup),
            ("url", &self.url),
            ("more", &self.more),
            ("base", &self.base),
        ]
    }

    /// The lines as bytes. Line breaks within a value become blanks.
    pub fn encode(&self) -> Vec<u8> {
        let mut text = String::new();
        for (key, value) in self.fields() {
            if !value.is_empty() {
                text.push_str(&format!("{key}={}\n", value.replace(['\n', '\r'], " ")));
            }
        }
        for (key, count) in &self.counts {
            text.push_str(&format!("#{key}={count}\n"));
        }
        text.into_bytes()
    }

    /// Reads what [`About::encode`] wrote. Unknown keys are passed over.
    ///
    /// # Errors
    /// [`Fault::Damaged`] if the bytes are no such lines or name no set.
    pub fn decode(bytes: &[u8]) -> Result<About, Fault> {
        let text = std::str::from_utf8(bytes).map_err(|_| Fault::Damaged("the edition is not text"))?;
        let mut about = About::default();
        for line in text.lines() {
            let (key, value) = line
                .split_once('=')
                .ok_or(Fault::Damaged("the edition is no list"))?;
            let field = match key {
                "set" => &mut about.set,
                "name" => &mut about.name,
                "edition" => &mut about.edition,
                "from" => &mut about.from,
                "to" => &mut about.to,
                "owner" => &mut about.owner,
                "licence" => &mut about.licence,
                "source" => &mut about.source,
                "sha256" => &mut about.sha256,
                "plain" => &mut about.plain,
                "lookup" => &mut about.lookup,
                "url" => &mut about.url,
                "more" => &mut about.more,
                "base" => &mut about.base,
                _ => {
                    if let (Some(key), Ok(count)) = (key.strip_prefix('#'), value.parse()) {
                        about.counts.insert(key.to_owned(), count);
                    }
                    continue;
                }
            };
            value.clone_into(field);
        }
        if about.set.is_empty() {
            return Err(Fault::Damaged("the edition names no set"));
        }
        Ok(about)
    }
}
