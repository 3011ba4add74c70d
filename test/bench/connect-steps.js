// What a round of the measurement does in the panel's page, by the words on the screen.
(() => {
  const soon = async find => {
    for (let tries = 0; tries < 500; tries += 1) {
      const found = find();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error(`not found: ${find}`);
  };
  const button = words => [...document.querySelectorAll('button')].find(one => one.textContent.trim() === words);
  const card = () =>
    [...document.querySelectorAll('.cards button')].find(one => one.textContent.includes('ReadyCloud'));
  const form = () => document.querySelector('form.sheet-form');
  Object.assign(window, {
    openForm: async () => {
      const first = await soon(() => card() ?? button('Add account'));
      if (first !== card()) first.click();
      (await soon(card)).click();
      for (const label of (await soon(form)).querySelectorAll('label')) {
        const typed = { 'App Id': 'desk-1', 'App Secret': 'secret-1' }[label.textContent.trim()];
        if (typed !== undefined) document.getElementById(label.htmlFor).value = typed;
      }
    },
    /** Epoch ms of the press. */
    press: () => {
      const at = performance.timeOrigin + performance.now();
      button('Connect').click();
      return at;
    },
    whenOver: () => soon(() => form() === null).then(() => true),
  });
})();
