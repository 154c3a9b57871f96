//! How hard a text is to read.

/// The grade of the Flesch-Kincaid formula: 0.39 words a sentence + 11.8 syllables a
/// word - 15.59, syllables counted as groups of vowels without a silent e. `ends` are the
/// signs that end a sentence.
pub fn grade<'a>(texts: impl Iterator<Item = &'a str>, ends: &[char]) -> f64 {
    let (mut sentences, mut words, mut syllables) = (0.0, 0.0, 0.0);
    for text in texts {
        sentences += text.matches(ends).count().max(1) as f64;
        for word in text.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'') {
            let word: String = word
                .to_lowercase()
                .chars()
                .filter(char::is_ascii_alphabetic)
                .collect();
            if word.is_empty() {
                continue;
            }
            let vowel = |c: char| "aeiouy".contains(c);
            let starts = word.chars().zip(std::iter::once('x').chain(word.chars()));
            let groups = starts.filter(|&(c, before)| vowel(c) && !vowel(before)).count();
            let silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee") && groups > 1;
            words += 1.0;
            syllables += (groups - usize::from(silent)).max(1) as f64;
        }
    }
    0.39 * words / f64::max(sentences, 1.0) + 11.8 * syllables / f64::max(words, 1.0) - 15.59
}
