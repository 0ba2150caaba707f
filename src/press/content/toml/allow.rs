//! Allowances: where a rule may be broken, and why. `[[allow]]` in front matter speaks for its file, in `site.toml` for
//! all files or for those that `files` names.

use std::{collections::HashMap, ops::Range, sync::Arc};

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule,
    rule::Rule,
    source::Source,
};

use super::{fields::Fields, key::keys, located::Located};

keys! {
    /// Keys of an allowance, wherever it stands.
    KEYS:
    RULE Needed Rule "rule" = "\"text::long-sentence\"": "The rule's name; `press rules` explains them.";
    REASON Needed Said "reason" = "\"A law is quoted word for word.\"": "Why. It is not published.";
}

/// A rule that may be broken.
#[derive(Debug, Clone, Hash)]
pub struct Allowance {
    rule: String,
    scope: Scope,
    source: Source,
    span: Range<usize>,
}

/// Files to which an allowance applies.
#[derive(Debug, Clone, Hash)]
pub enum Scope {
    /// The one that it stands in.
    File,
    /// Every one whose path below the content folder begins with one of these; all if there are none.
    Site(Vec<String>),
}

/// Reads `[[allow]]` of front matter.
pub fn of_file(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Allowance> {
    read(fields, problems, |_, _| Scope::File)
}

/// Reads `[[allow]]` of `site.toml`.
pub fn of_site(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Allowance> {
    read(fields, problems, |entry, problems| {
        let files = entry.texts("files", problems).into_iter();
        Scope::Site(files.map(|file| file.value).collect())
    })
}

fn read(
    fields: &mut Fields<'_, '_>,
    problems: &mut Problems,
    scope: impl Fn(&mut Fields<'_, '_>, &mut Problems) -> Scope,
) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for entry in fields.tables("allow", problems) {
        let mut entry = entry.knowing(KEYS);
        let rule = entry.required(RULE, problems);
        entry.required(REASON, problems);
        let scope = scope(&mut entry, problems);
        let source = Arc::clone(entry.area.source);
        entry.finish(problems);
        let Some(Located { value: rule, span }) = rule else {
            continue;
        };
        match complaint(&rule) {
            Some((name, message, help)) => problems.push(
                Problem::new(name, message)
                    .at(&source, span, "cannot be allowed")
                    .help(help),
            ),
            None => allowances.push(Allowance {
                rule,
                scope,
                source,
                span,
            }),
        }
    }
    allowances
}

fn complaint(name: &str) -> Option<(&'static Rule, String, String)> {
    match Rule::find(name) {
        None => Some((
            &rule::ALLOW_UNKNOWN_RULE,
            format!("there is no rule called \"{name}\""),
            Rule::suggest(name),
        )),
        Some(rule) if !rule.may_be_allowed => Some((
            &rule::ALLOW_NOT_ALLOWABLE,
            format!("{name} is a rule without exceptions"),
            format!("{} Mend what breaks it.", rule.says),
        )),
        Some(_) => None,
    }
}

impl Allowance {
    /// Tells whether it applies to particular files, which are meant to break the rule, rather than to the whole site.
    fn is_expected(&self) -> bool {
        !matches!(&self.scope, Scope::Site(files) if files.is_empty())
    }

    /// Tells whether it applies to a file, by the name that reports give it.
    fn is_for(&self, file: &str) -> bool {
        let Scope::Site(files) = &self.scope else {
            return file == self.source.name();
        };
        // Reports name files with the content folder's path before them.
        let folder = self.source.name().trim_end_matches("site.toml");
        let path = file.strip_prefix(folder).unwrap_or(file);
        files.is_empty() || files.iter().any(|file| path.starts_with(file.as_str()))
    }
}

/// Takes out what is allowed, and reports allowances that nothing needs. `is_asked` says of a rule whether this run
/// looks for it at all.
pub fn apply(allowances: &[&Allowance], is_asked: impl Fn(&str) -> bool, problems: &mut Problems) {
    let mut by_file: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    let mut of_site = Vec::new();
    for (index, allowance) in allowances.iter().enumerate() {
        match allowance.scope {
            Scope::File => {
                let key = (allowance.source.name(), allowance.rule.as_str());
                by_file.entry(key).or_default().push(index);
            }
            Scope::Site(_) => of_site.push(index),
        }
    }
    let mut used = vec![false; allowances.len()];
    problems.retain(|problem| {
        let own = by_file.get(&(problem.file(), problem.rule()));
        let shared = of_site.iter().filter(|index| {
            let allowance = allowances[**index];
            allowance.rule == problem.rule() && allowance.is_for(problem.file())
        });
        // All that cover it are used, so that none is reported for another's sake.
        let covering: Vec<usize> = own.into_iter().flatten().chain(shared).copied().collect();
        for index in &covering {
            used[*index] = true;
        }
        covering.is_empty()
    });
    let unused = allowances.iter().zip(used).filter(|(_, used)| !used);
    for (allowance, _) in unused.filter(|(it, _)| it.is_expected() && is_asked(&it.rule)) {
        let message = format!("{} is allowed, but nothing breaks it", allowance.rule);
        problems.push(
            Problem::new(&rule::ALLOW_UNUSED, message)
                .at(&allowance.source, allowance.span.clone(), "not needed")
                .help("Take this [[allow]] out."),
        );
    }
}
