// A cockpit on a screen of its own: a new browser each time, nothing kept of the last one.
import { launch } from '../browser.mjs';
import { watchPage } from './inPage.mjs';
import { processesOf } from './processes.mjs';

const size = { width: 1920, height: 1080 };
const waitMilliseconds = 120_000;

export class Screen {
  /** @param watched The tool keeps hold of map and line; without it the page is alone. */
  static async open(url, { watched = false } = {}) {
    const screen = new Screen();
    screen.faults = [];
    screen.browser = await launch();
    const context = await screen.browser.newContext({ viewport: size });
    screen.page = await context.newPage();
    screen.page.setDefaultTimeout(waitMilliseconds);
    screen.page.on('pageerror', ({ message }) => screen.faults.push(`page error: ${message}`));
    if (watched) await screen.page.addInitScript(watchPage);
    await screen.page.goto(url);
    return screen;
  }

  /** When the page said that this stands on the screen, in milliseconds after it was asked for. */
  async marked(name) {
    await this.page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, name);
    return this.page.evaluate((mark) => {
      const { startTime, detail } = performance.getEntriesByName(mark)[0];
      return { at: startTime, detail };
    }, name);
  }

  async processes() {
    return processesOf(this.browser);
  }

  /** Every panel that can be seen together: those of the wall, a case's card, the sheet of all figures. */
  async openAllPanels() {
    await this.page.locator('[data-panel="attention"] [data-action="open-case"]').first().click();
    await this.page.waitForSelector('[data-panel="card"] [data-case]');
    await this.page.locator('[data-action="open-figures"]').click();
    await this.page.waitForSelector('[data-panel="board"], dialog, [role="dialog"]');
  }

  /** No picture of the map for a while. */
  async rest(stillMilliseconds = 3_000) {
    for (let frames = -1; ;) {
      const now = await this.page.evaluate(() => window.twinLoad.mapFrames);
      if (now === frames) return;
      frames = now;
      await this.page.waitForTimeout(stillMilliseconds);
    }
  }

  async close() {
    await this.browser.close();
  }
}
