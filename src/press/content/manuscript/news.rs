//! Metadata of an article: its dates, topics, contact, views and former addresses.

use gazette_diagnostics::{
    problem::{Problem, Problems},
    rule::{self, Rule},
    suggest::suggest,
};
use gazette_model::Contact;

use crate::{
    config::{
        contact,
        date::{Moment, MomentError},
        locale::Locale,
    },
    manuscript::{Attachment, HistoryNote, LeadImage, ManuscriptReader, Schedule, alias, keys},
    toml::{Fields, Located},
};

/// Metadata that articles have beyond that of every manuscript.
#[derive(Hash)]
pub struct News {
    /// Date of publication.
    pub published: Moment,
    /// Date of the last change, as `modified` states it.
    pub modified: Option<Moment>,
    /// The place where something happens or is reported from.
    pub location: Option<String>,
    /// Keys of its topics.
    pub topics: Vec<String>,
    /// The picture at its head.
    pub image: Option<LeadImage>,
    /// Update history, newest first.
    pub history: Vec<HistoryNote>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// Number of views.
    pub views: Option<u64>,
    /// Former addresses, as paths from the host's root.
    pub aliases: Vec<Located<String>>,
}

impl News {
    /// Returns the date of the last change, if any: `modified` or the newest note, whichever is later.
    pub fn changed(&self) -> Option<&Moment> {
        self.dates().max_by_key(|moment| moment.timestamp())
    }

    /// Returns the dates of all changes since publication.
    pub fn dates(&self) -> impl Iterator<Item = &Moment> {
        let notes = self.history.iter().map(|note| &note.date);
        self.modified.iter().chain(notes)
    }

    /// Returns the date of the current text: that of the last change, else of publication.
    pub fn updated(&self) -> &Moment {
        self.changed().unwrap_or(&self.published)
    }
}

