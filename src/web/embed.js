// Carries what an iframe's address asks for to the element: ?code, ?query,
// ?theme, ?compact, ?limit. Anything else is passed over.
const asked = new URL(location.href).searchParams;
const element = document.querySelector('medical-codes');
for (const name of ['code', 'query', 'theme', 'compact', 'limit']) {
  if (asked.has(name)) element.setAttribute(name, asked.get(name));
}
await import('./medcode.js');
