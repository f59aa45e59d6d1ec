(function () {
  "use strict";
  var table = document.getElementById("table"), body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var every = Array.prototype.slice.call(body.rows), text = document.getElementById("filter-text");
  var rows = every.filter(function (row) { return row.hasAttribute("data-status"); });
  var frame = every.filter(function (row) { return !row.hasAttribute("data-status"); });
  var selects = Array.prototype.slice.call(document.querySelectorAll("#filters select"));
  var sorted = false, unfolded = {};
  function number(cell) { if (cell.hasAttribute("data-value")) { return Number(cell.getAttribute("data-value")); } var found = /-?\d+(\.\d+)?/.exec(cell.textContent.replace("\u2212", "-")); return found ? parseFloat(found[0]) : null; }
  function show() {
    var wanted = text.value.trim().toLowerCase(), chosen = wanted !== "" || selects.some(function (select) { return select.value; }), shown = 0;
    rows.forEach(function (row) {
      var fits = row.querySelector("th").textContent.toLowerCase().indexOf(wanted) >= 0 &&
        selects.every(function (select) { return !select.value || row.getAttribute("data-" + select.getAttribute("data-of")) === select.value; });
      row.hidden = !fits || (!chosen && !sorted && row.classList.contains("silent") && !unfolded[row.getAttribute("data-in")]);
      if (!row.hidden) { shown += 1; }
    });
    frame.forEach(function (row) { row.hidden = chosen || sorted; });
    document.getElementById("shown").textContent = String(shown);
  }
  function sort(column) {
    var head = heads[column], state = head.getAttribute("aria-sort"), numeric = head.classList.contains("right") || rows.some(function (row) { return row.cells[column].hasAttribute("data-value"); });
    var next = state === "none" ? "ascending" : state === "ascending" ? "descending" : "none", sign = next === "descending" ? -1 : 1;
    Array.prototype.forEach.call(heads, function (each) { if (each.hasAttribute("aria-sort")) { each.setAttribute("aria-sort", "none"); } });
    head.setAttribute("aria-sort", next);
    sorted = next !== "none";
    if (!sorted) { every.forEach(function (row) { body.appendChild(row); }); show(); return; }
    rows.slice().sort(function (a, b) {
      var order = rows.indexOf(a) - rows.indexOf(b);
      if (!numeric) { return sign * a.cells[column].textContent.localeCompare(b.cells[column].textContent) || order; }
      var x = number(a.cells[column]), y = number(b.cells[column]);
      if (x === null || y === null) { return (x === null ? 1 : 0) - (y === null ? 1 : 0) || order; }
      return sign * (x - y) || order;
    }).forEach(function (row) { body.appendChild(row); });
    show();
  }
  Array.prototype.forEach.call(heads, function (head, column) { if (head.hasAttribute("aria-sort")) { head.firstElementChild.addEventListener("click", function () { sort(column); }); } });
  Array.prototype.forEach.call(document.querySelectorAll("[data-fold]"), function (button) {
    button.addEventListener("click", function () {
      var group = button.getAttribute("data-fold");
      unfolded[group] = !unfolded[group];
      button.setAttribute("aria-expanded", String(unfolded[group]));
      show();
    });
  });
  document.getElementById("filters").addEventListener("input", show);
  document.getElementById("filters").addEventListener("submit", function (event) { event.preventDefault(); });
  var all = Array.prototype.slice.call(document.querySelectorAll("details"));
  document.getElementById("open-all").addEventListener("click", function () {
    var open = all.some(function (each) { return !each.open; });
    all.forEach(function (each) { each.open = open; });
  });
  function reveal() {
    var target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (target && target.closest("details")) { target.closest("details").open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
}());
