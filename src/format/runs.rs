//! A number for each row of a long list, most of them the same as before: a
//! column of facts takes as much memory as it says.

/// The numbers by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs {
    /// The row with which each run begins, and its number.
    starts: Vec<u32>,
    numbers: Vec<u16>,
    rows: u32,
}

impl Runs {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row.
    pub fn push(&mut self, number: u16) {
        if self.numbers.last() != Some(&number) {
            self.starts.push(self.rows);
            self.numbers.push(number);
        }
        self.rows += 1;
    }

    /// The number of a row.
    pub fn get(&self, row: usize) -> Option<u16> {
        let row = u32::try_from(row).ok().filter(|&row| row < self.rows)?;
        let run = self.starts.partition_point(|&start| start <= row);
        self.numbers.get(run.checked_sub(1)?).copied()
    }

    /// All numbers, row by row.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        let ends = self.starts.iter().copied().skip(1).chain([self.rows]);
        let runs = self.starts.iter().zip(ends).zip(&self.numbers);
        runs.flat_map(|((&start, end), &number)| std::iter::repeat_n(number, (end - start) as usize))
    }
}

impl FromIterator<u16> for Runs {
    fn from_iter<T: IntoIterator<Item = u16>>(numbers: T) -> Self {
        let mut runs = Runs::default();
        for number in numbers {
            runs.push(number);
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::Runs;

    #[test]
    fn every_row_has_its_number() {
        for numbers in [&[][..], &[7], &[0, 0, 0], &[1, 1, 2, 1, 0, 0, 9]] {
            let runs: Runs = numbers.iter().copied().collect();
            assert_eq!(runs.len(), numbers.len());
            assert_eq!(runs.iter().collect::<Vec<u16>>(), numbers);
            for (row, &number) in numbers.iter().enumerate() {
                assert_eq!(runs.get(row), Some(number));
            }
            assert_eq!(runs.get(numbers.len()), None);
        }
    }
}
