import { app } from '../../app/app.ts';
import type { PageChannel } from '../../chromium/cdp.ts';
import { createEvent, emitSafely } from '../../event-object.ts';
import { withGaps } from '../../not-implemented.ts';
import { emitPlain, shownFrame } from '../navigation/navigation-events.ts';
import { MAIN, type PageState } from './page-state.ts';

interface ConsoleCalled {
  readonly type: string;
  readonly args: readonly { readonly value?: unknown; readonly description?: string }[];
}

const levels: Readonly<Record<string, string>> = {
  warning: 'warning',
  error: 'error',
  assert: 'error',
  debug: 'debug',
};

function onConsole(state: PageState, call: ConsoleCalled): void {
  const message = call.args.map(arg => String(arg.value ?? arg.description ?? 'undefined')).join(' ');
  tellPrinted(state, message, levels[call.type] ?? 'info');
}

interface ThrownInPage {
  readonly exceptionDetails: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

function onThrown(state: PageState, { exceptionDetails: thrown }: ThrownInPage): void {
  const [line = ''] = (thrown.exception?.description ?? '').split('\n');
  tellPrinted(state, `${thrown.text} ${line}`.trim(), 'error');
}

/** Without the place in the page's script, which `setUp` keeps V8 from looking up. */
function tellPrinted(state: PageState, message: string, level: string): void {
  const event = createEvent({ message, level, frame: shownFrame(state, MAIN)?.double ?? null });
  emitSafely(state.owner, 'console-message', withGaps('console-message', event));
}

function onDialog(state: PageState, page: PageChannel, type: string): void {
  // alert, confirm and prompt are native boxes in Electron; here they are dismissed.
  const leaves = type === 'beforeunload' && emitPlain(state, 'will-prevent-unload');
  void page.send('Page.handleJavaScriptDialog', { accept: leaves });
  if (type !== 'beforeunload' || leaves) return;
  state.isClosing = false;
  emitSafely(state.owner, '-unload-refused');
}

function onCrash(state: PageState): void {
  state.isCrashed = true;
  const details = { reason: 'crashed', exitCode: 139 };
  const event = createEvent();
  emitSafely(state.owner, 'render-process-gone', event, details);
  emitSafely(app, 'render-process-gone', event, state.owner, details);
}

/** Reports what a page does besides navigating: console, uncaught errors, dialogs, crashes, first paint. */
export function watchConduct(state: PageState, page: PageChannel): void {
  page.on('Runtime.consoleAPICalled', (call: ConsoleCalled) => onConsole(state, call));
  page.on('Runtime.exceptionThrown', (event: ThrownInPage) => onThrown(state, event));
  page.on('Page.javascriptDialogOpening', (event: { type: string }) => onDialog(state, page, event.type));
  page.on('Inspector.targetCrashed', () => onCrash(state));
  page.on('Page.lifecycleEvent', (event: { frameId: string; loaderId: string; name: string }) => {
    const isPaint = event.name === 'firstPaint' || event.name === 'firstContentfulPaint';
    if (!isPaint || shownFrame(state, MAIN)?.loaderId !== event.loaderId) return;
    emitSafely(state.owner, '-first-paint');
  });
  void page.send('Inspector.enable');
}
