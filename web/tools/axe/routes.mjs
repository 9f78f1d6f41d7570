/** The pages with the states in which people meet them; each state goes on from the one before. */
const live = (page) => page.waitForSelector('[data-connection="live"]');

export const Cockpit = {
  path: '/',
  size: { width: 1920, height: 1080 },
  device: {},
  states: {
    loading: () => undefined,
    live: async (page) => {
      await live(page);
      await page.waitForSelector('[data-panel="feed"] [data-action="open-case"]');
    },
    case: async (page) => {
      await page.locator('[data-panel="feed"] [data-action="open-case"]').first().click();
      await page.waitForSelector('[data-panel="card"] [data-case]');
    },
    layers: async (page) => {
      await page.keyboard.press('m');
      await page.waitForSelector('[data-panel="layers"]');
    },
    site: async (page) => {
      await page.locator('[data-action="open-thing"][data-kind="site"]').first().dispatchEvent('click');
      await page.waitForSelector('[data-panel="card"] [data-site]');
    },
    devices: async (page) => {
      await page.click('[data-action="rank-level"][data-target="Street"]');
      await page.locator('[data-panel="ranking"] [data-action="open-area"]').first().click();
      await page.locator('[data-action="open-device"]').first().dispatchEvent('click');
      await page.waitForSelector('[data-panel="device"]');
    },
    past: async (page) => {
      await page.click('[data-action="past-open"]');
      await page.waitForSelector('[data-panel="past"][data-state="ready"]');
      await page.click('[data-action="past-pin"]');
    },
    offline: async (page, context) => {
      await page.click('[data-panel="past"] [data-action="past-close"]');
      await context.setOffline(true);
      await page.waitForSelector('.cockpit[data-connection="offline"]');
    },
  },
};

export const Desk = {
  path: '/desk',
  size: { width: 1366, height: 768 },
  device: {},
  states: {
    'sign-in': (page) => page.waitForSelector('[data-action="sign-in"]'),
    queue: async (page) => {
      await page.click('[data-action="sign-in-as"][data-target="dispatcher"]');
      await page.waitForSelector('[role="grid"]');
    },
    open: async (page) => {
      await page.locator('[data-action="show-stage"]').nth(1).click();
      await page.waitForSelector('[role="grid"] [role="row"][aria-rowindex="2"]');
    },
    case: async (page) => {
      await page.locator('[role="grid"] [role="row"][aria-rowindex="2"]').click();
      await page.waitForSelector('article h2');
    },
    metrics: async (page) => {
      await page.keyboard.press('i');
      await page.waitForSelector('[data-figure="M01a"]');
    },
    handover: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('h');
      await page.waitForSelector('dialog[open]');
    },
  },
};

export const Phone = {
  path: '/worker',
  size: { width: 390, height: 844 },
  device: { deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  states: {
    'sign-in': (page) => page.waitForSelector('[data-action="sign-in"]'),
    seats: async (page) => {
      await page.tap('[data-action="sign-in"]');
      await page.waitForSelector('[data-action="sign-on"]');
    },
    tasks: async (page) => {
      await page.locator('[data-action="sign-on"]').first().tap();
      await live(page);
    },
    report: (page) => page.tap('[data-action="open-tab"][data-target="report"]'),
  },
};

/** Of the demo city's first day there is nothing yet: the page says so, and what is decided is a case all the same. */
export const Review = {
  path: '/review',
  size: { width: 1366, height: 768 },
  device: {},
  states: {
    loading: () => undefined,
    empty: (page) => page.waitForSelector('[data-role="review"][data-state="ready"]'),
    decide: async (page) => {
      await page.keyboard.press('n');
      await page.waitForSelector('[data-action="send-outcome"]');
    },
    refused: async (page) => {
      await page.fill('[data-action="review-date"]', '2099-01-01');
      await page.waitForSelector('[data-role="review"][data-state="refused"]');
    },
    offline: async (page, context) => {
      await context.setOffline(true);
      await page.waitForSelector('[data-panel="offline"]');
    },
  },
};
