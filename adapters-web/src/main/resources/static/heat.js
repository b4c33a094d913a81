// The heat map of the list of traces: a box that is dragged over it is a search for what is in it.
// Without this file each cell is a link, and so is each column of the list in words.
'use strict';
(() => {
  const PITCH = 9;
  const NEAR = 5; // Below this many pixels it is a click.
  const SVG = 'http://www.w3.org/2000/svg';
  let drag = null;
  let dragged = false;

  const plotOf = (target) => (target instanceof Element ? target.closest('.heatmap .plot') : null);

  const clear = () => {
    for (const brush of document.querySelectorAll('.heatmap .brush')) brush.remove();
    const words = document.getElementById('heat-box');
    if (words) words.hidden = true;
  };

  // Whole cells: a box is as wide as the columns that it touches.
  const boxOf = ({ plot, x, y }, event) => {
    const frame = plot.getBoundingClientRect();
    const { count, top, height } = plot.dataset;
    const column = (px) => Math.min(Math.max(Math.floor(((px - frame.left) / frame.width) * count), 0), count - 1);
    const row = (px) => Math.min(Math.max(Math.floor((px - frame.top) / PITCH), 0), height / PITCH - 1);
    const columns = [column(x), column(event.clientX)].sort((a, b) => a - b);
    const rows = [row(y), row(event.clientY)].sort((a, b) => a - b);
    return { columns, rows, lowest: Number(top) - rows[1], highest: Number(top) - rows[0] };
  };

  const draw = (plot, { columns, rows }) => {
    let brush = plot.querySelector('.brush');
    if (!brush) {
      brush = document.createElementNS(SVG, 'rect');
      brush.setAttribute('class', 'brush');
      plot.append(brush);
    }
    const percent = (columnCount) => (100 * columnCount) / plot.dataset.count + '%';
    brush.setAttribute('x', percent(columns[0]));
    brush.setAttribute('width', percent(columns[1] - columns[0] + 1));
    brush.setAttribute('y', rows[0] * PITCH);
    brush.setAttribute('height', (rows[1] - rows[0] + 1) * PITCH);
  };

  const show = (plot, { columns, rows, lowest, highest }) => {
    let traces = 0;
    let inError = 0;
    for (const cell of plot.querySelectorAll('.cells svg > *')) {
      const column = Math.round((parseFloat(cell.parentNode.getAttribute('x')) / 100) * plot.dataset.count);
      const row = Number(cell.firstElementChild.getAttribute('y')) / PITCH;
      if (column < columns[0] || column > columns[1] || row < rows[0] || row > rows[1]) continue;
      const figures = cell.querySelector('title').textContent.replaceAll(',', '').match(/[0-9]+/g).map(Number);
      traces += figures[0];
      inError += figures[1] || 0;
    }
    const { link, begin, step } = plot.dataset;
    const number = (column) => (parseInt(begin, 36) + column).toString(36);
    const words = document.getElementById('heat-box');
    words.querySelector('span').textContent =
      traces.toLocaleString('en') + (traces === 1 ? ' trace' : ' traces') + (inError ? ', ' + inError.toLocaleString('en') + ' in error' : '');
    words.querySelector('a').href =
      link + number(columns[0]) + '-' + number(columns[1]) + '.' + step + '.' + lowest.toString(36) + '-' + highest.toString(36);
    words.hidden = false;
  };

  document.addEventListener('pointerdown', (event) => {
    const plot = plotOf(event.target);
    dragged = false;
    if (plot && event.button === 0 && event.isPrimary) {
      drag = { plot, x: event.clientX, y: event.clientY };
    }
  });
  document.addEventListener('pointermove', (event) => {
    if (!drag) return;
    if (!dragged && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < NEAR) return;
    dragged = true;
    draw(drag.plot, boxOf(drag, event));
    event.preventDefault();
  });
  document.addEventListener('pointerup', (event) => {
    if (drag && dragged) show(drag.plot, boxOf(drag, event));
    drag = null;
  });
  // A finger that scrolls the page draws no box.
  document.addEventListener('pointercancel', () => {
    if (drag && dragged) clear();
    drag = null;
  });
  // A cell is a link: neither is it followed at the end of a box, nor is it dragged itself.
  document.addEventListener('click', (event) => {
    if (dragged && plotOf(event.target)) event.preventDefault();
    dragged = false;
    if (event.target instanceof Element && event.target.closest('#heat-box button')) clear();
  }, true);
  document.addEventListener('dragstart', (event) => {
    if (plotOf(event.target)) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      drag = null;
      clear();
    }
  });
})();
