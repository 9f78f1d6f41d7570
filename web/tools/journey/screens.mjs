const waitMilliseconds = 20_000;

/** The cockpit on a wall and phones in hands, as people see them. */
export class Screens {
  static async open(browser, url) {
    const screens = new Screens();
    screens.url = url;
    screens.browser = browser;
    screens.faults = [];
    screens.cockpit = await screens.page('/', { viewport: { width: 1280, height: 720 } });
    await screens.cockpit.waitForSelector('[data-connection="live"]', { timeout: 60_000 });
    await screens.cockpit.waitForSelector('[data-role="map"][data-drawn="true"]', { timeout: 60_000 });
    return screens;
  }

  async page(path, options) {
    const context = await this.browser.newContext({ ...options, reducedMotion: 'no-preference' });
    const page = await context.newPage();
    page.on('pageerror', (fault) => this.faults.push(`${path}: ${fault.message}`));
    await page.goto(this.url + path);
    return page;
  }

  /** A phone whose worker keeps the post. */
  async phone(account, post, community) {
    const phone = await this.page('/worker', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await phone.tap(`[data-action="sign-in"][data-target="${account}"]`);
    await phone.selectOption('[data-action="choose-community"]', community);
    await phone.tap(`[data-action="sign-on"][data-target="${post}"]`);
    await phone.waitForSelector(`[data-post="${post}"]`, { timeout: waitMilliseconds });
    await phone.waitForSelector('[data-role="connection"][data-connection="live"]');
    return phone;
  }

  /** Opening three pages at once is work; what follows is measured on pages that have come to rest. */
  async rest() {
    await this.cockpit.evaluate(() => new Promise((resolve) => {
      let calm = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        const now = performance.now();
        calm = now - last < 120 ? calm + 1 : 0;
        last = now;
        if (calm < 30) return;
        clearInterval(timer);
        resolve();
      }, 50);
    }));
  }

  /** The cockpit looks at an area: by the path above, or by the list of its level. */
  async lookAt({ id, level }) {
    const area = `[data-action="open-area"][data-target="${id}"]`;
    const chooser = this.cockpit.locator(`[data-action="rank-level"][data-target="${level}"]`);
    if (await this.cockpit.locator(area).count() === 0) await chooser.click({ timeout: waitMilliseconds });
    await this.cockpit.waitForSelector(area, { state: 'attached', timeout: waitMilliseconds });
    await this.cockpit.evaluate((selector) => document.querySelector(selector).click(), area);
    await this.cockpit.waitForSelector(`${area}[aria-current="location"]`, { timeout: waitMilliseconds });
  }

  pulse(caseId) {
    return this.cockpit.waitForSelector(`[data-mark="${caseId}"][data-pulse="true"]`, {
      state: 'attached', timeout: waitMilliseconds,
    });
  }

  stage(caseId, stage) {
    return this.cockpit.waitForSelector(`[data-action="open-case"][data-target="${caseId}"][data-stage="${stage}"]`, {
      state: 'attached', timeout: waitMilliseconds,
    });
  }

  task(phone, caseId, step) {
    return phone.waitForSelector(`[data-case="${caseId}"][data-step="${step}"]`, { timeout: waitMilliseconds });
  }

  noTask(phone, caseId) {
    return phone.waitForSelector(`[data-case="${caseId}"]`, { state: 'detached', timeout: waitMilliseconds });
  }

  async act(phone, caseId, action, note = null) {
    const card = phone.locator(`[data-case="${caseId}"]`);
    if (note !== null) {
      await card.locator('[data-role="note"]').fill(note);
      await card.locator('[data-role="photo"]').check();
    }

    await card.locator(`[data-action="case-${action}"]`).tap();
  }

  /** What the page says that is open, in each of these areas that it shows now. */
  openCounts(areas) {
    return this.cockpit.evaluate((ids) => Object.fromEntries(ids.map((id) => {
      const shown = document.querySelector(`[data-figure="open"][data-area="${CSS.escape(id)}"]`);
      return [id, shown === null ? null : Number(shown.dataset.value)];
    })), areas.map((area) => area.id));
  }

  /** Does the wall live, and how far has it come? */
  pulseOfCity(area) {
    return this.cockpit.evaluate((id) => ({
      live: document.querySelector('[data-connection="live"]') !== null,
      position: Math.max(-1, ...[...document.querySelectorAll(`[data-figure="open"][data-area="${CSS.escape(id)}"]`)]
        .map((shown) => Number(shown.dataset.position))),
    }), area);
  }

  async figureAtLeast(figure, area, value) {
    await this.cockpit.waitForFunction(([name, id, wanted]) => [...document.querySelectorAll(
      `[data-figure="${name}"][data-area="${CSS.escape(id)}"]`,
    )].some((shown) => Number(shown.dataset.value) >= wanted), [figure, area, value], { timeout: waitMilliseconds });
  }

  async figureIs(figure, area, value) {
    await this.cockpit.waitForFunction(([name, id, wanted]) => [...document.querySelectorAll(
      `[data-figure="${name}"][data-area="${CSS.escape(id)}"]`,
    )].some((shown) => Number(shown.dataset.value) === wanted), [figure, area, value], { timeout: waitMilliseconds });
  }
}
