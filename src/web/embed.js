// Carries what an iframe's address asks for to the element: ?code, ?q, ?theme,
// ?lang, ?compact, ?limit. Anything else is passed over.
const ASKED = { code: 'code', q: 'query', query: 'query', theme: 'theme', lang: 'lang', compact: 'compact', limit: 'limit' };

const asked = new URL(location.href).searchParams;
const element = document.querySelector('medical-codes');
for (const [name, attribute] of Object.entries(ASKED)) {
  if (asked.has(name)) element.setAttribute(attribute, asked.get(name));
}
await import('./medcode.js');
