import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtSilo = fileURLToPath(new URL('../../silo/Twin.Silo/bin/Release/net10.0/Twin.Silo.dll', import.meta.url));
const builtJumping = fileURLToPath(
  new URL('../../tests/Twin.Long/bin/Release/net10.0/Twin.Long.dll', import.meta.url),
);
const startWithinMilliseconds = 90_000;

/**
 * A city server of its own, on a data folder of its own, ended with stop().
 * @param at The moment at which its clock begins and from which jumpTo() moves it; null: the machine's clock.
 */
export async function startSilo({ port, city = 'zhuji', traffic = 'on', data = null, at = null }) {
  const [built, project] = at === null ? [builtSilo, 'silo/Twin.Silo'] : [builtJumping, 'tests/Twin.Long'];
  if (!existsSync(built)) {
    throw new Error(`Found no built silo; expected \`dotnet build ${project} -c Release\` first, or --url of one.`);
  }

  const folder = data ?? mkdtempSync(join(tmpdir(), 'twin-'));
  const url = `http://127.0.0.1:${port}`;
  const program = at === null ? [built] : [built, 'jumping-city', '--at', at, '--'];
  const options = ['--urls', url, '--data', folder, '--city', city, '--traffic', traffic];
  const silo = spawn('dotnet', [...program, ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => silo.once('exit', resolve));
  await ready(silo, ended);
  return {
    url,
    folder,
    pid: silo.pid,
    jumpTo: (moment) => jumped(silo, ended, moment),
    /** Ends the server; its data stay for another start when asked for. */
    stop: async ({ keep = false } = {}) => {
      silo.kill('SIGKILL');
      await ended;
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its clock says when it is there: a token of before may be over by then. */
function jumped(silo, ended, moment) {
  return new Promise((resolve, reject) => {
    const hear = (chunk) => {
      if (!chunk.includes('NOW at=')) return;
      silo.stdout.off('data', hear);
      resolve();
    };
    silo.stdout.on('data', hear);
    void ended.then(() => { reject(new Error(`The silo ended before it was ${moment}.`)); });
    silo.stdin.write(`${moment}\n`);
  });
}

function ready(silo, ended) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`The silo was not ready in time. It said: ${said}`)),
      startWithinMilliseconds);
    const hear = (chunk) => {
      said = (said + chunk).slice(-4_000);
      if (!said.includes('READY url=')) return;
      clearTimeout(timer);
      resolve();
    };
    silo.stdout.on('data', hear);
    silo.stderr.on('data', hear);
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`The silo ended with ${code}. It said: ${said}`));
    });
  });
}

/** A loopback port that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
