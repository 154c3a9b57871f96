// The script that a page includes: defines <medical-codes> and exports open().
//
// It is all that a page pays for until an element comes near the viewport or is
// touched: a skeleton with a search box that already takes text. Then it loads
// medcode-load.js, which does the rest. Made for strict hosts: no inline style
// or script, no innerHTML, no eval, no worker, no request of its own.

/** The folder that this script came from: everything else lies beside it. */
const HERE = new URL('.', import.meta.url).href;
/** How near the viewport an element loads, so that it is ready when seen. */
const NEAR = '400px';

// The measures are those of the real search box, so that nothing jumps.
const SKELETON = `
:host { display: block; color-scheme: inherit; box-sizing: border-box;
  block-size: var(--medical-codes-height, min(704px, 85vh)); min-block-size: 320px; }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.mc-wait { all: initial; display: block; box-sizing: border-box; block-size: 100%; padding: 10px 20px 14px; color-scheme: inherit;
  font: 400 medium/1.5 system-ui, sans-serif; font-family: var(--medical-codes-font, system-ui, sans-serif);
  font-size: var(--medical-codes-font-size, medium); color: var(--medical-codes-text, light-dark(#1c242b, #e5e9ec));
  background: var(--medical-codes-surface, light-dark(#fff, #15191d));
  border: var(--medical-codes-border, 1px solid light-dark(#dde2e6, #343d45)); border-radius: var(--medical-codes-radius, 8px); }
.mc-wait label { display: flex; align-items: center; min-block-size: 40px; margin-block-end: 4px; font-weight: 650; line-height: 1.25; }
.mc-wait input { box-sizing: border-box; inline-size: 100%; block-size: 48px; padding-inline: 44px; font: inherit; font-size: max(1em, 16px);
  color: inherit; background: inherit; border: 1px solid light-dark(#7d8892, #77828c); border-radius: var(--medical-codes-radius, 8px); }
.mc-wait progress { inline-size: 100%; block-size: 4px; margin-block-start: 12px; accent-color: var(--medical-codes-accent, #0b5c8a); }
.mc-wait button { min-block-size: 44px; padding-inline: 16px; font: inherit; cursor: pointer; }`;

let skeleton;
/** The skeleton's style sheet, one for all elements. */
function sheet() {
  if (!skeleton) {
    skeleton = new CSSStyleSheet();
    skeleton.replaceSync(SKELETON);
  }
  return skeleton;
}

const load = () => import(new URL('medcode-load.js', HERE).href);

/** <medical-codes>: see README.md for its attributes and events. */
class MedicalCodes extends HTMLElement {
  static observedAttributes = ['code', 'query', 'limit', 'compact', 'heading-level', 'notes'];

  #view;
  #wanted = false;
  #near;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet()];
      this.#draw();
    }
    if (this.#wanted) return;
    this.#near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), { rootMargin: NEAR });
    this.#near.observe(this);
    for (const kind of ['focusin', 'pointerenter']) this.addEventListener(kind, () => this.#start(), { once: true });
  }

  /** Moving a node disconnects and connects it at once: wait to see which it was. */
  disconnectedCallback() {
    this.#near?.disconnect();
    setTimeout(() => {
      if (this.isConnected) return;
      this.#view?.then((view) => !this.isConnected && view.destroy()).catch(() => {});
      this.#view = undefined;
      this.#wanted = false;
      this.#draw();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now) this.#view?.then((view) => view.changed(name)).catch(() => {});
  }

  /** The search box before the program is there: what is typed here is kept. */
  #draw() {
    const make = (name, attributes) => {
      const node = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const box = make('div', { class: 'mc-wait', part: 'loading' });
    const label = make('label', { for: 'mc-input' });
    label.textContent = 'Search codes or diagnoses';
    const input = make('input', { id: 'mc-input', part: 'input', type: 'text', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
    input.value = this.getAttribute('query') ?? '';
    box.append(label, input);
    this.shadowRoot.replaceChildren(box);
  }

  #start() {
    if (this.#wanted || !this.isConnected) return;
    this.#wanted = true;
    this.#near.disconnect();
    this.#view = load().then((module) => module.attach(this, HERE));
    this.#view.catch((error) => {
      // Only the loader itself can fail here; it says everything else in place.
      const note = document.createElement('p');
      note.setAttribute('role', 'alert');
      note.textContent = `The code reference could not be loaded (${error.message}). Check the connection and reload the page.`;
      this.shadowRoot.firstChild?.append(note);
      this.#wanted = false;
    });
  }
}

// Including the script twice is harmless.
if (!customElements.get('medical-codes')) customElements.define('medical-codes', MedicalCodes);

/**
 * The engine alone, without any view.
 * @param {{sets?: string[], base?: string}} options `sets` to search by default; `base`: the folder of these files.
 * @returns {Promise<{search(query: string, options?: {limit?: number, sets?: string[]}): object, show(code: string): object|null, about(): object[]}>}
 */
export async function open({ sets = [], base = HERE } = {}) {
  return (await load()).book(new URL(base, HERE).href, sets);
}
