//! Hostile data: addresses and markup that try to run a script or to reach another host, and files of the contract that
//! have them in every field.

use std::{fs, path::Path};

use gazette_model::UiText;
use serde_json::{Map, Value, json};

/// Schemes that a page must not follow or load.
const SCHEMES: [&str; 13] = [
    "javascript:",
    "vbscript:",
    "livescript:",
    "data:text/html,",
    "data:image/svg+xml,",
    "data:text/html;base64,",
    "blob:",
    "filesystem:",
    "view-source:",
    "file://",
    "about:",
    "intent:",
    "ws://",
];

/// Addresses that they lead to; `H` is a host that nobody may ask for anything.
const ENDS: [&str; 2] = ["window.hacked=1", "//H/%0Awindow.hacked=1"];

/// Forms in which browsers, filters and people read addresses: `S` is the scheme, `E` the rest.
const DISGUISES: [&str; 10] = [
    "SE",
    " SE",
    "\u{1}SE",
    "\t\nSE",
    "\u{feff}SE",
    "\u{a0}SE",
    "SE#/news/",
    "/news/\"><a href=\"SE\">",
    "/a.png 1x, SE 2x",
    "/a.png,SE",
];

/// Addresses of another host, and markup.
const OTHERS: [&str; 47] = [
    "//H/1",
    "/\\H/2",
    "\\\\H/3",
    "\\/H/4",
    "///H/5",
    "////H/6",
    "/\t/H/7",
    "\n//H/8",
    " //H/9",
    "\u{1}//H/10",
    "http://H/11",
    "HTTP://H/12",
    "http:\\\\H/13",
    "http:/\\H/14",
    "http:////H/15",
    "http:H/16",
    "http:/H/17",
    "//user:pass@H/18",
    "http://127.0.0.1@H/19",
    "/a 1x, //H/20 2x",
    "/a,//H/21",
    "/a 1w,\\\\H/22 2w",
    "http://H/23 1x, /a 2x",
    "/%09/H/24",
    "/\r/H/25",
    "/\\\t/H/26",
    "ht\ttp://H/27",
    "h\nttp://H/28",
    "jav\tascript:window.hacked=1",
    "java\nscript:window.hacked=1",
    "java\rscript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    "\u{0}javascript:window.hacked=1",
    "\u{1f}\u{20}javascript:window.hacked=1",
    "javascript\t:window.hacked=1",
    "&#106;avascript:window.hacked=1",
    "%6aavascript:window.hacked=1",
    "feed:javascript:window.hacked=1",
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"><img src=\"//H/39\" onerror=\"window.hacked=1\">",
    "' onfocus='window.hacked=1' autofocus='",
    "<svg onload=window.hacked=1>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "</title><script>window.hacked=1</script>",
    "--><script>window.hacked=1</script>",
    "{{constructor.constructor('window.hacked=1')()}}",
];

/// All of them: some 300. `host` is the other host, with its port.
pub fn payloads(host: &str) -> Vec<String> {
    let schemes = SCHEMES.iter().flat_map(|scheme| {
        ENDS.iter().flat_map(move |end| {
            let disguise = move |form: &&str| form.replace('S', scheme).replace('E', end);
            DISGUISES.iter().map(disguise)
        })
    });
    let others = OTHERS.iter().map(|other| (*other).to_owned());
    let all: Vec<String> = schemes
        .chain(others)
        .map(|payload| payload.replace('H', host))
        .collect();
    // A prime: lists of as many items have each of them in each field, however many fields an item has.
    assert_eq!(all.len(), 307);
    all
}

/// Makes values of a JSON Schema of this repository, with a text of one's own in each field that takes any text.
pub struct Maker<'a> {
    schema: Value,
    text: &'a mut dyn FnMut() -> String,
    /// The number of items of each list that lies in no other list.
    rows: usize,
    /// The variant to take where a schema has several.
    variant: usize,
    /// The number of elements so far: each has another tag.
    elements: usize,
}

impl<'a> Maker<'a> {
    /// Makes values of `schema/<name>.schema.json`.
    pub fn new(name: &str, rows: usize, text: &'a mut dyn FnMut() -> String) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        let file = fs::read(folder.join(format!("{name}.schema.json"))).unwrap();
        Self {
            schema: serde_json::from_slice(&file).unwrap(),
            text,
            rows,
            variant: 0,
            elements: 0,
        }
    }

    /// A value of each variant that the schema has: a document of each kind.
    pub fn all(&mut self) -> Vec<Value> {
        let schema = self.schema.clone();
        let kinds = schema["$defs"]["Content"]["oneOf"].as_array();
        let kinds = kinds.map_or(1, Vec::len);
        let kind = |variant| {
            self.variant = variant;
            self.make(&schema, 0)
        };
        (0..kinds).map(kind).collect()
    }

    fn make(&mut self, schema: &Value, depth: usize) -> Value {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.trim_start_matches("#/$defs/");
            let named = self.schema["$defs"][name].clone();
            assert!(named.is_object(), "{name}");
            return self.make(&named, depth);
        }
        if let Some(names) = schema["enum"].as_array() {
            self.elements += 1;
            return names[self.elements % names.len()].clone();
        }
        if let Some(variants) = schema["oneOf"].as_array() {
            return self.make(&variants[self.variant], depth);
        }
        if let Some(variants) = schema["anyOf"].as_array() {
            return self.any_of(variants, depth);
        }
        if !schema["const"].is_null() {
            return schema["const"].clone();
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[0].as_str().unwrap().to_owned(),
            kind => kind
                .as_str()
                .unwrap_or_else(|| panic!("{schema}"))
                .to_owned(),
        };
        match kind.as_str() {
            "object" => self.object(schema, depth),
            "array" => {
                let rows = if depth == 0 { self.rows } else { 1 };
                let items = (0..rows).map(|_| self.make(&schema["items"], depth + 1));
                Value::Array(items.collect())
            }
            "string" => Value::String((self.text)()),
            "integer" => json!(1),
            _ => panic!("{schema}"),
        }
    }

    /// An optional value is there; a body is an element as long as it is not too deep.
    fn any_of(&mut self, variants: &[Value], depth: usize) -> Value {
        let is_text = |variant: &&Value| variant["type"] == "string";
        let is_there = |variant: &&Value| variant["type"] != "null";
        let text = variants.iter().find(is_text);
        let variant = match text {
            Some(text) if depth > 2 => text,
            Some(_) => variants.iter().find(|it| !is_text(it)).unwrap(),
            None => variants.iter().find(is_there).unwrap(),
        };
        self.make(variant, depth)
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let mut fields = Map::new();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            fields.insert(name.clone(), self.make(field, depth));
        }
        if schema["additionalProperties"]["type"] == "string" {
            for key in UiText::KEYS {
                fields.insert((*key).to_owned(), Value::String((self.text)()));
            }
        }
        assert!(!fields.is_empty(), "{schema}");
        Value::Object(fields)
    }
}
