import { drawn, openPage, waitMilliseconds } from './pages.mjs';

/** What a cockpit asks for; each of them may be the last to come. */
const parts = {
  code: '**/assets/MapView-*.js', city: '**/api/v1/city', areas: '**/api/v1/areas', classes: '**/api/v1/classes',
  boards: '**/api/v1/boards', tiles: '**/tiles/**', line: '**/hubs/**',
};
/** Without these there is no city to draw. */
const needed = ['code', 'city', 'areas', 'tiles'];
/** Without any other answer on its way for so long, the page waits for the held one. */
const quietMilliseconds = 1_000;

export async function order(scene) {
  const { count, fail } = scene;
  for (const [name, pattern] of Object.entries(parts)) {
    let [release, wanted] = [];
    const held = new Promise((resolve) => { release = resolve; });
    const asked = new Promise((resolve) => { wanted = () => resolve(true); });
    const page = await openPage(scene, '/', {
      viewport: { width: 960, height: 540 },
      before: (context) => context.route(pattern, async (route) => {
        wanted();
        await held;
        await route.continue();
      }),
    });
    const isWanted = await Promise.race([asked, page.waitForTimeout(waitMilliseconds)]);
    if (isWanted !== true) fail(`nobody asked for ${pattern}`);
    await quiet(page);
    const early = await page.$('[data-role="map"][data-drawn="true"]') !== null;
    if (early && needed.includes(name)) fail(`the city was drawn without its ${name}`);

    release();
    await drawn(page).then(() => count('drawn'), () => fail(`${name} came last, and the city was never drawn`));
    await page.context().close();
  }
}

/** Nothing was asked or answered for a while. */
async function quiet(page) {
  let last = performance.now();
  const seen = () => { last = performance.now(); };
  for (const event of ['request', 'requestfinished', 'requestfailed']) page.on(event, seen);
  while (performance.now() - last < quietMilliseconds) await page.waitForTimeout(100);
}
