//! The portal's own words: one text per [`UiText`], in the site's language, from `content/strings/<lang>.toml`.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor},
};

macro_rules! texts {
    ($($(#[doc = $doc:literal])* $variant:ident = $key:literal),* $(,)?) => {
        /// A text of the user interface. `{name}` stands for a value that the portal fills in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum UiText { $($(#[doc = $doc])* $variant),* }

        impl UiText {
            /// Every text's key in `content/strings/<lang>.toml`, in the order of the variants.
            pub const KEYS: &[&str] = &[$($key),*];

            /// Purpose of each of them, in the same order.
            #[cfg(not(target_arch = "wasm32"))]
            pub const MEANINGS: &[&str] = &[$(concat!($($doc),*)),*];
        }
    };
}

texts! {
    /// The first link of every page.
    SkipToContent = "skip_to_content",
    /// Title of the `:::` anchor at the header.
    LandmarkHeader = "landmark_header",
    /// Title of the `:::` anchor at the search form.
    LandmarkSearch = "landmark_search",
    /// Title of the `:::` anchor at the main content.
    LandmarkMain = "landmark_main",
    /// Title of the `:::` anchor at the footer.
    LandmarkFooter = "landmark_footer",
    /// The line that opens navigation and languages on narrow screens.
    Menu = "menu",
    /// Label of the main navigation.
    NavigationLabel = "navigation_label",
    /// Label of the breadcrumb.
    BreadcrumbLabel = "breadcrumb_label",
    /// Label of the language switch.
    LanguageLabel = "language_label",
    /// Before the date of publication.
    PublishedAt = "published_at",
    /// Before the date of the last change.
    ModifiedAt = "modified_at",
    /// Before the time that reading takes.
    ReadingTime = "reading_time",
    /// Heading of the contact block.
    ContactHeading = "contact_heading",
    /// Before the contact's organization.
    ContactOrganization = "contact_organization",
    /// Before the contact's person.
    ContactPerson = "contact_person",
    /// Before the contact's telephone number.
    ContactPhone = "contact_phone",
    /// Before the contact's e-mail address.
    ContactEmail = "contact_email",
    /// Before the number of views.
    Views = "views",
    /// Label of an article's topics.
    Topics = "topics",
    /// Heading of the newest articles.
    LatestNews = "latest_news",
    /// Link from the newest articles to the listing.
    AllNews = "all_news",
    /// Label of the links to newer and older pages.
    PaginationLabel = "pagination_label",
    /// Link to the page of newer articles.
    Newer = "newer",
    /// Link to the page of older articles.
    Older = "older",
    /// A listing without articles.
    ListEmpty = "list_empty",
    /// While a page is being fetched.
    Loading = "loading",
    /// Heading of a page that could not be fetched.
    FailedHeading = "failed_heading",
    /// The server did not answer in time.
    FailedTimeout = "failed_timeout",
    /// The server could not be reached.
    FailedNetwork = "failed_network",
    /// The server answered with an error; `{status}`.
    FailedStatus = "failed_status",
    /// The file is not what it should be.
    FailedMalformed = "failed_malformed",
    /// The file is of a newer version than the portal.
    FailedSchema = "failed_schema",
    /// The button that fetches again.
    TryAgain = "try_again",
    /// Label of the search field.
    SearchLabel = "search_label",
    /// The button that searches.
    SearchSubmit = "search_submit",
    /// Nothing has been searched for yet.
    SearchPrompt = "search_prompt",
    /// The number of results; `{count}` and `{query}`.
    SearchCount = "search_count",
    /// The number of results where it may be lower; `{count}` and `{query}`.
    SearchAtMost = "search_at_most",
    /// The number of articles and pages that pass the filters; `{count}`.
    SearchAll = "search_all",
    /// The search cannot be had; before the reason.
    SearchFailed = "search_failed",
    /// There are no results; `{query}`.
    SearchNone = "search_none",
    /// Link to the same search without filters.
    SearchUnfiltered = "search_unfiltered",
    /// Heading of the topics, where there are no results.
    SearchByTopic = "search_by_topic",
    /// Heading of the years, where there are no results.
    SearchByYear = "search_by_year",
    /// Label of the filters.
    SearchFilters = "search_filters",
    /// Label of the filter by topic.
    SearchTopic = "search_topic",
    /// No filter by topic.
    SearchAllTopics = "search_all_topics",
    /// Label of the filter by year.
    SearchYear = "search_year",
    /// No filter by year.
    SearchAllYears = "search_all_years",
    /// Label of the filter by kind.
    SearchKind = "search_kind",
    /// No filter by kind.
    SearchAllKinds = "search_all_kinds",
    /// The kind of articles.
    SearchNews = "search_news",
    /// The kind of plain pages.
    SearchPages = "search_pages",
    /// Label of the order of results.
    SearchSort = "search_sort",
    /// The best results come first.
    SearchBest = "search_best",
    /// The newest results come first.
    SearchNewest = "search_newest",
    /// Link to the results before.
    SearchPrevious = "search_previous",
    /// Link to the results after.
    SearchNext = "search_next",
    /// Position among the pages of results; `{page}` and `{pages}`.
    SearchPage = "search_page",
    /// Search without script.
    SearchNoScript = "search_no_script",
    /// Label of an article's tools.
    ToolsLabel = "tools_label",
    /// The button that reads an article aloud.
    ToolListen = "tool_listen",
    /// The button that stops reading aloud.
    ToolStop = "tool_stop",
    /// The button that shares an article.
    ToolShare = "tool_share",
    /// The button that prints an article.
    ToolPrint = "tool_print",
    /// The button that keeps an article for reading without a network.
    ToolSave = "tool_save",
    /// The button that opens the settings.
    ToolSettings = "tool_settings",
    /// The button that shows the keyboard shortcuts.
    ToolShortcuts = "tool_shortcuts",
    /// Link to the articles that can be read without a network.
    ToolKept = "tool_kept",
}

/// The texts of one language: a JSON object of keys and texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Pairs", into = "BTreeMap<String, String>")]
pub struct UiStrings(Vec<String>);

/// A JSON object of texts, in the order of the file: a map would cost readers more than looking through a short list.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

impl UiStrings {
    /// The text of a key; empty where the file has none, which press does not let pass.
    pub fn get(&self, text: UiText) -> &str {
        self.0.get(text as usize).map_or("", String::as_str)
    }
}

impl From<Pairs> for UiStrings {
    fn from(Pairs(pairs): Pairs) -> Self {
        let text = |key: &&str| {
            let pair = pairs.iter().find(|(known, _)| known == key);
            pair.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        Self(UiText::KEYS.iter().map(text).collect())
    }
}

impl From<BTreeMap<String, String>> for UiStrings {
    fn from(texts: BTreeMap<String, String>) -> Self {
        Pairs(texts.into_iter().collect()).into()
    }
}

impl From<UiStrings> for BTreeMap<String, String> {
    fn from(strings: UiStrings) -> Self {
        UiText::KEYS
            .iter()
            .map(|key| (*key).to_owned())
            .zip(strings.0)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_finds_its_own_key() {
        let strings = UiStrings::from(
            UiText::KEYS
                .iter()
                .map(|key| ((*key).to_owned(), format!("<{key}>")))
                .collect::<BTreeMap<_, _>>(),
        );
        assert_eq!(strings.get(UiText::SkipToContent), "<skip_to_content>");
        assert_eq!(strings.get(UiText::SearchNoScript), "<search_no_script>");
        assert_eq!(UiStrings::default().get(UiText::Views), "");
    }
}
