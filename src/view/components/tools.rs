//! Buttons that the modules in `public/reader/` serve. They keep their room, but are not shown before they work.

use gazette_model::{Site, UiText};

use crate::components::element::{Element, element};

/// Tools for an article, and the line that tells their outcome.
pub fn article_tools(site: &Site) -> Element {
    // Those that are not always there come last, so that they leave no gap.
    let buttons = [
        ("settings", UiText::ToolSettings),
        ("share", UiText::ToolShare),
        ("print", UiText::ToolPrint),
        ("save", UiText::ToolSave),
        ("listen", UiText::ToolListen),
        ("stop", UiText::ToolStop),
    ];
    let tools = tools(site, &buttons)
        .set("role", "group")
        .set("aria-label", site.strings.get(UiText::ToolsLabel));
    element("li")
        .class("dateline__tools")
        .child(tools)
        .child(element("p").class("tools__status").set("role", "status"))
}

/// Tools of every page.
pub fn page_tools(site: &Site) -> Element {
    let buttons = [
        ("settings", UiText::ToolSettings),
        ("shortcuts", UiText::ToolShortcuts),
    ];
    let kept = element("a")
        .class("tool")
        .set("href", site.root.clone() + "offline.html")
        .text(site.strings.get(UiText::ToolKept));
    tools(site, &buttons).child(kept)
}

/// Without style or script they are not there: `hidden` is lifted by the style sheet once scripts run.
fn tools(site: &Site, buttons: &[(&'static str, UiText)]) -> Element {
    let buttons = buttons.iter().map(|(tool, text)| {
        element("button")
            .class("tool")
            .set("type", "button")
            .set("data-tool", *tool)
            .text(site.strings.get(*text))
    });
    element("div")
        .class("tools")
        .set("hidden", "")
        .children(buttons)
}
