// Runs first in each page: when what a person needs is there, says since when in the window's title (epoch ms).
(() => {
  const wanted = '[data-usable], button[aria-label^="Copy token for"]:enabled, .cards button:enabled';
  const look = () => {
    if (document.querySelector(wanted) === null) return;
    watcher.disconnect();
    document.title = `usable at ${performance.timeOrigin + performance.now()}`;
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, attributes: true });
})();
