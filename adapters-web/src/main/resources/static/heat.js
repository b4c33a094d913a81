// The heat map of the list of traces: a box that is dragged over it is a search for what is in it.
// Without this file each cell is a link, or in a full map each column; and so is each column of the
// list in words.
'use strict';
(() => {
  const PITCH = 9;
  const NEAR = 5; // Below this many pixels it is a click.
  const SVG = 'http://www.w3.org/2000/svg';
  let drag = null;
  let dragged = false;

  const plotOf = (target) => (target instanceof Element ? target.closest('.heatmap .plot') : null);

  // Cells count from the left and, as they are drawn, from the top.
  const placeOf = (plot, cell) => ({
    column: Math.round((parseFloat(cell.closest('svg').getAttribute('x')) / 100) * plot.dataset.count),
    row: Number(cell.getAttribute('y')) / PITCH,
  });

  const addressOf = ({ dataset: { link, begin, step } }, columns, rows) => {
    const range = (numbers) => [...new Set(numbers)].map((number) => number.toString(36)).join('-');
    return link + range(columns.map((column) => parseInt(begin, 36) + column)) + '.' + step + '.' + range(rows);
  };

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
    for (const title of plot.querySelectorAll('.cells title')) {
      const { column, row } = placeOf(plot, title.parentNode);
      if (column < columns[0] || column > columns[1] || row < rows[0] || row > rows[1]) continue;
      const figures = title.textContent.replaceAll(',', '').match(/[0-9]+/g).map(Number);
      traces += figures[0];
      inError += figures[1] || 0;
    }
    const words = document.getElementById('heat-box');
    words.querySelector('span').textContent =
      traces.toLocaleString('en') + (traces === 1 ? ' trace' : ' traces') + (inError ? ', ' + inError.toLocaleString('en') + ' in error' : '');
    words.querySelector('a').href = addressOf(plot, columns, [lowest, highest]);
    words.hidden = false;
  };

  // Where a whole column is one link it leads to the cell that is pointed at, so that a click of any
  // kind does what it does on a link of its own.
  document.addEventListener('pointerover', (event) => {
    const plot = plotOf(event.target);
    const cell = plot && event.target.closest('.cells rect');
    if (!cell) return;
    const { column, row } = placeOf(plot, cell);
    const highest = Number(plot.dataset.top) - row;
    cell.closest('a').setAttribute('href', addressOf(plot, [column], [highest]));
  });
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
