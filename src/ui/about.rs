//! Where the data is from, of which edition, and whether that is still in force.

use yew::prelude::*;

use super::{BookHandle, words};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub book: BookHandle,
    /// Today, `YYYY-MM-DD`; empty if unknown.
    pub today: String,
}

#[component]
pub fn About(props: &Props) -> Html {
    let book = props.book.get();
    html! {
        <footer class="mc-about" part="footer">
            { for book.abouts().into_iter().map(|about| {
                let outdated = !props.today.is_empty() && !about.to.is_empty() && props.today > about.to;
                let billable = about.counts.get("billable").copied().unwrap_or(0);
                html! {
                    <>
                        <p>
                            { format!("{} · {} edition, {}", about.name, about.edition, words::validity(&about.from, &about.to)) }
                        </p>
                        if outdated { <p class="mc-outdated">{ words::OUTDATED }</p> }
                        <details>
                            <summary>{ words::ABOUT }</summary>
                            <dl>
                                <dt>{ "Kept by" }</dt><dd>{ about.owner.clone() }</dd>
                                <dt>{ "Terms" }</dt><dd>{ about.licence.clone() }</dd>
                                <dt>{ "Billable codes" }</dt><dd>{ billable }</dd>
                                <dt>{ "Read from" }</dt><dd>{ about.source.clone() }</dd>
                                <dt>{ "SHA-256" }</dt><dd class="mc-hash">{ about.sha256.clone() }</dd>
                            </dl>
                        </details>
                    </>
                }
            }) }
        </footer>
    }
}
