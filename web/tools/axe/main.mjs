// Every page in every state that people meet, in both languages and both lights, looked at by axe: no finding that is
// serious or critical, of the rules of WCAG 2.1 A and AA and of good practice.
//   npm run axe [-- --url URL] [--themes night,day] [--locales zh,en] [--json FILE]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { Cockpit, Desk, Phone, Review } from './routes.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = readOptions({
  themes: { type: 'string', default: 'night,day' }, locales: { type: 'string', default: 'zh,en' },
});
const port = Number(options.port ?? await freePort());
const silo = options.url ? null : await startSilo({ port, city: 'small' });
const url = options.url ?? silo.url;
const browser = await launch();
const failures = new Map();
const figures = { pages: 0, states: 0, rules: 0, serious: 0, minor: 0 };

try {
  for (const route of [Cockpit, Desk, Review, Phone]) await walk(route);
} catch (failure) {
  failures.set(failure.message.split('\n')[0], 1);
} finally {
  await browser.close();
  await silo?.stop();
}

finish('axe', figures, [...failures].map(([finding, times]) => `${finding} (${times} times)`), options.json);

async function walk(route) {
  figures.pages++;
  for (const locale of options.locales.split(',')) {
    const context = await browser.newContext({ viewport: route.size, ...route.device });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url + route.path);
    if (locale === 'en') await page.locator('[data-action="set-locale"]').first().click();
    for (const [state, enter] of Object.entries(route.states)) {
      await enter(page, context);
      figures.states++;
      for (const theme of options.themes.split(',')) {
        await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
        await judge(page, `${route.path} ${state} ${locale} ${theme}`);
      }
    }

    await context.close();
  }
}

async function judge(page, where) {
  // By evaluation, not as a script tag: the page's own policy lets no foreign script in, and stays as it is.
  const { violations, passes } = await page.evaluate(async (source) => {
    if (window.axe === undefined) (0, eval)(source);
    return window.axe.run(document, { resultTypes: ['violations'] });
  }, axeSource);
  figures.rules += passes.length;
  for (const { id, impact, help, nodes } of violations) {
    const grave = impact === 'serious' || impact === 'critical';
    figures[grave ? 'serious' : 'minor'] += nodes.length;
    if (!grave) continue;
    const finding = `${where}: ${id} (${impact}): ${help}: ${nodes[0].target.join(' ')}`;
    failures.set(finding, (failures.get(finding) ?? 0) + nodes.length);
  }
}
