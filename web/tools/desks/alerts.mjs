import { sendLines } from '../send.mjs';
import { json, signIn } from '../shots/seed.mjs';
import { Person } from './person.mjs';

/**
 * What devices measure calls a desk: one alert is acknowledged, one is denied, and a device that is under repair calls
 * nobody for a while. The devices are others for each language.
 */
export async function alertsAtDesks(browser, url, words, nth) {
  const said = words.alerts;
  const { devices } = await json(`${url}/api/v1/devices`, { headers: await signIn(url, 'lead') });
  const [gas, repaired, water] = [
    ...devices.filter(({ type }) => type === 'gas').slice(2 * nth, 2 * nth + 2),
    devices.filter(({ type }) => type === 'water')[nth],
  ];
  const tell = async (device, value) => {
    const line = { device: device.id, at: new Date().toISOString(), value };
    const [row] = await sendLines(`${url}/api/v1/readings`, await signIn(url, 'replay'), [line]);
    if (row.status >= 300) throw new Error(`A reading was refused: ${JSON.stringify(row)}`);
  };
  const [dispatcher, head] = [
    await Person.at(browser, url, words, words.accounts.dispatcher),
    await Person.at(browser, url, words, words.command.head),
  ];
  try {
    await tell(gas, 30);
    await tell(water, 20);
    await alert(dispatcher, said, said.gas).getByRole('button', { name: said.ack }).click();
    await alert(dispatcher, said, said.gas).getByText(said.acked).waitFor();
    await alert(dispatcher, said, said.water).getByRole('button', { name: said.deny }).click();
    await confirm(dispatcher, said.denyForm, said.reason, said.confirmDeny);
    await alert(dispatcher, said, said.water).waitFor({ state: 'detached' });

    // The other desk hears of it, and what nobody is to be called for is silent there, too.
    await alert(head, said, said.gas).getByText(said.acked).waitFor();
    await tell(gas, 1);
    await alert(head, said, said.gas).waitFor({ state: 'detached' });
    await tell(repaired, 30);
    await alert(head, said, said.gas).getByRole('button', { name: said.silence }).click();
    await confirm(head, said.silenceForm, said.repair, said.confirmSilence);
    await alert(dispatcher, said, said.gas).getByText(said.silenced).waitFor();
    await alert(head, said, said.gas).getByRole('button', { name: said.end }).click();
    await alert(head, said, said.gas).getByText(said.waits).waitFor();
    await alert(head, said, said.gas).getByRole('button', { name: said.ack }).click();
    await tell(repaired, 1);
    await alert(head, said, said.gas).waitFor({ state: 'detached' });
    return [...dispatcher.faults, ...head.faults];
  } finally {
    await dispatcher.leave();
    await head.leave();
  }
}

function alert(person, said, kind) {
  return person.page.getByRole('region', { name: said.title }).getByRole('listitem').filter({ hasText: kind });
}

async function confirm(person, title, reason, button) {
  const form = person.page.getByRole('dialog', { name: title });
  await form.getByRole('radio', { name: reason, exact: true }).check();
  await form.getByRole('button', { name: button }).click();
}
