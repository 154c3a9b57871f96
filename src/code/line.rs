//! A line of a bill as people copy it: a procedure with its modifiers and units,
//! `99213-25`, `J1885 x2`, `71046 TC 59`.
//!
//! Never contains: whether any of its codes exists.

use super::shape;

/// What parts the codes of a line.
const PARTS: [char; 7] = [' ', '-', '\u{2013}', ',', ':', '/', '*'];
/// What stands before a code, or beside a count of units, and says nothing else.
const WORDS: [&str; 7] = ["CPT", "HCPCS", "UNITS", "UNIT", "QTY", "X", "×"];
/// The most modifiers of a line: a claim has room for four.
const MODIFIERS: usize = 4;

/// A procedure and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The code of the procedure.
    pub code: String,
    /// Its modifiers, in their order.
    pub modifiers: Vec<String>,
}

/// Reads a line; none if it is a code alone, or has anything else in it.
pub fn read(text: &str) -> Option<Line> {
    let text = text.trim().to_ascii_uppercase();
    let mut tokens = text.split(PARTS).filter(|token| !token.is_empty());
    let first = tokens.by_ref().find(|token| !WORDS.contains(token))?;
    let (code, glued) = cut(first)?;
    let mut tokens = glued.into_iter().chain(tokens).peekable();
    let mut modifiers = Vec::new();
    let mut counted = false;
    while let Some(token) = tokens.next() {
        // `X2`, `UNITS 2` and `2 UNITS` count; a bare `25` is a modifier.
        let count = token
            .strip_prefix(['X', '×'])
            .filter(|count| shape::is_number(count, 4));
        let counts =
            shape::is_number(token, 4) && (counted || tokens.peek().is_some_and(|next| WORDS.contains(next)));
        if count.is_some() || counts || WORDS.contains(&token) {
            counted = true;
        } else if shape::is(token, "**") {
            modifiers.push(token.to_owned());
        } else {
            return None;
        }
    }
    let more = counted || !modifiers.is_empty();
    (more && modifiers.len() <= MODIFIERS).then(|| Line {
        code: code.to_owned(),
        modifiers,
    })
}

/// What names a modifier among the codes of all sets.
pub fn modifier(code: &str) -> String {
    ["modifier:", code].concat()
}

/// A code, and what is written right behind it: `99213TC`, `J1885X2`. Letters alone
/// part from digits, and a count from both; all else is one longer code.
fn cut(token: &str) -> Option<(&str, Option<&str>)> {
    let (code, rest) = token.split_at_checked(5)?;
    let digits = shape::is(code, "#####");
    if !(digits || shape::is(code, "L####") || shape::is(code, "####L")) {
        return None;
    }
    let count = rest
        .strip_prefix(['X', '×'])
        .is_some_and(|count| shape::is_number(count, 2));
    match rest {
        "" => Some((code, None)),
        _ if count || (digits && shape::is(rest, "LL")) => Some((code, Some(rest))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_line_is_a_code_with_its_modifiers_and_units() {
        for (text, expect) in [
            ("99213-25", Some(("99213", &["25"][..]))),
            ("99213 25", Some(("99213", &["25"]))),
            ("99213,25,59", Some(("99213", &["25", "59"]))),
            ("cpt 71046-tc", Some(("71046", &["TC"]))),
            ("99213TC", Some(("99213", &["TC"]))),
            ("A0428 RH", Some(("A0428", &["RH"]))),
            ("J1885 x2", Some(("J1885", &[]))),
            ("J1885x2", Some(("J1885", &[]))),
            ("J1885 JW 20 units", Some(("J1885", &["JW"]))),
            ("0042T-26", Some(("0042T", &["26"]))),
            ("99213", None),
            ("99202-99215", None),
            ("A00-B99", None),
            ("S72.001A", None),
            ("T3601XA", None),
            ("S72001A", None),
            ("1111111", None),
            ("12-3456789", None),
            ("99213 office", None),
            ("heart attack", None),
            ("99213 25 26 27 50 51", None),
            ("", None),
        ] {
            let line = read(text);
            let found = line.as_ref().map(|line| (line.code.as_str(), &line.modifiers));
            let expect = expect.map(|(code, modifiers)| {
                (
                    code,
                    modifiers.iter().map(|m| (*m).to_owned()).collect::<Vec<_>>(),
                )
            });
            assert_eq!(found.map(|(code, m)| (code, m.clone())), expect, "{text}");
        }
    }
}
