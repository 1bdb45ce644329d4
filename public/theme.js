// Runs before the first paint, so that the page never flashes in the other theme. src/app/preferences.ts writes the choice.
(() => {
  let choice = "system";
  try {
    choice = JSON.parse(localStorage.getItem("causeway.preferences") ?? "{}")?.theme ?? "system";
  } catch {
    // Denied or not ours: as the system.
  }
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
