/** The favourites of the portal, dragged: the forms that move one by one do the rest. */
import { dragged } from "../shell/dragging.js";

const list = document.querySelector("[data-preau-favourites]")
dragged(list, (tile, to) => {
  const form = tile.querySelector(".tile-move form")
  form.elements.to.value = to
  form.submit()
})
