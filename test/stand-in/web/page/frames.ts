import type { WebFrameMain } from 'electron';
import { sendToFrame } from '../../ipc/send.ts';
import { withGaps } from '../../not-implemented.ts';
import { evaluate } from './evaluate.ts';
import type { PageState } from './page-state.ts';

/** One document in one frame. A navigation to another document ends it and starts the next. */
export interface FrameRecord {
  readonly frameId: string;
  readonly parentId: string | undefined;
  readonly routingId: number;
  readonly processId: number;
  readonly double: WebFrameMain;
  loaderId: string | undefined;
  name: string;
  /** The address the application sees, with its fragment; empty before the first load. */
  url: string;
  isErrorPage: boolean;
  isFinished: boolean;
  detached: boolean;
}

let nextRoutingId = 1;

function originOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  return match && match[1] !== 'file' ? `${match[1]}://${match[2]}` : 'null';
}

/** The frame records whose parent is `frameId`. */
function childrenOf(state: PageState, frameId: string): FrameRecord[] {
  return [...state.frames.values()].filter(frame => frame.parentId === frameId);
}

function membersOf(state: PageState, frame: FrameRecord) {
  return {
    get url() {
      return frame.url;
    },
    get origin() {
      return originOf(frame.url);
    },
    get name() {
      return frame.name;
    },
    get parent(): WebFrameMain | null {
      return state.frames.get(frame.parentId ?? '')?.double ?? null;
    },
    get top(): WebFrameMain | null {
      return state.frames.get(state.mainFrameId ?? '')?.double ?? null;
    },
    get frames(): WebFrameMain[] {
      return childrenOf(state, frame.frameId).map(child => child.double);
    },
    get framesInSubtree(): WebFrameMain[] {
      return [frame.double, ...childrenOf(state, frame.frameId).flatMap(child => child.double.framesInSubtree)];
    },
    executeJavaScript: (code: string, userGesture?: boolean): Promise<unknown> => {
      if (frame.frameId === state.mainFrameId) return evaluate(state, code, userGesture);
      return Promise.reject(new Error('stand-in: executeJavaScript in a sub-frame not implemented'));
    },
    send(channel: string, ...args: unknown[]): void {
      if (frame.frameId === state.mainFrameId) sendToFrame(state.owner, channel, args);
    },
  } satisfies Partial<WebFrameMain>;
}

/** Makes the record of a frame's next document. Reading most of it after its end throws, as Electron's does. */
export function createFrame(
  state: PageState,
  start: { readonly frameId: string; readonly parentId: string | undefined; readonly url: string },
): FrameRecord {
  const routingId = nextRoutingId;
  nextRoutingId += 1;
  const always = {
    routingId,
    processId: state.processId,
    frameTreeNodeId: routingId,
    get detached() {
      return frame.detached;
    },
    isDestroyed: () => frame.detached,
  } satisfies Partial<WebFrameMain>;
  const double = new Proxy(always, {
    get(target, key, receiver) {
      if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key, receiver);
      if (frame.detached) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
      return Reflect.get(members, key);
    },
  });
  const frame: FrameRecord = {
    frameId: start.frameId,
    parentId: start.parentId,
    url: start.url,
    name: '',
    loaderId: undefined,
    routingId,
    processId: state.processId,
    isErrorPage: false,
    isFinished: false,
    detached: false,
    // Every member outside `always` and `members` throws; together they satisfy parts of WebFrameMain.
    double: double as unknown as WebFrameMain,
  };
  const members = withGaps('webFrameMain', membersOf(state, frame));
  return frame;
}

/** The frame's record; makes one where the protocol names a frame that was not announced. */
export function frameOf(state: PageState, frameId: string, parentId?: string): FrameRecord {
  const known = state.frames.get(frameId);
  if (known) return known;
  const made = createFrame(state, { frameId, parentId, url: '' });
  state.frames.set(frameId, made);
  return made;
}

/** Removes a frame and those inside it. */
export function removeFrame(state: PageState, frameId: string): void {
  for (const child of childrenOf(state, frameId)) removeFrame(state, child.frameId);
  const frame = state.frames.get(frameId);
  if (frame) frame.detached = true;
  state.frames.delete(frameId);
}

/** Puts a fresh record in a frame's place, as its document is replaced; frames inside the old one are gone. */
export function replaceDocument(state: PageState, frameId: string, parentId: string | undefined): FrameRecord {
  const old = state.frames.get(frameId);
  // Before its first load a page shows a blank document that real documents take over without a new frame object.
  if (old && old.url === '' && old.loaderId === undefined) return old;
  for (const child of childrenOf(state, frameId)) removeFrame(state, child.frameId);
  if (old) old.detached = true;
  const made = createFrame(state, { frameId, parentId, url: '' });
  state.frames.set(frameId, made);
  return made;
}
