import { tabTo } from './hands.mjs';
import { drawn, openCockpit } from './pages.mjs';

const mostClicks = 3;

/** From the city to the card of a building in a grid, by what somebody sees; each way with the clicks it may cost. */
const ways = {
  ranking: async (page) => {
    await page.click('[data-action="rank-level"][data-target="Grid"]');
    await page.locator('[data-panel="ranking"] [data-action="open-area"]').first().click();
    await page.waitForSelector('.stage[data-level="Grid"]');
    return clickBuilding(page);
  },
  attention: async (page) => {
    await page.locator('[data-panel="attention"] [data-action="open-case"]').first().click();
    await page.waitForSelector('[data-panel="card"] [data-case]');
    return clickBuilding(page);
  },
  search: async (page, { city }) => {
    const grid = (await city.get('/areas')).find((area) => area.level === 'Grid');
    await page.click('[data-panel="attention"] input');
    await page.keyboard.type(grid.name);
    await page.keyboard.press('Enter');
    await page.click(`[data-panel="attention"] [data-action="open-area"][data-target="${grid.id}"]`);
    await page.waitForSelector('.stage[data-level="Grid"]');
    return clickBuilding(page);
  },
  keys: async (page) => {
    await tabTo(page, '[data-action="rank-level"][data-target="Grid"]');
    await page.keyboard.press('Enter');
    await tabTo(page, '[data-panel="ranking"] [data-action="open-area"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.stage[data-level="Grid"]');
    await tabTo(page, '.maplibregl-canvas');
    await page.waitForSelector('[data-role="map-cross"]');
    return asked(page, async () => {
      // The tiles of the grid may still be on their way.
      await page.keyboard.press('Enter');
    });
  },
};

export async function doorstep(scene) {
  const { city, count, fail, picture } = scene;
  const areas = new Map((await city.get('/areas')).map((area) => [area.id, area]));
  for (const [name, way] of Object.entries(ways)) {
    const page = await openCockpit(scene);
    await drawn(page);
    await page.evaluate(() => {
      window.presses = 0;
      addEventListener('pointerdown', (event) => { if (event.isTrusted) window.presses++; }, true);
    });
    const building = await way(page, scene);
    await page.waitForSelector(`[data-panel="card"] [data-building="${building.id}"]`);
    const clicks = await page.evaluate(() => window.presses);
    count('ways');
    count('clicks', clicks);
    const most = name === 'keys' ? 0 : mostClicks;
    if (clicks > most) fail(`${name} took ${clicks} clicks, expected ${most} at most`);
    const home = areas.get(building.home);
    if (home?.level !== 'Grid') fail(`${name} ended at ${building.id}, which lies in no grid`);
    if (!(await page.textContent('[data-panel="card"]')).includes(home.name)) fail(`${name}: the card names no grid`);
    await picture(page, name);
    await page.context().close();
  }
}

/** As a hand does: it moves from the middle of the map outwards until there is a building under it, and clicks. */
async function clickBuilding(page) {
  const free = await page.locator('[data-role="free"]').boundingBox();
  const middle = { x: free.x + free.width / 2, y: free.y + free.height / 2 };
  const until = performance.now() + 60_000;
  while (performance.now() < until) {
    for (let step = 0; step < 60; step++) {
      const radius = 6 * Math.sqrt(step) * 4;
      const spot = { x: middle.x + radius * Math.cos(step * 2.4), y: middle.y + radius * Math.sin(step * 2.4) };
      await page.mouse.move(spot.x, spot.y);
      // The map looks under the pointer a dozen times a second.
      await page.waitForTimeout(90);
      const over = await page.$eval('.maplibregl-canvas', (canvas) => canvas.dataset.over);
      if (over === 'building') return asked(page, () => page.mouse.click(spot.x, spot.y));
    }
  }

  throw new Error('No building was found around the middle of the map.');
}

async function asked(page, act) {
  const [answer] = await Promise.all([page.waitForResponse(/\/api\/v1\/buildings\/\d+/), act()]);
  return answer.json();
}
