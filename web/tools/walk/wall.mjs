import { checkPage } from '../shots/checks.mjs';
import { openCockpit } from './pages.mjs';

/**
 * Walls, a laptop, a phone. A wall is read from afar, a laptop from near; a phone has its panels in one column.
 * Few: pixels drawn for one of the layout.
 */
const sizes = [
  { width: 5120, height: 1440, least: 16, wide: true, few: 0.25 },
  { width: 3840, height: 2160, least: 16, wide: false, few: 0.25 },
  { width: 1920, height: 1080, least: 16, wide: false, few: 0.5 },
  { width: 1366, height: 768, least: 12, wide: false, few: 0.5 },
  { width: 390, height: 844, least: 12, wide: false, few: 1, column: true },
];
const leastMapShare = 0.45;

/** On screens of each shape, in each layout and light: nothing overlaps, is cut, runs over or is too small to read. */
export async function wall(scene) {
  for (const size of sizes) {
    const { width, height } = size;
    const page = await openCockpit(scene, {
      viewport: { width, height }, deviceScaleFactor: scene.pixels(size.few), bare: !scene.pictured,
    });
    for (const [name, enter] of Object.entries(layouts)) {
      await enter(page);
      for (const theme of themesOf(size, name)) {
        if (await page.evaluate(() => document.documentElement.dataset.theme) !== theme) {
          await page.click('[data-action="set-theme"]');
        }

        await look(scene, page, size, `${width}x${height}-${name}-${theme}`);
      }
    }

    await page.context().close();
  }
}

/** The light changes contrasts, not places: all of them at one size, by turns at the others. */
function themesOf({ width }, layout) {
  if (width === 1920) return ['night', 'day'];
  return [['leader', 'community'].includes(layout) ? 'day' : 'night'];
}

const layouts = {
  city: () => undefined,
  leader: async (page) => {
    await page.keyboard.press('l');
    await page.waitForSelector('[data-panel="balance"][data-state="ready"]');
  },
  case: async (page) => {
    await page.keyboard.press('l');
    await page.keyboard.press('n');
    await page.waitForSelector('[data-panel="card"] [data-case]');
  },
  community: async (page) => {
    await page.keyboard.press('Escape');
    await page.click('[data-action="rank-level"][data-target="Community"]');
    await page.locator('[data-panel="ranking"] [data-action="open-area"]').first().click();
    await page.waitForSelector('.stage[data-level="Community"] [data-panel="group"][data-state="ready"]');
  },
};

async function look({ count, fail, picture }, page, { least, wide, column }, where) {
  await page.waitForFunction(() => document.querySelector('[data-panel][data-state="loading"]') === null);
  const rules = { leastTextPixels: least === 16 ? 16 : 0, leastFigurePixels: 28, leastContrast: 4.5 };
  for (const fault of await page.evaluate(checkPage, rules)) fail(`${where}: ${fault}`);
  const seen = await page.evaluate(measure, column === true);
  count('views');
  count('panels', seen.panels);
  count('figures', seen.figures.length);
  for (const { name, size } of seen.figures.filter((one) => one.size < least)) {
    fail(`${where}: the figure ${name} has ${size} px, expected ${least}`);
  }

  for (const name of seen.outside) fail(`${where}: the panel ${name} runs over the edge of the screen`);
  if (seen.scrolls) fail(`${where}: the page scrolls`);
  if (seen.moving > 0) fail(`${where}: ${seen.moving} things move, though less motion was asked for`);
  const columns = where.includes('leader') ? 2 : 4;
  if (wide && seen.columns !== columns) fail(`${where}: ${seen.columns} columns of panels`);
  if (wide && seen.mapShare < leastMapShare) fail(`${where}: the map has ${seen.mapShare} of the width`);
  await picture(page, where);
}

/** Runs inside the page. Panels in one column go on below the screen, but not beside it. */
function measure(inColumn) {
  const panels = [...document.querySelectorAll('[data-panel], header.bar')];
  const root = document.scrollingElement;
  return {
    panels: panels.length,
    outside: panels.filter((panel) => {
      const { left, top, right, bottom } = panel.getBoundingClientRect();
      const isBeside = left < -0.5 || right > innerWidth + 0.5;
      return isBeside || (!inColumn && (top < -0.5 || bottom > innerHeight + 0.5));
    }).map((panel) => panel.dataset.panel ?? 'header'),
    figures: [...document.querySelectorAll('[data-figure]')]
      .map((one) => ({ name: one.dataset.figure, size: parseFloat(getComputedStyle(one).fontSize) })),
    scrolls: root.scrollWidth > innerWidth + 1 || root.scrollHeight > innerHeight + 1,
    moving: document.getAnimations().filter((one) => one.playState === 'running').length,
    columns: document.querySelectorAll('[data-role="column"]').length,
    mapShare: document.querySelector('[data-role="free"]').getBoundingClientRect().width / innerWidth,
  };
}
