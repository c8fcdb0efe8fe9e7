// Draws the charts of the usage page from the table beside them: what the table does not have, no chart shows.
// A chart says of which table, and which of its columns; the page's style sheet has its colours.
"use strict";

const HEIGHT = 190;
const PRINTED = { width: 640, height: 170 }; // CSS pixels that fit a sheet of letter paper
const LOCALE = `${document.documentElement.lang}-CA`;
const number = new Intl.NumberFormat(LOCALE);
const day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", timeZone: "UTC" });

function rowsOf(table) {
  return [...table.tBodies[0].rows].sort((one, other) => at(one) - at(other));
}

function at(row) {
  return Date.parse(row.querySelector("time").dateTime) / 1000;
}

function value(row, column) {
  const written = row.cells[column].dataset.value;
  return written === undefined ? null : Number(written);
}

function colour(element, name) {
  return () => getComputedStyle(element).getPropertyValue(name).trim();
}

function axis(element, more) {
  const line = { stroke: colour(element, "--line"), width: 1 };
  return { stroke: colour(element, "--quiet"), font: "13px system-ui, sans-serif", grid: line, ticks: line, ...more };
}

function lineOf(element, heading) {
  const name = heading.dataset.series;
  return {
    label: heading.textContent.trim(),
    stroke: colour(element, `--series-${name}`),
    width: 2,
    dash: name === "agency" ? [7, 5] : undefined,
    points: { show: true, size: 6, fill: colour(element, "--paper") },
  };
}

// As many of the weeks as there is room for, the last of them always.
function weeksShown(drawn) {
  const weeks = drawn.data[0];
  const step = Math.ceil((weeks.length * 72) / Math.max(drawn.bbox.width / devicePixelRatio, 72));
  return weeks.filter((_, index) => (weeks.length - 1 - index) % step === 0);
}

// The row of the week under the pointer, so that a figure can be read off where it is written.
function pointAt(rows, index) {
  rows.forEach((row, place) => row.classList.toggle("pointed", place === index));
}

function draw(element) {
  const table = document.getElementById(element.dataset.table);
  const columns = element.dataset.columns.split(" ").map(Number);
  const rows = rowsOf(table);
  const data = [rows.map(at), ...columns.map((column) => rows.map((row) => value(row, column)))];
  const chart = new uPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { y: { range: (_, __, most) => [0, Math.max(most * 1.1, 5)] } },
      axes: [
        axis(element, { splits: weeksShown, values: (_, ticks) => ticks.map((tick) => day.format(tick * 1000)) }),
        axis(element, { size: 60, values: (_, ticks) => ticks.map((tick) => number.format(tick)) }),
      ],
      series: [{}, ...columns.map((column) => lineOf(element, table.tHead.rows[0].cells[column]))],
      hooks: { setCursor: [(drawn) => pointAt(rows, drawn.cursor.idx)] },
    },
    data,
    element,
  );
  new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT })).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart.redraw(false));
  addEventListener("beforeprint", () => {
    element.classList.add("printed");
    chart.setSize(PRINTED);
    chart.redraw(false);
  });
  addEventListener("afterprint", () => {
    element.classList.remove("printed");
    chart.setSize({ width: element.clientWidth, height: HEIGHT });
  });
}

document.querySelectorAll(".chart").forEach(draw);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
