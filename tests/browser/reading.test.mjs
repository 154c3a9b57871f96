// A reader's way through the standalone page, in each browser.
import assert from 'node:assert/strict';
import { Key, inEachBrowser } from './reader.mjs';

/** Opens the standalone page afresh. */
async function open({ driver, host, reader }, address = '') {
  await driver.get('about:blank');
  await driver.get(host.url + address);
  await reader.ready();
}

inEachBrowser((it) => {
  it('finds a diagnosis as it is typed and opens it by keyboard', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.type('panic att');
    // The results of what was typed so far may still stand there.
    const first = await reader.until('the diagnosis', "(root) => { const text = root.querySelector('[role=option]')?.innerText.replace(/\\s+/g, ' '); return text?.startsWith('F41.0') && text; }");
    assert.match(first, /^F41\.0 .*Panic disorder/);
    assert.match(first, /inclusion term: Panic attack/);
    assert.match(first, /Billable/);
    await reader.key(Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ARROW_UP);
    const active = await reader.in("(root) => { const box = root.querySelector('[role=combobox]'); const option = root.getElementById(box.getAttribute('aria-activedescendant')); return [box.getAttribute('aria-expanded'), root.getElementById(box.getAttribute('aria-controls'))?.getAttribute('role'), option?.getAttribute('aria-selected'), option?.innerText.slice(0, 5)]; }");
    assert.deepEqual(active, ['true', 'listbox', 'true', 'F41.0']);
    await reader.key(Key.ENTER);
    await reader.shows('F41.0');
  });

  it('shows path, billing and notes, follows a code in a note, and goes back', async (here) => {
    const { reader } = here;
    await open(here, '#S72.001A');
    await reader.shows('S72.001A');
    const page = await reader.until('the notes', "(root) => { const text = root.querySelector('article').innerText; return text.includes('Excludes2') && text; }");
    assert.match(page, /Fracture of unspecified part of neck of right femur, initial encounter for closed fracture/);
    assert.match(page, /Billable/);
    assert.match(page, /Chapter 19[\s\S]*S70-S79[\s\S]*S72\.00/);
    await reader.click("(root) => [...root.querySelectorAll('.mc-notes button')].find((one) => one.innerText === 'S79.1-')");
    await reader.shows('S79.1');
    await reader.press('Back');
    await reader.shows('S72.001A');
  });

  it('answers from every set, and finds a group again by its address', async (here) => {
    const { driver, reader } = here;
    await open(here);
    await reader.type('emergency room');
    await reader.until('the place of service', "(root) => [...root.querySelectorAll('[role=option]')].some((one) => one.innerText.includes('Place of service'))");
    await reader.key(Key.ESCAPE);
    await reader.type('470');
    await reader.until('the group', "(root) => root.querySelector('[role=option]')?.innerText.includes('Major Hip and Knee')");
    await reader.key(Key.ENTER);
    await reader.shows('470');
    await reader.until('its facts', "(root) => /Relative weight\\s+1\\.9289/.test(root.querySelector('article').innerText)");
    assert.match(await driver.getCurrentUrl(), /#msdrg(:|%3A)470$/);
    await driver.navigate().refresh();
    await reader.ready();
    await reader.shows('470');
  });

  it('narrows the results to one set, and back to all', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
    await reader.type('emergency room');
    await reader.until('several sets', "(root) => root.querySelectorAll('[aria-pressed]').length > 3");
    const all = await reader.in("(root) => root.querySelector('.mc-count').innerText");
    await reader.press('Place of service 1');
    await reader.until('one result', "(root) => { const all = [...root.querySelectorAll('[role=option]')]; return all.length === 1 && all[0].innerText.includes('Emergency Room'); }");
    await reader.press('All');
    await reader.until('all of them', `(root) => root.querySelector('.mc-count').innerText === '${all}'`);
  });

  it('narrows the results by a side by key, and back, with the focus where it was', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
    await reader.type('cataract');
    await reader.until('the choices', "(root) => root.querySelectorAll('.mc-refine [aria-pressed=false]').length > 4");
    const all = await reader.in("(root) => root.querySelector('.mc-count').innerText");
    const top = "(root) => root.querySelector('[role=listbox]').getBoundingClientRect().top";
    const before = await reader.in(top);
    await reader.in("(root) => [...root.querySelectorAll('.mc-refine button')].find((one) => one.innerText.startsWith('Right')).focus()");
    await reader.key(Key.ENTER);
    await reader.until('only right eyes', "(root) => { const all = [...root.querySelectorAll('[role=option]')]; return all.length > 4 && all.every((one) => /right/i.test(one.innerText)); }");
    const pressed = "(root) => [root.activeElement?.innerText.split(/\\s/)[0], root.activeElement?.getAttribute('aria-pressed')]";
    assert.deepEqual(await reader.in(pressed), ['Right', 'true']);
    assert.equal(await reader.in(top), before, 'the list stays where it was');
    await reader.key(Key.SPACE);
    await reader.until('all of them', `(root) => root.querySelector('.mc-count').innerText === '${all}'`);
    assert.deepEqual(await reader.in(pressed), ['Right', 'false']);
    // What the next query cannot follow is given up, and said.
    await reader.key(Key.ENTER);
    await reader.in("(root) => root.querySelector('[role=combobox]').select()");
    await reader.type('asthma');
    await reader.until('that it was given up', "(root) => /No result with “Right”/.test(root.querySelector('.mc-dropped')?.innerText) && root.querySelectorAll('[role=option]').length > 4");
    assert.equal(await reader.in("(root) => root.querySelectorAll('.mc-refine [aria-pressed=true]').length"), 0);
  });

  it('takes back a correction, and the taking back, by key', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.type('diabtes neuropathy');
    await reader.until('the correction', "(root) => /Showing results for diabetes/.test(root.querySelector('.mc-corrected')?.innerText)");
    await reader.in("(root) => root.querySelector('.mc-exact').focus()");
    assert.equal(await reader.in("(root) => root.activeElement.innerText"), 'Search for “diabtes neuropathy” exactly');
    await reader.key(Key.ENTER);
    await reader.until('the words as typed', "(root) => /Only what has exactly “diabtes neuropathy”/.test(root.querySelector('.mc-saying').innerText) && !root.querySelector('.mc-corrected')");
    assert.equal(await reader.in("(root) => root.activeElement.innerText"), 'Search for similar words, too');
    await reader.key(Key.ENTER);
    await reader.until('the correction again', "(root) => !!root.querySelector('.mc-corrected')");
    // The next key forgets that it was taken back.
    await reader.key(Key.ENTER);
    await reader.type(' ');
    await reader.until('the correction after a key', "(root) => !!root.querySelector('.mc-corrected')");
    await reader.clear();
    await reader.type('i1O');
    await reader.until('the code', "(root) => /Read as I10/.test(root.querySelector('.mc-corrected')?.innerText)");
    await reader.press('Search for “i1O” exactly');
    await reader.until('the nearest', "(root) => /Nothing has exactly “i1O”/.test(root.querySelector('.mc-saying').innerText) && root.querySelector('[role=option]').innerText.startsWith('I10')");
  });

  it('offers the meanings of an abbreviation', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.type('ms');
    await reader.until('the meanings', "(root) => /Did you mean[\\s\\S]*mitral stenosis/.test(root.querySelector('.mc-means')?.innerText)");
    await reader.press('mitral stenosis');
    await reader.until('that meaning', "(root) => /[Mm]itral (valve )?stenosis/.test(root.querySelector('[role=option]')?.innerText)");
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').value"), 'mitral stenosis');
  });

  it('keeps the buttons of the sets where they are when fewer results are left', async (here) => {
    const { reader } = here;
    await open(here, '#q=10');
    await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
    await reader.until('several sets', "(root) => root.querySelectorAll('[aria-pressed]').length > 5");
    const place = () => reader.in("(root) => { const box = root.querySelectorAll('[aria-pressed]')[2].getBoundingClientRect(); return [box.left, box.top]; }");
    const before = await place();
    await reader.press('Place of service 1');
    await reader.until('one result', "(root) => root.querySelectorAll('[role=option]').length === 1");
    assert.deepEqual(await place(), before);
  });

  it('says of which set a result is, where results are of several', async (here) => {
    const { reader } = here;
    await open(here, '#q=hip+replacement');
    await reader.until('a procedure', "(root) => [...root.querySelectorAll('[role=option]')].some((one) => /0SR90JZ[\\s\\S]*Billable[\\s\\S]*ICD-10-PCS/.test(one.innerText))");
    await open(here, '#q=e11.4');
    await reader.some();
    assert.ok(!(await reader.options()).join().includes('ICD-10-CM'));
  });

  it('does not call a code billable whose last day is over', async (here) => {
    const { reader } = here;
    await open(here, '#I42.0');
    await reader.until('its last day', "(root) => /No longer valid: its last day was September 30, 2026/.test(root.querySelector('.mc-billing')?.innerText)");
    assert.ok(!(await reader.in("(root) => root.querySelector('.mc-billing').innerText")).includes('Billable'));
    await open(here, '#I42.1');
    await reader.until('the facts', "(root) => root.querySelector('.mc-facts dd')");
    assert.match(await reader.in("(root) => root.querySelector('.mc-billing').innerText"), /^Billable/);
  });

  it('fits a narrow element: nothing stands out of it, and every button has a name', async (here) => {
    const { driver, host, reader } = here;
    host.pages.set('/narrow.html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Narrow</title>
      <link rel="stylesheet" href="/narrow.css"><script type="module" src="/medcode.js"></script><medical-codes address="hash"></medical-codes>`);
    host.pages.set('/narrow.css', 'body { margin: 0; } medical-codes { width: 320px; }');
    for (const address of ['', '#q=10', '#q=hip+replacement', '#q=diabtes+fracture+ms', '#modifier%3ACO', '#0SR90J9', '#12001', '#00002-1433-80', '#S72.001A']) {
      await driver.get('about:blank');
      await driver.get(`${host.url}narrow.html${address}`);
      await reader.ready();
      await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
      const out = await reader.in(`(root, host) => { const end = host.getBoundingClientRect().right; return [...root.querySelectorAll('.mc *')]
        .filter((one) => !one.closest('.mc-chips, .mc-hidden, .mc-label-more') && one.getBoundingClientRect().right > end).map((one) => one.outerHTML.slice(0, 100)); }`);
      assert.deepEqual(out, [], address);
      const unnamed = await reader.in("(root) => [...root.querySelectorAll('button')].filter((one) => !(one.getAttribute('aria-label') ?? one.textContent).trim()).map((one) => one.outerHTML.slice(0, 100))");
      assert.deepEqual(unnamed, [], address);
    }
  });

  it('keeps the choices to narrow by folded on a phone', async (here) => {
    const { driver, host, reader } = here;
    host.pages.set('/slim.html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Slim</title>
      <link rel="stylesheet" href="/slim.css"><script type="module" src="/medcode.js"></script><medical-codes address="hash"></medical-codes>`);
    host.pages.set('/slim.css', 'body { margin: 0; } medical-codes { width: 320px; }');
    await driver.get('about:blank');
    await driver.get(`${host.url}slim.html#q=cataract`);
    await reader.some();
    const seen = "(root) => root.querySelector('.mc-refine')?.getBoundingClientRect().height > 0";
    assert.equal(await reader.in(seen), false);
    await reader.press('Narrow');
    await reader.until('the choices', seen);
    await reader.click("(root) => [...root.querySelectorAll('.mc-refine button')].find((one) => one.innerText.startsWith('Left'))");
    await reader.until('that one is chosen', "(root) => root.querySelector('.mc-narrow').innerText === 'Narrow: 1'");
    assert.equal(await reader.in("(root) => root.querySelector('.mc-refine').getBoundingClientRect().height < 60"), true, 'one line');
  });

  it('says in which sets one string is a code, and offers each', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
    await reader.type('10');
    await reader.until('the sets', "(root) => /“10” is a code in \\d+ sets/.test(root.querySelector('.mc-several')?.innerText)");
    const options = (await reader.options()).join('\n');
    for (const set of ['Place of service', 'Adjustment reason', 'Condition code', 'Occurrence code', 'Value code']) assert.match(options, new RegExp(set));
    // A line of a bill is a procedure and its modifier, each of its own set.
    await open(here, '#');
    await reader.type('99213-25');
    await reader.until('the line', "(root) => /^99213[\\s\\S]*\\n25/.test([...root.querySelectorAll('[role=option]')].map((one) => one.innerText).join('\\n')) && !root.querySelector('.mc-several')");
    await open(here, '#pos:10');
    await reader.shows('10');
    await reader.until('the others', "(root) => root.querySelectorAll('.mc-also li').length >= 4");
  });

  it('explains a code whose official text is not here, and says who keeps it', async (here) => {
    const { reader } = here;
    await open(here, '#cpt:99213');
    await reader.until('its words', "(root) => /own plain words[\\s\\S]*American Medical Association/.test(root.querySelector('article')?.innerText)");
    await open(here, '#cpt:12002');
    await reader.until('its family', "(root) => /One of: Closing a wound[\\s\\S]*Recognised by its form[\\s\\S]*American Medical Association/.test(root.querySelector('article')?.innerText)");
    const way = await reader.in("(root) => root.querySelector('article a[href]').href");
    assert.match(way, /^https:\/\//);
  });

  it('takes a procedure apart, level by level', async (here) => {
    const { reader } = here;
    await open(here, '#icd10pcs:0SR90J9');
    await reader.until('its title', "(root) => /Replacement of Right Hip Joint with Synthetic Substitute, Cemented, Open Approach/.test(root.querySelector('article')?.innerText)");
    const way = await reader.in("(root) => [...root.querySelectorAll('nav li')].map((one) => one.innerText.split(' ')[0])");
    assert.ok(['0', '0S', '0SR', '0SR9', '0SR90', '0SR90J'].every((code) => way.some((one) => one.startsWith(code))), String(way));
  });

  it('tells of every set where it is from', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.until('all sets', "(root) => /all \\d\\d code sets/.test(root.querySelector('footer').innerText)");
    await reader.click("(root) => root.querySelector('footer [aria-expanded]')");
    await reader.until('their origin', "(root) => root.querySelectorAll('footer section').length > 20 && /SHA-256/.test(root.querySelector('footer').innerText)");
  });

  it('says of a code that the edition lacks when it is valid, and shows its family', async (here) => {
    const { reader } = here;
    await open(here, '#C78.31');
    await reader.shows('C78.31');
    await reader.until('its days', "(root) => /Not in this edition[\\s\\S]*October 1, 2026/.test(root.querySelector('article').innerText)");
    await reader.click("(root) => root.querySelector('nav [data-code=\"C78.3\"]')");
    await reader.shows('C78.3');
  });

  it('keeps the place in the address: reload, and the browser’s own back and forward', async (here) => {
    const { driver, reader } = here;
    await open(here, '#E11.40');
    await reader.shows('E11.40');
    await reader.click("(root) => root.querySelector('nav [data-code=\"E11\"]')");
    // Not `shows`: what begins with E11 is there already.
    await reader.until('the address', "() => location.hash === '#E11'");
    await driver.navigate().refresh();
    await reader.ready();
    await reader.shows('E11');
    await driver.navigate().back();
    await reader.shows('E11.40');
    await driver.navigate().forward();
    await reader.shows('E11');
  });

  it('keeps what is searched for in the address, as one step however many keys', async (here) => {
    const { driver, reader } = here;
    await open(here, '#I10');
    await reader.shows('I10');
    const before = await driver.executeScript('return history.length');
    await reader.clear();
    await reader.type('heart failure');
    await reader.some();
    await reader.until('the address', "() => location.hash === '#q=heart+failure'");
    assert.ok(await driver.executeScript('return history.length') - before <= 2);
    await driver.navigate().refresh();
    await reader.some();
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').value"), 'heart failure');
    await driver.navigate().back();
    await reader.shows('I10');
  });

  it('remembers what was searched for when a result is opened at once', async (here) => {
    const { driver, reader } = here;
    await open(here);
    await reader.type(`panic attack${Key.ENTER}`);
    await reader.shows('F41.0');
    await driver.navigate().back();
    await reader.some(1);
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').value"), 'panic attack');
  });

  it('follows a place that is typed into the address', async (here) => {
    await open(here);
    await here.driver.executeScript("location.hash = '#J45.20'");
    await here.reader.shows('J45.20');
  });

  it('unfolds the tree from chapter to code and offers the seventh characters', async (here) => {
    const { reader } = here;
    await open(here);
    const entry = (code) => `(root) => root.querySelector('.mc-tree [data-code="${code}"]')`;
    for (const code of ['Chapter 19', 'S70-S79', 'S72', 'S72.0']) {
      await reader.click("(root, host, code) => root.querySelector(`.mc-tree [data-fold='${code}'][aria-expanded=false]`)", code);
    }
    await reader.until('what S72.0 holds', entry('S72.00'));
    await reader.click(entry('S72.00'));
    await reader.shows('S72.00');
    const below = (code) => reader.click("(root, host, code) => root.querySelector(`.mc-children [data-code='${code}']`)", code);
    await below('S72.001');
    await reader.shows('S72.001');
    assert.match(await reader.in("(root) => root.querySelector('article').innerText"), /needs a seventh character/);
    await below('S72.001S');
    await reader.shows('S72.001S');
  });

  it('says what it corrected, what it does not know, and what may help', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.type('diabtes');
    await reader.until('the correction', "(root) => /Showing results for\\s+diabetes/.test(root.querySelector('.mc-view').innerText)");
    await reader.clear();
    await reader.type('xqzw');
    await reader.until('help', "(root) => /Nothing found[\\s\\S]*spelling/.test(root.querySelector('.mc-view').innerText)");
    assert.equal(await reader.in("(root) => root.querySelector('[role=status]').innerText"), 'Nothing found');
    assert.equal(await reader.in("(root) => root.querySelector('[role=combobox]').getAttribute('aria-expanded')"), 'false');
    await open(here, '#Z99.999');
    await reader.until('that the code is not known', "(root) => root.querySelector('.mc-view').innerText.includes('not known')");
  });

  it('fits a phone of 320 pixels without scrolling sideways', async (here) => {
    const { driver, host, reader } = here;
    host.pages.set('/phone.html', '<!doctype html><meta charset="utf-8"><title>Phone</title><iframe src="/#E11.40" width="320" height="640"></iframe>');
    host.policy = host.policy.replace("default-src 'none'", "default-src 'none'; frame-src 'self'");
    await driver.get(`${host.url}phone.html`);
    await driver.switchTo().frame(0);
    await reader.shows('E11.40');
    await reader.until('the notes', "(root) => root.querySelector('.mc-notes').innerText.includes('Excludes1')");
    const [page, view] = await reader.in("(root) => [document.documentElement.scrollWidth, root.querySelector('.mc').scrollWidth - root.querySelector('.mc').clientWidth]");
    assert.ok(page <= 320, `the page is ${page} pixels wide`);
    assert.equal(view, 0);
    const small = await reader.in("(root) => [...root.querySelectorAll('.mc-ways button, .mc-children button, .mc-path button')].filter((one) => one.getBoundingClientRect().height < 24).length");
    assert.equal(small, 0, 'targets are at least 24 pixels high');
    await driver.switchTo().defaultContent();
  });

  it('puts the code on the clipboard, or where that is refused, into the paste buffer', async (here) => {
    const { driver, reader } = here;
    await open(here, '#E11.9');
    await reader.shows('E11.9');
    // The page's own clipboard cannot be read without a permission, so the two ways to it are watched.
    await driver.executeScript("window.copied = []; navigator.clipboard.writeText = (text) => { copied.push(text); return Promise.reject(new Error('refused')); }; document.addEventListener('copy', () => copied.push(document.activeElement.value));");
    await reader.click("(root) => [...root.querySelectorAll('button')].find((one) => /^Copy/.test(one.getAttribute('aria-label')))");
    await reader.until('both ways tried', '() => copied.length === 2');
    assert.deepEqual(await driver.executeScript('return copied'), ['E11.9', 'E11.9']);
    assert.equal(await driver.executeScript("return document.querySelectorAll('textarea').length"), 0);
  });

  it('brings who asks for the last results by key back to the search box', async (here) => {
    const { reader } = here;
    await open(here);
    await reader.type('J45');
    await reader.some(10);
    await reader.in("(root) => root.querySelector('.mc-more').focus()");
    await reader.key(Key.ENTER);
    await reader.some(26);
    assert.deepEqual(await reader.in("(root) => [!!root.querySelector('.mc-more'), root.activeElement?.getAttribute('role')]"), [false, 'combobox']);
  });

  it('explains a kind of notes on demand, and begins the next page without what was done on this', async (here) => {
    const { reader } = here;
    await open(here, '#E11.9');
    const done = "(root) => [...root.querySelectorAll('.mc-meaning, .mc-what-is[aria-expanded=true]')].length + root.querySelector('.mc-copy').innerText.trim()";
    await reader.until('the notes', "(root) => root.querySelector('.mc-notes')?.innerText.includes('Excludes1')");
    assert.equal(await reader.in(done), '0Copy');
    await reader.click("(root) => root.querySelector('.mc-what-is')");
    await reader.until('what it means', "(root) => !!root.querySelector('.mc-meaning')");
    await reader.click("(root) => root.querySelector('.mc-copy button')");
    await reader.until('that it was copied', "(root) => root.querySelector('.mc-copy [role=status]').innerText === 'Copied'");
    await reader.click("(root) => root.querySelector('.mc-previous')");
    await reader.shows('E11.8');
    assert.equal(await reader.in(done), '0Copy');
  });
});
