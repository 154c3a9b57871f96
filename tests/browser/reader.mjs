// What a reader does with the element, found as assistive technology finds it:
// by role and name in the open shadow root.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Key } from 'selenium-webdriver';
import { browsers } from './browsers.mjs';
import { POLICY, serve } from './server.mjs';

export { Key };

/** So long a test waits for what should come at once. */
const PATIENCE = 20_000;

/**
 * Declares the same tests for each browser. `body` is given an `it` whose tests
 * are given the `host`, the `driver`, and the `reader` of the first element.
 */
export function inEachBrowser(body) {
  for (const { name, start, skip } of browsers()) {
    describe(name, { skip, timeout: 300_000 }, () => {
      const here = {};
      before(async () => {
        here.host = await serve();
        here.driver = await start();
        here.reader = new Reader(here.driver);
      });
      after(async () => {
        await here.driver?.quit();
        here.host?.close();
      });
      body((sentence, test) => it(sentence, async () => {
        here.host.faults.clear();
        here.host.policy = POLICY;
        await test(here);
      }));
    });
  }
}

/** A host page with something of its own around the given elements; `window.violations` tells what the policy refused. */
export function hostPage(host, elements, more = '') {
  host.pages.set('/watch.js', `window.violations = []; window.heard = []; window.told = [];
    const tell = console.error;
    console.error = (...what) => { told.push(what.join(' ').slice(0, 600)); tell(...what); };
    addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
    for (const name of ['ready', 'search', 'select', 'error']) addEventListener('medical-codes:' + name, (event) => heard.push([name, event.detail]));`);
  host.pages.set('/page.html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><script src="/watch.js"></script>
    <script type="module" src="/medcode.js"></script>${more}<h1>Host</h1>${elements}<p id="rest">The rest of the page</p>`);
  return `${host.url}page.html`;
}

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
      if (Date.now() > end) assert.fail(`not seen: ${what}; the element shows: ${await this.text().catch(() => '?')}; the console: ${await this.told()}`);
      await new Promise((later) => setTimeout(later, 30));
    }
  }

  /** What the page told the console, so that a rare failure is explained by its first report. */
  told() { return this.driver.executeScript("return (window.told ?? []).join('\\n')").catch(() => '?'); }
  ready() { return this.until('the search box', "(root) => !!root?.querySelector('[role=combobox]')"); }
  /** Its beginning and its end, where the trouble with a file is told. */
  text() { return this.in("(root) => { const text = root?.querySelector('.mc, .mc-wait')?.innerText ?? ''; return text.length > 900 ? text.slice(0, 400) + ' … ' + text.slice(-500) : text; }"); }
  options() { return this.in("(root) => [...root.querySelectorAll('[role=listbox] [role=option]')].map((one) => one.innerText.replace(/\\s+/g, ' '))"); }
  some(count = 4) { return this.until(`${count} results`, '(root, host, count) => root?.querySelectorAll("[role=listbox] [role=option]").length >= count', count); }

  /** Types into the search box as a person does. */
  async type(text) {
    await this.in("(root) => root.querySelector('input').focus()");
    await this.driver.actions().sendKeys(text).perform();
  }

  key(...keys) { return this.driver.actions().sendKeys(...keys).perform(); }

  /** Clicks, as a person does, the element that a function of the root returns. */
  async click(body, ...values) {
    const node = await this.in(`(root, host, ...values) => { const node = (${body})(root, host, ...values); node?.scrollIntoView({ block: 'center' }); return node; }`, ...values);
    assert.ok(node, `there is nothing to click for ${body}`);
    await node.click();
  }

  /** Clicks the button of a name. */
  press(name) {
    return this.click("(root, host, name) => [...root.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.innerText) === name)", name);
  }

  shows(code) {
    return this.until(`the page of ${code}`, "(root, host, code) => root.querySelector('article h2')?.innerText.replace(/\\s+/g, '').startsWith(code.replace(/\\s+/g, ''))", code);
  }

  /** What an alert says. */
  alert() { return this.until('a message', "(root) => root?.querySelector('[role=alert]')?.innerText"); }

  async clear() {
    await this.in("(root) => root.querySelector('[role=combobox]').focus()");
    await this.driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).sendKeys(Key.BACK_SPACE).perform();
  }
}
