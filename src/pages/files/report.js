/** Draws the plots of the report from the numbers in the page, in the colours and the language of the page. */
const { locale, isRightToLeft, plots } = JSON.parse(document.getElementById('plots').textContent);
const { Chart } = window;
const percent = new Intl.NumberFormat(locale, { style: 'percent' });
const count = new Intl.NumberFormat(locale);
const isDark = window.matchMedia('(prefers-color-scheme: dark)');
/** Sharp on paper. */
const PRINT_RESOLUTION = 3;
/** A narrower plot has its labels in several lines, and fewer numbers at its scale. */
const NARROW = 520;
/** Signs in a line of a label beside its bar, and how wide a sign is below one. */
const LINE_LENGTH = 16;
const SIGN_WIDTH = 7;
let drawn = [];

function colours() {
  const style = window.getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    before: read('--plot-before'),
    after: read('--plot-after'),
    later: read('--plot-later'),
    font: window.getComputedStyle(document.body).fontFamily,
  };
}

/** A label in lines of about `length` signs. */
function broken(text, length) {
  return text.split(' ').reduce((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= length) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
    return lines;
  }, []);
}

/** Writes each value at the end of its bar; Chart.js has no such thing itself. */
const writtenValues = {
  id: 'writtenValues',
  afterDatasetsDraw(chart, _arguments, { ink, font, lying }) {
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = ink;
    ctx.font = `600 12px ${font}`;
    ctx.direction = 'ltr';
    for (const [at, dataset] of chart.data.datasets.entries()) {
      for (const [place, bar] of chart.getDatasetMeta(at).data.entries()) {
        if (dataset.data[place] === null) continue;
        ctx.textAlign = lying ? (isRightToLeft ? 'right' : 'left') : 'center';
        ctx.textBaseline = lying ? 'middle' : 'bottom';
        const [x, y] = lying ? [bar.x + (isRightToLeft ? -6 : 6), bar.y] : [bar.x, bar.y - 3];
        ctx.fillText(dataset.shown[place], x, y);
      }
    }
    ctx.restore();
  },
};

function settings({ labels, series, unit, lying, tones, written }, width) {
  const { ink, muted, line, font, ...tone } = colours();
  const text = { color: muted, font: { family: font, size: 12 } };
  const isNarrow = width < NARROW;
  const length = lying ? LINE_LENGTH : Math.floor(width / labels.length / SIGN_WIDTH);
  const values = {
    beginAtZero: true,
    max: unit === 'percent' ? 1 : undefined,
    grace: written && unit === 'count' ? '12%' : 0,
    reverse: lying && isRightToLeft,
    position: !lying && isRightToLeft ? 'right' : undefined,
    border: { display: false },
    grid: { color: line, drawTicks: false },
    ticks: {
      ...text,
      padding: 6,
      precision: unit === 'count' ? 0 : undefined,
      stepSize: unit === 'percent' ? (isNarrow && lying ? 0.5 : 0.25) : undefined,
      maxTicksLimit: 6,
      maxRotation: 0,
      // The signs around it keep the percent sign behind its number, whatever the direction of the page.
      callback: (value) => `\u2066${(unit === 'percent' ? percent : count).format(value)}\u2069`,
    },
  };
  const names = {
    reverse: !lying && isRightToLeft,
    position: lying && isRightToLeft ? 'right' : undefined,
    grid: { display: false },
    border: { color: line },
    ticks: { ...text, autoSkip: false, maxRotation: labels.length > 6 ? 60 : 0 },
  };
  return {
    type: 'bar',
    data: {
      labels: labels.map((lines) => (isNarrow ? lines.flatMap((text) => broken(text, length)) : lines)),
      datasets: series.map((one) => ({
        label: one.name,
        data: one.values,
        shown: one.shown,
        backgroundColor: tones ? tones.map((name) => tone[name]) : tone[one.tone],
        borderRadius: 4,
        maxBarThickness: 44,
        categoryPercentage: 0.72,
        barPercentage: 0.92,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      locale,
      indexAxis: lying ? 'y' : 'x',
      // Slanted labels reach beyond the first bar, which from right to left is the edge of the picture.
      layout: { padding: { top: written && !lying ? 18 : 4, left: isRightToLeft && isNarrow && !lying ? 14 : 0 } },
      scales: lying ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: {
          display: series.length > 1,
          position: 'bottom',
          rtl: isRightToLeft,
          labels: { color: ink, font: text.font, boxWidth: 12, boxHeight: 12 },
        },
        tooltip: {
          rtl: isRightToLeft,
          textDirection: isRightToLeft ? 'rtl' : 'ltr',
          titleFont: { family: font },
          bodyFont: { family: font },
          callbacks: { label: ({ dataset, dataIndex }) => ` ${dataset.label}: ${dataset.shown[dataIndex]}` },
        },
        writtenValues: { ink, font, lying },
      },
    },
    plugins: written ? [writtenValues] : [],
  };
}

function draw(resolution) {
  for (const chart of drawn) chart.destroy();
  drawn = plots.map((plot) => {
    const canvas = document.getElementById(plot.id);
    const made = settings(plot, canvas.parentElement.clientWidth);
    if (resolution) made.options.devicePixelRatio = resolution;
    return new Chart(canvas, made);
  });
}

draw();
isDark.addEventListener('change', () => draw());
const tables = [...document.querySelectorAll('.plot details')];
let opened = [];
window.addEventListener('beforeprint', () => {
  // The figures of every plot are printed with it.
  opened = tables.filter(({ open }) => !open);
  for (const details of opened) details.open = true;
  document.documentElement.classList.add('paper');
  draw(PRINT_RESOLUTION);
});
window.addEventListener('afterprint', () => {
  for (const details of opened) details.open = false;
  document.documentElement.classList.remove('paper');
  draw();
});
