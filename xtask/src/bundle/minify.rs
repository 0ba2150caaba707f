//! Scripts without what only their authors read, by oxc.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_ast::ast::Program;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The two ways in which browsers run a script.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ScriptKind {
    /// A module: its names are its own, unless it exports them.
    Module,
    /// A classic script: its names are everybody's, so they stay.
    Classic,
}

/// The same script, shorter.
///
/// # Errors
/// When it is no JavaScript; the message says where.
pub fn minify(script: &str, kind: ScriptKind) -> Result<String> {
    minify_without(script, kind, |_| {})
}

/// The script after something was taken out of it, without what nothing else needs, shorter.
///
/// # Errors
/// As [`minify`].
pub fn minify_without(
    script: &str,
    kind: ScriptKind,
    take_out: impl FnOnce(&mut Program<'_>),
) -> Result<String> {
    let allocator = Allocator::default();
    let source = match kind {
        ScriptKind::Module => SourceType::mjs(),
        ScriptKind::Classic => SourceType::script(),
    };
    let parsed = Parser::new(&allocator, script, source).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        let messages = parsed.diagnostics.iter().map(|it| format!("{it:?}\n"));
        bail!("{}", messages.collect::<String>());
    }
    let mut program = parsed.program;
    take_out(&mut program);
    let done = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify());
    Ok(codegen.with_scoping(done.scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_module_keeps_its_names_to_itself() {
        let script = "// Why.\nconst long = RELEASE.base;\nconsole.log(long, long);\n";
        let minified = |kind| minify(script, kind).expect("minified");
        assert_eq!(
            minified(ScriptKind::Classic),
            "const long=RELEASE.base;console.log(long,long);"
        );
        assert_eq!(
            minified(ScriptKind::Module),
            "const e=RELEASE.base;console.log(e,e);"
        );
    }

    #[test]
    fn mistakes_are_said() {
        let error = minify("const a = ;", ScriptKind::Module).expect_err("must fail");
        assert!(error.to_string().contains("Unexpected token"), "{error}");
    }
}
