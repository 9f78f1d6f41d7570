import { keys, tabTo } from './hands.mjs';
import { drawn, openPage } from './pages.mjs';
import { routes } from './states.mjs';

const mostSteps = 400;
const nowhere = 'BODY ';

/** Every page in every state by the keys alone: each button is reached, is seen to be, and has a name. */
export async function keyboard(scene) {
  const { count, fail, picture } = scene;
  for (const route of routes) {
    const page = await openPage(scene, route.path, { ...route.options, deviceScaleFactor: scene.pixels(0.5) });
    await page.evaluate(watchFocus);
    for (const [state, enter] of Object.entries(route.states)) {
      const where = `${route.name} ${state}`;
      await enter(page, keys);
      await walkAround(page, where, { count, fail });
      await picture(page, where.replace(' ', '-'));
      count('states');
    }

    if (route.name === 'cockpit') await map(page, scene);
    await page.context().close();
  }

  await dialogs(scene);
}

/** Round the page by the tab key; then back a few steps. */
async function walkAround(page, where, { count, fail }) {
  let result = await once(page);
  // What was answered while the walk was under way may stand behind it: the next round meets it.
  if (result.missed.length > 0) result = await once(page);
  if (!result.round) fail(`${where}: the tab key did not come round in ${mostSteps} steps, last at ${result.last}`);
  for (const name of result.missed) fail(`${where}: the tab key does not reach ${name}`);
  for (const name of result.ringless) fail(`${where}: ${name} does not show that it has the focus`);
  for (const name of result.nameless) fail(`${where}: ${name} has no name`);
  for (const name of result.hidden) fail(`${where}: ${name} takes the focus where nobody sees it`);
  count('stops', result.stops);
  count('buttons', result.buttons);
  const at = () => page.evaluate(() => window.focusWalk.here());
  if (result.stops < 2) return;
  // Between the last and the first lies the browser's own.
  do await page.keyboard.press('Tab'); while (await at() === nowhere);
  const there = await at();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  if (await at() !== there) fail(`${where}: Shift+Tab does not go back to ${there}`);
}

async function once(page) {
  await page.evaluate(() => window.focusWalk.begin());
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press('Tab');
    if (step % 8 === 7 && await page.evaluate(() => window.focusWalk.isRound())) break;
  }

  return page.evaluate(() => window.focusWalk.end());
}

/** The keys of the map: closer, aside, and the next pressing case. */
async function map(page, { count, fail }) {
  await page.context().setOffline(false);
  await page.waitForSelector('.cockpit[data-held="false"]');
  await drawn(page);
  await tabTo(page, '.maplibregl-canvas');
  const scale = () => page.textContent('.maplibregl-ctrl-scale');
  const before = await scale();
  for (let press = 0; press < 3; press++) await page.keyboard.press('+');
  await page.waitForFunction((old) => document.querySelector('.maplibregl-ctrl-scale').textContent !== old, before)
    .catch(() => fail(`the key + leaves the map at ${before}`));
  const still = await page.evaluate(() => document.querySelector('.map').outerHTML);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((old) => document.querySelector('.map').outerHTML !== old, still)
    .catch(() => fail('the arrows do not move the map'));
  const card = () => page.getAttribute('[data-panel="card"] [data-case]', 'data-case');
  await page.keyboard.press('n');
  await page.waitForSelector('[data-panel="card"] [data-case]');
  const first = await card();
  await page.keyboard.press('n');
  await page.waitForSelector(`[data-panel="card"] [data-case]:not([data-case="${first}"])`);
  await page.keyboard.press('p');
  await page.waitForSelector(`[data-panel="card"] [data-case="${first}"]`);
  count('map-keys', 6);
}

