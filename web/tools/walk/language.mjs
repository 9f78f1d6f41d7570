import { checkPage } from '../shots/checks.mjs';
import { mouse } from './hands.mjs';
import { openPage } from './pages.mjs';
import { routes } from './states.mjs';
import { untranslated } from './untranslated.mjs';

const layout = { leastTextPixels: 12, leastFigurePixels: 0, leastContrast: 4.5 };

/** Every page in every state, switched to the other language and back in that state. */
export async function language(scene) {
  const { city, count, fail, picture } = scene;
  const names = await namesOf(city);
  const found = new Map();
  const note = (fault, where) => found.set(fault, [...(found.get(fault) ?? []), where]);
  for (const route of routes) {
    const page = await openPage(scene, route.path, { ...route.options, deviceScaleFactor: scene.pixels(0.5) });
    await page.waitForSelector('[data-action="set-locale"]');
    for (const [state, enter] of Object.entries(route.states)) {
      await enter(page, mouse);
      for (const locale of ['zh', 'en', 'zh']) {
        if (await page.evaluate(() => document.documentElement.lang.slice(0, 2)) !== locale) await turn(page, locale);
        const where = `${route.name} ${state} ${locale}`;
        const texts = await page.evaluate(wordsOf);
        count('texts', texts.length);
        for (const fault of untranslated(locale, texts, names)) note(fault, where);
        for (const fault of await page.evaluate(checkPage, layout)) note(fault, where);
        await picture(page, `${route.name}-${state}-${locale}`);
        count('views');
      }
    }

    await page.context().close();
  }

  for (const [fault, places] of found) fail(`${fault} (${places.length} times, first in ${places[0]})`);
}

/** An open dialog keeps the hand from the switch; it has to follow the language all the same. */
async function turn(page, locale) {
  await page.evaluate(() => document.querySelector('[data-action="set-locale"]').click());
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), locale);
}

/** Longest first: the name of a community stands in those of its grids. */
async function namesOf(city) {
  const areas = await city.get('/areas');
  const root = areas.find((area) => area.level === 'City');
  const posts = await city.get(`/posts?area=${root.id}`);
  const { rows } = await city.get(`/cases?area=${root.id}&pageSize=200`);
  const sites = await city.get(`/sites?area=${root.id}`);
  const all = [
    ...[...areas, ...posts, ...sites].map((one) => one.name),
    ...rows.flatMap((row) => [row.text, row.place, row.building]), (await city.get('/city')).name, '中文', 'English',
  ];
  const short = areas.filter((area) => area.level === 'Grid').map((area) => area.name.replace(/^.*社区/, ''));
  return [...new Set([...all, ...short])].filter((name) => name).sort((a, b) => b.length - a.length);
}

/** Runs inside the page: what is read, seen or aloud. */
function wordsOf() {
  const said = new Set();
  const isThere = (element) => element.checkVisibility({ visibilityProperty: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent.trim();
    const home = node.parentElement;
    if (text !== '' && !home.matches('script, style, [data-role="code"]') && isThere(home)) said.add(text);
  }

  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name).trim();
      const isSilent = name === 'aria-label' && element.closest('[aria-hidden="true"]') !== null;
      if (text !== '' && !isSilent && isThere(element)) said.add(text);
    }
  }

  said.add(document.title);
  return [...said];
}
