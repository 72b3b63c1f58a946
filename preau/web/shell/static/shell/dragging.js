/** A list whose items are dragged by their grips, in lines or in a grid.
    `put(item, to, at)` is called once one is let go at another place, counted from 0. */
export const dragged = (list, put) => {
  const items = [...list.children]
  const grips = list.querySelectorAll("[data-preau-grip]")
  if (items.length > 1) grips.forEach((grip) => { grip.hidden = false })

  let held
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-preau-grip]")
    if (!grip) return
    held = items.find((item) => item.contains(grip))
    held.classList.add("held")
    grip.setPointerCapture(event.pointerId)
  })
  list.addEventListener("pointermove", (event) => {
    if (!held) return
    const order = [...list.children]
    const over = order.find((item) => item !== held && isOver(item, within(list, event)))
    if (over) over[order.indexOf(over) > order.indexOf(held) ? "after" : "before"](held)
  })
  const drop = () => {
    if (!held) return
    held.classList.remove("held")
    const [item, at, to] = [held, items.indexOf(held), [...list.children].indexOf(held)]
    held = undefined
    if (at !== to) put(item, to, at)
  }
  list.addEventListener("pointerup", drop)
  list.addEventListener("pointercancel", drop)
}

// Beside the list is as good as in it.
const within = (list, { clientX, clientY }) => {
  const { left, right } = list.getBoundingClientRect()
  return { x: Math.min(Math.max(clientX, left + 1), right - 1), y: clientY }
}

const isOver = (item, { x, y }) => {
  const { top, bottom, left, right } = item.getBoundingClientRect()
  return y > top && y < bottom && x > left && x < right
}
