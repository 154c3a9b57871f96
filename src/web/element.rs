//! One element's view: its Yew app, its options, and the way of its events.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;
use yew::{AppHandle, Callback, Renderer};

use crate::ui::{App, BookHandle, Event, Keep, Kept, Place, Props, Rest, Start};

/// How many hits are drawn unless the element says otherwise.
const LIMIT: f64 = 10.0;
/// The level of the highest heading unless the element says otherwise.
const HEADING_LEVEL: f64 = 2.0;

/// A drawn element.
#[wasm_bindgen]
pub struct Mounted {
    app: RefCell<Option<AppHandle<App>>>,
    props: RefCell<Props>,
    generation: Rc<Cell<u32>>,
    node: web_sys::Element,
}

fn get(options: &JsValue, name: &str) -> JsValue {
    Reflect::get(options, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(options: &JsValue, name: &str) -> String {
    get(options, name).as_string().unwrap_or_default()
}

fn flag(options: &JsValue, name: &str) -> bool {
    get(options, name).is_truthy()
}

fn number(options: &JsValue, name: &str, otherwise: f64) -> f64 {
    get(options, name)
        .as_f64()
        .filter(|number| number.is_finite() && *number >= 1.0)
        .unwrap_or(otherwise)
}

/// What the script says of what comes later: `loading`, `ready`, or why it failed.
fn rest(options: &JsValue) -> Rest {
    match text(options, "rest").as_str() {
        "" | "loading" => Rest::Loading,
        "ready" => Rest::Ready,
        why => Rest::Failed(why.to_owned()),
    }
}

/// What is kept on the device: nothing, or two lists of addresses.
fn kept(options: &JsValue) -> Option<Rc<Kept>> {
    let kept = get(options, "kept");
    let list = |name| -> Vec<String> {
        let list = get(&kept, name);
        let list = Array::is_array(&list).then(|| Array::from(&list));
        list.iter()
            .flat_map(Array::iter)
            .filter_map(|one| one.as_string())
            .collect()
    };
    kept.is_object().then(|| {
        Rc::new(Kept {
            favourites: list("favourites"),
            recent: list("recent"),
        })
    })
}

fn place(options: &JsValue) -> Place {
    let code = text(options, "code");
    let place = match code.is_empty() {
        true => Place::results(text(options, "query")),
        false => Place::page(code),
    };
    Place {
        date: text(options, "date"),
        with: text(options, "with"),
        edition: text(options, "edition"),
        ..place
    }
}

/// An event's name and detail for the script.
fn told(event: Event) -> (&'static str, Object) {
    let detail = Object::new();
    let set = |name: &str, value: JsValue| {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&detail, &JsValue::from_str(name), &value);
    };
    let name = match event {
        Event::Search { query, total } => {
            set("query", query.into());
            set("total", (total as f64).into());
            "search"
        }
        Event::Select {
            set: name,
            code,
            title,
        } => {
            set("set", name.into());
            set("code", code.into());
            set("title", title.into());
            "select"
        }
        Event::Navigate { place, replace } => {
            set("code", place.code.map_or(JsValue::NULL, JsValue::from));
            set("query", place.query.into());
            set("date", place.date.into());
            set("with", place.with.into());
            set("edition", place.edition.into());
            set("replace", replace.into());
            "navigate"
        }
        Event::Retry => "retry",
        Event::Copy(text) => {
            set("text", text.into());
            "copy"
        }
        Event::Link(place) => {
            set("code", place.code.map_or(JsValue::NULL, JsValue::from));
            set("date", place.date.into());
            set("with", place.with.into());
            set("edition", place.edition.into());
            "link"
        }
        Event::Print => "print",
        Event::Keep(keep) => {
            let (how, address) = match keep {
                Keep::Begin => ("begin", String::new()),
                Keep::Erase => ("erase", String::new()),
                Keep::Export => ("export", String::new()),
                Keep::Favourite(address) => ("favourite", address),
            };
            set("how", how.into());
            set("address", address.into());
            "keep"
        }
    };
    (name, detail)
}

impl Mounted {
    pub(super) fn new(
        root: &ShadowRoot,
        book: BookHandle,
        generation: Rc<Cell<u32>>,
        options: &JsValue,
        on_event: Function,
    ) -> Result<Self, JsValue> {
        let document = root
            .owner_document()
            .ok_or_else(|| JsError::new("the element is in no document"))?;
        let node = document.create_element("div")?;
        root.append_child(&node)?;
        let props = Props {
            book,
            start: Start {
                place: place(options),
                focused: flag(options, "focused"),
            },
            limit: number(options, "limit", LIMIT) as usize,
            rest: rest(options),
            whole: flag(options, "whole"),
            compact: flag(options, "compact"),
            heading_level: number(options, "headingLevel", HEADING_LEVEL) as u8,
            today: text(options, "today"),
            kept: kept(options),
            on_event: Callback::from(move |event| {
                let (name, detail) = told(event);
                // A host's listener that throws is the host's to mend.
                let _ = on_event.call2(&JsValue::NULL, &JsValue::from_str(name), &detail);
            }),
            navigate: None,
        };
        let app = Renderer::<App>::with_root_and_props(node.clone(), props.clone()).render();
        Ok(Mounted {
            app: RefCell::new(Some(app)),
            props: RefCell::new(props),
            generation,
            node,
        })
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Reads the options anew: the rest, density, limit, headings; and what was
    /// added to the book.
    pub fn update(&self, options: &JsValue) {
        let mut props = self.props.borrow_mut();
        props.rest = rest(options);
        props.whole = flag(options, "whole");
        props.compact = flag(options, "compact");
        props.limit = number(options, "limit", LIMIT) as usize;
        props.kept = kept(options);
        props.heading_level = number(options, "headingLevel", HEADING_LEVEL) as u8;
        props.book = props.book.at(self.generation.get());
        if let Some(app) = self.app.borrow_mut().as_mut() {
            app.update(props.clone());
        }
    }

    /// Goes to the place that the options name.
    pub fn go(&self, options: &JsValue) {
        let mut props = self.props.borrow_mut();
        let number = props.navigate.as_ref().map_or(0, |(number, _)| number + 1);
        props.navigate = Some((number, place(options)));
        if let Some(app) = self.app.borrow_mut().as_mut() {
            app.update(props.clone());
        }
    }

    /// Takes the view down and frees what it holds.
    pub fn destroy(&self) {
        if let Some(app) = self.app.borrow_mut().take() {
            app.destroy();
        }
        self.node.remove();
    }
}
