//! Long lists of which a search fills a few places: kept from one search to the next,
//! so that none has to clear them.

use std::sync::{Mutex, TryLockError};

/// Values by number, of which only those count that were set since the last clearing.
#[derive(Debug, Default)]
pub(super) struct Scratch<T> {
    time: u32,
    /// Each value with the time at which it was set.
    all: Vec<(u32, T)>,
}

impl<T: Copy + Default> Scratch<T> {
    /// Forgets all values; there are so many numbers from now on.
    pub(super) fn clear(&mut self, len: usize) {
        self.time = self.time.wrapping_add(1);
        if self.time == 0 || self.all.len() != len {
            self.time = 1;
            self.all.clear();
            self.all.resize(len, (0, T::default()));
        }
    }

    /// The value of a number, if one was set.
    pub(super) fn get(&self, at: usize) -> Option<T> {
        let (time, value) = self.all.get(at)?;
        (*time == self.time).then_some(*value)
    }

    /// The place of a value, which is the default if none was set; none for a number
    /// that is not there.
    pub(super) fn slot(&mut self, at: usize) -> Option<&mut T> {
        let (time, value) = self.all.get_mut(at)?;
        if *time != self.time {
            (*time, *value) = (self.time, T::default());
        }
        Some(value)
    }
}

/// Something that whoever comes takes along, and brings back for the next.
#[derive(Debug, Default)]
pub(super) struct Kept<T>(Mutex<T>);

impl<T: Default> Kept<T> {
    /// Takes it; a new one if another has it.
    pub(super) fn take(&self) -> T {
        match self.0.try_lock() {
            Ok(mut kept) => std::mem::take(&mut kept),
            Err(TryLockError::Poisoned(_) | TryLockError::WouldBlock) => T::default(),
        }
    }

    /// Brings it back.
    pub(super) fn bring(&self, value: T) {
        if let Ok(mut kept) = self.0.try_lock() {
            *kept = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Scratch};

    #[test]
    fn values_are_forgotten_without_being_cleared() {
        let kept: Kept<Scratch<u32>> = Kept::default();
        for round in 0..3 {
            let mut scratch = kept.take();
            scratch.clear(4);
            assert_eq!(scratch.get(2), None, "{round}");
            *scratch.slot(2).expect("a place") += 7;
            assert_eq!(scratch.get(2), Some(7));
            assert!(scratch.slot(4).is_none());
            kept.bring(scratch);
        }
        let mut late = Scratch {
            time: u32::MAX,
            all: vec![(1, 5)],
        };
        late.clear(1);
        assert_eq!(late.get(0), None, "an old time does not come again");
    }
}
