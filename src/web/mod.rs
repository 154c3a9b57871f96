//! The boundary to JavaScript: what `medcode.js` calls, and every browser effect.
//!
//! The script fetches; this opens, answers and draws. Nothing here decides
//! anything about codes.

mod element;
mod loading;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, ShadowRoot};

pub use element::Mounted;
pub use loading::Loading;

use crate::engine::{Book, DEFAULT_LIMIT, Options};
use crate::explain;
use crate::ui::{BookHandle, STYLES};

/// The code sets of one index, shared by all elements that use it.
#[wasm_bindgen]
pub struct Engine {
    book: Rc<RefCell<Book>>,
    /// Counts what was added, so that views know when to draw anew.
    generation: Rc<Cell<u32>>,
    sheet: RefCell<Option<CssStyleSheet>>,
}

/// A value as plain JavaScript data, the same as the command line's JSON.
fn plain(value: &impl Serialize) -> JsValue {
    // Serialising plain data into JavaScript values has nothing to fail on.
    value
        .serialize(&Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}

#[wasm_bindgen]
impl Engine {
    /// An engine without any code set. `panicked` is called with a message if
    /// this program fails; it must not be used afterwards.
    #[wasm_bindgen(constructor)]
    pub fn new(panicked: Function) -> Engine {
        yew::set_custom_panic_hook(Box::new(move |info| {
            // Whether the script hears of it is out of our hands.
            let _ = panicked.call1(&JsValue::NULL, &JsValue::from_str(&info.to_string()));
        }));
        Engine {
            book: Rc::default(),
            generation: Rc::default(),
            sheet: RefCell::new(None),
        }
    }

    /// Starts opening a file of codes.
    ///
    /// # Errors
    /// A message for the reader.
    #[wasm_bindgen(js_name = openCodes)]
    pub fn open_codes(&self, bytes: Vec<u8>) -> Result<Loading, JsValue> {
        Loading::codes(self.book.clone(), self.generation.clone(), bytes)
    }

    /// Starts opening a file that adds to a set: notes or facts.
    ///
    /// # Errors
    /// A message for the reader.
    #[wasm_bindgen(js_name = openMore)]
    pub fn open_more(&self, bytes: Vec<u8>) -> Result<Loading, JsValue> {
        Loading::more(self.book.clone(), self.generation.clone(), bytes)
    }

    /// The answer to a query.
    pub fn search(
        &self,
        query: &str,
        limit: Option<u32>,
        sets: Vec<String>,
        refine: Vec<String>,
        exact: bool,
    ) -> JsValue {
        let options = Options {
            limit: limit.map_or(DEFAULT_LIMIT, |limit| limit as usize),
            sets,
            refine,
            exact,
        };
        plain(&self.book.borrow().search(query, &options))
    }

    /// The page of a code, or `null` if it is not known.
    pub fn show(&self, code: &str, date: Option<String>) -> JsValue {
        let book = self.book.borrow();
        let page = match date {
            Some(date) => explain::show_on(&book, code, &date),
            None => explain::show(&book, code),
        };
        page.map_or(JsValue::NULL, |page| plain(&page))
    }

    /// The codes of a text checked against each other.
    pub fn check(&self, text: &str, date: Option<String>) -> JsValue {
        plain(&explain::check(&self.book.borrow(), text, date.as_deref()))
    }

    /// Edition and origin of each set.
    pub fn about(&self) -> JsValue {
        plain(&self.book.borrow().abouts())
    }

    /// Draws the reference into a shadow root. `options` is read anew by
    /// [`Mounted::update`]; `on_event` is called with an event's name and detail.
    ///
    /// # Errors
    /// If the browser refuses the style sheet or the element.
    pub fn mount(
        &self,
        root: &ShadowRoot,
        options: &JsValue,
        on_event: Function,
    ) -> Result<Mounted, JsValue> {
        root.adopted_style_sheets().push(&JsValue::from(self.sheet()?));
        let book = BookHandle::new(self.book.clone(), self.generation.get());
        Mounted::new(root, book, self.generation.clone(), options, on_event)
    }

    /// The one style sheet that all elements share.
    fn sheet(&self) -> Result<CssStyleSheet, JsValue> {
        if let Some(sheet) = self.sheet.borrow().as_ref() {
            return Ok(sheet.clone());
        }
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(STYLES)?;
        self.sheet.replace(Some(sheet.clone()));
        Ok(sheet)
    }
}
