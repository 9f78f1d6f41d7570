import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Options that every tool of this folder knows. */
export function readOptions(extra = {}) {
  return parseArgs({
    options: { url: { type: 'string' }, json: { type: 'string' }, port: { type: 'string' }, ...extra },
  }).values;
}

/** One last line of key=value, the same as JSON where asked for; exit 0 only when all is well. */
export function finish(name, figures, failures, jsonFile) {
  for (const failure of failures) console.error(`${name}: ${failure}`);
  const all = { ...figures, failures: failures.length };
  console.log(Object.entries(all).map(([key, value]) => `${key}=${value}`).join(' '));
  if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify({ ...all, details: failures }, null, 2)}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
