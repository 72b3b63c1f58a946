/* Who would get the letter when, said as the menu "later" opens: what is typed is saved first. */

export function sayTimes(composer) {
  const place = composer.querySelector("[data-preau-slots]");
  const menu = place?.closest("details");
  menu?.addEventListener("toggle", async () => {
    if (!menu.open) return;
    composer.recipients.forEach((field) => field.settle());
    if (!(await composer.saving.now())) return;
    const answer = await fetch(place.dataset.preauSlots, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) place.innerHTML = await answer.text();
  });
}
