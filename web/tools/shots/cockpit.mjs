import { checkPage } from './checks.mjs';
import { json, signIn } from './seed.mjs';
import { pause } from './scenes.mjs';

const settleMilliseconds = 6_000;
const waitMilliseconds = 120_000;

/** A cockpit in a window of one size. */
export class Cockpit {
  constructor(browser, url, size) {
    Object.assign(this, { browser, url, size, faults: [] });
  }

  async open(scene, figures, stop) {
    const { width, height } = this.size;
    this.context = await this.browser.newContext({ viewport: { width, height } });
    this.page = await this.context.newPage();
    this.page.on('pageerror', (fault) => this.faults.push(`page error: ${fault.message}`));
    await this.page.goto(this.url);
    await this.page.waitForSelector('[data-connection="live"]', { timeout: waitMilliseconds });
    await this.page.waitForSelector('[data-role="map"][data-drawn="true"]', { timeout: waitMilliseconds });
    await pause(settleMilliseconds);
    const seen = await this.page.evaluate(() => ({
      ...document.querySelector('[data-role="map"]').dataset,
      at: Math.round(performance.getEntriesByName('twin:first-city')[0].startTime),
    }));
    figures.buildings = Math.min(figures.buildings, Number(seen.buildings));
    figures.heights = Math.min(figures.heights, Number(seen.heights));
    figures.firstCityMilliseconds = Math.max(figures.firstCityMilliseconds, seen.at);
    if (Number(seen.heights) < 3) this.faults.push(`${seen.heights} building heights, expected at least 3`);
    if (scene === 'offline') await this.cut();
    if (scene === 'down') await this.lose(stop);
    if (scene === 'past') await this.lookBack();
    if (scene === 'stale') await this.lookAtStreet();
    if (scene === 'community' || scene === 'grid') await this.drillDown(scene);
    if (scene === 'case') await this.openCase();
  }

  async lookBack() {
    await this.choose('[data-action="past-open"]');
    await this.choose('[data-action="past-pin"]');
    for (let step = 0; step < 10; step++) await this.page.click('[data-action="past-earlier"]');
    await this.page.waitForSelector('[data-panel="past"][data-state="ready"]', { timeout: waitMilliseconds });
    await pause(settleMilliseconds);
  }

  async lose(stop) {
    await stop();
    await this.page.waitForSelector('.cockpit[data-connection="offline"]', { timeout: waitMilliseconds });
    await pause(2_000);
  }

  /** Down to the most burdened community, and on to its most burdened grid. */
  async drillDown(scene) {
    await this.choose('[data-action="rank-level"][data-target="Community"]');
    await this.choose('[data-panel="ranking"] [data-action="open-area"]');
    if (scene === 'grid') await this.choose('[data-panel="ranking"] [data-action="open-area"]');
    await pause(settleMilliseconds);
  }

  /** The first street, where devices are on the map; one of them is looked at. */
  async lookAtStreet() {
    await this.choose('[data-action="rank-level"][data-target="Street"]');
    await this.choose('[data-panel="ranking"] [data-action="open-area"]');
    await this.choose('[data-action="open-device"][data-tone="stale"]');
    await this.page.waitForSelector('[data-panel="signs"] [data-tone="Stale"]', { timeout: waitMilliseconds });
  }

  async openCase() {
    await this.choose('[data-panel="attention"] [data-action="open-case"]');
    await this.page.waitForSelector('[data-panel="card"] [data-case]', { timeout: waitMilliseconds });
    await pause(settleMilliseconds);
  }

  async choose(selector) {
    await this.page.locator(selector).first().click({ timeout: waitMilliseconds });
    await pause(settleMilliseconds);
  }

  // Our own line is cut, not the server: others draw from it.
  async cut() {
    await this.context.setOffline(true);
    await this.page.waitForSelector('.cockpit[data-connection="offline"]', { timeout: waitMilliseconds });
    await pause(2_000);
  }

  async wear(theme, locale) {
    const now = await this.page.evaluate(() => ({
      theme: document.documentElement.dataset.theme, locale: document.documentElement.lang.slice(0, 2),
    }));
    if (now.theme !== theme) await this.page.click('[data-action="set-theme"]');
    if (now.locale !== locale) await this.page.click('[data-action="set-locale"]');
    await pause(settleMilliseconds);
  }

  async check(rules, scene, figures) {
    const faults = [...this.faults.splice(0), ...await this.page.evaluate(checkPage, rules)];
    if (scene !== 'offline' && scene !== 'down') faults.push(...await this.compareFigures(figures));
    return faults;
  }

  /** Nothing invented: what the page shows of a position is what the server says of it. */
  async compareFigures(figures) {
    const headers = await signIn(this.url, 'lead');
    const { boards } = await json(`${this.url}/api/v1/boards`, { headers });
    const byArea = new Map(boards.map(({ id, board }) => [id, board]));
    const shown = await this.page.evaluate(() => [...document.querySelectorAll('[data-figure][data-position]')]
      .map(({ dataset }) => ({ ...dataset })));
    const faults = [];
    for (const { figure, area, value, position } of shown) {
      const board = byArea.get(area);
      if (board === undefined || !(figure in board) || Number(position) !== board.position) continue;
      figures.compared++;
      if (Number(value) !== board[figure]) {
        faults.push(`${figure} of ${area} shows ${value}, the server says ${board[figure]} at ${position}`);
      }
    }

    return faults;
  }

  async close() {
    await this.context?.close();
  }
}
