export const waitMilliseconds = 60_000;

/** A page in a context of its own; what it throws is a failure. */
export async function openPage({ browser, url, fail }, path, given = {}) {
  const { bare = false, before = null, ...options } = given;
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  // Where only the panels are looked at, the map stays bare: without a GPU its ground costs most of the time.
  if (bare) await context.route('**/tiles/**', (tile) => tile.fulfill({ status: 204 }));
  await before?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(waitMilliseconds);
  page.on('pageerror', (fault) => fail(`${path} threw ${fault.message} ${fault.stack?.split("\n")[1] ?? ""}`));
  await page.goto(url + path);
  return page;
}

/** The cockpit, live and with figures of the city. */
export async function openCockpit(scene, given = {}) {
  const page = await openPage(scene, '/', { viewport: { width: 1920, height: 1080 }, ...given });
  await page.waitForSelector('.cockpit[data-connection="live"]');
  await page.waitForSelector('[data-panel="figures"][data-state="ready"], [data-panel="balance"][data-state="ready"]');
  await page.waitForSelector('.strip .sign');
  return page;
}

export function drawn(page) {
  return page.waitForSelector('[data-role="map"][data-drawn="true"]');
}

/** What the page shows of boards: figure, area, value, position. */
export function shownFigures(page) {
  return page.$$eval('[data-figure][data-area]', (all) => all.map(({ dataset }) => ({ ...dataset })));
}
