// The manners of a guest: what the element does to a page that holds it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Key, Reader, hostPage, inEachBrowser } from './reader.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
const COMMAND = `${process.env.CARGO_TARGET_DIR ?? `${ROOT}target`}/release/medcode`;
const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const ONE = '<medical-codes></medical-codes>';

/** Waits until the last file of the index is there. */
async function everything(reader) {
  const last = JSON.parse(readFileSync(`${ROOT}dist/index/manifest.json`)).files.at(-1).name;
  await reader.until(last, `() => performance.getEntriesByType('resource').some((one) => one.name.endsWith('/${last}') && one.responseEnd > 0)`);
}

inEachBrowser((it) => {
  it('asks for nothing but its script until it comes near the viewport, and shifts nothing then', async ({ driver, host, reader }) => {
    host.pages.set('/far.css', '.far { height: 5000px }');
    const page = hostPage(host, `<link rel="stylesheet" href="/far.css"><div class="far"></div>${ONE}`);
    host.requests.length = 0;
    await driver.get(page);
    await later(500);
    assert.deepEqual(host.requests.filter((one) => !['/page.html', '/watch.js', '/far.css', '/favicon.ico'].includes(one)), ['/medcode.js']);
    const place = '() => { const box = document.querySelector("medical-codes").getBoundingClientRect(); const below = document.getElementById("rest").getBoundingClientRect(); return [box.height, below.top - box.bottom].map(Math.round); }';
    const before = await reader.in(place);
    assert.ok(before[0] >= 300, 'space is kept');
    const box = "(root) => { const { x, y, width, height } = root.querySelector('input').getBoundingClientRect(); const host = root.host.getBoundingClientRect(); return [x - host.x, y - host.y, width, height].map(Math.round); }";
    const boxBefore = await reader.in(box);
    await reader.in('(root, host) => host.scrollIntoView()');
    await reader.ready();
    await reader.until('the program’s style', "(root) => getComputedStyle(root.querySelector('.mc')).display === 'flex'");
    assert.deepEqual(await reader.in(place), before);
    const boxAfter = await reader.in(box);
    boxAfter.forEach((value, at) => assert.ok(Math.abs(value - boxBefore[at]) <= 4, `the box moved from ${boxBefore} to ${boxAfter}`));
  });

  it('loads when it is given the focus, far from the viewport or not', async ({ driver, host, reader }) => {
    await driver.get(hostPage(host, `<link rel="stylesheet" href="/far.css"><div class="far"></div>${ONE}`));
    await reader.until('the skeleton', "(root) => !!root?.querySelector('input')");
    await reader.in("(root) => root.querySelector('input').focus({ preventScroll: true })");
    await reader.ready();
  });

  it('shows progress, and takes over what is typed meanwhile with focus and caret', async ({ driver, host, reader }) => {
    host.faults.set('/icd10cm.mcx', 'slow');
    await driver.get(hostPage(host, ONE));
    await reader.until('the skeleton', "(root) => !!root?.querySelector('input')");
    await reader.type('athma');
    await reader.key(Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_LEFT);
    const name = await reader.in("(root) => root.querySelector('label').innerText");
    const seen = new Set();
    await reader.until('the program', "(root) => { const bar = root.querySelector('progress'); if (bar) (window.seen ??= new Set()).add(bar.value); return !bar; }");
    for (const value of await driver.executeScript('return [...seen]')) seen.add(value);
    const values = [...seen];
    assert.ok(values.length >= 4, `progress went ${values}`);
    assert.deepEqual(values, [...values].sort((one, other) => one - other), 'and never back');
    await reader.ready();
    assert.equal(await reader.in("(root) => root.querySelector('label').innerText"), name, 'the box keeps its name');
    await driver.actions().sendKeys('s').perform();
    await reader.some();
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').value"), 'asthma');
  });

  it('asks no other host, asks nothing after loading, stores nothing, and breaks no policy', async ({ driver, host, reader }) => {
    await driver.get(hostPage(host, ONE));
    await reader.ready();
    await everything(reader);
    await later(500);
    const asked = host.requests.length;
    const length = await driver.executeScript('return history.length');
    await reader.type('heart failure');
    await reader.some();
    await reader.key(Key.ENTER);
    await reader.until('a page', "(root) => !!root.querySelector('article')");
    await reader.press('Back');
    await reader.some();
    await later(300);
    assert.equal(host.requests.length, asked, `asked for ${host.requests.slice(asked)}`);
    const foreign = await driver.executeScript("return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => !name.startsWith(location.origin))");
    assert.deepEqual(foreign, []);
    assert.equal(await driver.executeScript('return document.cookie + localStorage.length + sessionStorage.length'), '00');
    assert.deepEqual(await driver.executeScript('return [location.hash, history.length]'), ['', length], 'the page’s history is its own');
    assert.deepEqual(await driver.executeScript('return violations'), []);
    // The same watch does see one.
    await driver.executeScript("document.body.setAttribute('style', 'color: red')");
    await reader.until('a violation', '() => violations.length === 1');
  });

  it('shares one program and one download among elements that keep their own state', async ({ driver, host, reader }) => {
    const page = hostPage(host, `${ONE}<medical-codes query="asthma"></medical-codes>`, '<script type="module" src="/medcode.js?twice"></script>');
    host.requests.length = 0;
    await driver.get(page);
    await reader.ready();
    const second = new Reader(driver, 1);
    await second.some();
    await everything(reader);
    for (const file of ['/index/manifest.json', '/index/icd10cm.mcx', '/index/icd10cm-notes.mcx', '/medcode-web.js', '/medcode-web_bg.wasm', '/medcode-load.js']) {
      assert.equal(host.requests.filter((one) => one === file).length, 1, file);
    }
    assert.equal((await reader.options()).length, 0);
    await reader.type('gout');
    await reader.some();
    assert.match((await second.options())[0], /sthma/);
  });

  it('asks for each file of the standalone page once', async ({ driver, host, reader }) => {
    host.requests.length = 0;
    await driver.get(host.url);
    await reader.ready();
    await everything(reader);
    const files = host.requests.filter((one) => /\.(js|wasm|json|mcx)$/.test(one));
    assert.deepEqual(files.toSorted(), [...new Set(files)].sort());
  });

  it('lives through a move, frees what is removed, and draws anew what comes back', async ({ driver, host, reader }) => {
    await driver.get(hostPage(host, `<div id="there"></div><medical-codes query="asthma"></medical-codes>`));
    await reader.some();
    await reader.in("(root) => { root.querySelector('[role=option]').id = 'marked'; }");
    await driver.executeScript("document.getElementById('there').append(document.querySelector('medical-codes'))");
    await later(100);
    assert.ok(await reader.in("(root) => !!root.getElementById('marked')"), 'the very same view');
    await driver.executeScript("window.gone = document.querySelector('medical-codes'); gone.remove()");
    await later(100);
    assert.equal(await driver.executeScript("return gone.shadowRoot.querySelectorAll('[role=combobox]').length"), 0);
    for (let round = 0; round < 3; round += 1) {
      await driver.executeScript('document.body.append(gone)');
      await reader.some();
      await driver.executeScript('gone.remove()');
      await later(30);
    }
    await driver.executeScript('document.body.append(gone)');
    await reader.some();
    assert.deepEqual(await reader.in("(root) => [root.querySelectorAll('.mc').length, new Set(root.adoptedStyleSheets).size - root.adoptedStyleSheets.length]"), [1, 0]);
  });

  it('draws once when it is removed and put back while it loads', async ({ driver, host, reader }) => {
    host.faults.set('/icd10cm.mcx', 'slow');
    await driver.get(hostPage(host, ONE));
    await reader.until('progress', "(root) => root?.querySelector('progress')?.value > 0");
    await driver.executeAsyncScript("const done = arguments[0]; const one = document.querySelector('medical-codes'); one.remove(); setTimeout(() => { document.body.append(one); done(); }, 50)");
    await reader.ready();
    await later(100);
    assert.equal(await reader.in("(root) => root.querySelectorAll('[role=combobox]').length"), 1);
    assert.equal(await driver.executeScript("return heard.filter(([name]) => name === 'ready').length"), 1);
  });

  it('follows its attributes and tells what happens', async ({ driver, host, reader }) => {
    await driver.get(hostPage(host, '<medical-codes limit="3" heading-level="3"></medical-codes>'));
    await reader.ready();
    const set = (name, value) => reader.in('(root, host, name, value) => value === null ? host.removeAttribute(name) : host.setAttribute(name, value)', name, value);
    await set('query', 'asthma');
    await reader.some(3);
    assert.equal((await reader.options()).length, 3);
    await set('code', 'E11.9');
    await reader.until('the page', "(root) => root.querySelector('article h3')?.innerText.includes('E11')");
    await set('compact', '');
    await reader.until('density', "(root) => !!root.querySelector('.mc-compact')");
    await set('compact', null);
    await reader.until('density', "(root) => !root.querySelector('.mc-compact')");
    await set('theme', 'dark');
    const dark = await reader.in("(root) => getComputedStyle(root.querySelector('.mc')).backgroundColor");
    await set('theme', 'light');
    const light = await reader.in("(root) => getComputedStyle(root.querySelector('.mc')).backgroundColor");
    assert.notEqual(dark, light);
    const heard = await driver.executeScript('return heard');
    assert.equal(heard[0][0], 'ready');
    const search = heard.find(([name]) => name === 'search')[1];
    assert.equal(search.query, 'asthma');
    assert.ok(search.total > 3);
    assert.deepEqual(heard.at(-1), ['select', { set: 'icd10cm', code: 'E11.9', title: 'Type 2 diabetes mellitus without complications' }]);
  });

  it('takes from an iframe’s address what to show', async ({ driver, host, reader }) => {
    await driver.get(`${host.url}embed.html?code=E11.9&theme=dark&other=x`);
    await reader.shows('E11.9');
    assert.equal(await reader.in('(root, host) => getComputedStyle(host).colorScheme'), 'dark');
    await driver.get(`${host.url}embed.html?q=panic+attack`);
    await reader.some();
    assert.match((await reader.options())[0], /panic attack/i);
  });

  it('gives a page’s own script the same answers as the command line', async ({ driver, host }) => {
    await driver.get(hostPage(host, ''));
    // The exit code only tells whether something was found.
    const run = (...words) => JSON.parse(spawnSync(COMMAND, [...words, '--json', '--index', `${ROOT}assets/index`]).stdout.toString());
    const script = "const [name, values, done] = arguments; import('/medcode.js').then(({ open }) => open()).then((book) => done(book[name](...values)), (error) => done(String(error)));";
    for (const query of ['heart attack', 'e119', 'S72.001A', 'diabtes mellitus', 'xqzw']) {
      assert.deepEqual(await driver.executeAsyncScript(script, 'search', [query, { limit: 7 }]), run('search', query, '--limit', '7'));
    }
    for (const code of ['E11.9', 's72001a', 'Chapter 4', 'A00-A09', 'drg 470', 'pos:11', 'C78.31']) {
      assert.deepEqual(await driver.executeAsyncScript(script, 'show', [code]), run('show', code));
    }
    assert.deepEqual(await driver.executeAsyncScript(script, 'show', ['I21.9', { date: '2016-03-01' }]), run('show', 'I21.9', '--date', '2016-03-01'));
    assert.equal(await driver.executeAsyncScript(script, 'show', ['nothing']), null);
    host.faults.set('/copy/index/icd10cm.mcx', 'flipped');
    assert.match(await driver.executeAsyncScript(script.replace('open()', "open({ base: '/copy/' })"), 'search', ['x']), /damaged/);
  });
});
