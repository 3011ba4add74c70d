/** What the page of a window on the display tells: a command for one of the pages that it shows, or of itself. */
export type ViewerEvent =
  | { readonly kind: 'input'; readonly id: number; readonly method: string; readonly params: object }
  | { readonly kind: 'resize'; readonly width: number; readonly height: number }
  | { readonly kind: 'focus'; readonly isFocused: boolean };

// Runs in the window: draws the pictures that it is given where they belong, and tells what the person does to them.
const script = `
const images = new Map();
let places = [];
let target;
const send = event => window.tell?.(JSON.stringify(event));
const input = (id, method, params) => send({ kind: 'input', id, method: 'Input.' + method, params });

window.arrange = (title, wanted) => {
  document.title = title;
  places = wanted;
  for (const [id, image] of images) if (!wanted.some(place => place.id === id)) image.hidden = true;
  for (const { id, x, y, width, height } of wanted) {
    const image = imageOf(id);
    image.hidden = false;
    Object.assign(image.style, { left: x + 'px', top: y + 'px', width: width + 'px', height: height + 'px' });
    document.body.append(image);
  }
};
const imageOf = id => {
  if (!images.has(id)) {
    const image = new Image();
    image.draggable = false;
    images.set(id, image);
  }
  return images.get(id);
};
window.draw = (id, data) => {
  imageOf(id).src = 'data:image/jpeg;base64,' + data;
};

const modifiers = event => event.altKey + 2 * event.ctrlKey + 4 * event.metaKey + 8 * event.shiftKey;
const isIn = ({ x, y, width, height }, event) =>
  event.clientX >= x && event.clientY >= y && event.clientX < x + width && event.clientY < y + height;
const under = event => places.findLast(place => isIn(place, event));
const buttons = ['left', 'middle', 'right', 'back', 'forward'];
const mouse = (type, event, extra) => {
  const place = under(event);
  if (place === undefined) return;
  if (type === 'mousePressed') target = place.id;
  const at = { x: event.clientX - place.x, y: event.clientY - place.y };
  const pressed = { button: type === 'mouseMoved' && event.buttons === 0 ? 'none' : buttons[event.button] ?? 'none' };
  input(place.id, 'dispatchMouseEvent', { type, ...at, ...pressed, modifiers: modifiers(event), ...extra });
};
addEventListener('mousedown', event => mouse('mousePressed', event, { clickCount: event.detail, buttons: event.buttons }));
addEventListener('mouseup', event => mouse('mouseReleased', event, { clickCount: event.detail, buttons: event.buttons }));
addEventListener('mousemove', event => mouse('mouseMoved', event, { buttons: event.buttons }));
addEventListener('wheel', event => mouse('mouseWheel', event, { deltaX: event.deltaX, deltaY: event.deltaY }));
addEventListener('contextmenu', event => event.preventDefault());

const receiver = () => (places.some(({ id }) => id === target) ? target : places.at(-1)?.id);
const key = event => {
  const isPaste = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
  if (isPaste || receiver() === undefined) return;
  event.preventDefault();
  const isDown = event.type === 'keydown';
  const isText = isDown && !event.ctrlKey && !event.metaKey && (event.key.length === 1 || event.key === 'Enter');
  input(receiver(), 'dispatchKeyEvent', {
    type: isDown ? (isText ? 'keyDown' : 'rawKeyDown') : 'keyUp',
    key: event.key,
    code: event.code,
    modifiers: modifiers(event),
    windowsVirtualKeyCode: event.keyCode,
    autoRepeat: event.repeat,
    ...(isText && { text: event.key === 'Enter' ? '\\r' : event.key }),
  });
};
addEventListener('keydown', key);
addEventListener('keyup', key);
addEventListener('paste', event => {
  event.preventDefault();
  input(receiver(), 'insertText', { text: event.clipboardData.getData('text/plain') });
});

let size = '';
addEventListener('resize', () => {
  const now = innerWidth + ' ' + innerHeight;
  if (now !== size) send({ kind: 'resize', width: innerWidth, height: innerHeight });
  size = now;
});
addEventListener('focus', () => send({ kind: 'focus', isFocused: true }));
addEventListener('blur', () => send({ kind: 'focus', isFocused: false }));
`;

const style = `
html, body { margin: 0; height: 100%; overflow: hidden; background: #fff; }
img { position: absolute; user-select: none; object-fit: fill; }
@media (prefers-color-scheme: dark) { html { background: #1e1e1e; } }
`;

/** The address of the page that a window on the display shows. */
export const viewerPage = `data:text/html,${encodeURIComponent(`<!doctype html><style>${style}</style><script>${script}</script>`)}`;
