// A table whose columns sort, by pointer and by keyboard.
//
// columns: [{ title, value: (row) => what it sorts by, text: (row) => what is shown, isText? }]
function sortableTable(label, columns, rows) {
  const body = make("tbody", {});
  let sorted = { column: null, isDescending: false };
  const show = () => {
    const order = rows.slice();
    if (sorted.column) {
      const value = sorted.column.value;
      const direction = sorted.isDescending ? -1 : 1;
      order.sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        if (left == null || right == null) return (left == null) - (right == null);
        return (left < right ? -1 : left > right ? 1 : 0) * direction;
      });
    }
    body.replaceChildren(...order.map((row) => make("tr", { class: row.indent ? "inner" : null },
      columns.map((column, index) => {
        const text = column.text ? column.text(row) : column.value(row);
        return make(index === 0 ? "th" : "td",
          { class: column.isText ? "text" : null, scope: index === 0 ? "row" : null, title: column.isText ? String(text) : null },
          shortened(String(text), 80));
      }))));
  };
  const heads = columns.map((column) => make("th", { scope: "col", class: column.isText ? "text" : null },
    make("button", { type: "button", onclick: (event) => {
      const again = sorted.column === column;
      sorted = { column, isDescending: again ? !sorted.isDescending : !column.isText };
      for (const head of heads) head.removeAttribute("aria-sort");
      event.currentTarget.parentElement.setAttribute("aria-sort", sorted.isDescending ? "descending" : "ascending");
      show();
    } }, column.title)));
  show();
  return make("div", { class: "scroll" },
    make("table", { "aria-label": label }, make("thead", {}, make("tr", {}, heads)), body));
}
