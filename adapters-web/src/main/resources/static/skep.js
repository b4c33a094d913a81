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

  // Enter sends the form by itself; what changed before it need not be sent as well.
  let enters = false;
  document.addEventListener('keydown', (event) => {
    enters = event.key === 'Enter' && event.target.matches('#filters input');
  }, true);
  document.addEventListener('change', (event) => {
    if (enters) event.stopPropagation();
  }, true);
  document.addEventListener('submit', () => {
    enters = false;
  });

  // A sort that is pressed while another search is under way follows that one: the link leads to
  // the search before it, and is gone when the answer comes.
  const SORTS = '#results [hx-boost] a';
  let wanted = '';
  document.addEventListener('pointerdown', (event) => {
    wanted = event.target.closest(SORTS)?.textContent ?? '';
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest(SORTS);
    if (!link) return;
    wanted = link.textContent;
    if (document.querySelector('#filters.htmx-request')) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener('htmx:afterSettle', (event) => {
    if (event.target.id !== 'results' || !wanted) return;
    const again = event.detail.requestConfig?.elt.id === 'filters'
      && [...document.querySelectorAll(SORTS)].find((link) => link.textContent === wanted);
    wanted = '';
    if (again && again.getAttribute('aria-current') === null) again.click();
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
