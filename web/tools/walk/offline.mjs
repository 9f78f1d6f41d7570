import { City } from '../journey/city.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { openCockpit, openPage, shownFigures, waitMilliseconds } from './pages.mjs';

const cutMilliseconds = 30_000;
const reportsMeanwhile = 12;
const classes = ['E0102', 'E0104', 'E0107', 'E0202'];

/**
 * A wall and a phone without a network for half a minute, while the city goes on, is killed and starts again; another
 * wall keeps its network and meets the killed city. All come back by themselves with the city's own figures.
 */
export async function offline(scene) {
  const port = await freePort();
  let silo = await startSilo({ port, city: 'small', traffic: 'off' });
  try {
    const cut = new Cut({ ...scene, url: silo.url, city: await City.at(silo.url) });
    await cut.prepare();
    const over = pause(cutMilliseconds);
    await cut.begin();
    await cut.lookAtWall();
    await cut.workOnPhone();
    await cut.goOnWithout();
    await silo.stop({ keep: true });
    await cut.meetKilledCity();
    silo = await startSilo({ port, city: 'small', traffic: 'off', data: silo.folder });
    await over;
    scene.count('seconds-without', cutMilliseconds / 1_000);
    await cut.end();
    await cut.compare();
    await cut.close();
  } finally {
    await silo.stop();
  }
}

class Cut {
  constructor(scene) {
    Object.assign(this, scene);
  }

  async prepare() {
    const { grid, seats } = await this.city.quietSeats();
    this.areas = await this.city.get('/areas');
    this.grids = this.areas.filter((area) => area.level === 'Grid');
    this.root = this.areas.find((area) => area.level === 'City').id;
    this.taskCase = await this.report(grid, 0);
    for (let at = 1; at < 8; at++) await this.report(this.grids[at], at);
    this.phone = await openPage(this, '/worker', {
      viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
    });
    await this.phone.tap('[data-action="sign-in"]');
    await this.phone.selectOption('[data-action="choose-community"]', grid.parent);
    await this.phone.tap(`[data-action="sign-on"][data-target="${seats[0]}"]`);
    await this.phone.waitForSelector(`[data-case="${this.taskCase}"][data-step="accept"]`);
    this.wall = await openCockpit(this);
    this.other = await openCockpit(this);
    for (const page of [this.wall, this.other, this.phone]) await page.evaluate(() => { window.sameLoad = true; });
    await this.equals(this.wall, 'before the cut');
    this.before = (await this.city.get(`/areas/${this.root}/board`)).board;
  }

  async report(grid, at) {
    const [west, , east] = grid.box;
    const { caseId } = await new City(this.url, null).post('/reports', {
      class: classes[at % classes.length], lng: grid.centre.lng + (east - west) * 0.02 * (at - 6), lat: grid.centre.lat,
      source: 'App',
    });
    return caseId;
  }

  async begin() {
    this.held = await shownFigures(this.wall);
    await this.wall.context().setOffline(true);
    await this.phone.context().setOffline(true);
  }

  /** The wall says that it is held, of when it is, and shows nothing but what it had. */
  async lookAtWall() {
    await this.wall.waitForSelector('.cockpit[data-held="true"] [data-panel="held"]');
    await this.wall.waitForSelector('.cockpit[data-connection="offline"]');
    const now = await shownFigures(this.wall);
    const key = ({ figure, area, window }) => `${figure} of ${area} (${window})`;
    const had = new Map(this.held.map((one) => [key(one), one.value]));
    for (const one of now) {
      this.count('held');
      if (had.has(key(one)) && had.get(key(one)) !== one.value) {
        this.fail(`offline ${key(one)} shows ${one.value}, it was ${had.get(key(one))}`);
      }
    }

    const fresh = await this.wall.$$eval('[data-panel]', (panels) => panels
      .filter((panel) => panel.querySelector('[data-figure]') !== null && !panel.classList.contains('stale'))
      .map((panel) => panel.dataset.panel));
    if (fresh.length > 0) this.fail(`offline these panels do not look held: ${fresh.join(', ')}`);
    await this.picture(this.wall, 'wall');
  }

  /** What is done without a network is kept, once. */
  async workOnPhone() {
    const { phone } = this;
    await phone.waitForSelector('[data-role="offline"]');
    await phone.tap(`[data-case="${this.taskCase}"] [data-action="case-accept"]`);
    await phone.tap('[data-action="open-tab"][data-target="report"]');
    await phone.fill('[data-role="text"]', '路口积水，车辆绕行');
    await phone.tap('[data-action="send-report"]');
    await phone.tap('[data-action="open-tab"][data-target="outbox"]');
    await phone.waitForFunction(() => document.querySelectorAll('[data-letter]').length === 2);
    this.count('kept', 2);
    await this.picture(phone, 'phone');
    await phone.tap('[data-action="open-tab"][data-target="tasks"]');
  }

