import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const builtTwin = fileURLToPath(new URL('../../client/Twin.Cli/bin/Release/net10.0/twin.dll', import.meta.url));
const run = promisify(execFile);

/** Runs `twin` in a process of its own; its last line comes back as an object. */
export async function twin(...given) {
  if (!existsSync(builtTwin)) {
    throw new Error('Found no built twin; expected `dotnet build client/Twin.Cli -c Release` first.');
  }

  const { stdout } = await run('dotnet', [builtTwin, ...given]);
  const last = stdout.trim().split('\n').at(-1);
  return Object.fromEntries(last.split(' ').map((pair) => pair.split('=')));
}
