// The script that a page includes: defines <medical-codes> and exports open().
//
// It is all that a page pays for until an element comes near the viewport or is
// touched: a skeleton with a search box that already takes text. Then it loads
// medcode-load.js (program and index) and medcode-view.js (the element's life).
// Made for strict hosts: no inline style or script, no innerHTML, no eval, no
// worker, nothing but its own folder asked for.

/** The folder that this script came from: everything else lies beside it. */
const HERE = new URL('.', import.meta.url).href;
/** How near the viewport an element loads, so that it is ready when seen. */
const NEAR = '400px';

// The box stands where the program's own will stand, so that nothing jumps:
// these measures are those of assets/styles/search.css.
const SKELETON = `
:host { display: block; box-sizing: border-box; color-scheme: inherit;
  block-size: var(--medical-codes-height, min(704px, 85vh)); min-block-size: 320px; }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.mc-wait { all: initial; display: block; box-sizing: border-box; block-size: 100%; min-block-size: inherit; container-type: inline-size;
  color-scheme: inherit; overflow: var(--medical-codes-overflow, hidden auto); scrollbar-gutter: stable; scrollbar-color: light-dark(#7d8892, #77828c) transparent;
  font: var(--medical-codes-font-size, medium)/1.5 var(--medical-codes-font, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, sans-serif);
  color: var(--medical-codes-text, light-dark(#1c242b, #e5e9ec)); background: var(--medical-codes-surface, light-dark(#fff, #15191d));
  border: var(--medical-codes-border, 1px solid var(--medical-codes-line, light-dark(#dde2e6, #343d45))); border-radius: var(--medical-codes-radius, 8px); }
.mc-frame { padding: 10px 20px; }
.mc-frame label { display: flex; align-items: center; min-block-size: 40px; margin-block-end: 4px; font-weight: 650; line-height: 1.25; }
.mc-frame input { box-sizing: border-box; inline-size: 100%; block-size: 48px; margin: 0; padding-block: 0; padding-inline: 44px; font: inherit; font-size: max(1em, 16px);
  line-height: 1.25; color: inherit; background: none; border: 1px solid light-dark(#7d8892, #77828c); border-radius: var(--medical-codes-radius, 8px); }
@container (max-width: 30em) { .mc-frame { padding: 8px 14px; } }`;

/** The style sheets of all skeletons; medcode-view.js adds what progress and faults look like. */
const sheets = [];

