import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserChannel, PageChannel } from '../../chromium/cdp.ts';
import { startAppWindow } from '../../chromium/start.ts';
import type { PageState } from '../page/page-state.ts';
import type { Layer, Viewed } from './viewed.ts';
import { type ViewerEvent, viewerPage } from './viewer-page.ts';

/** How often it is looked whether the window shows what it is to show. */
const everyMs = 50;
/** Of the pictures that cross, from 0 to 100. */
const quality = 92;

/** What drops down from a list is a window of its own, and in no picture of the page, unless the page draws it itself. */
const drawnLists = `{
  const style = new CSSStyleSheet();
  style.replaceSync('select, ::picker(select) { appearance: base-select } select { align-items: center }');
  document.adoptedStyleSheets.push(style);
}`;

/** The one page of a Chromium that was just started. */
async function onlyPage(browser: BrowserChannel): Promise<PageChannel> {
  const found = Promise.withResolvers<PageChannel>();
  browser.on('Target.attachedToTarget', (event: { sessionId: string; targetInfo: { type: string } }) => {
    if (event.targetInfo.type === 'page') found.resolve(browser.page(event.sessionId));
  });
  await browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  return found.promise;
}

/** Until then whatever is drawn is drawn on an empty page, and lost. */
async function hasLoaded(page: PageChannel): Promise<void> {
  for (;;) {
    const asked = { expression: 'typeof draw', returnByValue: true };
    const { result } = await page.send<{ result: { value: string } }>('Runtime.evaluate', asked);
    if (result.value === 'function') return;
    await pause(everyMs, undefined, { ref: false });
  }
}

/** One window on the display. */
export class Viewer {
  readonly #viewed: Viewed;
  readonly #onClosed: () => void;
  readonly #cast = new Set<PageState>();
  #end: (() => void) | undefined;
  #isEnded = false;
  /** What the window was told last, to tell it only what is new. */
  #told = '';
  #size = '';

  constructor(viewed: Viewed, onClosed: () => void) {
    this.#viewed = viewed;
    this.#onClosed = onClosed;
    this.#open().catch(error => this.#isEnded || process.stderr.write(`stand-in: no window: ${String(error)}\n`));
  }

  end(): void {
    this.#isEnded = true;
    this.#end?.();
    for (const { channel } of this.#cast) void channel?.send('Page.stopScreencast');
  }

  async #open(): Promise<void> {
    const { browser, end } = await startAppWindow(viewerPage, this.#viewed.bounds());
    this.#end = end;
    if (this.#isEnded) return end();
    browser.onClosed(() => this.#isEnded || this.#onClosed());
    const page = await onlyPage(browser);
    page.on('Runtime.bindingCalled', ({ payload }: { payload: string }) => this.#hear(JSON.parse(payload)));
    await page.send('Runtime.enable');
    await page.send('Runtime.addBinding', { name: 'tell' });
    await hasLoaded(page);
    const timer = setInterval(() => {
      if (this.#isEnded || !this.#viewed.isVisible()) clearInterval(timer);
      else this.#update(browser, page);
    }, everyMs).unref();
    browser.onClosed(() => clearInterval(timer));
  }

  #update(browser: BrowserChannel, page: PageChannel): void {
    const layers = this.#viewed.layers();
    const { width, height } = this.#viewed.bounds();
    if (this.#size !== `${width} ${height}`) {
      this.#size = `${width} ${height}`;
      void this.#fit(browser, page, width, height);
    }
    const places = layers.map(({ page: { id }, bounds }) => ({ id, ...bounds }));
    const arrange = `arrange(${JSON.stringify(this.#viewed.title())}, ${JSON.stringify(places)})`;
    if (arrange !== this.#told) void page.send('Runtime.evaluate', { expression: arrange });
    this.#told = arrange;
    for (const layer of layers) this.#show(page, layer.page);
  }

  /** Gives the window such a size that what it shows has this one, whatever its frame takes. */
  async #fit(browser: BrowserChannel, page: PageChannel, width: number, height: number): Promise<void> {
    const asked = { expression: '[innerWidth, innerHeight]', returnByValue: true };
    const { result } = await page.send<{ result: { value: [number, number] } }>('Runtime.evaluate', asked);
    const { windowId, bounds } = await browser.send<{
      windowId: number;
      bounds: { width: number; height: number };
    }>('Browser.getWindowForTarget', { targetId: await targetOf(page) });
    const [innerWidth, innerHeight] = result.value;
    const wanted = { width: bounds.width + width - innerWidth, height: bounds.height + height - innerHeight };
    await browser.send('Browser.setWindowBounds', { windowId, bounds: wanted });
  }

  /** Has every new picture of a page shown. */
  #show(page: PageChannel, state: PageState): void {
    const { channel } = state;
    if (channel === undefined || this.#cast.has(state)) return;
    this.#cast.add(state);
    channel.on('Page.screencastFrame', ({ data, sessionId }: { data: string; sessionId: number }) => {
      void channel.send('Page.screencastFrameAck', { sessionId });
      if (!this.#isEnded) void page.send('Runtime.evaluate', { expression: `draw(${state.id}, '${data}')` });
    });
    const drawn = { source: drawnLists, worldName: 'viewer', runImmediately: true };
    void channel.send('Page.addScriptToEvaluateOnNewDocument', drawn);
    void channel.send('Page.startScreencast', { format: 'jpeg', quality });
  }

  #hear(event: ViewerEvent): void {
    if (event.kind === 'resize') {
      this.#size = `${event.width} ${event.height}`;
      this.#viewed.resize({ width: event.width, height: event.height });
    } else if (event.kind === 'focus') this.#viewed.focus(event.isFocused);
    else this.#layer(event.id)?.page.channel?.send(event.method, event.params);
  }

  #layer(id: number): Layer | undefined {
    return this.#viewed.layers().find(({ page }) => page.id === id);
  }
}

async function targetOf(page: PageChannel): Promise<string> {
  const { targetInfo } = await page.send<{ targetInfo: { targetId: string } }>('Target.getTargetInfo');
  return targetInfo.targetId;
}
