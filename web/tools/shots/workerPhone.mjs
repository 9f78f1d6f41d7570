import { checkPage } from './checks.mjs';
import { json, signIn } from './seed.mjs';
import { pause } from './scenes.mjs';

const waitMilliseconds = 60_000;

/** A phone whose worker keeps the post with the most tasks. */
export class WorkerPhone {
  constructor(browser, url, size) {
    Object.assign(this, { browser, url, size, faults: [] });
  }

  async open(scene) {
    const { width, height } = this.size;
    const post = await this.busiestPost();
    this.context = await this.browser.newContext({
      viewport: { width, height }, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
    });
    this.page = await this.context.newPage();
    this.page.on('pageerror', (fault) => this.faults.push(`page error: ${fault.message}`));
    await this.page.goto(`${this.url}/worker`);
    await this.page.tap('[data-action="sign-in"]');
    await this.page.selectOption('[data-action="choose-community"]', post.community);
    await this.page.tap(`[data-action="sign-on"][data-target="${post.id}"]`);
    await this.page.waitForSelector('[data-role="connection"][data-connection="live"]', { timeout: waitMilliseconds });
    if (scene === 'offline') await this.cut();
    await pause(1_000);
  }

  async cut() {
    await this.context.setOffline(true);
    await this.page.waitForSelector('[data-role="offline"]', { timeout: waitMilliseconds });
    await this.page.tap('[data-action="open-tab"][data-target="report"]');
    await this.page.fill('[data-role="text"]', '路口积水，车辆绕行');
    await this.page.tap('[data-action="send-report"]');
    await this.page.tap('[data-action="open-tab"][data-target="tasks"]');
  }

  async busiestPost() {
    const headers = await signIn(this.url, 'lead');
    const areas = await json(`${this.url}/api/v1/areas`, { headers });
    const root = areas.find((area) => area.level === 'City');
    const posts = await json(`${this.url}/api/v1/posts?area=${root.id}`, { headers });
    const open = (post) => post.tasks.filter((task) => !task.over).length;
    const [busiest] = posts.sort((a, b) => open(b) - open(a));
    return { id: busiest.id, community: areas.find((area) => area.id === busiest.home).parent };
  }

  async wear(theme, locale) {
    await this.page.emulateMedia({ colorScheme: theme === 'night' ? 'dark' : 'light' });
    const now = await this.page.evaluate(() => document.documentElement.lang.slice(0, 2));
    if (now !== locale) await this.page.tap('[data-action="set-locale"]');
    await pause(500);
  }

  async check(rules) {
    const faults = await this.page.evaluate(checkPage, { ...rules, leastFigurePixels: 0 });
    return [...this.faults.splice(0), ...faults];
  }

  async close() {
    await this.context?.close();
  }
}
