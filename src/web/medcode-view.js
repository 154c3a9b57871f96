// The life of one element's view: from the skeleton to the program's drawing,
// its events, its place in the page's address, and what it says when something
// went wrong. No failure here reaches other elements or the page.

// What stands below the box while the program comes, or when it does not.
const STATES = `
.mc-frame .mc-coming, .mc-frame [role=alert] { display: block; margin: 14px -20px 0; padding: 28px 20px; border-block-start: 1px solid;
  border-color: var(--medical-codes-line, light-dark(#dde2e6, #343d45)); font-weight: 400; line-height: 1.5; }
.mc-frame .mc-coming { color: var(--medical-codes-muted, light-dark(#57626c, #a5afb8)); }
.mc-frame progress { appearance: none; display: block; inline-size: min(20em, 100%); block-size: 6px; margin-block-start: 10px; border: 0; border-radius: 3px; overflow: hidden;
  background: light-dark(#dde2e6, #343d45); --bar: var(--medical-codes-accent, light-dark(#0b5c8a, #85c4ea)); }
.mc-frame progress::-webkit-progress-bar { background: none; }
.mc-frame progress::-webkit-progress-value { background: var(--bar); }
.mc-frame progress::-moz-progress-bar { background: var(--bar); }
.mc-frame [role=alert] p { margin: 4px 0 16px; max-inline-size: 40em; }
.mc-frame button { min-block-size: 44px; padding-inline: 18px; font: inherit; cursor: pointer; background: none; color: var(--medical-codes-accent, light-dark(#0b5c8a, #85c4ea));
  border: 1px solid; border-radius: var(--medical-codes-radius, 8px); }
.mc-frame ::placeholder { color: var(--medical-codes-muted, light-dark(#57626c, #a5afb8)); opacity: 1; }
.mc-frame :focus-visible { outline: 2px solid var(--medical-codes-accent, light-dark(#0b5c8a, #85c4ea)); outline-offset: 2px; }
@media (forced-colors: active) { .mc-frame progress { appearance: auto; } }
@container (max-width: 30em) { .mc-frame .mc-coming, .mc-frame [role=alert] { margin-block-start: 10px; margin-inline: -14px; padding-inline: 14px; } }`;

import { download, keep, kept, looked } from './medcode-kept.js';

let styled = false;

/** After this pause in typing, in milliseconds, the address follows: browsers refuse many changes a second. */
const TYPING = 300;

/** How often a program that breaks before anything is seen of it is started anew without being asked. */
const CHANCES = 2;
/** Before that, in milliseconds, so that the browser can take back the memory of the broken one. */
const PAUSE = 250;

/** What else than code or query an address may name. */
const MORE = ['with', 'date', 'edition'];

/** The place that the page's address names, if any. */
function addressed() {
  const [first, ...rest] = location.hash.slice(1).split('&');
  const text = (words) => decodeURIComponent(words.replaceAll('+', ' '));
  try {
    const place = first.startsWith('q=') ? { code: '', query: text(first.slice(2)) } : { code: decodeURIComponent(first), query: '' };
    for (const part of rest) {
      const [name, value = ''] = part.split('=');
      if (MORE.includes(name)) place[name] = text(value);
    }
    if (first) return place;
  } catch { /* No text: no place. */ }
  return null;
}

/** The part of an address that names a place. */
function hash(place) {
  const words = (text) => encodeURIComponent(text).replaceAll('%20', '+');
  const { code, query } = place;
  if (!code && !query) return '';
  const more = MORE.filter((name) => code && place[name]).map((name) => `&${name}=${words(place[name])}`);
  return (code ? `#${encodeURIComponent(code)}` : `#q=${words(query)}`) + more.join('');
}

/** The address of a place in this page. */
const address = (place) => location.pathname + location.search + hash(place);

/** Prints a part of a shadow root by itself: what is around it on the host's page is none of the reader's. */
function print(root) {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.style.cssText = 'position: fixed; inset-inline-start: -9999px; inline-size: 800px; block-size: 600px; border: 0;';
  document.body.append(frame);
  const { contentWindow: view, contentDocument: page } = frame;
  page.title = root.querySelector('.mc-page-heading')?.innerText.replace(/\s+/g, ' ') ?? document.title;
  const whole = page.importNode(root.querySelector('.mc'), true);
  for (const one of whole.querySelectorAll('details')) one.open = one.matches('.mc-built, .mc-words');
  page.body.append(whole);
  page.adoptedStyleSheets = [...root.adoptedStyleSheets].map((sheet) => {
    const copy = new view.CSSStyleSheet();
    copy.replaceSync([...sheet.cssRules].map((rule) => rule.cssText).join('\n'));
    return copy;
  });
  view.addEventListener('afterprint', () => frame.remove());
  view.print();
}

/** Today in the reader's own time zone, YYYY-MM-DD. */
function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Puts a text on the clipboard, also where the newer way is refused: in a frame, or without a secure connection. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement('textarea');
    box.value = text;
    box.style.position = 'fixed';
    box.style.opacity = '0';
    const before = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
    before?.focus?.();
  }
}

export class View {
  #host;
  #skeleton;
  #find;
  #library;
  #tries = 0;
  #mounted;
  #gone = false;
  /** An address that waits for a pause in typing, and the timer. */
  #typed;
  #writing;
  #follow = () => {
    clearTimeout(this.#writing);
    this.#typed = undefined;
    this.#mounted?.go(this.#place());
  };

