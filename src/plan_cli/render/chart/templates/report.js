(function () {
  "use strict";
  var table = document.getElementById("table"), body = table.tBodies[0], heads = table.tHead.rows[0].cells;
  var rows = Array.prototype.slice.call(body.rows), text = document.getElementById("filter-text");
  var selects = Array.prototype.slice.call(document.querySelectorAll("#filters select"));
  function number(cell) { if (cell.hasAttribute("data-value")) { return Number(cell.getAttribute("data-value")); } var found = /-?\d+(\.\d+)?/.exec(cell.textContent.replace("\u2212", "-")); return found ? parseFloat(found[0]) : null; }
  function filter() {
    var wanted = text.value.trim().toLowerCase(), shown = 0;
    rows.forEach(function (row) {
      var fits = row.cells[1].textContent.toLowerCase().indexOf(wanted) >= 0 &&
        selects.every(function (select) { return !select.value || row.getAttribute("data-" + select.getAttribute("data-of")) === select.value; });
      row.hidden = !fits;
      if (fits) { shown += 1; }
    });
    document.getElementById("shown").textContent = String(shown);
  }
  function sort(column) {
    var head = heads[column], state = head.getAttribute("aria-sort"), numeric = head.classList.contains("right") || rows.some(function (row) { return row.cells[column].hasAttribute("data-value"); });
    var next = state === "none" ? "ascending" : state === "ascending" ? "descending" : "none", sign = next === "descending" ? -1 : 1;
    Array.prototype.forEach.call(heads, function (each) { each.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", next);
    rows.sort(function (a, b) {
      var order = Number(a.getAttribute("data-order")) - Number(b.getAttribute("data-order"));
      if (next === "none") { return order; }
      if (!numeric) { return sign * a.cells[column].textContent.localeCompare(b.cells[column].textContent) || order; }
      var x = number(a.cells[column]), y = number(b.cells[column]);
      if (x === null || y === null) { return (x === null ? 1 : 0) - (y === null ? 1 : 0) || order; }
      return sign * (x - y) || order;
    });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  Array.prototype.forEach.call(heads, function (head, column) { head.firstElementChild.addEventListener("click", function () { sort(column); }); });
  document.getElementById("filters").addEventListener("input", filter);
  document.getElementById("filters").addEventListener("submit", function (event) { event.preventDefault(); });
}());
