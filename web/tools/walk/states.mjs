const live = '[data-connection="live"]';

/**
 * The pages with the states in which people meet them; each state goes on from the one before. What is pressed is
 * pressed by the hand that walks: one on the mouse, or one on the keys alone.
 */
export const routes = [
  {
    name: 'cockpit',
    path: '/',
    options: { viewport: { width: 1920, height: 1080 } },
    states: {
      live: async (page) => {
        await page.waitForSelector(live);
        await page.waitForSelector('[data-panel="figures"][data-state="ready"]');
        await page.waitForSelector('[data-panel="attention"] [data-action="open-case"]');
        await page.waitForSelector('.strip .sign');
        await page.waitForSelector('[data-role="map"][data-drawn="true"]');
      },
      case: async (page, hand) => {
        await hand.press(page, '[data-panel="attention"] [data-action="open-case"]');
        await page.waitForSelector('[data-panel="card"] [data-case]');
      },
      grid: async (page, hand) => {
        await hand.leave(page);
        await page.waitForSelector('[data-panel="card"]', { state: 'detached' });
        await hand.press(page, '[data-action="rank-level"][data-target="Grid"]');
        await hand.press(page, '[data-panel="ranking"] [data-action="open-area"]');
        await atLevel(page, 'Grid');
      },
      community: (page, hand) => up(page, hand, 'Community'),
      street: (page, hand) => up(page, hand, 'Street'),
      district: (page, hand) => up(page, hand, 'District'),
      figures: async (page, hand) => {
        await hand.press(page, '[data-action="open-figures"]');
        await page.waitForSelector('dialog[data-panel="board"] [data-action="explain-figure"]');
      },
      why: (page, hand) => hand.press(page, 'dialog[data-panel="board"] [data-action="explain-figure"]'),
      leader: async (page, hand) => {
        await hand.leave(page);
        await page.waitForSelector('dialog', { state: 'detached' });
        await hand.press(page, '[data-action="set-layout"]');
        await page.waitForSelector('[data-panel="balance"][data-state="ready"]');
      },
      past: async (page, hand) => {
        await hand.press(page, '[data-action="set-layout"]');
        await hand.press(page, '[data-action="past-open"]');
        await page.waitForSelector('[data-panel="past"][data-state="ready"]');
        await hand.press(page, '[data-action="past-pin"]');
        await page.waitForSelector('[data-role="past-compare"]');
      },
      offline: async (page, hand) => {
        await hand.press(page, '[data-panel="past"] [data-action="past-close"]');
        await page.context().setOffline(true);
        await page.waitForSelector('.cockpit[data-held="true"]');
      },
    },
  },
  {
    name: 'desk',
    path: '/desk',
    options: { viewport: { width: 1366, height: 768 } },
    states: {
      'sign-in': (page) => page.waitForSelector('[data-action="sign-in"]'),
      queue: async (page, hand) => {
        await hand.press(page, '[data-action="sign-in-as"][data-target="dispatcher"]');
        await page.waitForSelector('[role="grid"]');
      },
      case: async (page, hand) => {
        await hand.press(page, '[data-action="show-stage"]:nth-of-type(2)');
        await page.waitForSelector('[role="grid"] [role="row"][aria-rowindex="2"]');
        await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        await page.waitForSelector('article h2');
      },
      metrics: async (page) => {
        await page.keyboard.press('i');
        await page.waitForSelector('[data-figure="M01a"]');
      },
      keys: async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        await page.waitForSelector('dialog[open]');
      },
      handover: async (page) => {
        await page.keyboard.press('Escape');
        await page.waitForSelector('dialog[open]', { state: 'detached' });
        await page.keyboard.press('h');
        await page.waitForSelector('dialog[open]');
      },
      offline: async (page) => {
        await page.keyboard.press('Escape');
        await page.waitForSelector('dialog[open]', { state: 'detached' });
        await page.context().setOffline(true);
        await page.waitForSelector('[role="alert"]');
      },
    },
  },
  {
    name: 'review',
    path: '/review',
    options: { viewport: { width: 1366, height: 768 } },
    states: {
      ready: (page) => page.waitForSelector('[data-role="review"][data-state="ready"]'),
      decide: async (page, hand) => {
        await hand.press(page, '[data-action="open-outcome"]');
        await page.waitForSelector('[data-action="send-outcome"]');
      },
      offline: async (page) => {
        await page.context().setOffline(true);
        await page.waitForSelector('[data-panel="offline"]');
      },
    },
  },
  {
    name: 'worker',
    path: '/worker',
    options: { viewport: { width: 390, height: 844 } },
    states: {
      'sign-in': (page) => page.waitForSelector('[data-action="sign-in"]'),
      seats: async (page, hand) => {
        await hand.press(page, '[data-action="sign-in"]');
        await page.waitForSelector('[data-action="sign-on"]');
      },
      tasks: async (page, hand) => {
        await hand.press(page, '[data-action="sign-on"]');
        await page.waitForSelector(live);
      },
      report: async (page, hand) => {
        await hand.press(page, '[data-action="open-tab"][data-target="report"]');
        await page.waitForSelector('[data-action="send-report"]');
      },
      outbox: (page, hand) => hand.press(page, '[data-action="open-tab"][data-target="outbox"]'),
      offline: async (page) => {
        await page.context().setOffline(true);
        await page.waitForSelector('[data-role="offline"]');
      },
    },
  },
];

async function up(page, hand, level) {
  await hand.leave(page);
  await atLevel(page, level);
}

async function atLevel(page, level) {
  await page.waitForSelector(`.stage[data-level="${level}"]`);
  await page.waitForFunction((wanted) => {
    const shown = document.querySelector('[data-action="explain-figure"] [data-figure]');
    return shown !== null && document.querySelector('.stage')?.dataset.level === wanted;
  }, level);
}
