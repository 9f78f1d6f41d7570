const waitMilliseconds = 60_000;

/** Somebody at a desk, who knows no more than what is written there and what it is called aloud. */
export class Person {
  /**
   * @param account As the sign-in page names it.
   * @param now What the clock on the wall says; null: the machine's.
   */
  static async at(browser, url, words, account, now = null) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    if (now !== null) await context.clock.setFixedTime(now);
    const page = await context.newPage();
    const person = new Person(page, words);
    person.faults = [];
    page.on('pageerror', (fault) => person.faults.push(`${account}: ${fault.message}`));
    page.setDefaultTimeout(waitMilliseconds);
    await page.goto(`${url}/desk`);
    if (words.language) await page.getByRole('button', { name: '切换语言' }).click();
    await page.getByRole('heading', { name: words.signIn, exact: true }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${account}( |$)`) }).click();
    await page.getByRole('grid', { name: words.cases }).waitFor();
    return person;
  }

  constructor(page, words) {
    this.page = page;
    this.words = words;
  }

  async leave() {
    await this.page.context().close();
  }

  /** One of the filters above the list, by its word. */
  filter(word) {
    return this.page.getByRole('button', { name: new RegExp(`^${word} [0-9,]+$`) }).click();
  }

  row(text) {
    return this.page.getByRole('row', { name: text });
  }

  /** Opens the case whose row says this; waits until it is there. */
  async open(text) {
    await this.row(text).click();
    await this.heading();
  }

  heading() {
    return this.page.getByRole('article', { name: this.words.case }).getByRole('heading', { level: 2 }).waitFor();
  }

  action(word) {
    return this.page.getByRole('region', { name: this.words.actions }).getByRole('button', { name: word, exact: true });
  }

  /** Presses an action, fills what it asks for, confirms, and waits for the city's answer. */
  async act(word, filled, stage) {
    await this.action(word).click();
    if (filled !== null) {
      const form = this.page.getByRole('dialog', { name: word });
      for (const [label, value] of Object.entries(filled)) await fill(form, label, value);
      await form.getByRole('button', { name: this.words.confirm(word) }).click();
    }

    await this.said(this.words.done(word, stage));
  }

  said(sentence) {
    return this.page.getByRole('status').filter({ hasText: sentence }).waitFor();
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

/** true: a tick; a word with * before it: one of several; else text, or an entry of a list. */
async function fill(form, label, value) {
  if (value === true) {
    await form.getByRole('checkbox', { name: label }).check();
  } else if (value.startsWith('*')) {
    await form.getByRole('group', { name: label }).getByRole('radio', { name: value.slice(1), exact: true }).check();
  } else {
    const field = form.getByLabel(label);
    const isList = await field.evaluate((element) => element.tagName === 'SELECT');
    await (isList ? field.selectOption({ label: value }) : field.fill(value));
  }
}
