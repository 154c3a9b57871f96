//! The reader's way: steps to other places, and back and forward along them.

use super::{OnPage, Place, State};

/// The most steps that can be taken back.
pub(super) const MAX_HISTORY: usize = 100;

/// A place that was left, as it looked then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The place.
    pub place: Place,
    /// Which option was active, or was chosen.
    pub active: Option<usize>,
    /// How many hits were drawn.
    pub shown: usize,
}

/// How the present place was reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Moved {
    /// It is where the element began, or the host asked for it.
    #[default]
    Given,
    /// The reader typed.
    Typed {
        /// Whether this is the same step as the key before.
        same: bool,
    },
    /// The reader opened a page, or went back or forward.
    Went,
}

impl State {
    /// A step to another place.
    pub(super) fn visit(&mut self, place: Place) {
        let same = place.code == self.place.code && place.with == self.place.with;
        if same && place.code.is_some() {
            return;
        }
        let from = self.leave(place);
        if self.back.len() == MAX_HISTORY {
            self.back.remove(0);
        }
        self.back.push(from);
        self.forward.clear();
        self.arrived(Moved::Went);
    }

    pub(super) fn go_back(&mut self) {
        if let Some(left) = self.back.pop() {
            let from = self.return_to(left, Moved::Went);
            self.forward.push(from);
        }
    }

    pub(super) fn go_forward(&mut self) {
        if let Some(left) = self.forward.pop() {
            let from = self.return_to(left, Moved::Went);
            self.back.push(from);
        }
    }

    /// The host's own way back or forward is followed in ours, so that both lead
    /// to the same places.
    pub(super) fn brought(&mut self, place: Place) {
        if let Some(left) = self.back.pop_if(|left| left.place == place) {
            let from = self.return_to(left, Moved::Given);
            self.forward.push(from);
        } else if let Some(left) = self.forward.pop_if(|left| left.place == place) {
            let from = self.return_to(left, Moved::Given);
            self.back.push(from);
        } else {
            self.leave(place);
            self.arrived(Moved::Given);
        }
    }

    /// A place begins from its top.
    pub(super) fn arrived(&mut self, step: Moved) {
        self.active = None;
        self.shown = self.limit;
        self.step = step;
    }

    /// Leaves for a place, and with the page what was done on it.
    fn leave(&mut self, place: Place) -> Left {
        if place.code != self.place.code {
            self.page = OnPage::default();
        }
        Left {
            place: std::mem::replace(&mut self.place, place),
            active: self.active,
            shown: self.shown,
        }
    }

    /// Returns to a place as it was left; says what was left for it.
    fn return_to(&mut self, left: Left, step: Moved) -> Left {
        let from = self.leave(left.place);
        self.active = left.active;
        self.shown = left.shown;
        self.step = step;
        from
    }
}
