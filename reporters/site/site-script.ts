/** What makes the list of rules search, in the browser. It reads attributes and texts of the page and never makes markup of them. */
export const siteScript: string = String.raw`'use strict';
(() => {
  const search = document.getElementById('search');
  if (!search) return;
  const protocol = document.getElementById('by-protocol');
  const level = document.getElementById('by-level');
  const count = document.getElementById('count');
  const rows = [...document.querySelectorAll('tr[data-rule]')].map((element) => ({ element, data: element.dataset, text: '' }));
  const groups = [...document.querySelectorAll('[data-group]')];
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.text ||= (row.element.textContent + ' ' + row.data.words).toLowerCase();
      const fits =
        (!protocol.value || protocol.value === row.data.protocol) &&
        (!level.value || level.value === row.data.level) &&
        words.every((word) => row.text.includes(word));
      row.element.hidden = !fits;
      if (fits) shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector('tr[data-rule]:not([hidden])');
    count.textContent = shown === rows.length ? rows.length + ' rules' : shown + ' of ' + rows.length + ' rules';
  };
  let waiting;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  for (const choice of [protocol, level]) choice.addEventListener('change', apply);
  document.getElementById('filters').addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      apply();
    }
  });
  document.getElementById('filters').hidden = false;
  apply();
})();
`;
