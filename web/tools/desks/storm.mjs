import { Person } from './person.mjs';

export const stormCases = 200;
const refusedCases = 3;
const interactionsMost = 5;

/** A storm has left cases at the wrong place; the dispatcher sends them on together, and some cannot go there. */
export async function storm(browser, city, words, grids) {
  const ids = [];
  for (let at = 0; at < stormCases; at++) {
    const code = at < refusedCases ? 'E0104' : 'E0202';
    const aside = (at / stormCases - 0.5) * 0.3;
    ids.push((await city.report(grids[at % grids.length], code, null, null, aside)).caseId);
  }

  await city.recallAll(ids);
  const dispatcher = await Person.at(browser, city.url, words, words.accounts.dispatcher);
  try {
    const done = await dispatch(dispatcher, words);
    return { ...done, faults: [...done.faults, ...dispatcher.faults] };
  } finally {
    await dispatcher.leave();
  }
}

async function dispatch(dispatcher, words) {
  const { page } = dispatcher;
  const faults = [];
  const everything = page.getByRole('button', { name: `${words.filters.mine} ${stormCases}`, exact: true });
  await everything.waitFor();

  let interactions = 0;
  const doing = (work) => {
    interactions++;
    return work;
  };
  await select(page, words, doing);
  await doing(page.getByRole('toolbar').getByRole('button', { name: words.commands.dispatch }).click());
  const form = page.getByRole('dialog', { name: words.commands.dispatch });
  await doing(form.getByLabel(words.fields.department).selectOption({ label: words.departments.bureau }));
  await doing(form.getByRole('button', { name: words.confirm(words.commands.dispatch) }).click());

  const results = page.getByRole('dialog', { name: words.results });
  await results.getByText(words.allDone(stormCases - refusedCases), { exact: true }).waitFor();
  await results.getByText(words.allRefused(refusedCases), { exact: true }).waitFor();
  const named = results.getByRole('list', { name: words.refusedCases }).getByRole('listitem');
  const sentences = await named.allInnerTexts();
  if (sentences.length !== refusedCases) faults.push(`named ${sentences.length} refused cases, not ${refusedCases}`);
  for (const sentence of sentences) {
    if (!sentence.includes(words.classes.dirt) || !sentence.includes(words.noAuthority)) {
      faults.push(`a refused case says "${sentence}"`);
    }
  }

  if (interactions > interactionsMost) faults.push(`${interactions} interactions, at most ${interactionsMost}`);
  await sendOn(page, results, words);
  return { interactions, refusedNamed: sentences.length, faults };
}

/** By the list in one press, or on the map in two: open it, drag over it. */
async function select(page, words, doing) {
  if (!words.onMap) {
    await doing(page.getByRole('checkbox', { name: words.selectAll, exact: true }).check());
    return;
  }

  await doing(page.getByRole('button', { name: words.map, exact: true }).click());
  const map = page.getByRole('region', { name: words.map, exact: true });
  await map.getByText(words.drag(stormCases)).waitFor();
  const { x, y, width, height } = await map.boundingBox();
  await page.mouse.move(x + 8, y + 8);
  await doing(page.mouse.down());
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width - 8, y + height - 8);
  await page.mouse.up();
  await page.getByRole('toolbar', { name: words.forSelected(stormCases) }).waitFor();
}

/** The refused ones stay selected, and go where they belong. */
async function sendOn(page, results, words) {
  await results.getByRole('button', { name: words.keep }).click();
  await page.getByRole('toolbar').getByRole('button', { name: words.commands.dispatch }).click();
  const form = page.getByRole('dialog', { name: words.commands.dispatch });
  await form.getByLabel(words.fields.department).selectOption({ label: words.departments.sanitation });
  await form.getByRole('button', { name: words.confirm(words.commands.dispatch) }).click();
  await results.getByText(words.allDone(refusedCases), { exact: true }).waitFor();
  await results.getByRole('button', { name: words.finish }).click();
}
