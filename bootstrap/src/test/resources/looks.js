// What can be seen to be wrong with how a page is laid out, a sentence each: it is wider than the
// window, words lie over words, or words are cut without a sign that there are more.
() => {
  const found = [];
  const tooWide = document.documentElement.scrollWidth - innerWidth;
  if (tooWide > 0) found.push('the page is ' + tooWide + ' px wider than the window');

  // A box of a flame graph cuts its name, as there would be no room for a sign either; its title has
  // the whole.
  const isSeen = (element) => {
    const closed = element.closest('details:not([open])');
    return !element.closest('.unseen, .skip, .flames text, script, style, option, title, desc, dialog:not([open])')
      && (!closed || closed.querySelector('summary').contains(element))
      && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const around = (element) => {
    const all = [];
    for (let e = element; e && e !== document.body; e = e.parentElement) all.push(e);
    return all;
  };
  const windowOf = (element) => {
    const open = { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 };
    for (const each of around(element)) {
      const style = getComputedStyle(each);
      const box = each.getBoundingClientRect();
      if (style.overflowX !== 'visible') {
        open.left = Math.max(open.left, box.left);
        open.right = Math.min(open.right, box.right);
      }
      if (style.overflowY !== 'visible') {
        open.top = Math.max(open.top, box.top);
        open.bottom = Math.min(open.bottom, box.bottom);
      }
    }
    return open;
  };
  const saysThatItIsCut = (element) => around(element).some((each) => {
    const style = getComputedStyle(each);
    return style.textOverflow === 'ellipsis' || ['auto', 'scroll'].includes(style.overflowX);
  });

  const words = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !isSeen(text.parentElement)) continue;
    const open = windowOf(text.parentElement);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const left = Math.max(box.left, open.left);
      const right = Math.min(box.right, open.right);
      const top = Math.max(box.top, open.top);
      const bottom = Math.min(box.bottom, open.bottom);
      if (right - left <= 1 || bottom - top <= 1) continue;
      // What stays in sight while one scrolls lies over other words, and is meant to.
      const floats = text.parentElement.closest('.topbar, thead, .span-detail > header') !== null;
      words.push({ text, left, right, top, bottom, floats });
      if (box.right > open.right + 1.5 && !saysThatItIsCut(text.parentElement)) {
        found.push('"' + text.data.trim() + '" is cut');
      }
    }
  }
  for (let i = 0; i < words.length; i++) {
    for (let j = i + 1; j < words.length; j++) {
      const [a, b] = [words[i], words[j]];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (a.text !== b.text && a.floats === b.floats && across > 0.5 && down > 3) {
        found.push('"' + a.text.data.trim() + '" and "' + b.text.data.trim() + '" overlap');
      }
    }
  }
  return found;
}
