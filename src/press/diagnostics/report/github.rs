//! Problems as workflow commands, which GitHub shows beside the lines of a pull request.

use crate::{problem::Problem, report::json::ends, rule::severity_name};

/// Problems as workflow commands, one a line.
pub fn github(problems: &[Problem]) -> String {
    problems.iter().map(command).collect()
}

fn command(problem: &Problem) -> String {
    let mut properties = Vec::new();
    if !problem.file().is_empty() {
        properties.push(("file", problem.file().to_owned()));
    }
    if let Some((start, end)) = ends(problem) {
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // GitHub takes columns only within one line.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", problem.rule().to_owned()));
    let properties = properties
        .into_iter()
        .map(|(name, value)| format!("{name}={}", property(&value)));
    let message = match problem.how_to_mend() {
        Some(help) => format!("{problem}\n{help}"),
        None => problem.to_string(),
    };
    format!(
        "::{} {}::{}\n",
        severity_name(problem.severity()),
        properties.collect::<Vec<_>>().join(","),
        data(&message)
    )
}

/// A command's message: what would end it is written as GitHub's own toolkit writes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value, which a colon or a comma would end, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule;

    #[test]
    fn nothing_ends_a_command_early() {
        let problem = Problem::new(&rule::LINK_BROKEN, "100 %\r\n::error::x").of_file("a,b:c.md");
        assert_eq!(
            command(&problem),
            "::error file=a%2Cb%3Ac.md,title=link%3A%3Abroken::100 %25%0D%0A::error::x\n"
        );
    }
}
