/** A hand on the mouse: what it sees it clicks. */
export const mouse = {
  press: async (page, selector) => {
    await page.locator(selector).first().click();
  },
  leave: (page) => page.keyboard.press('Escape'),
};

const mostSteps = 260;

/** A hand on the keys: it goes by the tab key to what it wants, and presses Enter. */
export const keys = {
  press: async (page, selector) => {
    await tabTo(page, selector);
    await page.keyboard.press('Enter');
  },
  leave: (page) => page.keyboard.press('Escape'),
};

/** On by the tab key until the element has the focus. */
export async function tabTo(page, selector) {
  for (let step = 0; step < mostSteps; step++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }

  throw new Error(`${mostSteps} steps of the tab key did not reach ${selector}`);
}
