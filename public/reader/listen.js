// Reads an article aloud, paragraph by paragraph, with the browser's own voices.
const MARK = "is-spoken";
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, figcaption, td, th";

// Language, script and region, guessed where a tag does not say them: `zh-TW` and `zh-Hant-TW` are the same.
const partsOf = (tag) => {
  try {
    const { language, script, region } = new Intl.Locale(tag.replaceAll("_", "-")).maximize();
    return [language, script, region];
  } catch {
    // Some systems name voices by tags of their own.
    return [];
  }
};

// The voice that has most in common with a language, and no less than the language itself.
const voiceFor = (lang) => {
  const wanted = partsOf(lang);
  let best = { likeness: 0 };
  for (const voice of speechSynthesis.getVoices()) {
    const parts = partsOf(voice.lang);
    const likeness = parts[0] === wanted[0] ? parts.filter((part, at) => part === wanted[at]).length : 0;
    if (likeness > best.likeness) best = { voice, likeness };
  }
  return best.voice ?? null;
};

// Each text once: what is in a block within a block is read there.
const blocksOf = (article) =>
  [article.querySelector("h1"), ...article.querySelectorAll(`.banner :is(${BLOCKS}), .prose :is(${BLOCKS})`)].filter(
    (block) => block && !block.querySelector(BLOCKS) && block.textContent.trim(),
  );

let tools;
let reading = null;

const label = (text) => {
  const button = document.querySelector('[data-tool="listen"]');
  if (!button) return;
  button.dataset.label ??= button.textContent;
  button.textContent = text ?? button.dataset.label;
};

const stop = () => {
  reading?.block?.classList.remove(MARK);
  reading = null;
  speechSynthesis.cancel();
  document.documentElement.removeAttribute("data-listening");
  label();
};

const next = (mine) => {
  // A late event of what has been stopped.
  if (reading !== mine) return;
  mine.block?.classList.remove(MARK);
  mine.block = mine.blocks.shift();
  // The reader has moved on, or this was the end.
  if (!mine.block?.isConnected) return stop();
  const lang = mine.block.closest("[lang]").lang;
  const utterance = new SpeechSynthesisUtterance(mine.block.textContent);
  utterance.lang = lang;
  utterance.voice = voiceFor(lang);
  utterance.onend = () => next(mine);
  utterance.onerror = () => reading === mine && stop();
  mine.block.classList.add(MARK);
  mine.block.scrollIntoView({ block: "nearest" });
  speechSynthesis.speak(utterance);
};

const start = () => {
  const article = document.querySelector(".article");
  if (!article) return;
  // What another page left unsaid.
  speechSynthesis.cancel();
  reading = { blocks: blocksOf(article), paused: false };
  document.documentElement.dataset.listening = "";
  label(tools.words.listenPause);
  next(reading);
};

const pause = () => {
  reading.paused = !reading.paused;
  speechSynthesis[reading.paused ? "pause" : "resume"]();
  label(reading.paused ? tools.words.listenContinue : tools.words.listenPause);
};

addEventListener("pagehide", stop);
// Another article has taken this one's place.
new MutationObserver(() => reading && !reading.block?.isConnected && stop()).observe(document.getElementById("main"), {
  childList: true,
  subtree: true,
});

export default function listen(given, what) {
  tools = given;
  if (what === "stop") {
    stop();
    document.querySelector('[data-tool="listen"]')?.focus();
  } else if (reading) pause();
  else start();
}
