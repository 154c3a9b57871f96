//! Columns of facts in the making: a value for each row, whose different values
//! are numbered as they come.

use std::collections::HashMap;

use crate::format::facts::Column;
use crate::format::notes::Fact;

/// A column in the making.
pub(super) struct Making {
    fact: Fact,
    values: Vec<String>,
    numbers: HashMap<String, u16>,
    rows: Vec<u16>,
}

impl Making {
    pub(super) fn new(fact: Fact) -> Self {
        Making {
            fact,
            values: vec![String::new()],
            numbers: HashMap::from([(String::new(), 0)]),
            rows: Vec::new(),
        }
    }

    /// Adds the value of a row. No column has as many as 65,536.
    pub(super) fn push(&mut self, value: &str) {
        let next = u16::try_from(self.values.len()).unwrap_or(u16::MAX);
        let number = *self.numbers.entry(value.to_owned()).or_insert(next);
        if number == next {
            self.values.push(value.to_owned());
        }
        self.rows.push(number);
    }

    /// The column, with its values as they came: cheaper to code where nearly each
    /// row has another.
    pub(super) fn unsorted(self) -> Column {
        Column {
            fact: self.fact,
            values: self.values,
            rows: self.rows.into_iter().collect(),
        }
    }

    /// The column, with its values in order.
    pub(super) fn finish(self) -> Column {
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_by(|&a, &b| self.values.get(a).cmp(&self.values.get(b)));
        let mut place = vec![0u16; order.len()];
        for (new, &old) in (0u16..).zip(&order) {
            if let Some(slot) = place.get_mut(old) {
                *slot = new;
            }
        }
        let value = |&old: &usize| self.values.get(old).cloned();
        Column {
            fact: self.fact,
            values: order.iter().filter_map(value).collect(),
            rows: self
                .rows
                .iter()
                .filter_map(|&old| place.get(usize::from(old)).copied())
                .collect(),
        }
    }
}
