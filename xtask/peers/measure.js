// Moves about in apps as readers do and tells how long it takes until the new heading is painted: for each app on the command
// line a line of JSON, after `node measure.js <browser> <moves> <start> <address>…`. The processor is four times slower than
// it is, and the network as slow 4G is for Lighthouse.
import puppeteer from "puppeteer-core";

const [executablePath, moves, start, ...addresses] = process.argv.slice(2);

const SLOW = { offline: false, latency: 562.5, downloadThroughput: 180000 * 1.024, uploadThroughput: 84375 };
const FAST = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

const browser = await puppeteer.launch({
  executablePath,
  acceptInsecureCerts: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"],
});

/** Milliseconds from a click on the link number `at` to the first frame with another heading; `at` −1 goes back. */
const move = (at) =>
  new Promise((resolve) => {
    const heading = () => document.querySelector("h1")?.textContent;
    const old = heading();
    const begin = performance.now();
    const seen = new MutationObserver(() => {
      if (!heading() || heading() === old) return;
      seen.disconnect();
      // The frame is made right after this, and the message comes after the frame.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - begin);
        port2.postMessage(0);
      });
    });
    seen.observe(document, { childList: true, characterData: true, subtree: true });
    if (at < 0) history.back();
    else document.querySelectorAll(".teaser__link")[at].click();
  });

const open = async (address) => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
  const devtools = await page.createCDPSession();
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  // A worker would answer in the network's stead.
  await page.evaluateOnNewDocument("delete Navigator.prototype.serviceWorker");
  await page.goto(address + start, { waitUntil: "networkidle0" });
  await page.waitForSelector(".teaser__link");
  return { context, page, devtools };
};

const slow = async (devtools, is) => {
  await devtools.send("Network.emulateNetworkConditions", is ? SLOW : FAST);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: is ? 4 : 1 });
};

const measure = async (address, prefetched) => {
  const times = [];
  while (times.length < moves) {
    const { context, page, devtools } = await open(address);
    const links = await page.$$eval(".teaser__link", (all) => all.map(({ pathname }) => pathname));
    for (let at = 0; at < links.length && times.length < moves; at += 1) {
      await slow(devtools, true);
      if (prefetched) {
        await page.evaluate((at) => document.querySelectorAll(".teaser__link")[at].dispatchEvent(new PointerEvent("pointerover", { bubbles: true })), at);
        const arrived = (path) => performance.getEntriesByType("resource").some(({ name, responseEnd }) => responseEnd && name.endsWith(`${path}index.json`));
        await page.waitForFunction(arrived, { polling: 50 }, links[at]);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      times.push(await page.evaluate(move, at));
      await slow(devtools, false);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await page.evaluate(move, -1);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await context.close();
  }
  return times;
};

for (const prefetched of [false, true]) {
  const all = [];
  for (const address of addresses) all.push(await measure(address, prefetched));
  console.log(JSON.stringify({ prefetched, all }));
}
await browser.close();
