// One trace: windows of rows fetched while scrolling, keys in the tree (also in that of a comparison),
// and zooming by hand. The page shows and links everything without this file.
'use strict';
(() => {
  const KEEP = 5; // Windows that stay in the page; those farther away are fetched again.
  const WINDOW = 200;
  const table = () => document.querySelector('.waterfall');

  // ---- Windows

  const rowHeight = () => {
    const loaded = table().querySelector('tbody.window');
    const rows = loaded ? loaded.rows.length : 0;
    return rows ? Math.max(8, loaded.getBoundingClientRect().height / rows) : 28;
  };
  const gap = (first, count, height) => {
    const body = document.createElement('tbody');
    body.className = 'gap';
    body.dataset.first = first;
    body.dataset.count = count;
    body.setAttribute('role', 'presentation');
    const row = body.insertRow();
    row.setAttribute('role', 'presentation');
    const cell = row.insertCell();
    cell.colSpan = 3;
    cell.height = Math.round(count * height);
    return body;
  };
  // The server cannot know how high a row is on this screen.
  const measure = () => {
    const height = table() && rowHeight();
    for (const hole of table() ? table().querySelectorAll('tbody.gap') : []) {
      hole.rows[0].cells[0].height = Math.round(hole.dataset.count * height);
    }
  };
  let loading = false;
  const load = async (hole, first) => {
    loading = true;
    try {
      const from = Number(hole.dataset.first);
      const count = Number(hole.dataset.count);
      const url = new URL(table().dataset.rows, location.href);
      url.searchParams.set('row', first);
      const answer = await fetch(url, { headers: { 'HX-Request': 'true' } });
      if (!answer.ok || !hole.isConnected) return;
      const holder = document.createElement('template');
      holder.innerHTML = '<table>' + (await answer.text()) + '</table>';
      const body = holder.content.querySelector('tbody');
      const got = Number(body.dataset.count);
      const at = Number(body.dataset.first);
      if (!got || at < from || at + got > from + count || !hole.isConnected) return;
      const height = rowHeight();
      const before = at > from ? [gap(from, at - from, height)] : [];
      const after = at + got < from + count ? [gap(at + got, from + count - at - got, height)] : [];
      hole.replaceWith(...before, body, ...after);
      mark(body);
      if (window.htmx) window.htmx.process(body);
      forget(body, height);
    } finally {
      loading = false;
    }
    fill();
  };
  // Windows far from the newest one become gaps again, and gaps side by side become one.
  const forget = (newest, height) => {
    const at = Number(newest.dataset.first);
    const far = [...table().querySelectorAll('tbody.window')]
      .filter((body) => !body.contains(document.activeElement) && !body.querySelector('[aria-selected]'))
      .sort((a, b) => Math.abs(b.dataset.first - at) - Math.abs(a.dataset.first - at))
      .slice(0, Math.max(0, table().querySelectorAll('tbody.window').length - KEEP));
    for (const body of far) body.replaceWith(gap(Number(body.dataset.first), Number(body.dataset.count), height));
    for (const hole of table().querySelectorAll('tbody.gap')) {
      while (hole.nextElementSibling && hole.nextElementSibling.classList.contains('gap')) {
        hole.dataset.count = Number(hole.dataset.count) + Number(hole.nextElementSibling.dataset.count);
        hole.rows[0].cells[0].height = Math.round(hole.dataset.count * height);
        hole.nextElementSibling.remove();
      }
    }
  };
  // The gap that can be seen, or nearly, is filled where it is seen.
  const fill = () => {
    if (loading || !table()) return;
    const margin = window.innerHeight / 2;
    for (const hole of table().querySelectorAll('tbody.gap')) {
      const box = hole.getBoundingClientRect();
      if (box.bottom < -margin || box.top > window.innerHeight + margin || box.height === 0) continue;
      const from = Number(hole.dataset.first);
      const last = from + Number(hole.dataset.count) - 1;
      const seen = Math.min(Math.max(0, -margin - box.top), box.height - 1);
      const first = Math.floor((from + (seen / box.height) * (last - from + 1)) / WINDOW) * WINDOW;
      load(hole, Math.max(from, Math.min(first, last)));
      return;
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      fill();
    });
  };
  window.addEventListener('scroll', soon, { passive: true });
  window.addEventListener('resize', () => {
    measure();
    soon();
  });

  // ---- Rows

  const level = (row) => Number(row.getAttribute('aria-level'));
  const rows = () => [...table().querySelectorAll('tbody.window > tr')];
  const next = (row, by) => {
    const all = rows();
    const beside = all[all.indexOf(row) + by];
    return beside && Math.abs(beside.getAttribute('aria-rowindex') - row.getAttribute('aria-rowindex')) === 1 ? beside : null;
  };
  const focus = (row) => {
    if (!row) return;
    for (const other of table().querySelectorAll('tr[tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  };
  const twist = (row, open) => {
    const link = row.querySelector('a.twist');
    if (!link || row.getAttribute('aria-expanded') !== String(!open)) return false;
    press(row, link);
    return true;
  };
  const press = (row, link) => {
    again = () => table().querySelector(`tr[aria-rowindex="${row.getAttribute('aria-rowindex')}"]`);
    link.click();
  };
  const parent = (row) => {
    let above = next(row, -1);
    while (above && level(above) >= level(row)) above = next(above, -1);
    return above;
  };
  const child = (row) => {
    const below = next(row, 1);
    return below && level(below) > level(row) ? below : null;
  };

  // ---- The chosen span. The address names it; links and rows that came before it was chosen do not
  // know of it yet.

  const chosen = () => table()?.querySelector('[aria-selected]');
  const NAMES = ['span', 'nth'];
  const isSame = (one, other) => NAMES.every((name) => one.get(name) === other.get(name));
  const select = (row) => {
    chosen()?.removeAttribute('aria-selected');
    row.setAttribute('aria-selected', 'true');
    for (const other of table().querySelectorAll('tr[tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
  };
  const mark = (body) => {
    const address = new URLSearchParams(location.search);
    if (!address.has('span')) return;
    for (const row of body.rows) {
      const link = row.querySelector('a.span-link:not([hx-target])');
      row.removeAttribute('aria-selected');
      row.tabIndex = -1;
      if (link && isSame(new URL(link.href).searchParams, address)) select(row);
    }
  };
  const isInside = (row, outer) => {
    let above = row;
    while (above && above !== outer) above = parent(above);
    return Boolean(above);
  };
  const carry = (link) => {
    const address = new URLSearchParams(location.search);
    const url = new URL(link.href);
    const row = link.closest('.waterfall tr');
    const closes = row && link.classList.contains('twist') && row.getAttribute('aria-expanded') === 'true';
    const hides = closes && chosen() && chosen() !== row && isInside(chosen(), row);
    for (const name of NAMES) {
      if (address.has(name) && !hides) url.searchParams.set(name, address.get(name));
      else url.searchParams.delete(name);
    }
    return url;
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (link?.matches('.waterfall a.span-link:not([hx-target])')) select(link.closest('tr'));
    else if (link?.matches('#steps a')) again = () => chosen();
    else if (link?.matches('.trace-tools a, .views a')) link.href = carry(link);
  }, true);
  document.addEventListener('htmx:configRequest', (event) => {
    if (event.detail.elt.matches('.waterfall a.twist, .waterfall a[hx-target]')) {
      event.detail.path = carry(event.detail.elt).href;
    }
  });

  // ---- Keys

  const inTree = {
    ArrowDown: (row) => focus(next(row, 1)),
    ArrowUp: (row) => focus(next(row, -1)),
    j: (row) => focus(next(row, 1)),
    k: (row) => focus(next(row, -1)),
    ArrowRight: (row) => twist(row, true) || focus(child(row)),
    ArrowLeft: (row) => twist(row, false) || focus(parent(row)),
    Home: () => end(0),
    End: () => end(1),
    Enter: (row) => {
      const link = row.querySelector('a.span-link');
      if (link) press(row, link);
    },
    c: (row) => twist(row, false) || twist(row, true),
  };
  const end = (last) => {
    const box = table().getBoundingClientRect();
    const wanted = last ? Number(table().getAttribute('aria-rowcount')) : 2;
    window.scrollBy(0, last ? box.bottom - window.innerHeight : box.top - 80);
    const arrive = (tries) => {
      const row = table().querySelector(`tr[aria-rowindex="${wanted}"]`);
      if (row) focus(row);
      else if (tries) setTimeout(() => arrive(tries - 1), 100);
    };
    arrive(100);
  };
  const step = (name) => document.querySelector(`[data-step="${name}"]`)?.click();
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !table()) return;
    if (event.target.closest('input, select, textarea, dialog')) return;
    const row = event.target.closest('.waterfall tbody tr');
    const link = event.target.closest('a, button, summary');
    if (row && inTree[event.key] && !(link && event.key === 'Enter')) {
      inTree[event.key](row);
    } else if (event.key === 'j' || event.key === 'k') {
      focus(table().querySelector('tr[tabindex="0"]') || rows()[0]);
    } else if (event.key === 'e') {
      step('error-next');
    } else if (event.key === 'E') {
      step('error-previous');
    } else if (event.key === '/') {
      document.getElementById('find')?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // After a swap the focus comes back to the row that it was on. Where the panel is below the rows
  // and not beside them, it is brought into view.
  let again = null;
  document.addEventListener('htmx:afterSettle', (event) => {
    if (!table()) return;
    measure();
    if (again) focus(again());
    again = null;
    const { id } = event.target;
    const below = id === 'span' && event.target.getBoundingClientRect().top >= table().getBoundingClientRect().bottom;
    if (below) event.target.scrollIntoView();
    soon();
  });

  // ---- Zoom

  const map = document.querySelector('.minimap');
  const time = (from, to) => {
    const whole = Number(map.dataset.whole);
    const zoom = `${Math.round(Math.min(from, to) * whole)}-${Math.round(Math.max(from, to) * whole)}`;
    const url = new URL(location.href);
    url.searchParams.set('zoom', zoom);
    url.searchParams.delete('row');
    location.assign(url);
  };
  if (map) {
    const drag = map.querySelector('.drag');
    let from = null;
    const place = (event) => {
      const box = map.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    map.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      from = place(event);
      map.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    map.addEventListener('pointermove', (event) => {
      if (from === null) return;
      const to = place(event);
      drag.setAttribute('x', `${Math.min(from, to) * 100}%`);
      drag.setAttribute('width', `${Math.abs(to - from) * 100}%`);
    });
    // A finger that scrolls the page zooms nothing.
    map.addEventListener('pointercancel', () => {
      from = null;
      drag.setAttribute('width', '0');
    });
    map.addEventListener('pointerup', (event) => {
      const to = place(event);
      if (from !== null && Math.abs(to - from) > 0.004) time(from, to);
      from = null;
      drag.setAttribute('width', '0');
    });
  }

  // The chosen span is seen at once.
  const start = () => {
    measure();
    if (new URLSearchParams(location.search).has('span')) chosen()?.scrollIntoView({ block: 'center' });
    soon();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