/** A dialog keeps the focus while it is open, and gives it back to what opened it. */
async function dialogs(scene) {
  const { count, fail } = scene;
  const cases = [
    ['/', {}, null, '[data-action="open-figures"]'],
    ['/desk', {}, '[data-action="sign-in-as"][data-target="shift"]', '[data-action="open-keys"]'],
    ['/desk', {}, '[data-action="sign-in-as"][data-target="dispatcher"]', '[data-action="open-keys"]'],
  ];
  for (const [path, options, first, opener] of cases) {
    const page = await openPage(scene, path, { viewport: { width: 1366, height: 768 }, ...options });
    if (first !== null && await page.waitForSelector(first, { timeout: 5_000 }).catch(() => null) === null) {
      await page.context().close();
      continue;
    }

    if (first !== null) await keys.press(page, first);
    await page.waitForSelector(opener);
    await keys.press(page, opener);
    await page.waitForSelector('dialog[open]');
    for (let step = 0; step < 30; step++) {
      await page.keyboard.press('Tab');
      const out = await page.evaluate(() => document.activeElement !== document.body
        && document.activeElement.closest('dialog[open]') === null);
      if (out) fail(`${path}: the focus leaves the dialog of ${opener}`);
      if (out) break;
    }

    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
    const back = await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, opener);
    if (!back) fail(`${path}: Escape does not give the focus back to ${opener}`);
    count('dialogs');
    await page.context().close();
  }
}

/** Runs inside the page: remembers where the focus has been. */
function watchFocus() {
  const pressable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  let visited = [];
  let again = 0;
  let ringless = [];
  let hidden = [];
  let still = new Map();
  const nameOf = (one) => {
    const { action, target } = one.dataset;
    const told = target ? `${action} (${target.slice(0, 24)})` : action;
    return told ?? `${one.tagName} ${one.className}`.slice(0, 60);
  };
  const look = (one) => {
    const style = getComputedStyle(one);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join();
  };
  const outlined = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  };
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2;
  const top = () => document.querySelector('dialog[open]:modal') ?? document.body;
  const wanted = () => [...top().querySelectorAll('[data-action]')]
    .filter((one) => !one.disabled && isShown(one) && one.closest('[inert]') === null);
  addEventListener('focusin', ({ target }) => {
    if (visited.includes(target)) {
      again++;
      return;
    }

    visited.push(target);
    const rect = target.getBoundingClientRect();
    const off = rect.right < 1 || rect.bottom < 1 || rect.left > innerWidth - 1 || rect.top > innerHeight - 1;
    if (off || rect.width < 3) hidden.push(nameOf(target));
    const seen = outlined(target) || (still.has(target) && still.get(target) !== look(target))
      || document.querySelector('[data-role="map-cross"]') !== null || target.matches('.maplibregl-canvas');
    if (!seen) ringless.push(nameOf(target));
  }, true);
  // A list that is one stop goes on by its arrows.
  const lists = 'ul, ol, [role="grid"], [role="listbox"]';
  const byArrows = (one) => one.tabIndex < 0 && visited.some((other) => other.closest(lists)?.contains(one));
  const saysName = (one) => [one.getAttribute('aria-label'), one.getAttribute('title'), one.getAttribute('placeholder'),
    one.textContent, one.labels?.[0]?.textContent, one.getAttribute('aria-labelledby')].some((text) => text?.trim());
  window.focusWalk = {
    begin() {
      document.activeElement?.blur();
      [visited, again, ringless, hidden] = [[], 0, [], []];
      still = new Map([...document.querySelectorAll(pressable)].map((one) => [one, look(one)]));
    },
    // What was met thrice again is a round, though a list may have another stop by now.
    isRound: () => again > 2,
    here: () => (document.activeElement === null ? 'nothing' : nameOf(document.activeElement)),
    end() {
      const buttons = wanted();
      return {
        round: again > 2, ringless, hidden, last: this.here(), stops: visited.length, buttons: buttons.length,
        missed: buttons.filter((one) => !visited.includes(one) && !byArrows(one)).map(nameOf),
        nameless: [...new Set([...buttons, ...visited])].filter((one) => one.isConnected && !saysName(one)).map(nameOf),
      };
    },
  };
}
