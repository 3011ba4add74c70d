import { randomUUID } from 'node:crypto';
import type { HandlerDetails } from 'electron';
import type { PageChannel } from '../../chromium/cdp.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { emitPlain, shownFrame } from '../navigation/navigation-events.ts';
import { fromWire } from '../network/protocol.ts';
import { notePress } from '../windows/focus.ts';
import { openAside } from '../windows/window-open.ts';
import { MAIN, type PageState } from './page-state.ts';

type Report =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'input'; readonly input: object }
  | { readonly kind: 'press'; readonly type: 'rawKeyDown' | 'mouseDown' | 'touchStart' }
  | { readonly kind: 'menu'; readonly params: object }
  | { readonly kind: 'open'; readonly url: string; readonly disposition: HandlerDetails['disposition'] };

type Tell = (report: Report) => void;

/* The functions down to runBeside run in the page's other world, from their source text: they may use no import. */

function reportPresses(tell: Tell): void {
  const types = { keydown: 'rawKeyDown', mousedown: 'mouseDown', touchstart: 'touchStart' } as const;
  for (const [name, type] of Object.entries(types)) {
    // What a script of the page made up reaches no browser process.
    addEventListener(name, event => event.isTrusted && tell({ kind: 'press', type }), true);
  }
}

function reportKeys(tell: Tell): void {
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    const held = { shift: event.shiftKey, control: event.ctrlKey, alt: event.altKey, meta: event.metaKey };
    const modifiers = Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [name] : []));
    const type = event.type === 'keydown' ? 'keyDown' : 'keyUp';
    const { key, code, repeat: isAutoRepeat, isComposing, location: place } = event;
    tell({ kind: 'input', input: { type, key, code, isAutoRepeat, isComposing, location: place, modifiers, ...held } });
  };
  addEventListener('keydown', onKey, true);
  addEventListener('keyup', onKey, true);
}

function reportMenus(tell: Tell): void {
  const onMenu = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : undefined;
    const field = target?.closest('input, textarea');
    const link = target?.closest('a');
    const isEditable = Boolean(field ?? target?.closest('[contenteditable]'));
    const selectionText = String(getSelection() ?? '');
    const canCopy = selectionText !== '';
    const editFlags = { canCut: isEditable && canCopy, canCopy, canPaste: isEditable, canSelectAll: true };
    const more = { canUndo: false, canRedo: false, canDelete: isEditable && canCopy, canEditRichly: false };
    const about = { linkURL: link?.href ?? '', linkText: link?.textContent ?? '', pageURL: location.href };
    const params = { x: event.clientX, y: event.clientY, isEditable, selectionText, mediaType: 'none', ...about };
    tell({ kind: 'menu', params: { ...params, editFlags: { ...editFlags, ...more } } });
  };
  addEventListener('contextmenu', onMenu, true);
}

function holdAsideClicks(tell: Tell): void {
  const onClick = (event: MouseEvent): void => {
    const isAside = event.ctrlKey || event.metaKey || event.button === 1;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    const isOurs = isAside || (event.shiftKey && event.button === 0);
    if (event.defaultPrevented || !isOurs || !link || !/^https?:$/.test(link.protocol)) return;
    // Chromium would open a window for it before anyone could be asked.
    event.preventDefault();
    const behind = event.shiftKey ? 'foreground-tab' : 'background-tab';
    tell({ kind: 'open', url: link.href, disposition: isAside ? behind : 'new-window' });
  };
  addEventListener('click', onClick);
  addEventListener('auxclick', onClick);
}

function reportTitles(tell: Tell): void {
  if (window !== window.top) return;
  let last = '';
  const report = (): void => {
    if (document.title === last) return;
    last = document.title;
    tell({ kind: 'title', title: last });
  };
  new MutationObserver(report).observe(document, { subtree: true, childList: true, characterData: true });
  document.addEventListener('DOMContentLoaded', report, { capture: true, once: true });
}

/** Runs in a world of its own, which the page cannot see into. */
function runBeside(binding: string, reporters: readonly ((tell: Tell) => void)[]): void {
  const tell = (report: Report): void => {
    const send: unknown = Reflect.get(window, binding);
    if (typeof send === 'function') send(JSON.stringify(report));
  };
  for (const start of reporters) start(tell);
}

function onReport(state: PageState, report: Report): void {
  if (report.kind === 'open') openAside(state, report.url, report.disposition);
  else if (report.kind === 'input') emitPlain(state, 'before-input-event', report.input);
  else if (report.kind === 'press') {
    notePress();
    emitPlain(state, 'input-event', { type: report.type });
  } else if (report.kind === 'menu') {
    const frame = shownFrame(state, MAIN)?.double ?? null;
    emitSafely(state.owner, 'context-menu', createEvent(), { ...report.params, frame });
  } else if (report.title !== state.title) {
    state.title = report.title;
    emitPlain(state, 'page-title-updated', report.title, true);
  }
}

/**
 * Emits what the protocol does not announce: `page-title-updated`, presses as `input-event`, and `before-input-event` and
 * `context-menu` as observers only, as preventing them comes too late here.
 */
export function watchBeside(state: PageState, page: PageChannel): void {
  const name = `beside${randomUUID().replaceAll('-', '')}`;
  page.on('Runtime.bindingCalled', (event: { name: string; payload: string }) => {
    if (event.name !== name) return;
    // Only the script above knows the binding's name, and it writes these reports.
    onReport(state, JSON.parse(event.payload, (key, value: unknown) => reviveUrl(key, value)) as Report);
  });
  page.on('Page.frameNavigated', (event: { frame: { parentId?: string } }) => {
    if (event.frame.parentId === undefined) state.title = '';
  });
  void page.send('Runtime.addBinding', { name, executionContextName: name });
  const reporters = [reportPresses, reportKeys, reportMenus, holdAsideClicks, reportTitles].join(',');
  const source = `(${runBeside})(${JSON.stringify(name)}, [${reporters}])`;
  void page.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: name });
}

function reviveUrl(key: string, value: unknown): unknown {
  return /url$/i.test(key) && typeof value === 'string' ? fromWire(value) : value;
}
