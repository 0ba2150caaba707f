//! Videos on other sites: a link to one that stands alone becomes a card, and what embeds one leads to its page.

use url::Url;

/// Sites of videos: the end of the host, the name, and beginnings of paths that are videos.
const SITES: [(&str, &str, &[&str]); 10] = [
    (
        "youtube.com",
        "YouTube",
        &["/watch", "/shorts/", "/live/", "/embed/", "/playlist"],
    ),
    ("youtube-nocookie.com", "YouTube", &["/embed/"]),
    ("youtu.be", "YouTube", &["/"]),
    ("player.vimeo.com", "Vimeo", &["/video/"]),
    (
        "vimeo.com",
        "Vimeo",
        &[
            "/0",
            "/1",
            "/2",
            "/3",
            "/4",
            "/5",
            "/6",
            "/7",
            "/8",
            "/9",
            "/channels/",
            "/showcase/",
        ],
    ),
    (
        "dailymotion.com",
        "Dailymotion",
        &["/video/", "/embed/video/"],
    ),
    ("dai.ly", "Dailymotion", &["/"]),
    ("bilibili.com", "Bilibili", &["/video/"]),
    ("facebook.com", "Facebook", &["/watch"]),
    ("twitch.tv", "Twitch", &["/videos/"]),
];

/// Beginnings of paths that are videos on every site that runs PeerTube.
const PEERTUBE: [&str; 3] = ["/w/", "/videos/watch/", "/videos/embed/"];

/// The name of the site on which an address is a video; `None` for other addresses.
pub fn name(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let path = url.path();
    let is_video = |starts: &[&str]| {
        let mut starts = starts.iter();
        starts.any(|start| {
            path.strip_prefix(start)
                .is_some_and(|rest| !rest.is_empty() || *start == "/watch")
        })
    };
    let is_of = |site: &str| {
        let front = host.strip_suffix(site);
        front.is_some_and(|front| front.is_empty() || front.ends_with('.'))
    };
    if let Some((_, name, starts)) = SITES.iter().find(|(site, ..)| is_of(site)) {
        return is_video(starts).then(|| (*name).to_owned());
    }
    let host = host.strip_prefix("www.").unwrap_or(host);
    is_video(&PEERTUBE).then(|| host.to_owned())
}

/// The page of a video that an embedded player shows; `None` where the address is no player's.
pub fn page(player: &str) -> Option<String> {
    let whole = if player.starts_with("//") {
        format!("https:{player}")
    } else {
        player.to_owned()
    };
    let url = Url::parse(&whole).ok()?;
    name(&url)?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    let path = url.path().trim_end_matches('/');
    let last = path.rsplit('/').next().filter(|last| !last.is_empty())?;
    match host.as_str() {
        "youtube.com" | "youtube-nocookie.com" if path == "/embed/videoseries" => {
            let mut pairs = url.query_pairs();
            let (_, series) = pairs.find(|(key, _)| key == "list")?;
            Some(format!("https://www.youtube.com/playlist?list={series}"))
        }
        "youtube.com" | "youtube-nocookie.com" if path.starts_with("/embed/") => {
            Some(format!("https://www.youtube.com/watch?v={last}"))
        }
        "player.vimeo.com" => Some(format!("https://vimeo.com/{last}")),
        "dailymotion.com" if path.starts_with("/embed/") => {
            Some(format!("https://www.dailymotion.com/video/{last}"))
        }
        _ if path.starts_with("/videos/embed/") => {
            Some(format!("{}/w/{last}", url.origin().ascii_serialization()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_are_told_from_other_pages() {
        let of = |address: &str| name(&Url::parse(address).expect("an address"));
        for (address, site) in [
            ("https://www.youtube.com/watch?v=1a", "YouTube"),
            ("https://m.youtube.com/shorts/1a", "YouTube"),
            ("https://youtu.be/1a", "YouTube"),
            ("https://vimeo.com/123", "Vimeo"),
            ("https://player.vimeo.com/video/123", "Vimeo"),
            (
                "https://video.agency.example/w/9c9de5e8",
                "video.agency.example",
            ),
            ("https://www.tube.example/videos/watch/9c9", "tube.example"),
        ] {
            assert_eq!(of(address).as_deref(), Some(site), "{address}");
        }
        for address in [
            "https://www.youtube.com/@agency",
            "https://youtu.be/",
            "https://vimeo.com/about",
            "https://notyoutube.com/watch?v=1a",
            "https://agency.example/videos/",
            "https://agency.example/w/",
            "mailto:a@youtube.com",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
    }

    #[test]
    fn players_lead_to_the_pages_of_their_videos() {
        for (player, video) in [
            (
                "https://www.youtube.com/embed/1a?rel=0",
                "https://www.youtube.com/watch?v=1a",
            ),
            (
                "//www.youtube-nocookie.com/embed/1a",
                "https://www.youtube.com/watch?v=1a",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PL1",
                "https://www.youtube.com/playlist?list=PL1",
            ),
            (
                "https://player.vimeo.com/video/12?h=3",
                "https://vimeo.com/12",
            ),
            (
                "https://tube.example/videos/embed/9c9",
                "https://tube.example/w/9c9",
            ),
            (
                "https://www.dailymotion.com/embed/video/x1",
                "https://www.dailymotion.com/video/x1",
            ),
        ] {
            assert_eq!(page(player).as_deref(), Some(video), "{player}");
        }
        assert_eq!(page("https://www.youtube.com/watch?v=1a"), None);
        assert_eq!(page("https://maps.example/embed/1"), None);
    }
}
