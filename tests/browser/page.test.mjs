// What a reader does on the page of a code, in each browser.
import assert from 'node:assert/strict';
import { Key, inEachBrowser } from './reader.mjs';

/** Opens the standalone page afresh, at a code. */
async function open({ driver, host, reader }, address) {
  await driver.get('about:blank');
  await driver.get(host.url + address);
  await reader.ready();
}

const WATCH = "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => { copied.push(text); return Promise.resolve(); } }, configurable: true });";
const plain = (reader) => reader.until('the plain words', "(root) => { const text = root.querySelector('.mc-sentence')?.innerText; return text?.includes('.') && text; }");
/** Opens what is folded, by the text of its summary. */
const unfold = (reader, text) => reader.click("(root, host, text) => [...root.querySelectorAll('summary')].find((one) => one.innerText.includes(text))", text);

inEachBrowser((it) => {
  it('says a code in plain words, and tells what a medical word means when it is tapped', async (here) => {
    const { reader } = here;
    await open(here, '#S72.042A');
    await reader.shows('S72.042A');
    assert.match(await plain(reader), /Medcode’s: Out-of-place break .* left thigh bone\. First round of treatment/);
    await reader.click("(root) => [...root.querySelectorAll('h2 .mc-word')].find((one) => one.innerText === 'Displaced fracture')");
    const told = "(root) => root.querySelector('.mc-told').innerText.replace(/\\s+/g, ' ')";
    assert.match(await reader.until('the meaning', `(root) => (${told})(root).includes('fracture') && (${told})(root)`), /Displaced fracture out-of-place break .*moved out of their place/);
    const box = await reader.in("(root) => { const box = root.querySelector('.mc-told-box').getBoundingClientRect(); return box.top < innerHeight && box.bottom <= innerHeight + 1; }");
    assert.ok(box, 'the meaning is in sight');
    await reader.press('Close');
    await reader.until('none', `(root) => (${told})(root) === ''`);
    // Words of notes are told as well.
    await reader.until('a word in a note', "(root) => !!root.querySelector('.mc-notes .mc-word')");
    await reader.click("(root) => root.querySelector('.mc-notes .mc-word')");
    await reader.until('its meaning', `(root) => (${told})(root) !== ''`);
  });

  it('changes the side, and one character of a procedure, in one step', async (here) => {
    const { reader } = here;
    await open(here, '#S72.001A');
    await reader.shows('S72.001A');
    const sides = await reader.in("(root) => [...root.querySelectorAll('.mc-sides button')].map((one) => one.innerText + (one.getAttribute('aria-current') ?? ''))");
    assert.deepEqual(sides, ['Righttrue', 'Left', 'Not said']);
    await reader.press('Left');
    await reader.shows('S72.002A');
    await open(here, '#icd10pcs:0SR90J9');
    await reader.shows('0SR90J9');
    await unfold(reader, 'How this code is built');
    await unfold(reader, '13 other choices');
    await reader.click("(root) => [...root.querySelectorAll('.mc-variants button')].find((one) => one.innerText.includes('Left Hip Joint'))");
    await reader.shows('0SRB0J9');
  });

  it('copies in every form, and a link that leads to the same code, edition and day', async (here) => {
    const { driver, reader } = here;
    await open(here, '#S72.042A');
    await reader.shows('S72.042A');
    await plain(reader);
    await driver.executeScript(WATCH);
    await unfold(reader, 'Copy, link');
    for (const form of ['Text', 'Markdown', 'HTML', 'CSV', 'Link']) await reader.press(form);
    const [text, markdown, html, csv, link] = await reader.until('five copies', '() => copied.length === 5 && copied');
    assert.match(text, /^S72\.042A Displaced fracture[\s\S]*Medcode’s\): Out-of-place/);
    assert.match(markdown, /^\*\*S72\.042A\*\* /);
    assert.match(html, /^<p><strong>S72\.042A<\/strong>/);
    assert.match(csv, /^set,edition,code,title,billable/);
    assert.match(link, /#icd10cm%3AS72\.042A&date=\d{4}-\d\d-\d\d&edition=April\+2026$/);
    await driver.get('about:blank');
    await driver.get(link);
    await reader.ready();
    await reader.shows('S72.042A');
    await driver.get('about:blank');
    await driver.get(link.replace('April+2026', 'April+2020'));
    await reader.ready();
    await reader.until('the other edition', "(root) => root.querySelector('article')?.innerText.includes('made with the edition April 2020. This page shows April 2026')");
  });

  it('tells whether a code is valid on a date of service, and keeps the date in the address', async (here) => {
    const { driver, reader } = here;
    await open(here, '#E11.9');
    await reader.shows('E11.9');
    await reader.in("(root) => { const field = root.querySelector('input[type=date]'); field.value = '2026-05-01'; field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); }");
    await reader.until('the day', "(root) => root.querySelector('.mc-billing').innerText.includes('on May 1, 2026')");
    await reader.until('the address', "() => location.hash.includes('&date=2026-05-01')");
    await driver.navigate().refresh();
    await reader.ready();
    await reader.until('the day again', "(root) => root.querySelector('.mc-billing')?.innerText.includes('on May 1, 2026')");
    assert.equal(await reader.in("(root) => root.querySelector('input[type=date]').value"), '2026-05-01');
  });

  it('sets two codes side by side, and goes back', async (here) => {
    const { reader } = here;
    await open(here, '#E11.9');
    await reader.shows('E11.9');
    await reader.until('the notes', "(root) => root.querySelector('.mc-notes').innerText.includes('Excludes1')");
    await unfold(reader, 'Copy, link');
    await reader.in("(root) => root.querySelector('.mc-uses input').focus()");
    await reader.key('E10.9', Key.ENTER);
    await reader.shows('E11.9 and E10.9 side by side');
    const page = await reader.in("(root) => root.querySelector('article').innerText");
    assert.match(page, /Type 2 diabetes mellitus without complications\s+Type 1 diabetes mellitus without complications/);
    assert.match(page, /Excludes1/);
    await reader.press('Back to E11.9');
    await reader.shows('E11.9');
    await reader.until('one page', "(root) => !root.querySelector('article h2').innerText.includes('side by side')");
  });

  it('prints the page by itself', async (here) => {
    const { driver, reader } = here;
    await open(here, '#E11.9');
    await reader.shows('E11.9');
    await driver.executeScript(`const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
      Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { configurable: true, get() {
        const view = get.call(this);
        if (view) view.print = () => { window.printed = [view.document.body.innerText, view.getComputedStyle(view.document.querySelector('.mc-hero')).fontWeight]; };
        return view;
      } });`);
    await unfold(reader, 'Copy, link');
    await reader.press('Print');
    const [text, weight] = await reader.until('what is printed', '() => window.printed');
    assert.match(text, /E11\s*\.\s*9\s[\s\S]*Type 2 diabetes mellitus without complications/);
    assert.ok(!text.includes('The codes on United States medical bills'), 'nothing of the host page');
    assert.equal(weight, '650');
  });

  it('keeps nothing unless the reader wants it, and then favourites and what was looked at, until they are erased', async (here) => {
    const { driver, reader } = here;
    await open(here, '');
    await driver.executeScript('localStorage.clear()');
    await open(here, '#E11.9');
    await reader.shows('E11.9');
    assert.equal(await driver.executeScript('return localStorage.length'), 0);
    assert.equal(await reader.in("(root) => !!root.querySelector('.mc-star')"), false);
    await open(here, '');
    await reader.press('Keep them on this device');
    await open(here, '#I21.9');
    await reader.shows('I21.9');
    await reader.click("(root) => root.querySelector('.mc-star')");
    await reader.until('a favourite', "(root) => root.querySelector('.mc-star').getAttribute('aria-pressed') === 'true'");
    await open(here, '#J45.909');
    await reader.shows('J45.909');
    await open(here, '');
    const kept = await reader.until('both', "(root) => { const text = root.querySelector('.mc-kept').innerText; return text.includes('I21.9') && text.includes('J45.909') && text; }");
    assert.match(kept, /Favorites\s+I21\.9[\s\S]*Looked at lately\s+J45\.909/);
    await reader.press('Erase, and keep nothing');
    await reader.until('nothing', "(root) => !root.querySelector('.mc-kept').innerText.includes('I21.9')");
    assert.equal(await driver.executeScript('return localStorage.length'), 0);
  });

  it('shows which notes elsewhere name a code', async (here) => {
    const { reader } = here;
    await open(here, '#Z79.4');
    await reader.shows('Z79.4');
    await reader.until('the notes', "(root) => !!root.querySelector('.mc-mentions')");
    await unfold(reader, 'notes of other codes');
    await reader.click("(root) => [...root.querySelectorAll('.mc-mention .mc-code')].find((one) => one.innerText === 'E11')");
    await reader.shows('E11');
  });
});
