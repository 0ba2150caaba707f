//! Shrinking after wasm-bindgen: a WebAssembly and its JavaScript lose what libraries export and nobody
//! wants, and get short names for each other, since no compressor can shorten the digits of
//! `__wbg_addEventListener_8176dab41b09531c`.

mod glue;
mod optimise;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use walrus::{Module, ModuleConfig, passes::gc};

use super::trunk;
use crate::set_up::tools::fnv;

/// The programs and what `boot.js` wants of them. Trunk names the portal's files by what is in them, the search engine's not.
const PROGRAMS: [(&str, &[&str]); 2] = [
    ("portal", &["default"]),
    ("search", &["default", "SearchEngine"]),
];
/// The ending of a WebAssembly's name.
const WASM: &str = "_bg.wasm";

/// Makes the programs in Trunk's output smaller; only releases are worth it.
///
/// # Errors
/// When a program is not as wasm-bindgen writes it.
pub fn hook() -> Result<()> {
    if trunk::is_release() {
        let staging = trunk::staging()?;
        for (program, wanted) in PROGRAMS {
            shrink(&staging, program, wanted).context(program)?;
        }
    }
    Ok(())
}

/// Makes one program smaller. Where Trunk has named it by what is in it, it is named by what is in it now, in the page too.
fn shrink(staging: &Path, program: &str, wanted: &[&str]) -> Result<()> {
    let wasm = find(staging, program)?;
    let name = file_name(&wasm).trim_end_matches(WASM).to_owned();
    let js = staging.join(format!("{name}.js"));
    let script = fs::read_to_string(&js).with_context(|| js.display().to_string())?;
    let (bytes, script) = pair(&fs::read(&wasm)?, &script, wanted)?;
    let bytes = optimise::optimise(&bytes)?;
    fs::remove_file(&wasm)?;
    fs::remove_file(&js)?;
    let new = if name == program {
        name.clone()
    } else {
        let hashes = [fnv(&bytes), fnv(script.as_bytes())];
        format!("{program}-{:08x}{:08x}", hashes[0], hashes[1])
    };
    fs::write(staging.join(format!("{new}{WASM}")), bytes)?;
    fs::write(
        staging.join(format!("{new}.js")),
        script.replace(&name, &new),
    )?;
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    fs::write(page, html.replace(&name, &new))?;
    Ok(())
}

fn find(staging: &Path, program: &str) -> Result<PathBuf> {
    let mut files = fs::read_dir(staging)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = file_name(path);
            name.starts_with(program) && name.ends_with(WASM)
        });
    files
        .next()
        .with_context(|| format!("there is no {program}…{WASM} in {}", staging.display()))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A WebAssembly and its JavaScript, reduced to what the wanted exports need.
fn pair(wasm: &[u8], script: &str, wanted: &[&str]) -> Result<(Vec<u8>, String)> {
    let mut module = ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)?;
    let mut script = script.to_owned();
    // What one of the two has lost, the other need not have, and so on.
    loop {
        let before = imports(&module);
        script = glue::reduce(&script, wanted, &before)?;
        forget_exports(&mut module, &script);
        gc::run(&mut module);
        if imports(&module) == before {
            break;
        }
    }
    let shorter = shorter_names(&module);
    let script = glue::rename(&script, &shorter)?;
    let names = module.imports.iter_mut().map(|it| &mut it.name);
    for name in names.chain(module.exports.iter_mut().map(|it| &mut it.name)) {
        if let Some(short) = shorter.get(name) {
            name.clone_from(short);
        }
    }
    Ok((module.emit_wasm(), script))
}

fn imports(module: &Module) -> BTreeSet<String> {
    module.imports.iter().map(|it| it.name.clone()).collect()
}

/// An export that the JavaScript does not name is nobody's.
fn forget_exports(module: &mut Module, script: &str) {
    let exports = module.exports.iter();
    let nobodys: Vec<_> = exports
        .filter(|export| !glue::names(script, &export.name))
        .map(walrus::Export::id)
        .collect();
    for export in nobodys {
        module.exports.delete(export);
    }
}

