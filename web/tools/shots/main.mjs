// Pictures of every state, looked at by rules and then by people.
//   npm run shots [-- --url URL] [--sizes 1920x1080,3840x1080,3840x2160,390x844] [--scenes empty,busy,…]
//                 [--locales zh,en] [--themes night,day] [--city zhuji] [--port N] [--json FILE]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser.mjs';
import { finish, readOptions } from '../options.mjs';
import { freePort } from '../silo.mjs';
import { Cockpit } from './cockpit.mjs';
import { playScenes, sceneNames } from './scenes.mjs';
import { WorkerPhone } from './workerPhone.mjs';

const options = readOptions({
  sizes: { type: 'string', default: '1920x1080,3840x1080,3840x2160,390x844' },
  scenes: { type: 'string', default: sceneNames.join() },
  locales: { type: 'string', default: 'zh,en' },
  themes: { type: 'string', default: 'night,day' },
  city: { type: 'string', default: 'zhuji' },
  out: { type: 'string' },
});
const out = options.out ?? fileURLToPath(new URL('../../shots/', import.meta.url));
mkdirSync(out, { recursive: true });

const sizes = options.sizes.split(',').map((text) => {
  const [width, height] = text.split('x').map(Number);
  return { text, width, height, phone: width < 600 };
});
const locales = options.locales.split(',');
const looks = options.themes.split(',').flatMap((theme) => locales.map((locale) => ({ theme, locale })));
const rules = { leastTextPixels: 16, leastFigurePixels: 28, leastContrast: 4.5 };
const phoneScenes = ['empty', 'one', 'busy', 'storm', 'offline', 'many'];
const failures = [];
const figures = { shots: 0, compared: 0, buildings: Infinity, heights: Infinity, firstCityMilliseconds: 0 };
const browser = await launch();

try {
  await playScenes({
    url: options.url, port: Number(options.port ?? await freePort()), city: options.city,
    wanted: options.scenes.split(','), draw,
  });
} catch (failure) {
  failures.push(failure.stack ?? failure.message);
} finally {
  await browser.close();
}

finish('shots', figures, failures, options.json);

// The last server of a scene may go while it is looked at.
async function draw(scene, url, stop) {
  // The phone has no map to go down into.
  for (const size of sizes.filter((one) => !one.phone || phoneScenes.includes(scene))) {
    const screen = size.phone ? new WorkerPhone(browser, url, size) : new Cockpit(browser, url, size);
    try {
      await screen.open(scene, figures, stop);
      for (const look of looks) await shoot(screen, scene, size, look);
    } catch (failure) {
      failures.push(`${scene} ${size.text}: ${failure.message.split('\n')[0]}`);
    } finally {
      await screen.close();
    }
  }
}

async function shoot(screen, scene, size, { theme, locale }) {
  const name = `${size.phone ? 'worker' : 'cockpit'}-${size.text}-${scene}-${locale}-${theme}`;
  await screen.wear(theme, locale);
  const faults = await screen.check(rules, scene, figures);
  await screen.page.screenshot({ path: `${out}/${name}.png` });
  failures.push(...faults.map((fault) => `${name}: ${fault}`));
  figures.shots++;
}
