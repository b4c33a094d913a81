// What HTML cannot do by itself: copy to the clipboard, and move by keyboard. Every page works
// without this file; what only works with it stays hidden until the file has run.
'use strict';
(() => {
  const root = document.documentElement;

  const reveal = () => {
    root.classList.add('has-script');
    for (const part of document.querySelectorAll('[data-copy][hidden], [data-copy-from][hidden], .keys[hidden]')) {
      part.hidden = false;
    }
  };

  // Copy.
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy], [data-copy-from]');
    if (!button) return;
    const source = button.dataset.copyFrom && document.getElementById(button.dataset.copyFrom);
    try {
      await navigator.clipboard.writeText(source ? source.textContent : button.dataset.copy);
      button.title = 'Copied';
      button.classList.add('is-done');
    } catch {
      button.title = 'This browser does not let the page copy';
    }
  });

  // The switches come back to the address that is shown now, not to the one first loaded; and only
  // the browser knows its zone.
  document.addEventListener('submit', (event) => {
    const zone = event.target.querySelector('button[name="zone"][value="browser"]');
    if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const back = event.target.method === 'post' && event.target.querySelector('input[name="back"]');
    if (back) back.value = location.pathname + location.search;
  });

  // Completion of a new condition from what is stored.
  const fill = (list, options) => {
    list.replaceChildren(...options.map((value) => Object.assign(document.createElement('option'), { value })));
  };
  const complete = async (list, own, address, options) => {
    try {
      const answer = await fetch(address, { headers: { Accept: 'application/json' } });
      if (answer.ok) fill(list, own.concat(options(await answer.json())));
    } catch {
      // Without completion one types on.
    }
  };
  const fields = document.getElementById('keys');
  const ownFields = fields ? [...fields.options].map((option) => option.value) : [];
  const withoutScope = (key) => key.replace(/^(span\.|resource\.|event\.|\.)/, '');
  let typed;
  document.addEventListener('input', (event) => {
    const values = document.getElementById('values');
    const { id, value } = event.target;
    if (!values || (id !== 'new-key' && id !== 'new-value')) return;
    clearTimeout(typed);
    typed = setTimeout(() => {
      const begin = encodeURIComponent(id === 'new-key' ? withoutScope(value) : value.replace(/^"/, ''));
      if (id === 'new-key') {
        complete(fields, ownFields, '/api/v1/attributes?limit=30&prefix=' + begin,
          (found) => found.attributes.flatMap((seen) => seen.fields));
        fill(values, []);
      } else {
        const key = withoutScope(document.getElementById('new-key').value.trim());
        if (key) {
          complete(values, [], '/api/v1/attributes/' + encodeURIComponent(key) + '/values?limit=30&prefix=' + begin,
            (found) => found.values.map((one) => typeof one === 'string' && /^(true|false|-?[0-9.e-]+)$/.test(one) ? JSON.stringify(one) : String(one)));
        }
      }
    }, 120);
  });
  document.addEventListener('focusin', (event) => {
    if (event.target.id === 'new-key' || event.target.id === 'new-value') {
      event.target.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });

  // The caret stands where a query goes wrong.
  const toMistake = () => {
    const line = document.querySelector('#q[data-column]');
    if (line && document.activeElement === line) {
      line.setSelectionRange(line.dataset.column - 1, line.dataset.column - 1);
    }
  };

  // A menu closes when something else is pressed.
  document.addEventListener('click', (event) => {
    for (const menu of document.querySelectorAll('.menu[open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  // Keys. Those of a trace are in trace.js.
  const inList = (by) => {
    const links = [...document.querySelectorAll('.row-link')];
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) next.focus();
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, select, textarea, dialog')) return;
    if (event.key === '?') {
      document.getElementById('key-help').showModal();
      event.preventDefault();
    } else if (event.key === 'j' || event.key === 'k') {
      inList(event.key === 'j' ? 1 : -1);
      event.preventDefault();
    } else if (event.key === '/') {
      const search = document.getElementById('q');
      if (search) {
        search.focus();
        event.preventDefault();
      }
    }
  });

  // What shows the present asks again by itself: not while nobody looks, and not while somebody
  // selects text in it. Wide tables stay where they were scrolled to.
  const selects = (part) => {
    const selection = getSelection();
    return selection && !selection.isCollapsed && part.contains(selection.anchorNode);
  };
  // A list of traces that follows waits while somebody reads on, and says how much there is.
  const reads = (list) => list.getBoundingClientRect().top < 0 || selects(list)
    || list.querySelector('tbody')?.contains(document.activeElement);
  const news = document.getElementById('live-news');
  document.addEventListener('htmx:beforeSwap', (event) => {
    const list = document.getElementById('results');
    if (event.target.id !== 'live' || !list || !news) return;
    const there = new Set([...list.querySelectorAll('.row-link')].map((row) => row.getAttribute('href')));
    const rows = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html').querySelectorAll('.row-link');
    const fresh = [...rows].filter((row) => !there.has(row.getAttribute('href'))).length;
    if (rows.length > 0 && reads(list)) {
      event.detail.shouldSwap = false;
      news.hidden = fresh === 0;
      news.textContent = (fresh < rows.length ? fresh : fresh + ' or more') + ' new';
    } else if (rows.length > 0) {
      news.hidden = true;
    }
  });
  news?.addEventListener('click', (event) => {
    event.preventDefault();
    news.hidden = true;
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
    htmx.trigger('#live', 'now');
  });
  let scrolled = [];
  document.addEventListener('htmx:beforeRequest', (event) => {
    const part = event.target.closest('[data-live]');
    if (part && (document.hidden || selects(part))) event.preventDefault();
  });
  document.addEventListener('htmx:beforeSwap', (event) => {
    const part = event.target.closest('[data-live]');
    scrolled = part ? [...part.querySelectorAll('.scroll-x[id]')].map((one) => [one.id, one.scrollLeft]) : [];
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const [id, left] of scrolled) {
      const table = document.getElementById(id);
      if (table) table.scrollLeft = left;
    }
  });

  document.addEventListener('htmx:afterSwap', reveal);
  document.addEventListener('htmx:afterSettle', toMistake);
  reveal();
})();
