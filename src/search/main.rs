//! The search engine's doorway, through which the portal asks (`src/portal/search.rs`), by way of `public/boot.js`. Only
//! plain texts, numbers and bytes pass it: what reads more would be fetched by every reader who searches.

#[cfg(target_arch = "wasm32")]
mod doorway {
    use gazette_search::{
        Engine, Index, Marked, Missing, Order, Question, SCHEMA, SearchManifest, SearchOutcome,
        Searchable, name,
    };
    use wasm_bindgen::prelude::*;

    /// The engine for an index.
    #[wasm_bindgen]
    pub struct SearchEngine {
        engine: Engine,
        outcome: SearchOutcome,
    }

    #[wasm_bindgen]
    impl SearchEngine {
        /// An engine for the index with a manifest, of which these are the fields.
        #[wasm_bindgen(constructor)]
        pub fn new(
            folder: String,
            stems: String,
            count: u32,
            keys: String,
            directories: String,
            documents: String,
        ) -> Self {
            let manifest = SearchManifest {
                schema: SCHEMA,
                folder,
                stems,
                count,
                keys,
                directories,
                documents,
            };
            Self {
                engine: Engine::new(Index::new(manifest, decompose)),
                outcome: SearchOutcome::default(),
            }
        }

        /// Takes a file of the index, if it is whole; says whether it is.
        pub fn put(&mut self, path: String, bytes: Vec<u8>) -> bool {
            let is_whole = path.ends_with(&[&name(&bytes), ".bin"].concat());
            if is_whole {
                self.engine.put(path, bytes);
            }
            is_whole
        }

        /// Takes the texts of a document; one without a title has nothing to be found.
        pub fn tell(&mut self, address: String, title: String, summary: String, text: String) {
            let texts = Searchable {
                title,
                summary,
                text,
            };
            let texts = (!texts.title.is_empty()).then_some(texts);
            self.engine.tell(address, texts);
        }

        /// Asks for what has a query and passes filters (their keys, a line each). What comes back has to be told or put first:
        /// addresses of documents, which end with a slash, or paths of the index's files. If there is nothing in it, what was
        /// found is there; `undefined` says that the index is damaged.
        pub fn ask(
            &mut self,
            query: &str,
            filters: &str,
            is_newest: bool,
            page: usize,
            is_typing: bool,
        ) -> Option<Vec<String>> {
            let filters = filters.lines().map(str::to_owned).collect();
            let order = if is_newest {
                Order::Newest
            } else {
                Order::Best
            };
            let rules = self.engine.index().rules();
            let question = Question::new(query, filters, order, is_typing, rules);
            match self.engine.ask(&question, page) {
                Ok(outcome) => {
                    self.outcome = outcome;
                    Some(Vec::new())
                }
                Err(Missing::Files(missing) | Missing::Texts(missing)) => Some(missing),
                Err(Missing::Address) => None,
            }
        }

        /// Number of matching documents.
        pub fn total(&self) -> usize {
            self.outcome.total
        }

        /// Tells whether the total is an upper bound.
        pub fn is_at_most(&self) -> bool {
            self.outcome.is_at_most
        }

        /// On how many pages of results.
        pub fn pages(&self) -> usize {
            self.outcome.pages
        }

        /// For each document of the page its address, and title and excerpt with a line for each piece.
        pub fn found(&mut self) -> Vec<String> {
            let lines = |marked: Marked| marked.0.join("\n");
            let found = std::mem::take(&mut self.outcome.found).into_iter();
            found
                .flat_map(|found| [found.address, lines(found.title), lines(found.excerpt)])
                .collect()
        }
    }

    /// The browser has Unicode's tables.
    fn decompose(text: &str) -> String {
        let text = js_sys::JsString::from(text).normalize("NFKD");
        String::from(text.to_lower_case())
    }
}

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("The search runs in a browser: try `cargo xtask serve`.");
}
