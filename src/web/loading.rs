//! A file that is being opened, a step at a time: the script decides how many
//! steps fit into a frame.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::engine::{Book, Opening, OpeningMore};
use crate::format::Fault;

enum What {
    Codes(Box<Opening>),
    More(Box<OpeningMore>),
    Done,
}

/// A file that is being opened.
#[wasm_bindgen]
pub struct Loading {
    book: Rc<RefCell<Book>>,
    generation: Rc<Cell<u32>>,
    what: What,
}

fn message(fault: Fault) -> JsValue {
    JsError::new(&fault.to_string()).into()
}

impl Loading {
    pub(super) fn codes(
        book: Rc<RefCell<Book>>,
        generation: Rc<Cell<u32>>,
        bytes: Vec<u8>,
    ) -> Result<Self, JsValue> {
        let what = What::Codes(Box::new(Opening::new(&bytes).map_err(message)?));
        Ok(Loading {
            book,
            generation,
            what,
        })
    }

    pub(super) fn more(
        book: Rc<RefCell<Book>>,
        generation: Rc<Cell<u32>>,
        bytes: Vec<u8>,
    ) -> Result<Self, JsValue> {
        let opening = OpeningMore::new(&bytes, &book.borrow()).map_err(message)?;
        Ok(Loading {
            book,
            generation,
            what: What::More(Box::new(opening)),
        })
    }

    fn finish(&mut self) -> Result<(), Fault> {
        match std::mem::replace(&mut self.what, What::Done) {
            What::Codes(opening) => {
                let set = opening.finish()?;
                self.book.borrow_mut().add(set);
            }
            What::More(opening) => {
                let more = opening.finish()?;
                self.book.borrow_mut().add_more(more);
            }
            What::Done => return Ok(()),
        }
        self.generation.set(self.generation.get() + 1);
        Ok(())
    }
}

#[wasm_bindgen]
impl Loading {
    /// One step of a few milliseconds. Returns `true` when the content can be used.
    ///
    /// # Errors
    /// A message for the reader.
    pub fn step(&mut self) -> Result<bool, JsValue> {
        let done = match &mut self.what {
            What::Codes(opening) => opening.step(),
            What::More(opening) => opening.step(&self.book.borrow()),
            What::Done => Ok(true),
        };
        if done.map_err(message)? {
            self.finish().map_err(message)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// How much is done, from 0 to 1.
    pub fn progress(&self) -> f32 {
        match &self.what {
            What::Codes(opening) => opening.progress(),
            What::More(_) => 0.5,
            What::Done => 1.0,
        }
    }
}
