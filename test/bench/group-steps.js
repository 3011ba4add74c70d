// Runs in the panel's page: how long it is busy, ms, from a person's doing to a page that is drawn anew and laid out.
(() => {
  const list = () => document.querySelector('ul[aria-label="Accounts"]');
  const search = () => document.querySelector('input[type=search]');
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const timed = async (act, isDrawn) => {
    const before = performance.now();
    act();
    // What a press or a letter changes is drawn before the next task.
    await null;
    list().getBoundingClientRect();
    const busyMs = performance.now() - before;
    if (!isDrawn()) throw new Error('not drawn in the same task');
    return busyMs;
  };
  const shows = words => document.querySelector('.found')?.textContent.includes(words) ?? words === '';
  const type = text => {
    value.set.call(search(), text);
    search().dispatchEvent(new Event('input', { bubbles: true }));
  };
  window.groupSteps = {
    press: (group, words) => {
      const button = [...document.querySelectorAll('[role=toolbar] button')].find(one => one.textContent === group);
      return timed(
        () => button.click(),
        () => shows(words),
      );
    },
    type: (text, words) =>
      timed(
        () => type(text),
        () => shows(words),
      ),
    move: (index, key) => {
      const rows = () => [...document.querySelectorAll('li[data-index]')];
      const nameAt = at =>
        rows()
          .find(row => row.dataset.index === String(at))
          ?.querySelector('h2').textContent;
      const row = rows().find(one => one.dataset.index === String(index));
      const name = row.querySelector('h2').textContent;
      const button = row.querySelector('[data-primary]');
      button.focus();
      const goesTo = key === 'ArrowDown' ? index + 1 : index - 1;
      return timed(
        () => button.dispatchEvent(new KeyboardEvent('keydown', { key, altKey: true, bubbles: true })),
        () => nameAt(goesTo) === name && document.activeElement.closest('li')?.dataset.index === String(goesTo),
      );
    },
  };
})();
