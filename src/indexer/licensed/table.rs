//! Tables as text: rows of cells between commas, semicolons, tabs or bars, each
//! cell with the place where it stands.

/// What may part cells.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// How many lines a cell between quotes may go over: a quote that is never
/// closed must not take the rest of the file.
const LINES: usize = 20;

/// A cell and its column, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) column: u32,
    pub(super) text: String,
}

/// A row and the line in which it begins, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) cells: Vec<Cell>,
}

/// What was read of a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What stands behind `#` in the first lines.
    pub(super) comments: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Line and column of quotes that are never closed.
    pub(super) open: Vec<(u32, u32)>,
}

/// Reads a table. What parts its cells is what its first row has most of.
pub(super) fn read(text: &str) -> Table {
    let lines: Vec<&str> = text.lines().collect();
    let mut table = Table::default();
    let mut separator = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let number = at as u32 + 1;
        at += 1;
        if line.trim().is_empty() {
            continue;
        }
        if let (None, Some(comment)) = (separator, line.trim_start().strip_prefix('#')) {
            table.comments.push(comment.trim().to_owned());
            continue;
        }
        let separator = *separator.get_or_insert_with(|| parting(line));
        let mut whole = (*line).to_owned();
        let mut more = 0;
        loop {
            match cells(&whole, separator) {
                Ok(cells) => {
                    table.rows.push(Row { line: number, cells });
                    at += more;
                    break;
                }
                Err(column) => match lines.get(at + more).filter(|_| more < LINES) {
                    Some(next) => {
                        more += 1;
                        whole.push('\n');
                        whole.push_str(next);
                    }
                    None => {
                        table.open.push((number, column));
                        break;
                    }
                },
            }
        }
    }
    table
}

fn parting(line: &str) -> char {
    let count = |separator: char| line.matches(separator).count();
    // The first of equals: a line without any is one cell whatever parts it.
    let mut best = ',';
    for separator in SEPARATORS {
        if count(separator) > count(best) {
            best = separator;
        }
    }
    best
}

/// The cells of a line, or the column of a quote that is not closed in it.
fn cells(line: &str, separator: char) -> Result<Vec<Cell>, u32> {
    let mut cells = Vec::new();
    let mut chars = line.chars().zip(1u32..).peekable();
    loop {
        let column = chars
            .peek()
            .map_or(line.chars().count() as u32 + 1, |&(_, column)| column);
        let mut text = String::new();
        if chars.next_if(|&(c, _)| c == '"').is_some() {
            loop {
                match chars.next() {
                    Some(('"', _)) if chars.next_if(|&(c, _)| c == '"').is_some() => text.push('"'),
                    Some(('"', _)) => break,
                    Some((c, _)) => text.push(c),
                    None => return Err(column),
                }
            }
        }
        while let Some((c, _)) = chars.next_if(|&(c, _)| c != separator) {
            text.push(c);
        }
        let text = text.trim().to_owned();
        cells.push(Cell { column, text });
        if chars.next().is_none() {
            return Ok(cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(u32, String)>> {
        let rows = read(text).rows.into_iter();
        rows.map(|row| {
            row.cells
                .into_iter()
                .map(|cell| (cell.column, cell.text))
                .collect()
        })
        .collect()
    }

    #[test]
    fn cells_are_parted_by_what_the_first_row_has_most_of() {
        for (text, expect) in [
            (
                "code,long\n1,a b",
                vec![vec![(1, "code"), (6, "long")], vec![(1, "1"), (3, "a b")]],
            ),
            (
                "code;long\n1;a, b",
                vec![vec![(1, "code"), (6, "long")], vec![(1, "1"), (3, "a, b")]],
            ),
            (
                "code\tlong\n\n1\t",
                vec![vec![(1, "code"), (6, "long")], vec![(1, "1"), (3, "")]],
            ),
            (
                "a|b\n\"1|\"\"2\"|x",
                vec![vec![(1, "a"), (3, "b")], vec![(1, "1|\"2"), (9, "x")]],
            ),
            (
                "a,b\n1,\"over\ntwo\"\n2,x",
                vec![
                    vec![(1, "a"), (3, "b")],
                    vec![(1, "1"), (3, "over\ntwo")],
                    vec![(1, "2"), (3, "x")],
                ],
            ),
            ("# set: cpt\n#edition: 3\ncode", vec![vec![(1, "code")]]),
        ] {
            let expect: Vec<Vec<(u32, String)>> = expect
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .map(|(column, text)| (column, text.to_owned()))
                        .collect()
                })
                .collect();
            assert_eq!(rows(text), expect, "{text}");
        }
        assert_eq!(read("# set: cpt\ncode\n# 1").comments, ["set: cpt"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_only_its_line() {
        let mut text = "code,long\n1,\"open\n".to_owned();
        for number in 2..40 {
            text += &format!("{number},x\n");
        }
        let table = read(&text);
        assert_eq!((table.open, table.rows.len()), (vec![(2, 3)], 39));
    }
}