/// Names for those that wasm-bindgen has made up. In its JavaScript no name begins with `$`.
fn shorter_names(module: &Module) -> BTreeMap<String, String> {
    let exports = module.exports.iter().map(|it| &it.name);
    let names: BTreeSet<_> = module
        .imports
        .iter()
        .map(|it| &it.name)
        .chain(exports)
        .filter(|name| name.starts_with("__wb") || name.starts_with("wasm_bindgen"))
        .collect();
    let numbered = names.into_iter().enumerate();
    numbered
        .map(|(number, name)| (name.clone(), format!("${number}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"
        export class Lost { pull() { wasm.lost_pull(this.ptr); } }
        if (Symbol.dispose) Lost.prototype[Symbol.dispose] = Lost.prototype.free;
        export class Kept { ask() { wasm.kept_ask(); } }
        function imports() {
            return { "./a_bg.js": {
                __proto__: null,
                __wbg_kept_0123456789abcdef: function() { console.log("kept"); },
                __wbg_lost_0123456789abcdef: function() { console.log(lost()); },
            } };
        }
        function lost() { return "lost"; }
        const LostFinalization = new FinalizationRegistry(ptr => wasm.__wbg_lost_free(ptr, 1));
        let wasm;
        function initSync(module) { wasm = new WebAssembly.Instance(module, imports()).exports; }
        async function init(path) {
            wasm = (await WebAssembly.instantiateStreaming(fetch(path), imports())).instance.exports;
            wasm.__wbindgen_start();
        }
        export { initSync, init as default };
    "#;

    fn wasm() -> Vec<u8> {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        let mut import = |name| module.add_import_func("./a_bg.js", name, kind).0;
        let kept = import("__wbg_kept_0123456789abcdef");
        let lost = import("__wbg_lost_0123456789abcdef");
        for (name, function) in [
            ("__wbindgen_start", kept),
            ("kept_ask", kept),
            ("lost_pull", lost),
            ("__wbg_lost_free", lost),
        ] {
            module.exports.add(name, function);
        }
        module.emit_wasm()
    }

    fn names(wasm: &[u8]) -> (Vec<String>, Vec<String>) {
        let module = Module::from_buffer(wasm).expect("a WebAssembly");
        let imports = module.imports.iter().map(|it| it.name.clone());
        let exports = module.exports.iter().map(|it| it.name.clone());
        (imports.collect(), exports.collect())
    }

    #[test]
    fn what_nobody_wants_is_gone_on_both_sides() {
        let (wasm, script) = pair(&wasm(), SCRIPT, &["default", "Kept"]).expect("a pair");
        let (imports, exports) = names(&wasm);
        assert_eq!(imports, ["$0"]);
        assert_eq!(exports, ["$1", "kept_ask"]);
        for gone in ["ost", "initSync", "__wb"] {
            assert!(!script.contains(gone), "{gone} in {script}");
        }
        for there in ["$0:", ".$1()", ".kept_ask()", "class Kept", "as default"] {
            assert!(script.contains(there), "{there} not in {script}");
        }
    }

    #[test]
    fn a_pair_that_does_not_fit_is_refused() {
        let script = SCRIPT.replace("__wbg_kept_0123456789abcdef", "other");
        let error = pair(&wasm(), &script, &["default"]).expect_err("must fail");
        assert!(
            error.to_string().contains("does not name __wbg_kept_"),
            "{error}"
        );
        let script = SCRIPT.replace("let wasm;", "let wasm; window.$0 = 1;");
        let error = pair(&wasm(), &script, &["default"]).expect_err("must fail");
        assert!(
            error.to_string().contains("already has a name $0"),
            "{error}"
        );
    }

    #[test]
    fn programs_are_named_by_what_is_in_them() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let staging = folder.path();
        fs::write(staging.join("portal-1a2b_bg.wasm"), wasm())?;
        fs::write(staging.join("portal-1a2b.js"), SCRIPT)?;
        let page = r#"<meta data-js="/portal-1a2b.js" data-wasm="/portal-1a2b_bg.wasm">"#;
        fs::write(staging.join("index.html"), page)?;
        shrink(staging, "portal", &["default"])?;
        let page = fs::read_to_string(staging.join("index.html"))?;
        for file in page.split('"').filter_map(|it| it.strip_prefix('/')) {
            assert!(
                !file.contains("1a2b") && staging.join(file).exists(),
                "{file}"
            );
        }
        assert_eq!(fs::read_dir(staging)?.count(), 3);
        Ok(())
    }
}
