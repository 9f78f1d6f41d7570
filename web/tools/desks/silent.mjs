import { City } from '../journey/city.mjs';
import { freePort, startSilo } from '../silo.mjs';
import { DeskCity } from './city.mjs';
import { Person } from './person.mjs';

const patienceMilliseconds = 60_000;

/** A week before the Dragon Boat holiday, in the morning. */
const friday = '2026-06-12T09:00:00+08:00';

/** Rungs of the silent department's ladder: the clock that leads there, and the day of the city on which it ends. */
export const rungs = [
  { level: 2, clock: 'WhistleAccept', day: '2026-06-12' },
  { level: 3, clock: 'SupervisionAnswer', day: '2026-06-15' },
  { level: 4, clock: 'SupervisionAnswer', day: '2026-06-25' },
];

/** Three departments owe a case and one is silent: it climbs alone, on a clock that jumps from rung to rung. */
export class SilentDepartment {
  static async begin(browser, pictures) {
    const silo = await startSilo({ port: await freePort(), city: 'small', traffic: 'off', at: friday });
    return Object.assign(new SilentDepartment(), { browser, pictures, silo, at: friday, faults: [] });
  }

  end() {
    return this.silo.stop();
  }

  /** One has finished and is rated, one is at work, one has not even accepted. */
  async owe() {
    const city = await DeskCity.at(this.silo.url);
    const [grid] = await city.grids();
    this.caseId = (await city.report(grid, 'E0113', null)).caseId;
    await this.give('dispatcher', 'recall', { text: '应由社区办理' });
    await this.give('dispatcher', 'dispatch', { department: 'Community' });
    await this.give('community', 'accept', {});
    for (const department of ['Enforcement', 'Construction', 'Drainage']) {
      await this.give('street', 'raise-whistle', { whistle: 'Daily', department, text: '请到场' });
    }

    await this.acts('handler-enforcement', 'Enforcement', ['accept', 'arrive', 'result', 'sign-off']);
    await this.acts('grid-head', 'Enforcement', ['rate']);
    await this.acts('handler-construction', 'Construction', ['accept', 'arrive']);
    this.before = await this.owed();
  }

  /** Up to the moment nothing happens; then the silent one has climbed, and its hash alone has changed. */
  async climb({ level, clock, day }) {
    const due = Date.parse(this.clockOf(await this.owed(), clock));
    const local = new Date(due + 8 * 3_600_000).toISOString().slice(0, 10);
    if (local !== day) this.faults.push(`level ${level} is due on ${local}, expected ${day}`);
    await this.jump(due - 60_000, () => true);
    const early = of(await this.owed(), 'Drainage').supervision;
    if (early >= level) this.faults.push(`level ${level} was there a minute early`);
    const after = await this.jump(due, (owed) => of(owed, 'Drainage').supervision === level);
    for (const other of ['Enforcement', 'Construction']) {
      if (of(after, other).hash !== of(this.before, other).hash) this.faults.push(`${other} changed at level ${level}`);
    }
  }

  /** The secretary's page of the case, in one language: what each department's line says. */
  async look(words, level) {
    const said = words.silent;
    const secretary = await Person.at(this.browser, this.silo.url, words, words.accounts.community, this.at);
    try {
      await secretary.filter(words.filters.all);
      await secretary.open(said.class);
      const region = secretary.page.getByRole('region', { name: words.owed });
      const line = (department) => region.getByRole('group').filter({ hasText: department });
      const silent = line(said.silent);
      const head = silent.locator('summary');
      await head.getByText(said.levels[level] ?? said.called, { exact: true }).waitFor();
      await head.click();
      for (const rung of rungs.filter((one) => one.level <= level)) await this.dated(silent, said, rung);
      if (level === rungs.at(-1).level) await this.picture(silent, words);
      this.compare(words, await Promise.all(said.others.map((other) => line(other).locator('summary').innerText())));
      this.faults.push(...secretary.faults);
    } finally {
      await secretary.leave();
    }
  }

  /** The board of the silent department, at its own desk: it finds there what it owes, and how far that has climbed. */
  async lookAtItsDesk(words, level) {
    const said = words.silent;
    const silent = await Person.at(this.browser, this.silo.url, words, said.silent, this.at);
    try {
      const board = silent.page.getByRole('region', { name: words.ownOwed });
      const row = board.getByRole('button', { name: said.noShow });
      await row.getByText(said.levels[level], { exact: true }).waitFor();
      await this.shoot(silent.page, `desk-owes-${words.name}`);
      await row.click();
      await silent.heading();
      this.faults.push(...silent.faults);
    } finally {
      await silent.leave();
    }
  }

  /** Its life says for each rung on which day it was reached. */
  async dated(silent, said, { level, day }) {
    const word = silent.page().getByText(said.levels[level], { exact: true });
    const told = await silent.getByRole('listitem').filter({ has: word }).innerText();
    if (!told.includes(day.slice(5).replace('-', '/'))) this.faults.push(`level ${level} says "${told}", not ${day}`);
  }

  async picture(silent, words) {
    await silent.getByRole('listitem').last().scrollIntoViewIfNeeded();
    await this.shoot(silent.page(), `desk-silent-${words.name}`);
  }

  async shoot(page, name) {
    if (this.pictures !== null) await page.screenshot({ path: `${this.pictures}/${name}.png` });
  }

  /** The lines of the others say at each rung what they said before the first. */
  compare(words, lines) {
    this.lines ??= {};
    const first = this.lines[words.name] ??= lines;
    lines.forEach((line, at) => {
      if (line !== first[at]) this.faults.push(`${words.name}: "${line}", expected "${first[at]}" as before`);
      const risen = words.silent.levels.find((level) => level !== null && line.includes(level));
      if (risen !== undefined) this.faults.push(`${words.name}: "${line}" says ${risen}, expected no level`);
    });
  }

  /** Moves the city's clock, and waits until what is due has come. */
  async jump(moment, hasCome) {
    this.at = new Date(moment).toISOString();
    const until = performance.now() + patienceMilliseconds;
    for (;;) {
      await this.silo.jumpTo(this.at);
      const owed = await this.owed();
      if (hasCome(owed)) return owed;
      if (performance.now() > until) throw new Error(`Nothing had come of ${this.at}; expected the next rung.`);
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  }

  clockOf(owed, name) {
    const { obligation, clocks } = of(owed, 'Drainage');
    return clocks.find((clock) => clock.clock === `${name}.${obligation}`).dueAt;
  }

  async owed() {
    return (await (await City.at(this.silo.url, 'cockpit')).openCase(this.caseId)).obligations;
  }

  async give(account, command, body) {
    return (await City.at(this.silo.url, account)).post(`/cases/${this.caseId}/${command}`, body);
  }

  async acts(account, department, acts) {
    const { obligation } = of(await this.owed(), department);
    for (const act of acts) {
      const body = act === 'rate' ? { arrivedOnTime: true, solved: true, attitude: 5 }
        : act === 'result' ? { text: '已处理' } : {};
      await this.give(account, `obligations/${obligation}/${act}`, body);
    }
  }
}

function of(owed, department) {
  return owed.find((one) => one.department === department);
}
