// What can go wrong with a host, and what a reader is told: in each browser, a
// readable message with a way to try again, while the rest of the page lives.
import assert from 'node:assert/strict';
import { Reader, hostPage, inEachBrowser } from './reader.mjs';

/** File, fault, and what the message must say. */
const CASES = [
  ['/icd10cm.mcx', 'missing', /^icd10cm\.mcx could not be fetched: the server answered 404/m],
  ['/icd10cm.mcx', 'html', /^icd10cm\.mcx cannot be used: .*error page/m],
  ['/icd10cm.mcx', 'empty', /^icd10cm\.mcx cannot be used: /m],
  ['/icd10cm.mcx', 'truncated', /^icd10cm\.mcx cannot be used: the file should have \d+ bytes but \d+ arrived/m],
  ['/icd10cm.mcx', 'flipped', /^icd10cm\.mcx cannot be used: .*changed or damaged on its way/m],
  ['/icd10cm.mcx', 'version', /^icd10cm\.mcx cannot be used: .*program and index of one release/m],
  ['/icd10cm.mcx', 'dropped', /^The connection was lost while icd10cm\.mcx/m],
  ['/manifest.json', 'html', /no list of index files .*error page/],
  ['/manifest.json', 'refused', /^manifest\.json could not be fetched\. Check the connection/m],
  ['/medcode-web_bg.wasm', 'missing', /^medcode-web_bg\.wasm could not be fetched: the server answered 404/m],
  ['/medcode-web_bg.wasm', 'truncated', /^The program of the code reference arrived damaged/m],
  ['/medcode-web_bg.wasm', 'dropped', /^The connection was lost while medcode-web_bg\.wasm/m],
  ['/medcode-web.js', 'missing', /^medcode-web\.js could not be loaded/m],
  ['/medcode-load.js', 'missing', /^The code reference could not be loaded/m],
  ['/medcode-view.js', 'refused', /^The code reference could not be loaded/m],
];

const ONE = '<medical-codes></medical-codes>';
/** The rest of a page still stands and still answers. */
const lives = async (driver) => assert.equal(await driver.executeScript("return document.getElementById('rest').innerText"), 'The rest of the page');

