/**
 * Runs inside a page: which controls lie over each other, stand outside the window, or have their words cut off or on two
 * lines. Each is named by its place among them, so that two languages can be compared. Everything it needs is inside it,
 * since Playwright sends its text.
 */
export function controlFaults(): readonly string[] {
  const dialogs = [...document.querySelectorAll('dialog[open]')];
  const top = document.querySelector(':popover-open') ?? dialogs.at(-1) ?? document.body;
  const lines = 'h1, h2, .foot p, .hint, .lines';
  const selector = `button, input, select, textarea, summary, [role=menuitem], [role=option], .left, ${lines}`;
  const controls = [...top.querySelectorAll<HTMLElement>(selector)].filter(one => one.checkVisibility());
  const boxes = controls.map(one => one.getBoundingClientRect());
  // What scrolls goes below what stays, so only what moves together is compared.
  const layers = controls.map(one => {
    let layer: HTMLElement | null = one;
    while (layer !== null) {
      const { position, overflowY } = getComputedStyle(layer);
      if (position === 'fixed' || position === 'sticky') return layer;
      if (layer !== one && /auto|scroll/.test(overflowY)) return layer;
      layer = layer.parentElement;
    }
    return null;
  });
  const faults: string[] = [];
  const words = document.createRange();
  /** What has one line has no room for the words of en-XA, which are longer than those of any language. */
  const isReal = document.documentElement.lang !== 'en-XA';
  const pen = document.createElement('canvas').getContext('2d');
  /** A select's, px. */
  const arrowWidth = 18;
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
      const linesHigh = box.height / Number.parseFloat(getComputedStyle(control).lineHeight);
      words.selectNodeContents(control);
      const lineCount = new Set([...words.getClientRects()].map(line => Math.round(line.top))).size;
      const isText = control.children.length === 0 && control.textContent !== '';
      if (
        isText &&
        control.matches('.button, .primary, .outline, .quiet') &&
        (linesHigh > 2.6 || (isReal && lineCount > 1))
      )
        faults.push(`${name(at)} is on two lines`);
    }
    // A name that somebody chose is any length.
    const isLong = !isReal && control?.matches('.lines');
    if (control?.matches(`:is(${lines}):not(.name)`) && !isLong) {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = control;
      if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 3) faults.push(`${name(at)} is cut off`);
    }
    if (control instanceof HTMLSelectElement && pen !== null && isReal) {
      const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(control);
      const taken = Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd) + arrowWidth;
      pen.font = font;
      const chosen = control.selectedOptions[0]?.label ?? '';
      if (pen.measureText(chosen).width > control.clientWidth - taken + 1) faults.push(`${name(at)} is cut off`);
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
