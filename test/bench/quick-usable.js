// Runs first in the quick-copy page: whenever its rows were drawn, says since when in the window's title (epoch ms).
addEventListener('DOMContentLoaded', () => {
  const found = document.getElementById('found');
  if (found === null) return;
  new MutationObserver(() => {
    if (found.childElementCount > 0) document.title = `usable at ${performance.timeOrigin + performance.now()}`;
  }).observe(found, { childList: true });
});
