/** What a pointer does to a row: dragging onto a folder, swiping. All press the same buttons as everyone else. */
const find = (selector, root = document) => root.querySelector(selector);

// Drag: the chosen rows if the dragged one is chosen, else that one.
const draggedIds = (row) => {
  const chosen = [...document.querySelectorAll("[data-preau-row][data-chosen]")];
  return (chosen.includes(row) ? chosen : [row]).map((each) => each.dataset.preauRow);
};
let dragged = [];

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-preau-row]");
  if (!row) return;
  dragged = draggedIds(row);
  const words = dragged.length > 1 ? find("[data-preau-count]").textContent : find(".row-subject", row).textContent;
  const ghost = Object.assign(document.createElement("div"), { className: "drag-words", textContent: words });
  document.body.append(ghost);
  event.dataTransfer.setDragImage(ghost, -12, -8);
  event.dataTransfer.effectAllowed = "copyMove";
  setTimeout(() => ghost.remove());
});

const folderUnder = (event) => (dragged.length ? event.target.closest?.("[data-preau-drop]") : null);
const light = (folder) => {
  for (const other of document.querySelectorAll("[data-over]")) if (other !== folder) other.removeAttribute("data-over");
  folder?.setAttribute("data-over", "");
};

document.addEventListener("dragover", (event) => {
  const folder = folderUnder(event);
  light(folder);
  if (folder) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const folder = folderUnder(event);
  if (!folder) return;
  event.preventDefault();
  const values = { id: dragged, to: folder.dataset.preauDrop };
  window.htmx.ajax("POST", find("[data-preau-list]").dataset.preauList, { source: "#one", values, swap: "none" });
});
document.addEventListener("dragend", () => {
  dragged = [];
  light(null);
});

// Swipe: by a finger only; a third of the row decides, less and it slides back.
let swipe = null;
const buttonOf = (row, distance) => find(`[data-preau-key="${distance > 0 ? "e" : "#"}"]`, row);

document.addEventListener("pointerdown", (event) => {
  const row = event.pointerType === "touch" && event.target.closest?.("[data-preau-row]");
  swipe = row ? { row, x: event.clientX, y: event.clientY, distance: 0 } : null;
});
document.addEventListener("pointermove", (event) => {
  if (!swipe) return;
  const across = event.clientX - swipe.x;
  if (!swipe.distance && Math.abs(across) < 12) return;
  if (!swipe.distance && Math.abs(event.clientY - swipe.y) > Math.abs(across)) return void (swipe = null);
  const button = buttonOf(swipe.row, across);
  swipe.distance = button ? across : 0;
  swipe.row.dataset.swipe = across > 0 ? "archive" : "trash";
  swipe.row.dataset.swipeWords = button?.title ?? "";
  swipe.row.style.setProperty("--swipe", `${swipe.distance}px`);
});

const settle = (isDone) => {
  if (!swipe) return;
  const { row, distance } = swipe;
  swipe = null;
  row.style.removeProperty("--swipe");
  delete row.dataset.swipe;
  if (!distance) return;
  // The tap that may end a swipe does not open the message.
  addEventListener("click", swallow, true);
  setTimeout(() => {
    removeEventListener("click", swallow, true);
    if (isDone && Math.abs(distance) > Math.min(140, row.offsetWidth / 3)) buttonOf(row, distance)?.click();
  }, 60);
};
const swallow = (event) => {
  event.preventDefault();
  event.stopPropagation();
};
document.addEventListener("pointerup", () => settle(true));
document.addEventListener("pointercancel", () => settle(false));