impl ManuscriptReader<'_> {
    pub(super) fn news(
        &self,
        locale: &Locale,
        schedule: &Schedule,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<News> {
        let published = self.published(schedule, fields, problems);
        self.agrees(schedule, published.as_ref(), problems);
        let modified = self.moment(keys::MODIFIED, fields, problems);
        problems.extend(self.too_early(
            published.as_ref(),
            modified.as_ref(),
            &rule::FRONT_MATTER_MODIFIED_BEFORE_PUBLISHED,
            "it was modified before it was published",
            "Check both dates; leave `modified` out if it was never changed.",
        ));
        let news = News {
            location: fields
                .said(keys::LOCATION, problems)
                .map(|location| location.value),
            topics: topics(locale, fields, problems),
            image: self.lead_image(fields, problems),
            history: self.history(published.as_ref(), fields, problems),
            attachments: self.attachments(locale, fields, problems),
            contact: self.contact(locale, fields, problems),
            views: fields
                .integer(keys::VIEWS, problems)
                .map(|views| views.value),
            aliases: aliases(fields, problems),
            modified: modified.map(|modified| modified.value),
            published: published?.value,
        };
        Some(news)
    }

    /// The date that readers see: `published`, or else the end of the embargo. Drafts that have neither are of today.
    fn published(
        &self,
        schedule: &Schedule,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<Located<Moment>> {
        if fields.any(keys::PUBLISH_AT).is_some() {
            let written = self.moment(keys::PUBLISHED, fields, problems);
            return written.or_else(|| schedule.publish_at.clone());
        }
        if schedule.is_draft && fields.any(keys::PUBLISHED).is_none() {
            let when = self.now.clone();
            let value = Moment {
                when,
                whole_day: false,
            };
            return Some(Located { value, span: 0..0 });
        }
        self.required_moment(keys::PUBLISHED, fields, problems)
    }

    /// A moment that must be there.
    pub(super) fn required_moment(
        &self,
        key: &str,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<Located<Moment>> {
        let found = self.moment(key, fields, problems);
        // What is there but wrong has been reported.
        if found.is_none() && fields.any(key).is_none() {
            fields.missing(key, problems);
        }
        found
    }

    /// The problem of a moment before the article was published.
    pub(super) fn too_early(
        &self,
        published: Option<&Located<Moment>>,
        later: Option<&Located<Moment>>,
        rule: &'static Rule,
        message: &str,
        help: &str,
    ) -> Option<Problem> {
        let (published, later) = (published?, later?);
        (later.value.when < published.value.when).then(|| {
            Problem::new(rule, message)
                .at(self.source, later.span.clone(), "earlier")
                .at(self.source, published.span.clone(), "later")
                .help(help)
        })
    }

    pub(super) fn moment(
        &self,
        key: &str,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<Located<Moment>> {
        let Located { value: text, span } = fields.date(key, problems)?;
        match Moment::parse(&text, self.config.time_zone.as_deref()) {
            Ok(value) => Some(Located { value, span }),
            Err(error) => {
                let (rule, message, help) = explain(key, &error);
                problems.push(fields.area.problem(rule, message, span, "here").help(help));
                None
            }
        }
    }

    fn contact(
        &self,
        locale: &Locale,
        fields: &mut Fields<'_, '_>,
        problems: &mut Problems,
    ) -> Option<Contact> {
        let found = fields.any(keys::CONTACT)?;
        if let Some(table) = found.value.as_table() {
            let table = Located {
                value: table,
                span: found.span,
            };
            let before = problems.len();
            let contact = contact::read(fields.area, &table, self.config.country, problems);
            // A phone number that is wrong is not one that is missing.
            if problems.len() == before {
                contact::complete(fields.area, &contact, table.span, problems);
            }
            return Some(contact);
        }
        let Some(name) = found.value.as_str() else {
            let wanted = "the name of a contact of site.toml, or a table of organization, person, phone and email";
            problems.push(fields.area.wrong_type(keys::CONTACT, wanted, &found));
            return None;
        };
        let contact = locale.contacts.get(name);
        if contact.is_none() {
            let known = locale.contacts.keys().map(String::as_str);
            problems.push(
                fields
                    .area
                    .problem(
                        &rule::TOML_UNKNOWN_CONTACT,
                        format!("site.toml has no contact \"{name}\""),
                        found.span,
                        "unknown",
                    )
                    .help(suggest(name, known)),
            );
        }
        contact.cloned()
    }
}

fn topics(locale: &Locale, fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<String> {
    let mut topics = Vec::new();
    for topic in fields.texts(keys::TOPICS, problems) {
        if !locale.topics.contains_key(&topic.value) {
            let known = locale.topics.keys().map(String::as_str);
            let lang = &locale.site.lang;
            problems.push(
                fields
                    .area
                    .problem(
                        &rule::FRONT_MATTER_UNKNOWN_TOPIC,
                        format!(
                            "site.toml names no topic \"{}\" in [{lang}.topics]",
                            topic.value
                        ),
                        topic.span,
                        "unknown",
                    )
                    .help(suggest(&topic.value, known)),
            );
        } else if !topics.contains(&topic.value) {
            topics.push(topic.value);
        }
    }
    topics
}

fn aliases(fields: &mut Fields<'_, '_>, problems: &mut Problems) -> Vec<Located<String>> {
    let mut aliases = Vec::new();
    for Located { value, span } in fields.texts(keys::ALIASES, problems) {
        match alias::read(&value) {
            Ok(value) => aliases.push(Located { value, span }),
            Err(help) => {
                let message = format!("\"{value}\" cannot be a former address");
                let area = fields.area;
                let problem = area.problem(
                    &rule::FRONT_MATTER_BAD_ALIAS,
                    message,
                    span,
                    "not a path of this site",
                );
                problems.push(problem.help(help));
            }
        }
    }
    aliases
}

fn explain(key: &str, error: &MomentError) -> (&'static Rule, String, &'static str) {
    match error {
        MomentError::Impossible(why) => (
            &rule::TOML_BAD_DATE,
            format!("`{key}` is not a date: {why}"),
            "Write dates as 2017-10-19 or 2017-10-19T16:58:00.",
        ),
        MomentError::Zoneless => (
            &rule::FRONT_MATTER_ZONELESS_DATE,
            format!("`{key}` does not say in which time zone it is, nor does site.toml"),
            "Write an offset, such as 2017-10-19T16:58:00+08:00, or set `time_zone` in site.toml.",
        ),
        MomentError::Gap(zone) => (
            &rule::TOML_BAD_DATE,
            format!("clocks in {zone} never showed the time of `{key}`"),
            "They were put forward over it for summer time. Write the time before or after, or an offset.",
        ),
    }
}
