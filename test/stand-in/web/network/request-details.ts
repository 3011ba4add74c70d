import type { WebFrameMain } from 'electron';
import { shownFrame } from '../navigation/navigation-events.ts';
import { keyOf, MAIN, type PageState, type RequestRecord } from '../page/page-state.ts';
import { fromWire } from './protocol.ts';

/** The protocol's `Fetch.requestPaused`, both stages. */
export interface Paused {
  readonly requestId: string;
  readonly networkId?: string;
  readonly redirectedRequestId?: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly urlFragment?: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
  readonly responseStatusCode?: number;
  readonly responseStatusText?: string;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

const types: Readonly<Record<string, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};

let nextId = 0;

/** The full address of a paused request, as the application sees it. */
export function addressOf(paused: Paused): string {
  return fromWire(`${paused.request.url}${paused.request.urlFragment ?? ''}`);
}

function typeOf(state: PageState, paused: Paused): string {
  if (paused.resourceType !== 'Document') return types[paused.resourceType] ?? 'other';
  return keyOf(state, paused.frameId) === MAIN ? 'mainFrame' : 'subFrame';
}

/**
 * Chromium's protocol does not name the frame that began a navigation, which may be another page's. Its referrer does, as
 * a page can leave that out and not change its origin; left out, nobody is named, as Electron does for a frame that has gone.
 */
function beganAt(state: PageState, paused: Paused): string | undefined {
  const { Referer, referer = Referer } = paused.request.headers;
  const isAsked = state.pending.get(keyOf(state, paused.frameId))?.rendererInitiated === true;
  return isAsked && referer !== undefined ? URL.parse(referer)?.origin : undefined;
}

/** The frame that began the navigation of a paused request, or one of the same origin. */
export function initiatorOf(state: PageState, paused: Paused): WebFrameMain | null {
  const origin = beganAt(state, paused);
  const pages = [state, ...state.session.pages];
  const frames = pages.flatMap(page => [...page.frames.values()].filter(frame => !frame.detached));
  return (origin === undefined ? undefined : frames.find(frame => frame.double.origin === origin)?.double) ?? null;
}

function initiatorOriginOf(state: PageState, paused: Paused): string | undefined {
  if (paused.resourceType === 'Document') return beganAt(state, paused);
  const origin = shownFrame(state, keyOf(state, paused.frameId))?.double.origin;
  return origin === '' ? undefined : origin;
}

/** The record of a paused request; made at its first pause, brought up to date at later ones. */
export function recordOf(state: PageState, paused: Paused): RequestRecord {
  const key = paused.networkId ?? paused.requestId;
  const known = state.requests.get(key);
  const facts = {
    url: addressOf(paused),
    method: paused.request.method,
    resourceType: typeOf(state, paused),
    frameId: paused.frameId,
    headers: { ...paused.request.headers },
  };
  if (known) return Object.assign(known, facts);
  nextId += 1;
  const record: RequestRecord = {
    ...facts,
    id: nextId,
    initiatorOrigin: initiatorOriginOf(state, paused),
    statusCode: 0,
    statusLine: '',
    responseHeaders: {},
  };
  state.requests.set(key, record);
  return record;
}

/** The part of `details` that every moment has. */
export function detailsOf(state: PageState, record: RequestRecord) {
  return {
    id: record.id,
    url: record.url,
    method: record.method,
    resourceType: record.resourceType,
    webContentsId: state.id,
    webContents: state.owner,
    timestamp: Date.now(),
    referrer: record.headers.Referer ?? record.headers.referer ?? '',
    ...(record.initiatorOrigin !== undefined && { initiatorOrigin: record.initiatorOrigin }),
    get frame() {
      return shownFrame(state, keyOf(state, record.frameId))?.double ?? null;
    },
  };
}

/** Adds members to details, keeping its getters. */
export function withMembers<T extends object, U extends object>(details: T, members: U): T & U {
  return Object.assign(details, members);
}

/** `details.uploadData`: the parts of a request's body. */
export function uploadDataOf(paused: Paused): { bytes: Buffer }[] {
  const entries = paused.request.postDataEntries ?? [];
  if (entries.length > 0) return entries.map(entry => ({ bytes: Buffer.from(entry.bytes ?? '', 'base64') }));
  return paused.request.postData === undefined ? [] : [{ bytes: Buffer.from(paused.request.postData) }];
}