  async goOnWithout() {
    for (let at = 0; at < reportsMeanwhile; at++) {
      await this.report(this.grids[(at * 5 + 3) % this.grids.length], at + 10);
    }
  }

  async meetKilledCity() {
    await this.other.waitForSelector('.cockpit[data-held="true"]');
    this.count('kills');
  }

  async end() {
    await this.wall.context().setOffline(false);
    await this.phone.context().setOffline(false);
    const from = performance.now();
    for (const page of [this.wall, this.other]) {
      await page.waitForSelector('.cockpit[data-connection="live"][data-held="false"]');
      await page.waitForSelector('[data-panel="held"]', { state: 'detached' });
    }

    await this.phone.waitForSelector('[data-role="connection"][data-connection="live"]');
    await this.phone.waitForFunction(() => localStorage.getItem('twin.worker.outbox') === '[]');
    this.count('back-milliseconds', Math.round(performance.now() - from));
  }

  /** Nothing lost, nothing twice, no hole, no reload. */
  async compare() {
    const all = reportsMeanwhile + 1;
    await this.until(async () => (await this.boards()).get(this.root).reported >= this.before.reported + all);
    const after = (await this.boards()).get(this.root);
    if (after.reported !== this.before.reported + all) {
      this.fail(`${after.reported - this.before.reported} reports came in the cut, expected ${all}`);
    }

    const { steps } = await this.city.openCase(this.taskCase);
    const accepted = steps.filter((step) => step.kind === 'Accepted').length;
    if (accepted !== 1) this.fail(`the case was accepted ${accepted} times, expected once`);
    for (const [name, page] of [['the wall', this.wall], ['the other wall', this.other]]) {
      await this.equals(page, `${name} after the cut`);
      await this.lists(page, name);
    }

    for (const page of [this.wall, this.other, this.phone]) {
      if (!await page.evaluate(() => window.sameLoad === true)) this.fail('a page was loaded again');
    }
  }

  async boards() {
    const { boards } = await this.city.get('/boards');
    return new Map(boards.map(({ id, board }) => [id, board]));
  }

  /** Each figure of a board that the page shows is the one of the city. */
  async equals(page, when) {
    let wrong = [];
    let compared = 0;
    const same = async () => {
      const boards = await this.boards();
      const shown = (await shownFigures(page)).filter(({ figure, area }) => figure in (boards.get(area) ?? {}));
      compared = shown.length;
      wrong = shown.filter(({ figure, area, value }) => Number(value) !== boards.get(area)[figure])
        .map(({ figure, area, value }) => `${figure} of ${area}: ${value} for ${boards.get(area)[figure]}`);
      return compared > 0 && wrong.length === 0;
    };
    await this.until(same).catch(() => this.fail(`${when}: ${wrong.slice(0, 3).join('; ') || 'no figure is shown'}`));
    this.count('compared', compared);
  }

  /** The busiest grid's open cases, one by one. */
  async lists(page, name) {
    const boards = await this.boards();
    const grid = this.grids.reduce((best, one) => (boards.get(one.id).open > boards.get(best.id).open ? one : best));
    await page.click('[data-action="rank-level"][data-target="Grid"]');
    const row = `[data-panel="ranking"] [data-target="${grid.id}"]`;
    await page.evaluate((selector) => document.querySelector(selector).click(), row);
    await page.waitForSelector('.stage[data-level="Grid"]');
    const { rows } = await this.city.get(`/cases?area=${grid.id}&pageSize=200`);
    const open = rows.filter((row) => row.open !== false).map((row) => row.caseId).sort().join();
    const listed = () => page.$$eval('[data-panel="ranking"] [data-action="open-case"]',
      (all) => all.map(({ dataset }) => dataset.target).sort().join());
    await this.until(async () => await listed() === open)
      .catch(async () => this.fail(`${name} lists ${await listed()} in ${grid.id}, the city has ${open}`));
    this.count('listed', open.split(',').length);
  }

  async until(holds) {
    const end = performance.now() + waitMilliseconds;
    while (!await holds()) {
      if (performance.now() > end) throw new Error('What was waited for did not come.');
      await pause(250);
    }
  }

  async close() {
    for (const page of [this.wall, this.other, this.phone]) await page.context().close();
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
