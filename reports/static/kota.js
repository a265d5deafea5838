// Searches, sorts and filters the list of kelurahan; without it the list is whole, and its controls stay hidden.
"use strict";
(() => {
  const table = document.getElementById("daftar-kelurahan");
  const controls = document.getElementById("kendali");
  const [word, district, apart, count] = ["cari", "pilih", "rata", "jumlah"].map((id) => document.getElementById(id));
  const groups = [...table.tBodies];
  const rows = groups.flatMap((group) => [...group.rows].slice(1).map((row) => ({ row, group })));
  const flat = table.createTBody();
  const order = { column: -1, down: false };

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const value = ({ row }) => row.cells[order.column].dataset.n ?? row.cells[order.column].textContent.trim();
  const compare = (one, other) => {
    const [a, b] = [value(one), value(other)];
    const first = isNaN(a) || isNaN(b) ? a.localeCompare(b, "id") : a - b;
    return order.down ? -first : first;
  };
  const fits = ({ row, group }) =>
    (!district.value || group.id === district.value) &&
    plain(word.value).split(/\s+/).every((part) => plain(row.dataset.cari).includes(part));

  const show = () => {
    const sorted = order.column < 0 ? rows : [...rows].sort(compare);
    let shown = 0;
    groups.forEach((group) => { group.hidden = true; });
    flat.hidden = !apart.checked;
    for (const one of sorted) {
      const visible = fits(one);
      shown += visible;
      one.row.hidden = !visible;
      (apart.checked ? flat : one.group).append(one.row);
      if (visible && !apart.checked) one.group.hidden = false;
    }
    count.textContent = count.dataset.pola.replace("#", shown).replace("#", rows.length);
  };

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order.down = order.column === column ? !order.down : column > 0;
      order.column = column;
      [...table.tHead.rows[0].cells].forEach((cell) => cell.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      show();
    });
  });
  word.addEventListener("input", show);
  [district, apart].forEach((control) => control.addEventListener("change", show));
  controls.hidden = false;
  show();
})();
