//! The JavaScript that wasm-bindgen writes around a WebAssembly: what of it nobody needs, and the names that both have for
//! each other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use oxc_ast::ast::{
    BindingIdentifier, Declaration, IdentifierReference, ModuleExportName, ObjectExpression,
    ObjectPropertyKind, Program, Statement,
};
use oxc_ast_visit::{Visit, VisitMut, walk_mut};

use crate::bundle::minify::{ScriptKind, minify_without};

/// The script without the exports that are not wanted, and without functions for imports that the WebAssembly has not.
///
/// # Errors
/// When it is no JavaScript.
pub fn reduce(script: &str, wanted: &[&str], imports: &BTreeSet<String>) -> Result<String> {
    minify_without(script, ScriptKind::Module, |program| {
        let names = unwanted_classes(program, wanted);
        program
            .body
            .retain(|statement| !Mentions::any(statement, &names));
        for statement in &mut program.body {
            if let Statement::ExportNamedDeclaration(export) = statement {
                export
                    .specifiers
                    .retain(|it| is_wanted(&it.exported, wanted));
            }
        }
        Imports(imports).visit_program(program);
    })
}

/// Tells whether a script names something: it stands there as a word.
pub fn names(script: &str, name: &str) -> bool {
    script.split(|c| !is_in_name(c)).any(|word| word == name)
}

/// The script with shorter names.
///
/// # Errors
/// When it does not have one of the names, or already has one that begins as the shorter ones do.
pub fn rename(script: &str, shorter: &BTreeMap<String, String>) -> Result<String> {
    let mut out = String::with_capacity(script.len());
    let mut found = BTreeSet::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let is_name = is_in_name(first);
        let end = rest.find(|c| is_in_name(c) != is_name);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        if shorter.values().any(|short| short == word) {
            bail!("wasm-bindgen's JavaScript already has a name {word}");
        }
        match shorter.get(word) {
            Some(short) => {
                found.insert(word);
                out += short;
            }
            None => out += word,
        }
        rest = after;
    }
    match shorter.keys().find(|name| !found.contains(name.as_str())) {
        Some(name) => bail!("wasm-bindgen's JavaScript does not name {name}"),
        None => Ok(out),
    }
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn is_wanted(name: &ModuleExportName<'_>, wanted: &[&str]) -> bool {
    wanted.contains(&name.name().as_str())
}

/// Names of classes, and of what lets go of their objects.
fn unwanted_classes(program: &Program<'_>, wanted: &[&str]) -> BTreeSet<String> {
    let name = |statement: &Statement<'_>| {
        let Statement::ExportDeclaration(export) = statement else {
            return None;
        };
        let Declaration::ClassDeclaration(class) = &export.declaration else {
            return None;
        };
        Some(class.id.as_ref()?.name.to_string())
    };
    let classes = program.body.iter().filter_map(name);
    classes
        .filter(|class| !wanted.contains(&class.as_str()))
        .flat_map(|class| [format!("{class}Finalization"), class])
        .collect()
}

/// Looks for mentions of names.
struct Mentions<'n> {
    names: &'n BTreeSet<String>,
    is_found: bool,
}

impl Mentions<'_> {
    /// Tells whether a statement declares one of the names or uses it.
    fn any(statement: &Statement<'_>, names: &BTreeSet<String>) -> bool {
        let mut search = Mentions {
            names,
            is_found: false,
        };
        search.visit_statement(statement);
        search.is_found
    }
}

impl<'a> Visit<'a> for Mentions<'_> {
    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.is_found |= self.names.contains(it.name.as_str());
    }

    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        self.is_found |= self.names.contains(it.name.as_str());
    }
}

/// Takes functions out that nothing imports.
struct Imports<'i>(&'i BTreeSet<String>);

impl<'a> VisitMut<'a> for Imports<'_> {
    fn visit_object_expression(&mut self, it: &mut ObjectExpression<'a>) {
        it.properties.retain(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                let name = property.key.static_name();
                name.is_none_or(|name| !name.starts_with("__wb") || self.0.contains(&*name))
            }
            ObjectPropertyKind::SpreadProperty(_) => true,
        });
        walk_mut::walk_object_expression(self, it);
    }
}
