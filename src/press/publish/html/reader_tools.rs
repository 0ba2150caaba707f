//! Data in every page for the modules in `public/reader/`: their addresses, their words and their dialogs.

use std::fmt::Write;

use gazette_content::config::{locale::Locale, site::Config, words::PressStrings};
use gazette_model::{UiText, escape};

use crate::html::{
    offline,
    shell::{COUNTER, Shell},
};

/// Names the modules and the offline worker, for `boot.js`.
pub fn meta(shell: &Shell, config: &Config) -> String {
    let mut meta = String::from("<meta name=\"gazette-reader\" content=\"reader\"");
    for (name, address) in &shell.modules {
        let _ = write!(meta, " data-{name}=\"{}\"", escape(address));
    }
    if let Some(counter) = config.counter.as_ref().filter(|_| is_counting(shell)) {
        let _ = write!(meta, " data-goatcounter=\"{}\"", escape(&counter.site));
    }
    let worker = format!("{}{}", config.base, offline::WORKER);
    let _ = write!(meta, " data-worker=\"{}\">", escape(&worker));
    meta
}

/// Words as `data-*` attributes, dialogs inside. A template, so that a page without script has no part of it.
pub fn template(shell: &Shell, locale: &Locale) -> String {
    let words = &locale.words;
    let views = is_counting(shell).then(|| ("views", locale.site.strings.get(UiText::Views)));
    let texts = [
        ("listen-pause", &words.listen_pause),
        ("listen-continue", &words.listen_continue),
        ("share-copied", &words.share_copied),
        ("share-failed", &words.share_failed),
        ("tool-failed", &words.tool_failed),
        ("save-done", &words.save_done),
        ("save-removed", &words.save_removed),
        ("save-failed", &words.save_failed),
        ("offline-saved", &words.offline_saved),
        ("offline-visited", &words.offline_visited),
        ("offline-none", &words.offline_none),
    ];
    let mut html = String::from("<template id=\"reader-words\"");
    let texts = texts.map(|(name, text)| (name, text.as_str()));
    for (name, text) in texts.into_iter().chain(views) {
        let _ = write!(html, " data-{name}=\"{}\"", escape(text));
    }
    html.push('>');
    html += &dialog("settings", UiText::ToolSettings, locale, &settings(words));
    html += &dialog(
        "shortcuts",
        UiText::ToolShortcuts,
        locale,
        &shortcuts(words),
    );
    html += "</template>";
    html
}

fn is_counting(shell: &Shell) -> bool {
    shell.modules.contains_key(COUNTER)
}

/// A dialog under the name of the button that opens it.
fn dialog(name: &str, title: UiText, locale: &Locale, content: &str) -> String {
    format!(
        "<dialog class=\"dialog\" id=\"reader-{name}\" aria-labelledby=\"reader-{name}-title\">\
         <form class=\"dialog__form\" method=\"dialog\">\
         <h2 class=\"dialog__title\" id=\"reader-{name}-title\">{}</h2>{content}\
         <button class=\"button\" type=\"submit\">{}</button></form></dialog>",
        escape(locale.site.strings.get(title)),
        escape(&locale.words.dialog_close)
    )
}

fn settings(words: &PressStrings) -> String {
    let size = [
        ("s", &words.settings_size_s),
        ("m", &words.settings_size_m),
        ("l", &words.settings_size_l),
        ("xl", &words.settings_size_xl),
    ];
    let theme = [
        ("system", &words.settings_theme_system),
        ("light", &words.settings_theme_light),
        ("dark", &words.settings_theme_dark),
    ];
    choice("size", &words.settings_size, &size) + &choice("theme", &words.settings_theme, &theme)
}

fn choice(name: &str, legend: &str, options: &[(&str, &String)]) -> String {
    let options = options.iter().map(|(value, text)| {
        format!(
            "<label class=\"dialog__option\"><input type=\"radio\" name=\"{name}\" value=\"{value}\">{}</label>",
            escape(text)
        )
    });
    format!(
        "<fieldset class=\"dialog__choice\"><legend class=\"dialog__legend\">{}</legend>{}</fieldset>",
        escape(legend),
        options.collect::<String>()
    )
}

fn shortcuts(words: &PressStrings) -> String {
    let keys = [
        ("/", &words.shortcuts_search),
        ("h", &words.shortcuts_home),
        ("t", &words.shortcuts_settings),
        ("l", &words.shortcuts_listen),
        ("s", &words.shortcuts_save),
        ("?", &words.shortcuts_help),
    ];
    let rows = keys.iter().map(|(key, text)| {
        format!(
            "<div class=\"dialog__row\"><dt><kbd class=\"dialog__key\">{key}</kbd></dt><dd>{}</dd></div>",
            escape(text)
        )
    });
    format!(
        "<dl class=\"dialog__rows\">{}</dl>\
         <label class=\"dialog__option\"><input type=\"checkbox\" name=\"keys\">{}</label>\
         <p class=\"dialog__note\">{}</p>",
        rows.collect::<String>(),
        escape(&words.shortcuts_single),
        escape(&words.shortcuts_note)
    )
}