inEachBrowser((it) => {
  for (const [file, fault, message] of CASES) {
    it(`says so when ${file} is ${fault}, tells the page, and recovers`, async ({ driver, host, reader }) => {
      host.faults.set(file, fault);
      await driver.get(hostPage(host, ONE));
      const said = await reader.alert();
      assert.match(said, message);
      await lives(driver);
      const heard = await driver.executeScript("return heard.filter(([name]) => name === 'error').map(([, detail]) => detail.message)");
      assert.equal(heard.length, 1);
      assert.ok(said.includes(heard[0]));
      host.faults.clear();
      await reader.press('Try again');
      await reader.ready();
      await reader.type('E11.9');
      await reader.some(1);
    });
  }

  it('says so when a try fails as well, and goes on offering another', async ({ driver, host, reader }) => {
    host.faults.set('/icd10cm.mcx', 'missing');
    await driver.get(hostPage(host, ONE));
    await reader.alert();
    await reader.press('Try again');
    await reader.until('the second failure is told', "() => heard.filter(([name]) => name === 'error').length === 2");
    assert.match(await reader.alert(), /404/);
    host.faults.clear();
    await reader.press('Try again');
    await reader.ready();
  });

  it('says so when WebAssembly is forbidden by policy, and asks for nothing large', async ({ driver, host, reader }) => {
    const page = hostPage(host, ONE);
    host.policy = host.policy.replace(" 'wasm-unsafe-eval'", '');
    host.requests.length = 0;
    await driver.get(page);
    assert.match(await reader.alert(), /security policy forbids WebAssembly.*wasm-unsafe-eval/);
    assert.deepEqual(host.requests.filter((one) => one.endsWith('.wasm')), []);
    await lives(driver);
  });

  it('says so when the browser has no WebAssembly', async ({ driver, host, reader }) => {
    host.pages.set('/old.js', 'delete window.WebAssembly;');
    await driver.get(hostPage(host, ONE, '<script src="/old.js"></script>'));
    assert.match(await reader.alert(), /no WebAssembly/);
  });

  it('shows codes without notes when only the notes fail, and loads them on demand', async ({ driver, host, reader }) => {
    host.faults.set('/icd10cm-notes.mcx', 'flipped');
    await driver.get(hostPage(host, '<medical-codes code="E11.40"></medical-codes>'));
    await reader.shows('E11.40');
    assert.match(await reader.alert(), /notes or facts could not be loaded[\s\S]*damaged/i);
    host.faults.clear();
    await reader.press('Try again');
    await reader.until('the notes', "(root) => root.querySelector('.mc-notes').innerText.includes('Excludes1')");
  });

  it('says so when only what is known besides fails, and loads it on demand', async ({ driver, host, reader }) => {
    host.faults.set('/icd10cm-facts.mcx', 'truncated');
    await driver.get(hostPage(host, '<medical-codes code="I21.9"></medical-codes>'));
    assert.match(await reader.alert(), /facts could not be loaded[\s\S]*icd10cm-facts/i);
    host.faults.clear();
    await reader.press('Try again');
    await reader.until('the facts', "(root) => /complication or comorbidity \\(MCC\\)/.test(root.querySelector('article').innerText)");
  });

  it('leaves one element well when another one’s index is broken', async ({ driver, host, reader }) => {
    host.faults.set('/copy/index/icd10cm.mcx', 'flipped');
    await driver.get(hostPage(host, '<medical-codes src="/copy/"></medical-codes><medical-codes query="asthma"></medical-codes>'));
    assert.match(await reader.alert(), /damaged/);
    const other = new Reader(driver, 1);
    await other.some();
    assert.match((await other.options())[0], /sthma/);
    host.faults.clear();
    await reader.press('Try again');
    await reader.ready();
  });

  it('starts a program anew by itself, but not for ever, that breaks before anything is seen of it', async ({ driver, host, reader }) => {
    const breaking = (times) => (glue) => `${String(glue).replace('export class Engine {', 'class Engine {')}
      class Broken extends Engine {
        openCodes(bytes) {
          globalThis.breaks = (globalThis.breaks ?? 0) + 1;
          if (breaks <= ${times}) throw new WebAssembly.RuntimeError('a made-up trap');
          return super.openCodes(bytes);
        }
      }
      export { Broken as Engine };`;
    host.faults.set('/medcode-web.js', breaking(1));
    await driver.get(hostPage(host, '<medical-codes query="asthma"></medical-codes>'));
    await reader.some();
    assert.equal(await driver.executeScript("return heard.filter(([name]) => name === 'error').length"), 0);
    host.faults.set('/medcode-web.js', breaking(9));
    await driver.get(hostPage(host, '<medical-codes query="asthma"></medical-codes>'));
    assert.match(await reader.alert(), /Something went wrong/);
    await lives(driver);
  });

  it('survives a failure within the program: says so in every element, and starts a fresh one', async ({ driver, host, reader }) => {
    // The program's own way to tell of a failure, called as if it had failed.
    host.faults.set('/medcode-web.js', (glue) => `${String(glue).replace('export class Engine {', 'class Engine {')}
      class Watched extends Engine { constructor(panicked) { super(panicked); (globalThis.panics ??= []).push(panicked); } }
      export { Watched as Engine };`);
    await driver.get(hostPage(host, '<medical-codes></medical-codes><medical-codes query="asthma"></medical-codes>'));
    const other = new Reader(driver, 1);
    await reader.ready();
    await other.some();
    await reader.type('migraine');
    await reader.some();
    await driver.executeScript("panics[0]('a made-up failure')");
    for (const one of [reader, other]) assert.match(await one.alert(), /^The code reference is not available[\s\S]*Something went wrong/);
    await lives(driver);
    await reader.press('Try again');
    await reader.some();
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').value"), 'migraine');
    assert.equal(await driver.executeScript('return panics.length'), 2, 'a second instance runs');
    await other.press('Try again');
    await other.some();
    assert.equal(await driver.executeScript('return panics.length'), 2, 'which the other element shares');
  });
});
