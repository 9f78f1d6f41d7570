import { Person } from './person.mjs';

/** Cases go round the loop from desk to desk; each desk is somebody else, in a browser of its own. */
export class Round {
  constructor(browser, city, words, step) {
    Object.assign(this, { browser, city, words, step });
    this.faults = [];
  }

  async as(account, work) {
    const person = await Person.at(this.browser, this.city.url, this.words, this.words.accounts[account]);
    try {
      await work(person);
    } finally {
      this.faults.push(...person.faults);
      await person.leave();
    }
  }

  /** Nobody classed it: filed, taken back from the seat, sent to the bureau, handled, checked. */
  async dispatcherAndDepartment(grid) {
    const { commands, fields, stages, classes } = this.words;
    const report = await this.city.report(grid, null, '墙上又挂了广告牌');
    await this.step('file', () => this.as('filer', async (filer) => {
      await filer.open(grid.name);
      await filer.act(commands.file, { [fields.class]: this.words.classOption }, stages.awaiting);
    }));
    await this.step('dispatch', () => this.as('dispatcher', (dispatcher) =>
      this.send(dispatcher, classes.sign, this.words.departments.bureau)));
    await this.step('department', () => this.as('bureau', async (bureau) => {
      // By keyboard alone: the first case, opened, accepted.
      await bureau.row(classes.sign).waitFor();
      await bureau.press('j', 'Enter');
      await bureau.action(commands.accept).waitFor();
      await bureau.press('1');
      await bureau.said(this.words.done(commands.accept, stages.handling));
      await bureau.act(commands.arrive, null, stages.handling);
      await bureau.act(commands.handle, { [fields.result]: '已拆除', [fields.photo]: true }, stages.checking);
    }));
    await this.step('check', () => this.check(classes.sign, stages.closed));
    return report.caseId;
  }

  /** What lies with the community: the secretary accepts and handles it; it is checked by somebody else. */
  async community(grid) {
    const { commands, fields, stages, classes } = this.words;
    const report = await this.city.report(grid, 'E0104', '路面脏');
    await this.step('community-dispatch', () => this.as('dispatcher', (dispatcher) =>
      this.send(dispatcher, classes.dirt, this.words.departments.community)));
    await this.step('community', () => this.as('community', async (secretary) => {
      await secretary.open(classes.dirt);
      await secretary.act(commands.accept, null, stages.handling);
      await secretary.act(commands.handle, { [fields.result]: '已清扫', [fields.photo]: true }, stages.checking);
    }));
    await this.step('community-check', () => this.check(classes.dirt, stages.closed));
    return report.caseId;
  }

  /** What the community cannot do alone: the secretary whistles, and the page names the department that now owes. */
  async whistle(grid) {
    const { commands, fields, options, stages, departments, whistled } = this.words;
    await this.city.report(grid, whistled.code, '一直没有人管');
    await this.step('whistle-dispatch', () => this.as('dispatcher', (dispatcher) =>
      this.send(dispatcher, whistled.name, departments.community)));
    await this.step('whistle', () => this.as('community', async (secretary) => {
      await secretary.open(whistled.name);
      await secretary.act(commands.accept, null, stages.handling);
      const called = { [fields.whistle]: options.daily, [fields.called]: departments.sanitation, [fields.why]: '需清运' };
      await secretary.act(commands.whistle, called, stages.handling);
      await secretary.page.getByRole('region', { name: this.words.owed }).getByText(departments.sanitation).waitFor();
    }));
  }

  /** A dispute goes to the mediator, who speaks with the reporter; the reporter is asked at the end. */
  async mediator(grid) {
    const { commands, fields, options, stages, classes } = this.words;
    const report = await this.city.report(grid, 'D-06', '家里有矛盾，想请人调解', 'relay-desk-journey');
    await this.step('dispute-dispatch', () => this.as('dispatcher', (dispatcher) =>
      this.send(dispatcher, classes.family, this.words.departments.mediation)));
    await this.step('mediator', () => this.as('mediator', async (mediator) => {
      await mediator.open(classes.family);
      await mediator.act(commands.accept, null, stages.handling);
      await mediator.act(commands.contact, { [fields.by]: options.call, [fields.outcome]: '已约时间' }, stages.handling);
      await mediator.act(commands.handle, { [fields.result]: '双方达成协议' }, stages.checking);
    }));
    await this.step('dispute-check', () => this.check(classes.family, stages.following));
    await this.step('follow-up', () => this.as('caller', async (caller) => {
      await caller.open(classes.family);
      const said = { [fields.by]: options.call, [fields.answered]: options.yes, [fields.solved]: options.yes };
      await caller.act(commands.followUp, said, stages.closed);
    }));
    return report.caseId;
  }

  /** The rule sent it to the seat of the grid; the dispatcher takes it back and sends it where it belongs. */
  async send(dispatcher, text, department) {
    const { commands, fields, stages } = this.words;
    await dispatcher.filter(this.words.filters.accept);
    await dispatcher.open(text);
    await dispatcher.act(commands.recall, { [fields.recall]: '应由部门办理' }, stages.dispatching);
    await dispatcher.act(commands.dispatch, { [fields.department]: department }, stages.awaiting);
  }

  check(text, stage) {
    const { commands, fields } = this.words;
    return this.as('checker', async (checker) => {
      await checker.open(text);
      await checker.act(commands.pass, { [fields.seen]: '现场整洁', [fields.photo]: true }, stage);
    });
  }
}
