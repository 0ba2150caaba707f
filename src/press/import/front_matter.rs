//! Front matter as it is written: in the order in which its keys are declared.

use gazette_content::toml::TomlKey;
use toml::Value;

/// Front matter that is being written.
#[derive(Default)]
pub struct FrontMatter(Vec<(&'static str, String)>);

impl FrontMatter {
    /// Adds a text.
    pub fn text(&mut self, key: &'static str, value: &str) {
        self.bare(key, &Value::from(value).to_string());
    }

    /// Adds a value that is TOML already.
    pub fn bare(&mut self, key: &'static str, value: &str) {
        self.0.push((key, format!("{key} = {value}\n")));
    }

    /// Adds a list of texts, unless there are none.
    pub fn list(&mut self, key: &'static str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<Value> = values
                .iter()
                .map(|value| Value::from(value.as_str()))
                .collect();
            self.bare(key, &Value::from(values).to_string());
        }
    }

    /// Adds another table of a list.
    pub fn table(&mut self, key: &'static str, keys: &[TomlKey], table: Self) {
        self.0
            .push((key, format!("\n[[{key}]]\n{}", table.written(keys))));
    }

    /// Adds a table on one line.
    pub fn inline(&mut self, key: &'static str, keys: &[TomlKey], table: Self) {
        let values = table.written(keys);
        let values: Vec<&str> = values.lines().collect();
        self.bare(key, &format!("{{ {} }}", values.join(", ")));
    }

    /// Lines of TOML, in the order in which keys are declared.
    pub fn written(mut self, order: &[TomlKey]) -> String {
        self.0
            .sort_by_key(|(name, _)| order.iter().position(|key| key.name == *name));
        self.0.into_iter().map(|(_, lines)| lines).collect()
    }
}
