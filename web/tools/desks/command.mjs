import { Person } from './person.mjs';

/** Two offices at two desks: one steps up, proposes the way down and may not agree with itself; the other agrees. */
export async function twoOffices(browser, url, words) {
  const said = words.command;
  const [planner, head] = [
    await Person.at(browser, url, words, said.planner), await Person.at(browser, url, words, said.head),
  ];
  try {
    await commandOf(planner, said);
    await step(planner, said, said.war3, said.up);
    await banner(head, said, said.war3);
    await step(planner, said, said.recovery, said.down);
    const own = planner.page.getByRole('dialog', { name: said.open });
    await own.getByRole('button', { name: said.agree }).click();
    await own.getByRole('alert').getByText(said.refused).waitFor();

    await commandOf(head, said);
    await head.page.getByRole('dialog', { name: said.open }).getByRole('button', { name: said.agree }).click();
    await banner(planner, said, said.recovery);
    return [...planner.faults, ...head.faults];
  } finally {
    await planner.leave();
    await head.leave();
  }
}

function commandOf(person, said) {
  return person.page.getByRole('button', { name: said.open, exact: true }).click();
}

async function step(person, said, mode, button) {
  const form = person.page.getByRole('dialog', { name: said.open }).locator('form', { hasText: said.held }).first();
  await form.getByLabel(said.hazard).selectOption({ label: said.hazardSnow });
  await form.getByLabel(said.drill).fill(`desk-${said.tag.split('-')[1]}`);
  await form.getByLabel(said.to).selectOption({ label: mode });
  await form.getByRole('button', { name: button }).click();
}

/** What the other desk sees without a press. A dialog hides the page below from assistive tools, not from the eye. */
function banner(person, said, mode) {
  return person.page.getByRole('region', { name: said.modes, includeHidden: true })
    .getByText(said.tag).locator('..').getByText(mode, { exact: true }).waitFor();
}