/** @returns {HTMLElement} */
function make(name, attributes = {}, text = '') {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

/** What stands in an element while the program does not: box, progress, and what went wrong. */
class Skeleton {
  #box = make('div', { class: 'mc-wait', part: 'loading' });
  #frame = make('div', { class: 'mc-frame' });
  #input = make('input', { id: 'mc-input', part: 'input', type: 'text', autocomplete: 'off', placeholder: 'E11.9 or fracture wrist', autocapitalize: 'none', autocorrect: 'off', spellcheck: 'false' });
  #below;

  /** @param {ShadowRoot} root @param {string} query */
  constructor(root, query) {
    this.root = root;
    this.#box.append(this.#frame);
    this.#frame.append(make('label', { for: 'mc-input' }, 'Search codes or words'), this.#input);
    this.#input.setAttribute('value', query);
  }

  show() {
    if (!sheets.length) this.style(SKELETON);
    this.adopt();
    this.root.replaceChildren(this.#box);
  }

  adopt() { this.root.adoptedStyleSheets = sheets; }

  /** @param {string} rules For every skeleton that adopts from now on. */
  style(rules) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    sheets.push(sheet);
  }

  /** What a reader typed here, if anything, and where the caret is if it is here. */
  get typed() {
    const { value, defaultValue, selectionStart, selectionEnd } = this.#input;
    return { query: value === defaultValue ? undefined : value, focused: this.root.activeElement === this.#input, caret: [selectionStart, selectionEnd] };
  }

  keep(query) { this.#input.value = query; }

  /** @param {number} done From 0 to 1. */
  progress(done) {
    if (this.#below?.tagName !== 'LABEL') {
      this.#put(make('label', { class: 'mc-coming' }, 'Loading the code index …'));
      this.#below.append(make('progress', { max: 1 }));
    }
    this.#below.lastChild.value = done;
  }

  /** @param {string} message @param {() => void} again */
  fault(message, again) {
    const alert = make('div', { role: 'alert' });
    const button = make('button', { type: 'button' }, 'Try again');
    button.addEventListener('click', () => {
      this.#input.focus();
      this.progress(0);
      again();
    });
    const first = make('strong', {}, 'The code reference is not available at the moment.');
    alert.append(first, make('p', {}, message), button);
    this.#put(alert);
  }

  #put(node) {
    if (this.#box.parentNode !== this.root) this.show();
    this.#below?.remove();
    this.#below = node;
    this.#frame.append(node);
  }
}

let modules;
let tries = 0;

/** The modules that do the work. A browser remembers that one could not be had, so the next try has another address. */
function load() {
  modules ??= Promise.all(['load', 'view'].map((name) => import(`${HERE}medcode-${name}.js${tries ? `?try=${tries}` : ''}`)));
  modules.catch(() => { modules = undefined; tries += 1; });
  return modules;
}

/** <medical-codes>: see README.md for its attributes and events. */
class MedicalCodes extends HTMLElement {
  static observedAttributes = ['code', 'query', 'limit', 'compact', 'heading-level', 'src'];

  #skeleton;
  #near;
  #view;
  /** Stands for the time from being placed to being removed; nothing late may act on a later one. */
  #life;

  constructor() {
    super();
    for (const kind of ['focusin', 'pointerenter']) this.addEventListener(kind, () => this.#start());
  }

  connectedCallback() {
    if (this.#life) return;
    if (!this.#skeleton) {
      this.#skeleton = new Skeleton(this.shadowRoot ?? this.attachShadow({ mode: 'open' }), this.getAttribute('query') ?? '');
      this.#skeleton.show();
    }
    this.#near ??= new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), { rootMargin: NEAR });
    this.#near.observe(this);
  }

  /** Moving a node disconnects and connects it at once: wait to see which it was. */
  disconnectedCallback() {
    setTimeout(() => this.isConnected || this.#end());
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name !== 'src') this.#view?.changed(name);
    else if (this.#life) {
      this.#end();
      this.connectedCallback();
    }
  }

  #start() {
    if (this.#life || !this.isConnected) return;
    this.#near.disconnect();
    this.#load(this.#life = {});
  }

  async #load(life) {
    try {
      const [{ library }, { View }] = await load();
      if (life !== this.#life) return;
      const src = this.getAttribute('src');
      const base = src === null ? HERE : new URL(src, document.baseURI).href;
      this.#view = new View(this, this.#skeleton, (again) => library(HERE, base, again));
    } catch {
      if (life !== this.#life) return;
      const message = 'The code reference could not be loaded. Check the connection and try again.';
      this.#skeleton.fault(message, () => this.#load(life));
      this.dispatchEvent(new CustomEvent('medical-codes:error', { detail: { message }, bubbles: true, composed: true }));
    }
  }

  #end() {
    this.#near?.disconnect();
    this.#view?.destroy();
    this.#view = this.#life = this.#skeleton = undefined;
  }
}

// Including the script twice is harmless.
if (!customElements.get('medical-codes')) customElements.define('medical-codes', MedicalCodes);

/**
 * The engine alone, without any view; answers as the command line's JSON.
 * @param {{sets?: string[], base?: string}} options `sets` to search by default; `base`: the folder that holds `index/`.
 * @returns {Promise<{search(query: string, options?: {limit?: number, sets?: string[], refine?: {chapter?: string|number, side?: string, encounter?: string, billable?: boolean}, exact?: boolean}): object, show(code: string, options?: {date?: string}): object|null, check(text: string, options?: {date?: string}): object, about(): object[]}>}
 */
export async function open({ sets = [], base = HERE } = {}) {
  const [{ book }] = await load();
  return book(HERE, new URL(base, document.baseURI).href, sets);
}
