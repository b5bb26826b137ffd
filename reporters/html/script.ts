/** What makes the page search and filter, in the browser. It reads attributes and texts of the page and never makes markup of them. */
export const script: string = String.raw`'use strict';
(() => {
  const id = (name) => document.getElementById(name);
  const filters = id('filters');
  const choices = { target: id('by-target'), level: id('by-level'), outcome: id('by-outcome') };
  const search = id('search');
  const items = [...document.querySelectorAll('[data-rule]')].map((element) => ({ element, text: '', data: element.dataset }));
  const rows = items.filter(({ element }) => element.tagName === 'TR');
  const groups = [...document.querySelectorAll('[data-group]')];
  const count = id('count');
  const textOf = (item) => (item.text ||= item.element.textContent.toLowerCase());
  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const fits =
        Object.entries(choices).every(([name, choice]) => !choice || !choice.value || choice.value === item.data[name]) &&
        words.every((word) => textOf(item).includes(word));
      item.element.hidden = !fits;
      if (fits && item.element.tagName === 'TR') shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector('[data-rule]:not([hidden])');
    id('nothing').hidden = shown > 0 || rows.length === 0;
    count.textContent = shown === rows.length ? rows.length + ' rules' : shown + ' of ' + rows.length + ' rules';
  }
  let waiting;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  for (const choice of Object.values(choices)) choice?.addEventListener('change', apply);
  filters.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && event.target === search && search.value !== '') {
      search.value = '';
      apply();
    }
  });
  const theme = id('theme');
  const kept = () => {
    try {
      return localStorage.getItem('conformance-theme') ?? '';
    } catch {
      return '';
    }
  };
  const paint = (value) => {
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  };
  theme.value = kept();
  paint(theme.value);
  theme.addEventListener('change', () => {
    paint(theme.value);
    try {
      localStorage.setItem('conformance-theme', theme.value);
    } catch {
      // Some browsers keep nothing for pages from disk.
    }
  });
  // On paper nothing can be opened.
  addEventListener('beforeprint', () => {
    for (const closed of document.querySelectorAll('.notes details')) closed.open = true;
  });
  if (rows.length > 0) filters.hidden = false;
  apply();
})();
`;
