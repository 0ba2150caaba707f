//! What a feed's documents are made from.

use gazette_cache::fingerprint::Hasher;

use crate::feed::{Feed, window};

impl Feed<'_> {
    /// A key of everything that goes into a document.
    pub fn key(&self, page: Option<u32>) -> u128 {
        let mut hash = Hasher::default();
        hash.add(&self.config().key.to_le_bytes());
        hash.add(self.folder.as_bytes());
        hash.add(&self.articles.len().to_le_bytes());
        for index in &self.articles[window(self.articles.len(), page)] {
            let manuscript = &self.edition.manuscripts[*index];
            hash.add(manuscript.route.path().as_bytes());
            hash.add(manuscript.source.inner().as_bytes());
            hash.add(&self.edition.bodies[*index].nodes.key().to_le_bytes());
            if let Some(news) = &manuscript.news {
                // Notes and changes of the future come in their time.
                hash.add(&news.history.len().to_le_bytes());
                hash.add(&news.updated().when.timestamp().as_second().to_le_bytes());
                for attachment in &news.attachments {
                    hash.add(attachment.address.as_bytes());
                }
            }
        }
        hash.key()
    }
}
