// A reader's way through the standalone page, in each browser.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { Key, Reader } from './reader.mjs';
import { serve } from './server.mjs';

for (const { name, start, missing } of BROWSERS) {
  const skip = missing.length > 0 && !process.env.CI ? `${missing.join(', ')} missing; make test installs it` : false;
  describe(name, { skip, timeout: 240_000 }, () => {
    let host;
    let driver;
    let reader;
    const violations = () => driver.executeScript('return window.violations');

    before(async () => {
      host = await serve();
      driver = await start();
      reader = new Reader(driver);
    });
    after(async () => {
      await driver?.quit();
      host?.close();
    });
    const go = async (address = '') => {
      await driver.get('about:blank');
      await driver.get(host.url + address);
      await reader.ready();
    };

    it('finds a diagnosis as it is typed and opens it by keyboard', async () => {
      await go();
      await reader.type('panic att');
      await reader.until('results are listed', "(root) => root.querySelectorAll('[role=option]').length > 3");
      const [first] = await reader.options();
      assert.match(first, /^F41\.0 .*Panic disorder/);
      assert.match(first, /inclusion term: Panic attack/);
      assert.match(first, /Billable/);
      await reader.key(Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ARROW_UP);
      const active = await reader.in("(root) => { const box = root.querySelector('[role=combobox]'); const option = root.getElementById(box.getAttribute('aria-activedescendant')); return [box.getAttribute('aria-expanded'), root.getElementById(box.getAttribute('aria-controls'))?.getAttribute('role'), option?.getAttribute('aria-selected'), option?.innerText.slice(0, 5)]; }");
      assert.deepEqual(active, ['true', 'listbox', 'true', 'F41.0']);
      await reader.key(Key.ENTER);
      await reader.shows('F41.0');
    });

    it('shows path, billing and notes, follows a code in a note, and goes back', async () => {
      await go('#S72.001A');
      await reader.shows('S72.001A');
      const page = await reader.until('the notes are there', "(root) => { const text = root.querySelector('article').innerText; return text.includes('Excludes2') && text; }");
      assert.match(page, /Fracture of unspecified part of neck of right femur, initial encounter for closed fracture/);
      assert.match(page, /Billable/);
      assert.match(page, /Chapter 19[\s\S]*S70-S79[\s\S]*S72\.00/);
      await reader.click("(root) => [...root.querySelectorAll('.mc-notes button')].find((one) => one.innerText === 'S79.1-')");
      await reader.shows('S79.1');
      await reader.click("(root) => [...root.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === 'Back')");
      await reader.shows('S72.001A');
    });

    it('keeps the place in the address: reload and the browser’s own back', async () => {
      await go('#E11.40');
      await reader.shows('E11.40');
      await reader.click("(root) => root.querySelector('nav [data-code=\"E11\"]')");
      await reader.shows('E11');
      assert.match(await driver.getCurrentUrl(), /#E11$/);
      await driver.navigate().refresh();
      await reader.ready();
      await reader.shows('E11');
      await driver.navigate().back();
      await reader.shows('E11.40');
    });

    it('unfolds the tree from chapter to code and offers the seventh characters', async () => {
      await go();
      for (const code of ['Chapter 19', 'S70-S79', 'S72', 'S72.0']) {
        await reader.click("(root, host, code) => root.querySelector(`.mc-tree [data-fold='${code}'][aria-expanded=false]`)", code);
      }
      const branch = "(root) => root.querySelector('.mc-tree [data-code=\"S72.00\"]')";
      await reader.until('S72.0 is unfolded', branch);
      await reader.click(branch);
      await reader.shows('S72.00');
      await reader.click("(root) => [...root.querySelectorAll('.mc-children button')].find((one) => one.innerText.startsWith('S72.001'))");
      await reader.shows('S72.001');
      assert.match(await reader.in("(root) => root.querySelector('article').innerText"), /needs a seventh character/);
      await reader.click("(root) => [...root.querySelectorAll('.mc-children button')].find((one) => one.innerText.startsWith('S72.001S'))");
      await reader.shows('S72.001S');
    });

    it('says what it corrected, what it does not know, and what may help', async () => {
      await go();
      await reader.type('diabtes');
      await reader.until('the correction is said', "(root) => /Showing results for\\s+diabetes/.test(root.querySelector('.mc-view').innerText)");
      await reader.clear();
      await reader.type('xqzw');
      await reader.until('help is offered', "(root) => /Nothing found[\\s\\S]*spelling/.test(root.querySelector('.mc-view').innerText)");
      assert.equal(await reader.in("(root) => root.querySelector('[role=status]').innerText"), 'Nothing found');
      assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').getAttribute('aria-expanded')"), 'false');
      await go('#Z99.999');
      await reader.until('an unknown code is said to be unknown', "(root) => root.innerText?.includes('not known') || root.querySelector('.mc-view').innerText.includes('not known')");
    });

    it('fits a phone of 320 pixels without scrolling sideways', async () => {
      host.pages.set('/phone.html', '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="phone.css"><iframe src="/#E11.40" width="320" height="640"></iframe>');
      await driver.get(`${host.url}phone.html`);
      host.policy = host.policy.replace("default-src 'none'", "default-src 'none'; frame-src 'self'");
      await driver.get(`${host.url}phone.html`);
      await driver.switchTo().frame(0);
      await reader.ready();
      await reader.shows('E11.40');
      await reader.until('the notes are there', "(root) => root.querySelector('.mc-notes').innerText.includes('Excludes1')");
      const [page, view] = await reader.in("(root) => [document.documentElement.scrollWidth, root.querySelector('.mc').scrollWidth - root.querySelector('.mc').clientWidth]");
      assert.ok(page <= 320, `the page is ${page} pixels wide`);
      assert.equal(view, 0);
      const small = await reader.in("(root) => [...root.querySelectorAll('.mc-ways button, .mc-children button, .mc-path button')].filter((one) => one.getBoundingClientRect().height < 24).length");
      assert.equal(small, 0, 'targets are at least 24 pixels high');
      await driver.switchTo().defaultContent();
    });

    it('asks no other host, asks nothing after loading, and breaks no policy', async () => {
      host.pages.set('/strict.html', '<!doctype html><meta charset="utf-8"><script src="watch.js"></script><script type="module" src="medcode.js"></script><medical-codes></medical-codes>');
      host.pages.set('/watch.js', "window.violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));");
      await driver.get(`${host.url}strict.html`);
      assert.ok(await driver.executeScript('return Array.isArray(window.violations)'), 'the watch is on');
      await reader.ready();
      await reader.until('the notes have come', "() => performance.getEntriesByType('resource').some((one) => one.name.endsWith('icd10cm-notes.mcx') && one.responseEnd > 0)");
      await new Promise((later) => setTimeout(later, 1000));
      const asked = host.requests.length;
      await reader.type('heart failure');
      await reader.until('results are listed', "(root) => root.querySelectorAll('[role=option]').length > 3");
      await reader.key(Key.ENTER);
      await reader.until('a page is shown', "(root) => !!root.querySelector('article')");
      assert.equal(host.requests.length, asked, `asked for ${host.requests.slice(asked)}`);
      const foreign = await driver.executeScript("return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !name.startsWith(location.origin))");
      assert.deepEqual(foreign, []);
      assert.deepEqual(await violations(), []);
      assert.equal(await driver.executeScript('return document.cookie + localStorage.length + sessionStorage.length'), '00');
    });
  });
}
