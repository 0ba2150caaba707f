//! When readers find an article: as its own system would have shown it, or not at all.

use gazette_content::config::date::Moment;
use jiff::{Timestamp, tz::TimeZone};

use crate::{Item, dates};

/// When readers find an article.
#[derive(Debug, Default)]
pub struct Schedule {
    /// Whether it waits for an editor.
    pub is_draft: bool,
    /// Before when nobody finds it, where the date that it shows does not say so.
    pub publish_at: Option<String>,
    /// From when on nobody finds it.
    pub expires_at: Option<String>,
    /// Whether they find it now.
    pub is_public: bool,
    /// What had to be decided.
    pub made: Vec<String>,
}

impl Schedule {
    /// The schedule of an article. What cannot be understood makes a draft of it.
    pub fn of(item: &Item, zone: Option<&TimeZone>, now: Timestamp) -> Self {
        let moment = |date: &Option<Result<String, String>>| match date {
            Some(Ok(date)) => Moment::parse(date, zone).ok(),
            _ => None,
        };
        let published = moment(&item.published);
        let is_to_come = published
            .as_ref()
            .is_some_and(|moment| moment.is_after(now));
        let mut schedule = Self {
            is_draft: item.is_draft,
            ..Self::default()
        };
        if item.is_scheduled && !is_to_come {
            schedule.hold("its time has come, but it had not been published");
        }
        if let (true, true, Some(Ok(date))) = (item.is_page, is_to_come, &item.published) {
            schedule.publish_at = Some(date.clone());
        }
        let end = moment(&item.expires_at);
        match (&item.expires_at, &end) {
            (Some(Ok(date)), Some(end)) => {
                if published.is_some_and(|published| end.when <= published.when) {
                    schedule.hold("it was to go before it came");
                } else {
                    schedule.expires_at = Some(date.clone());
                }
            }
            (Some(Ok(date)), None) => {
                schedule.hold(&format!("without a time zone in site.toml, or in this one, there is no {date}, when it goes"));
            }
            (Some(Err(why)), _) => schedule.hold(&format!("when it goes cannot be read: {why}")),
            (None, _) => {}
        }
        let is_over = end.is_some_and(|end| !end.is_after(now));
        schedule.is_public = !schedule.is_draft && !is_to_come && !is_over;
        schedule
    }

    fn hold(&mut self, why: &str) {
        self.is_draft = true;
        self.made.push(format!("that it is a draft: {why}"));
    }
}

/// Notes a moment before which an article is not to be found, whatever date it shows.
pub fn not_before(item: &mut Item, begins: Result<String, String>) {
    let is_later = match (&begins, &item.published) {
        (Ok(begins), Some(Ok(published))) => dates::is_after(begins, published),
        (_, Some(Err(_))) => false,
        _ => true,
    };
    if is_later {
        item.published = Some(begins);
    }
}
