// What a reader does with the element, found as assistive technology finds it:
// by role and name in the open shadow root.
import assert from 'node:assert/strict';
import { By, Key } from 'selenium-webdriver';

/** So long a test waits for what should come at once. */
const PATIENCE = 20_000;

export class Reader {
  constructor(driver, element = 0) {
    this.driver = driver;
    this.element = element;
  }

  /** Runs a function of the shadow root in the page. */
  in(body, ...values) {
    const script = `const host = document.querySelectorAll('medical-codes')[arguments[0]]; const root = host?.shadowRoot; return (${body})(root, host, ...[].slice.call(arguments, 1));`;
    return this.driver.executeScript(script, this.element, ...values);
  }

  /** Waits until a function of the shadow root returns something true. */
  async until(what, body, ...values) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = await this.in(body, ...values).catch(() => null);
      if (found) return found;
      if (Date.now() > end) assert.fail(`${what}; the element shows: ${await this.text().catch(() => '?')}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  ready() { return this.until('the search box is there', "(root) => !!root?.querySelector('[role=combobox]')"); }
  text() { return this.in("(root) => (root?.querySelector('.mc, .mc-wait')?.innerText ?? '').slice(0, 600)"); }
  options() { return this.in("(root) => [...root.querySelectorAll('[role=listbox] [role=option]')].map((one) => one.innerText.replace(/\\s+/g, ' '))"); }
  heading() { return this.in("(root) => root.querySelector('article h2')?.innerText.replace(/\\s+/g, ' ') ?? ''"); }

  /** Types into the search box as a person does. */
  async type(text) {
    await this.in("(root) => root.querySelector('[role=combobox]').focus()");
    await this.driver.actions().sendKeys(text).perform();
  }

  key(...keys) { return this.driver.actions().sendKeys(...keys).perform(); }

  /** Clicks, as a person does, the element that a function of the root returns. */
  async click(body, ...values) {
    const node = await this.in(`(root, host, ...values) => { const node = (${body})(root, host, ...values); node?.scrollIntoView({ block: 'center' }); return node; }`, ...values);
    assert.ok(node, `there is nothing to click for ${body}`);
    await node.click();
  }

  shows(code) {
    return this.until(`the page of ${code} is shown`, "(root, host, code) => root.querySelector('article h2')?.innerText.replace(/\\s+/g, '').startsWith(code.replace(/\\s+/g, ''))", code);
  }

  async clear() {
    await this.in("(root) => root.querySelector('[role=combobox]').focus()");
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).sendKeys(Key.BACK_SPACE).perform();
  }
}

export { By, Key };