  /**
   * @param {HTMLElement} host The element, with an open shadow root that holds the skeleton.
   * @param skeleton See medcode.js. @param {(again: boolean) => object} find Finds the library.
   */
  constructor(host, skeleton, find) {
    this.#host = host;
    this.#skeleton = skeleton;
    this.#find = find;
    if (!styled) {
      styled = true;
      skeleton.style(STATES);
    }
    skeleton.adopt();
    this.#start(false);
  }

  async #start(again) {
    const library = this.#find(again);
    this.#library = library;
    library.views.add(this);
    this.progress(library.done);
    try {
      await library.ready;
      if (this.#gone || library !== this.#library) return;
      this.#mount();
      library.loadRest();
    } catch (error) {
      // A program that failed within has told all its views already.
      if (!this.#gone && !library.failed(error) && library === this.#library) this.failed(error);
    }
  }

  #mount() {
    const root = this.#skeleton.root;
    const { query, focused, caret } = this.#skeleton.typed;
    const options = this.#options();
    if (query !== undefined) Object.assign(options, { query, code: '', with: '' });
    // The program gives the focus to its own box; the caret goes where it was.
    if (focused) root.addEventListener('focusin', (event) => event.target.setSelectionRange?.(...caret), { once: true });
    root.replaceChildren();
    this.#mounted = this.#library.engine.mount(root, { ...options, focused }, (name, detail) => this.#event(name, detail));
    if (this.#addressed) addEventListener('popstate', this.#follow);
    this.#dispatch('ready', {});
  }

  get #addressed() { return this.#host.getAttribute('address') === 'hash'; }

  /** Where the page wants this element to be. */
  #place() {
    const attribute = (name) => this.#host.getAttribute(name) ?? '';
    return (this.#addressed && addressed()) || { code: attribute('code'), query: attribute('query') };
  }

  #options() {
    const number = (name) => Number(this.#host.getAttribute(name)) || undefined;
    return {
      ...this.#place(),
      limit: number('limit'),
      compact: this.#host.hasAttribute('compact'),
      headingLevel: number('heading-level'),
      rest: this.#library.rest,
      whole: this.#library.whole,
      today: today(),
      kept: kept(),
    };
  }

  #event(name, detail) {
    if (name === 'copy') copy(detail.text);
    else if (name === 'link') copy(this.#link(detail));
    else if (name === 'print') print(this.#skeleton.root);
    else if (name === 'keep') this.#keep(detail);
    else if (name === 'retry') this.#library.loadRest(true);
    else if (name === 'navigate') this.#navigated(detail);
    else {
      if (name === 'select' && looked(detail)) this.#library.views.forEach((view) => view.update());
      this.#dispatch(name, detail);
    }
  }

  #keep({ how, address }) {
    if (how === 'export') return download();
    keep(how, address);
    for (const view of this.#library.views) view.update();
  }

  /** A link to a place: in this page, if its address follows this element, else in the standalone page. */
  #link(place) {
    const page = this.#addressed ? location.href : new URL('index.html', this.#library.home);
    const link = new URL(page);
    link.hash = hash(place);
    return link.href;
  }

  /** Without the attribute `address` the page's history is never touched. */
  #navigated(place) {
    if (!this.#addressed) return;
    if (place.replace) {
      clearTimeout(this.#writing);
      this.#typed = address(place);
      this.#writing = setTimeout(() => this.#write(), TYPING);
    } else {
      // The step before is what was typed up to here.
      this.#write();
      this.#write('pushState', address(place));
    }
  }

  #write(how = 'replaceState', to = this.#typed) {
    clearTimeout(this.#writing);
    this.#typed = undefined;
    try {
      if (to !== undefined) history[how](history.state, '', to);
    } catch { /* Too many changes for this browser: the address stays behind, nothing else does. */ }
  }

  #dispatch(name, detail) {
    this.#host.dispatchEvent(new CustomEvent(`medical-codes:${name}`, { detail, bubbles: true, composed: true }));
  }

  /** @param {number} done From 0 to 1. */
  progress(done) {
    if (!this.#mounted) this.#skeleton.progress(done);
  }

  update() { this.#mounted?.update(this.#options()); }

  /** An attribute changed. */
  changed(name) {
    if (name !== 'code' && name !== 'query') this.update();
    else this.#mounted?.go({ [name]: this.#host.getAttribute(name) ?? '' });
  }

  /** Says what went wrong in the skeleton, with a way to try again. */
  failed(error) {
    const typed = this.#mounted && this.#skeleton.root.querySelector('input')?.value;
    // A program that broke before anything was seen of it (memory was short, say) gets another chance by itself.
    const chance = this.#library?.dead && !this.#mounted && this.#tries < CHANCES;
    this.#leave();
    if (chance) {
      this.#tries += 1;
      setTimeout(() => this.#gone || this.#start(false), PAUSE);
      return;
    }
    if (typed) this.#skeleton.keep(typed);
    const message = error instanceof Error ? error.message : String(error);
    this.#skeleton.fault(message, () => this.#start(true));
    this.#dispatch('error', { message });
  }

  #leave() {
    removeEventListener('popstate', this.#follow);
    this.#write();
    this.#library?.views.delete(this);
    const mounted = this.#mounted;
    this.#mounted = undefined;
    return mounted;
  }

  /** The element was removed: everything that it holds is freed. */
  destroy() {
    this.#gone = true;
    const mounted = this.#leave();
    if (mounted && !this.#library.dead) {
      mounted.destroy();
      mounted.free();
    }
  }
}
