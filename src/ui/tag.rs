//! Elements, written as calls that follow one another.
//!
//! Yew's `html!` writes the making of each element out where it stands, which
//! costs the page some five hundred bytes of program an element. A call costs a
//! twentieth of that, as long as it stays one: hence `inline(never)`.

use std::rc::Rc;

use yew::html::{onclick, oninput, onkeydown, onmousedown};
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, VTag, VText};

/// An element that is being put together.
pub struct Tag(Box<VTag>);

/// An element of a class; without one if that is empty.
#[inline(never)]
pub fn tag(name: &'static str, class: &'static str) -> Tag {
    let mut tag = VTag::new(name);
    if !class.is_empty() {
        tag.attributes = Attributes::Dynamic {
            keys: &["class"],
            values: Box::new([Some(AttributeOrProperty::Attribute(class.into()))]),
        };
    }
    Tag(Box::new(tag))
}

/// A `div` of a class.
pub fn div(class: &'static str) -> Tag {
    tag("div", class)
}

/// A `span` of a class.
pub fn span(class: &'static str) -> Tag {
    tag("span", class)
}

/// A paragraph of a class.
pub fn p(class: &'static str) -> Tag {
    tag("p", class)
}

/// A button of a class, and what it does.
#[inline(never)]
pub fn button(class: &'static str, press: Callback<MouseEvent>) -> Tag {
    tag("button", class).attr("type", "button").on_click(press)
}

/// Text by itself, where an element is not wanted.
pub fn text(text: &str) -> Html {
    Html::VText(VText::new(Rc::<str>::from(text)))
}

impl Tag {
    /// Gives it an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.add_attribute(name, Rc::<str>::from(value));
        self
    }

    /// Gives it an attribute that is `true` or `false`.
    #[inline(never)]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.attr(name, if value { "true" } else { "false" })
    }

    /// Marks its text as the book's: another voice than ours.
    #[inline(never)]
    pub fn official(self) -> Self {
        self.attr("lang", "en")
    }

    /// Tells it from its siblings when their order changes.
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// Lets it be found once it is drawn.
    #[inline(never)]
    pub fn found_by(mut self, node: &NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }

    /// The text of a field. What is typed into it does not change this.
    pub fn value(mut self, value: &str) -> Self {
        self.0.set_value(AttrValue::from(Rc::<str>::from(value)));
        self
    }

    /// What happens when it is clicked, or pressed by key.
    #[inline(never)]
    pub fn on_click(self, then: Callback<MouseEvent>) -> Self {
        self.listener(Rc::new(onclick::Wrapper::new(then)))
    }

    /// What happens when a button of a mouse goes down over it.
    pub fn on_mouse_down(self, then: Callback<MouseEvent>) -> Self {
        self.listener(Rc::new(onmousedown::Wrapper::new(then)))
    }

    /// What happens when a key goes down in it.
    pub fn on_key(self, then: Callback<KeyboardEvent>) -> Self {
        self.listener(Rc::new(onkeydown::Wrapper::new(then)))
    }

    /// What happens when its text is changed.
    pub fn on_input(self, then: Callback<InputEvent>) -> Self {
        self.listener(Rc::new(oninput::Wrapper::new(then)))
    }

    #[inline(never)]
    fn listener(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.add_listener(listener);
        self
    }

    /// Puts text into it.
    #[inline(never)]
    pub fn text(self, content: &str) -> Self {
        self.put(text(content))
    }

    /// Puts an element, or what else can be drawn, into it.
    #[inline(never)]
    pub fn child(self, child: impl Into<Html>) -> Self {
        self.put(child.into())
    }

    /// Puts an element into it, or keeps its place: Yew tells siblings without a
    /// key by their number.
    #[inline(never)]
    pub fn maybe(self, child: Option<Tag>) -> Self {
        self.put(child.map_or_else(Html::default, Html::from))
    }

    /// Puts elements into it.
    pub fn children(mut self, children: impl IntoIterator<Item = Tag>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    #[inline(never)]
    fn put(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }
}

impl From<Tag> for Html {
    #[inline(never)]
    fn from(tag: Tag) -> Html {
        Html::from(*tag.0)
    }
}
