// What can go wrong with a host, and what a reader is told: in each browser, a
// readable message with a way to try again, while the rest of the page lives.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BROWSERS } from './browsers.mjs';
import { Reader } from './reader.mjs';
import { POLICY, serve } from './server.mjs';

const PAGE = '<!doctype html><meta charset="utf-8"><script type="module" src="medcode.js"></script><medical-codes></medical-codes><p id="rest">The rest of the page</p>';

/** File, fault, and what the message must say. */
const CASES = [
  ['icd10cm.mcx', 'missing', /icd10cm\.mcx could not be fetched: the server answered 404/],
  ['icd10cm.mcx', 'html', /arrived with \d+ of \d+ bytes|error page/],
  ['icd10cm.mcx', 'truncated', /arrived with \d+ of \d+ bytes/],
  ['icd10cm.mcx', 'flipped', /changed or damaged on its way/],
  ['icd10cm.mcx', 'version', /program and index of one release/],
  ['icd10cm.mcx', 'dropped', /connection was lost|could not be fetched/],
  ['manifest.json', 'html', /no list of index files/],
  ['medcode-web_bg.wasm', 'missing', /medcode-web_bg\.wasm could not be fetched/],
  ['medcode-web_bg.wasm', 'truncated', /could not be started/],
  ['medcode-web.js', 'missing', /medcode-web\.js could not be loaded/],
];

for (const { name, start, missing } of BROWSERS) {
  const skip = missing.length > 0 && !process.env.CI ? `${missing.join(', ')} missing; make test installs it` : false;
  describe(name, { skip, timeout: 240_000 }, () => {
    let host;
    let driver;
    let reader;
    before(async () => {
      host = await serve();
      host.pages.set('/page.html', PAGE);
      driver = await start();
      reader = new Reader(driver);
    });
    after(async () => {
      await driver?.quit();
      host?.close();
    });
    const alert = "(root) => root?.querySelector('[role=alert]')?.innerText";
    const again = () => reader.click("(root) => [...root.querySelectorAll('[role=alert] button')].find((one) => one.innerText === 'Try again')");

    for (const [file, fault, message] of CASES) {
      it(`says so when ${file} is ${fault}, and recovers`, async () => {
        host.faults.set(file, fault);
        await driver.get(`${host.url}page.html`);
        assert.match(await reader.until('the fault is said', alert), message);
        assert.equal(await driver.executeScript("return document.getElementById('rest').innerText"), 'The rest of the page');
        host.faults.clear();
        await again();
        await reader.ready();
      });
    }

    it('says so when WebAssembly is forbidden by policy', async () => {
      host.policy = POLICY.replace(" 'wasm-unsafe-eval'", '');
      await driver.get(`${host.url}page.html`);
      const said = await reader.until('the fault is said', alert);
      host.policy = POLICY;
      assert.match(said, /forbids WebAssembly|could not be started/);
    });

    it('shows codes without notes when only the notes fail, and loads them on demand', async () => {
      host.faults.set('icd10cm-notes.mcx', 'flipped');
      await driver.get(`${host.url}page.html`);
      await reader.ready();
      await reader.type('e11.40');
      await reader.click("(root) => root.querySelector('[role=option]')");
      await reader.shows('E11.40');
      assert.match(await reader.until('the fault is said', alert), /notes could not be loaded[\s\S]*damaged/i);
      host.faults.clear();
      await again();
      await reader.until('the notes are there', "(root) => root.querySelector('.mc-notes').innerText.includes('Excludes1')");
    });

    it('keeps what was typed before the program was there', async () => {
      host.faults.set('icd10cm.mcx', 'missing');
      await driver.get(`${host.url}page.html`);
      await reader.until('the fault is said', alert);
      await reader.in("(root) => root.querySelector('input').focus()");
      await driver.actions().sendKeys('asthma').perform();
      host.faults.clear();
      await again();
      await reader.until('results are listed', "(root) => [...root.querySelectorAll('[role=option]')].some((one) => one.innerText.includes('sthma'))");
    });

    it('shares one download among elements, lives through a move, and frees what is removed', async () => {
      host.pages.set('/two.html', PAGE.replace('</medical-codes>', '</medical-codes><medical-codes query="asthma"></medical-codes>').replace('<p', '<script type="module" src="medcode.js?again"></script><div id="there"></div><p'));
      host.requests.length = 0;
      await driver.get(`${host.url}two.html`);
      await reader.ready();
      const second = new Reader(driver, 1);
      await second.until('the second has its own results', "(root) => root?.querySelectorAll('[role=option]').length > 3");
      assert.equal(host.requests.filter((one) => one.endsWith('icd10cm.mcx')).length, 1);
      assert.equal((await reader.options()).length, 0, 'the first keeps its own state');
      await driver.executeScript("document.getElementById('there').append(document.querySelectorAll('medical-codes')[1])");
      await new Promise((later) => setTimeout(later, 200));
      assert.ok((await second.options()).length > 3, 'a moved element keeps its results');
      await driver.executeScript("window.gone = document.querySelectorAll('medical-codes')[1]; gone.remove()");
      await new Promise((later) => setTimeout(later, 200));
      assert.equal(await driver.executeScript("return gone.shadowRoot.querySelectorAll('[role=combobox]').length"), 0);
      await driver.executeScript('document.body.append(gone)');
      await second.until('a returned element is drawn anew', "(root) => root?.querySelectorAll('[role=option]').length > 3");
    });

    it('gives the engine alone to a page’s own script', async () => {
      await driver.get(`${host.url}page.html`);
      const found = await driver.executeAsyncScript("const done = arguments[0]; import('/medcode.js').then(async ({ open }) => { const book = await open(); const answer = book.search('E11.9', { limit: 3 }); const page = book.show('e119'); done([answer.results[0].code, answer.results[0].billable, page.title, page.complete, book.show('nothing')]); }).catch((error) => done(String(error)));");
      assert.deepEqual(found, ['E11.9', true, 'Type 2 diabetes mellitus without complications', true, null]);
    });
  });
}
