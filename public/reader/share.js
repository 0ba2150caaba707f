// Shares the page's address: through the device where it can, else through the clipboard.
export default async function share(tools) {
  const { title } = document;
  const url = document.querySelector("link[rel=canonical]")?.href || location.href;
  if (navigator.share) {
    try {
      return await navigator.share({ title, url });
    } catch (error) {
      // The reader thought better of it.
      if (error.name === "AbortError") return;
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    tools.say(tools.words.shareCopied);
  } catch {
    tools.say(`${tools.words.shareFailed} ${url}`);
  }
}
