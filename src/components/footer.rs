//! The end of every page.

use std::sync::Arc;

use leptos::prelude::*;

use super::{FactList, Landmark};
use crate::model::{Site, Text};

/// Office hours, telephone numbers, the publishing organization, copyright and address.
#[component]
pub fn Footer(
    /// What to show.
    site: Arc<Site>,
) -> impl IntoView {
    let key = site.access_keys.footer.clone();
    let mark = site.strings.get(Text::LandmarkFooter).to_owned();
    let facts = site.footer.facts.clone();
    let organization = site.footer.organization.clone();
    let notes = site.footer.notes.iter().cloned().map(note).collect::<Vec<_>>();
    view! {
        <footer class="footer" id="footer">
            <div class="footer__inner">
                <Landmark id="footer" key=key title=mark />
                <FactList facts=facts />
                <p class="footer__organization">{organization}</p>
                {notes}
            </div>
        </footer>
    }
}

fn note(text: String) -> impl IntoView {
    view! { <p class="footer__note">{text}</p> }
}
