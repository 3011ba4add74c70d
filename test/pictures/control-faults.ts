/**
 * Runs inside a page: which controls lie over each other, stand outside the window, or have their words cut off or on two
 * lines. Each is named by its place among them, so that two languages can be compared. Everything it needs is inside it,
 * since Playwright sends its text.
 */
export function controlFaults(): readonly string[] {
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const top = document.querySelector(':popover-open') ?? dialogs.at(-1) ?? document.body;
  const selector = 'button, input, select, textarea, summary, [role=menuitem], [role=option], h1, h2, .left';
  const controls = [...top.querySelectorAll<HTMLElement>(selector)].filter(one => one.checkVisibility());
  const boxes = controls.map(one => one.getBoundingClientRect());
  // What scrolls goes below what stays, so only what moves together is compared.
  const layers = controls.map(one => {
    let layer: HTMLElement | null = one;
    while (layer !== null) {
      const { position, overflowY } = getComputedStyle(layer);
      if (position !== 'static' && position !== 'relative') return layer;
      if (layer !== one && /auto|scroll/.test(overflowY)) return layer;
      layer = layer.parentElement;
    }
    return null;
  });
  const faults: string[] = [];
  const name = (at: number): string => `${at} ${controls[at]?.tagName.toLowerCase()}.${controls[at]?.className ?? ''}`;
  for (const [at, box] of boxes.entries()) {
    if (box.width <= 1 || box.height <= 1) continue;
    if (box.left < -0.5 || box.right > innerWidth + 0.5) faults.push(`${name(at)} stands outside the window`);
    const control = controls[at];
    let holder = control?.parentElement ?? null;
    while (holder !== null && getComputedStyle(holder).overflowX === 'visible') holder = holder.parentElement;
    const held = holder?.getBoundingClientRect();
    if (held !== undefined && (box.left < held.left - 0.5 || box.right > held.right + 0.5))
      faults.push(`${name(at)} stands outside what holds it`);
    if (control instanceof HTMLButtonElement) {
      if (control.scrollWidth > control.clientWidth + 1) faults.push(`${name(at)} is cut off`);
      const lines = box.height / Number.parseFloat(getComputedStyle(control).lineHeight);
      const isText = control.children.length === 0 && control.textContent !== '';
      if (isText && control.matches('.button, .primary, .outline, .quiet') && lines > 2.6)
        faults.push(`${name(at)} is on two lines`);
    }
    for (const [other, under] of boxes.entries()) {
      if (other <= at || layers[at] !== layers[other]) continue;
      if (controls[other]?.contains(control ?? null) || control?.contains(controls[other] ?? null)) continue;
      const wide = Math.min(box.right, under.right) - Math.max(box.left, under.left);
      const high = Math.min(box.bottom, under.bottom) - Math.max(box.top, under.top);
      if (wide > 1 && high > 1) faults.push(`${name(at)} lies over ${name(other)}`);
    }
  }
  return faults;
}
