// Completion from what is stored: of a new condition, and of the line of TraceQL as it is typed.
// Without this file one types on.
'use strict';
(() => {
  const LIMIT = 30;
  const PAUSE = 120; // Milliseconds without a key before the store is asked.

  const ask = async (address) => {
    try {
      const answer = await fetch(address, { headers: { Accept: 'application/json' } });
      return answer.ok ? await answer.json() : {};
    } catch {
      return {};
    }
  };
  const query = (begin) => '?limit=' + LIMIT + '&prefix=' + encodeURIComponent(begin);
  const withoutScope = (key) => key.replace(/^(span\.|resource\.|event\.|\.)/, '').replace(/^"(.*)"$/, '$1');
  const storedFields = async (begin) =>
    ((await ask('/api/v1/attributes' + query(withoutScope(begin)))).attributes ?? []).flatMap((one) => one.fields);
  const storedValues = async (key, begin) =>
    (await ask('/api/v1/attributes/' + encodeURIComponent(withoutScope(key)) + '/values' + query(begin))).values ?? [];
  const optionsOf = (id) => [...document.querySelectorAll('#' + id + ' option')].map((one) => one.value).filter(Boolean);

  // ---- A new condition, by the browser's own lists

  const fill = (list, options) => {
    list.replaceChildren(...options.map((value) => Object.assign(document.createElement('option'), { value })));
  };
  const ownFields = optionsOf('keys');
  // Text that looks like a number or a truth is only text in quotes.
  const unquoted = (one) => (typeof one === 'string' && /^(true|false|-?[0-9.e-]+)$/.test(one) ? JSON.stringify(one) : String(one));
  const completeCondition = async ({ id, value }) => {
    const values = document.getElementById('values');
    if (id === 'new-key') {
      fill(values, []);
      fill(document.getElementById('keys'), ownFields.concat(await storedFields(value)));
    } else {
      const key = document.getElementById('new-key').value.trim();
      if (key) fill(values, (await storedValues(key, value.replace(/^"/, ''))).map(unquoted));
    }
  };

  // ---- The line

  const OPERATORS = [
    ['=', 'is'], ['!=', 'is another than'], ['=~', 'matches'], ['!~', 'does not match'],
    ['>', 'more than'], ['>=', 'at least'], ['<', 'less than'], ['<=', 'at most'],
    ['!= nil', 'is there'], ['= nil', 'is missing'],
  ];
  const JOINS = [['&&', 'and'], ['||', 'or'], ['}', 'end of the span']];
  const OUTSIDE = [['{', 'a span with …'], ['&&', 'and, of any span'], ['||', 'or'], ['>', 'with a child'], ['>>', 'with a descendant']];
  const KINDS = ['server', 'client', 'producer', 'consumer', 'internal'];
  const KNOWN = {
    kind: KINDS, 'span:kind': KINDS,
    status: ['error', 'ok', 'unset'], 'span:status': ['error', 'ok', 'unset'],
    'span:source': ['ebpf', 'http', 'scheduler'],
  };
  const SERVICES = ['resource.service.name', '.service.name', 'rootServiceName', 'trace:rootService'];
  const NAMES = ['name', 'span:name', 'rootName', 'trace:rootName'];
  const LENGTHS = ['duration', 'span:duration', 'traceDuration', 'trace:duration'];
  const TOKEN = /\s+|(?:\."(?:[^"\\]|\\.)*"?|[^\s=!<>~&|(){}"`])+|"(?:[^"\\]|\\.)*"?|`[^`]*`?|&&|\|\||!=|=~|!~|>>|<<|>=|<=|[=<>!&|(){}]/gy;

  // What is to come at the end of this text, and what of it is there already.
  const read = (text) => {
    const tokens = text.match(TOKEN) ?? [];
    let next = 'outside';
    let key = '';
    let at = 0;
    for (const [i, token] of tokens.entries()) {
      const isLast = i === tokens.length - 1 && at + token.length === text.length;
      const begin = at;
      at += token.length;
      if (/^\s/.test(token)) continue;
      const isText = /^["`]/.test(token);
      const isOpen = isText && (token.length === 1 || token.at(-1) !== token[0]);
      const isWord = isText || !/^[=!<>~&|(){}]/.test(token);
      if (isLast && (isOpen || (isWord && !isText))) return { next, key, begin, typed: token };
      if (token === '{') next = 'key';
      else if (token === '}') next = 'outside';
      else if (next === 'outside') continue;
      else if (token === '&&' || token === '||') next = 'key';
      else if (token === ')') next = 'join';
      else if (isWord && next === 'key') {
        key = token;
        next = 'operator';
      } else if (!isWord && next === 'operator') next = 'value';
      else if (isWord && next === 'value') next = 'join';
    }
    if (at !== text.length) return { next: 'nothing' };
    return { next, key, begin: text.length, typed: '' };
  };

  const starting = (pairs, typed) => pairs.filter(([word]) => word.startsWith(typed) && word !== typed);
  const words = (list, typed, say = '') => starting(list.map((word) => [word, say]), typed);
  const texts = (list, typed) => words(list.map((one) => JSON.stringify(one)), typed || '"');
  const found = async ({ next, key, typed }) => {
    switch (next) {
      case 'outside': return starting(OUTSIDE, typed);
      case 'key': {
        const own = words(ownFields.concat('resource.service.name'), typed);
        const stored = words(await storedFields(typed), '', 'attribute');
        return own.concat(stored.filter(([word]) => word !== typed && !own.some(([one]) => one === word)));
      }
      case 'operator': return starting(OPERATORS, typed);
      case 'join': return starting(JOINS, typed);
      case 'value': {
        if (KNOWN[key]) return words(KNOWN[key], typed);
        if (SERVICES.includes(key)) return texts(optionsOf('service'), typed);
        if (NAMES.includes(key)) return texts(optionsOf('operations'), typed);
        if (LENGTHS.includes(key)) return words(['1ms', '10ms', '100ms', '1s', '10s'], typed);
        const begin = typed.replace(/^["`]/, '');
        return words((await storedValues(key, begin)).map((one) => (typeof one === 'string' ? JSON.stringify(one) : String(one))), '');
      }
      default: return [];
    }
  };

  let place = null; // What the list that is shown would complete.
  let chosen = -1;
  const line = () => document.getElementById('q');
  const list = () => document.getElementById('q-options');
  const close = () => {
    place = null;
    chosen = -1;
    if (!list()) return;
    list().hidden = true;
    list().replaceChildren();
    line().setAttribute('aria-expanded', 'false');
    line().removeAttribute('aria-activedescendant');
  };
  const choose = (index) => {
    const options = [...list().children];
    chosen = (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === chosen)));
    options[chosen].scrollIntoView({ block: 'nearest' });
    line().setAttribute('aria-activedescendant', options[chosen].id);
  };
  const show = (options) => {
    close();
    if (!options.length) return false;
    list().replaceChildren(...options.slice(0, LIMIT).map(([word, say], i) => {
      const option = document.createElement('li');
      option.id = 'q-option-' + i;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.word = word;
      option.append(Object.assign(document.createElement('code'), { textContent: word }));
      if (say) option.append(Object.assign(document.createElement('span'), { textContent: say }));
      return option;
    }));
    list().hidden = false;
    line().setAttribute('aria-expanded', 'true');
    return true;
  };
  const complete = async () => {
    const q = line();
    if (document.activeElement !== q || q.selectionStart !== q.selectionEnd) return;
    const before = q.value.slice(0, q.selectionStart);
    const wanted = read(before);
    const options = await found(wanted);
    // Whoever typed on meanwhile wants something else by now.
    if (document.activeElement !== line() || line().value.slice(0, line().selectionStart) !== before) return;
    if (show(options)) place = wanted;
  };
  const take = (option) => {
    const q = line();
    q.setRangeText(option.dataset.word + ' ', place.begin, q.selectionStart, 'end');
    close();
    complete();
  };

  let pause;
  const soon = (what) => {
    clearTimeout(pause);
    pause = setTimeout(what, PAUSE);
  };
  document.addEventListener('input', ({ target }) => {
    if (target.id === 'new-key' || target.id === 'new-value') soon(() => completeCondition(target));
    if (target.id === 'q') soon(complete);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (target.id === 'new-key' || target.id === 'new-value') soon(() => completeCondition(target));
    if (target.id !== 'q') return;
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'q-options', 'aria-expanded': 'false' })) {
      target.setAttribute(name, value);
    }
  });
  document.addEventListener('focusout', ({ target }) => {
    if (target.id === 'q') close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.id !== 'q' || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (!place) {
      if (key === 'ArrowDown') {
        event.preventDefault();
        complete();
      }
      return;
    }
    if (key === 'ArrowDown') choose(chosen + 1);
    else if (key === 'ArrowUp') choose(chosen < 0 ? -1 : chosen - 1);
    else if (key === 'Escape') close();
    else if ((key === 'Enter' || key === 'Tab') && chosen >= 0) take(list().children[chosen]);
    else {
      if (key === 'Enter' || key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End') close();
      return;
    }
    event.preventDefault();
  });
  // Pressing an option must not take the focus from the line.
  document.addEventListener('pointerdown', (event) => {
    if (event.target.closest?.('#q-options')) event.preventDefault();
  });
  document.addEventListener('mousedown', (event) => {
    if (event.target.closest?.('#q-options')) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    const option = event.target.closest?.('#q-options [role=option]');
    if (option && place) take(option);
  });
})();
