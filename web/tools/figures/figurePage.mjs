const waitMilliseconds = 60_000;

export const windows = ['live', 'today', '7d', '30d', 'quarter'];

/** The cockpit, read figure by figure. */
export class FigurePage {
  static async open(browser, url) {
    const reader = new FigurePage();
    reader.faults = [];
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
    reader.page = await context.newPage();
    reader.page.on('pageerror', (fault) => reader.faults.push(fault.message));
    await reader.page.goto(url);
    await reader.page.waitForSelector('[data-connection="live"]', { timeout: waitMilliseconds });
    await reader.page.waitForSelector('[data-panel="figures"][data-state="ready"]', { timeout: waitMilliseconds });
    return reader;
  }

  /** The cockpit looks at an area, and its sheet has come. */
  async lookAt({ id, level }) {
    const area = `[data-action="open-area"][data-target="${id}"]`;
    if (await this.page.locator(area).count() === 0) {
      await this.page.click(`[data-action="rank-level"][data-target="${level}"]`, { timeout: waitMilliseconds });
    }

    await this.page.waitForSelector(area, { state: 'attached', timeout: waitMilliseconds });
    await this.page.evaluate((selector) => document.querySelector(selector).click(), area);
    await this.page.waitForSelector(`${area}[aria-current="location"]`, { timeout: waitMilliseconds });
    await this.page.waitForSelector(`[data-panel="signs"] [data-figure][data-area="${id}"]`, {
      timeout: waitMilliseconds,
    });
  }

  /** All that is on the screen with a position. */
  read() {
    return this.page.evaluate(() => [...document.querySelectorAll('[data-figure][data-position]')]
      .map(({ dataset }) => dataset).filter(({ position, at }) => position !== '' && at)
      .map(({ figure, area, window, value, position, at, readings }) => ({
        figure, area, window, value: value === '' ? null : Number(value), position: Number(position), at,
        ...(readings === undefined ? {} : { readings: Number(readings) }),
      })));
  }

  /** Opens the board, chooses a window and reads it whole, at one moment. */
  async readBoard({ id, level }, window) {
    await this.page.keyboard.press('i');
    await this.page.waitForSelector('dialog[data-panel="board"][open]', { timeout: waitMilliseconds });
    await this.page.click(`[data-action="figure-window"][data-target="${window}"]`);
    // M01a or another that has the window: its line says when the sheet of that window is there.
    await this.page.waitForFunction(({ area, wanted, areaLevel }) => {
      const board = document.querySelector(`dialog[data-panel="board"][data-level="${areaLevel}"]`);
      return board?.querySelector(`[data-figure][data-area="${CSS.escape(area)}"][data-window="${wanted}"]`) != null;
    }, { area: id, wanted: window, areaLevel: level }, { timeout: waitMilliseconds });
    const seen = await this.page.evaluate(() => {
      const lines = [...document.querySelectorAll('dialog[data-panel="board"] .line')];
      return {
        wanted: lines.map((line) => line.dataset.target),
        absent: lines.filter((line) => line.dataset.source === 'None').map((line) => line.dataset.target),
      };
    });
    const all = await this.read();
    await this.page.keyboard.press('Escape');
    await this.page.waitForSelector('dialog[data-panel="board"]', { state: 'detached', timeout: waitMilliseconds });
    return { ...seen, shown: all };
  }
}
