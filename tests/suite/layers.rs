//! The layers: files import only downwards, and never in a circle. What crates may import of each other, Cargo enforces.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use syn::visit::{self, Visit};
use walkdir::WalkDir;

/// The crates of the workspace, as folders.
const CRATES: [&str; 12] = [
    "src/search",
    "src/model",
    "src/view",
    "src/portal",
    "src/press/diagnostics",
    "src/press/cache",
    "src/press/image",
    "src/press/content",
    "src/press/publish",
    "src/press/import",
    "src/press/upload",
    "src/press/cli",
];

/// The modules of `content`, lowest first: each imports only those before it. `source` and `toml` are one step.
const STAIRCASE: [&[&str]; 9] = [
    &["source", "toml"],
    &["config"],
    &["manuscript"],
    &["visibility"],
    &["links"],
    &["body"],
    &["library"],
    &["checked_site"],
    &["check"],
];

/// Modules of a crate by their paths, such as `body::link`, each with the modules that it imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// Paths in a file.
#[derive(Default)]
struct Paths(Vec<Vec<String>>);

impl Paths {
    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(path.ident.to_string()), &path.tree),
            syn::UseTree::Name(name) => self.0.push(with(name.ident.to_string())),
            syn::UseTree::Rename(name) => self.0.push(with(name.ident.to_string())),
            syn::UseTree::Glob(_) => self.0.push(before.to_vec()),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(before, tree);
                }
            }
        }
    }
}

impl Visit<'_> for Paths {
    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        // Tests beside the code may look at what stands above it.
        let is_test = |attribute: &syn::Attribute| {
            attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Ident>()
                    .is_ok_and(|name| name == "test")
        };
        if !module.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        self.0.push(
            path.segments
                .iter()
                .map(|it| it.ident.to_string())
                .collect(),
        );
        visit::visit_path(self, path);
    }
}

/// Reads the imports of each file of a crate from the others.
fn imports(folder: &str) -> Imports {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = BTreeMap::new();
    let entries = WalkDir::new(&folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.path().join("Cargo.toml").exists());
    for entry in entries {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|ext| ext == "rs") {
            let below = path.strip_prefix(&folder).unwrap().with_extension("");
            let parts: Vec<&str> = below.iter().map(|part| part.to_str().unwrap()).collect();
            let module = parts.join("::");
            let is_root = matches!(module.as_str(), "lib" | "main" | "build");
            if !is_root {
                files.insert(module, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let known: BTreeSet<&String> = files.keys().collect();
    let imports = files.iter().map(|(module, text)| {
        let mut paths = Paths::default();
        paths.visit_file(&syn::parse_file(text).unwrap());
        let found = paths.0.iter();
        let found = found.filter_map(|path| resolve(module, path, &known));
        let others = found.filter(|other| other != module);
        (module.clone(), others.collect())
    });
    imports.collect()
}

/// The module that a path leads into, if it is one of the crate.
fn resolve(module: &str, path: &[String], known: &BTreeSet<&String>) -> Option<String> {
    let mut base: Vec<&str> = module.split("::").collect();
    let mut rest = path.iter().map(String::as_str).peekable();
    match rest.next()? {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            base.pop();
            while rest.next_if_eq(&"super").is_some() {
                base.pop();
            }
        }
        _ => return None,
    }
    let full: Vec<&str> = base.into_iter().chain(rest).collect();
    let mut lengths = (1..=full.len()).rev();
    lengths.find_map(|length| {
        let name = full[..length].join("::");
        known.contains(&name).then_some(name)
    })
}

/// Tells whether one module lies within the other.
fn is_family(a: &str, b: &str) -> bool {
    let within = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with("::"));
    within(a, b) || within(b, a)
}

/// A way from a module back to itself, if there is one. A module and those within it are one thing.
fn circle(imports: &Imports) -> Option<Vec<String>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in imports.keys() {
        if let Some(way) = follow(start, imports, &mut Vec::new(), &mut done) {
            return Some(way);
        }
    }
    None
}

fn follow<'a>(
    at: &'a str,
    imports: &'a Imports,
    way: &mut Vec<&'a str>,
    done: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = way.iter().position(|module| *module == at) {
        return Some(way[start..].iter().map(|it| (*it).to_owned()).collect());
    }
    if !done.insert(at) {
        return None;
    }
    way.push(at);
    for next in &imports[at] {
        if !is_family(at, next)
            && (way.contains(&next.as_str()) || !done.contains(next.as_str()))
            && let Some(found) = follow(next, imports, way, done)
        {
            return Some(found);
        }
    }
    way.pop();
    None
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    for folder in CRATES {
        let imports = imports(folder);
        assert!(!imports.is_empty(), "{folder}");
        assert_eq!(circle(&imports), None, "{folder}");
    }
}

#[test]
fn content_imports_only_downstairs() {
    let step = |module: &str| {
        let top = module.split("::").next().unwrap();
        let step = STAIRCASE.iter().position(|names| names.contains(&top));
        step.unwrap_or_else(|| panic!("{top} stands on no step of the staircase"))
    };
    for (module, others) in imports("src/press/content") {
        for other in others {
            assert!(
                step(&other) <= step(&module),
                "{module} imports {other}, which stands above it"
            );
        }
    }
}

#[test]
fn a_circle_is_found() {
    let imports = |all: &[(&str, &[&str])]| -> Imports {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        all.iter()
            .map(|(name, names)| ((*name).to_owned(), own(names)))
            .collect()
    };
    let straight = [("a", &["b", "c"][..]), ("b", &["c"]), ("c", &[])];
    assert_eq!(circle(&imports(&straight)), None);
    let round = [("a", &["b"][..]), ("b", &["c"]), ("c", &["b"])];
    assert_eq!(circle(&imports(&round)), Some(vec!["b".into(), "c".into()]));
    let family = [("a", &["a::b"][..]), ("a::b", &["a"])];
    assert_eq!(circle(&imports(&family)), None);
}
