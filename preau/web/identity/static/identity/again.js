// A provider's answer goes on by itself; without script, its button does it.
document.querySelector("[data-preau-again]").requestSubmit();
