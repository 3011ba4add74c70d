import type { PageChannel } from '../../chromium/cdp.ts';
import { hasServiceWorker } from '../../chromium/targets.ts';
import { askToNavigate } from '../navigation/navigation.ts';
import { emitNavigation } from '../navigation/navigation-events.ts';
import { failReason, netError } from '../navigation/net-errors.ts';
import { keyOf, type Navigation, type PageState } from '../page/page-state.ts';
import { applyPermissions } from '../session/permissions.ts';
import { answerProtocol, isAppScheme, toWire } from './protocol.ts';
import {
  addressOf,
  detailsOf,
  initiatorOf,
  type Paused,
  recordOf,
  uploadDataOf,
  withMembers,
} from './request-details.ts';
import { type Answer, readAnswer, type TakenAnswer, takeAnswer } from './response-stage.ts';
import { tell, watchesAnswers } from './web-request.ts';

/** The navigation a paused document request belongs to. */
function navigationOf(state: PageState, paused: Paused): Navigation | undefined {
  if (paused.resourceType !== 'Document') return undefined;
  const navigation = state.pending.get(keyOf(state, paused.frameId));
  return navigation && navigation.loaderId === paused.networkId ? navigation : undefined;
}

function fail(state: PageState, page: PageChannel, paused: Paused, text: string): void {
  const error = netError(text);
  const navigation = navigationOf(state, paused);
  if (navigation) navigation.error = error;
  void page.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: failReason(error) });
}

/** Gives the page's listeners their say about a document request, synchronously. Answers whether one prevented it. */
function isPrevented(state: PageState, paused: Paused): boolean {
  const navigation = navigationOf(state, paused);
  if (!navigation) return false;
  const key = keyOf(state, paused.frameId);
  if (paused.redirectedRequestId === undefined) {
    navigation.initiator = initiatorOf(state, paused);
    return navigation.rendererInitiated && askToNavigate(state, key, navigation);
  }
  const url = addressOf(paused);
  return url !== navigation.askedAbout && isRedirectPrevented(state, key, navigation, url);
}

function isRedirectPrevented(state: PageState, key: string, navigation: Navigation, url: string): boolean {
  if (emitNavigation(state, 'will-redirect', key, { ...navigation, url })) return true;
  navigation.url = url;
  emitNavigation(state, 'did-redirect-navigation', key, navigation);
  return false;
}

/** A service worker may answer it: then no request would pause, and nobody would be asked. */
async function mayWorkerTake(state: PageState, url: string): Promise<boolean> {
  return hasServiceWorker(await state.session.context, url);
}

/** Chromium fetches icons of pages by itself; Electron does not. */
function isIcon(paused: Paused): boolean {
  return paused.resourceType === 'Other' && /^image\//.test(paused.request.headers.Accept ?? 'image/');
}

async function fulfil(state: PageState, page: PageChannel, paused: Paused): Promise<void> {
  const { url, method, headers, postData } = paused.request;
  const request = { url, method, headers, ...(postData !== undefined && { postData }) };
  const given = await answerProtocol(state.session.double, request).catch((error: Error) => error.message);
  if (given === undefined) return fail(state, page, paused, 'net::ERR_UNKNOWN_URL_SCHEME');
  if (typeof given === 'string') return fail(state, page, paused, given);
  const record = recordOf(state, paused);
  const answer: Answer = {
    status: given.status,
    statusText: '',
    headers: given.headers.map(([name, value]) => ({ name, value })),
  };
  const taken = await takeAnswer(state, record, answer);
  if (!taken) return fail(state, page, paused, 'net::ERR_BLOCKED_BY_CLIENT');
  await page.send('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: taken.status,
    responseHeaders: taken.headers,
    body: Buffer.from(given.body).toString('base64'),
  });
}

type HeaderRecord = Record<string, string | string[]>;

function headerList(headers: HeaderRecord): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, value]) => [value].flat().map(one => ({ name, value: one })));
}

async function onRequest(state: PageState, page: PageChannel, paused: Paused): Promise<void> {
  const table = state.session.webRequest;
  const record = recordOf(state, paused);
  const first = withMembers(detailsOf(state, record), { uploadData: uploadDataOf(paused) });
  const before = await tell(table, 'onBeforeRequest', first, true);
  if (before.cancel) return fail(state, page, paused, 'net::ERR_BLOCKED_BY_CLIENT');
  const { requestId } = paused;
  if (before.redirectURL !== undefined && before.redirectURL !== record.url) {
    const responseHeaders = [{ name: 'Location', value: toWire(before.redirectURL) }];
    await page.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders });
    return;
  }
  const requestHeaders = { ...record.headers };
  const sending = await tell(
    table,
    'onBeforeSendHeaders',
    withMembers(detailsOf(state, record), { requestHeaders }),
    true,
  );
  if (sending.cancel) return fail(state, page, paused, 'net::ERR_BLOCKED_BY_CLIENT');
  const sent = sending.requestHeaders ?? record.headers;
  void tell(table, 'onSendHeaders', withMembers(detailsOf(state, record), { requestHeaders: sent }));
  if (record.resourceType === 'mainFrame') applyPermissions(state, record.url);
  if (isAppScheme(record.url)) return fulfil(state, page, paused);
  await page.send('Fetch.continueRequest', {
    requestId,
    ...(sending.requestHeaders && { headers: headerList(sending.requestHeaders) }),
    ...(watchesAnswers(table) && { interceptResponse: true }),
  });
}

/**
 * Chromium has read the security headers of an answer before it pauses: changed ones count only in an answer of our own.
 */
async function replaceAnswer(page: PageChannel, requestId: string, taken: TakenAnswer): Promise<void> {
  const changed = { requestId, responseCode: taken.status, responseHeaders: taken.headers };
  if (taken.redirectUrl !== undefined) {
    await page.send('Fetch.continueResponse', changed);
    return;
  }
  const { body, base64Encoded } = await page.send<{ body: string; base64Encoded: boolean }>('Fetch.getResponseBody', {
    requestId,
  });
  const bytes = base64Encoded ? body : Buffer.from(body).toString('base64');
  await page.send('Fetch.fulfillRequest', { ...changed, body: bytes });
}

// Chromium hands these to other programs without asking for the next request, so their turn is at the answer.
const asksAgain = /^(https?|app|about|data|blob|file|ftp|chrome[a-z-]*):/i;

async function onAnswer(state: PageState, page: PageChannel, paused: Paused): Promise<void> {
  const { requestId } = paused;
  const record = recordOf(state, paused);
  if (paused.responseErrorReason !== undefined) {
    await page.send('Fetch.continueRequest', { requestId });
    return;
  }
  const given = readAnswer(paused);
  const taken = await takeAnswer(state, record, given);
  if (!taken) return fail(state, page, paused, 'net::ERR_BLOCKED_BY_CLIENT');
  const navigation = navigationOf(state, paused);
  const target = taken.redirectUrl;
  if (navigation && target !== undefined && !asksAgain.test(target) && !isAppScheme(target)) {
    const key = keyOf(state, paused.frameId);
    navigation.prevented = emitNavigation(state, 'will-redirect', key, { ...navigation, url: target });
    return fail(state, page, paused, 'net::ERR_ABORTED');
  }
  if (navigation && target !== undefined && (await mayWorkerTake(state, target))) {
    navigation.askedAbout = target;
    if (isRedirectPrevented(state, keyOf(state, paused.frameId), navigation, target))
      return fail(state, page, paused, 'net::ERR_ABORTED');
  }
  if (!taken.isChanged) await page.send('Fetch.continueRequest', { requestId });
  else await replaceAnswer(page, requestId, taken);
}

function onPaused(state: PageState, page: PageChannel, paused: Paused): Promise<void> | undefined {
  if (state.isGone) {
    // Chromium may still be on its way to the page's next address; in Electron that request ends with the page.
    return page.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
  }
  if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
    return onAnswer(state, page, paused);
  }
  if (isIcon(paused)) {
    void page.send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
    return undefined;
  }
  if (isPrevented(state, paused)) {
    fail(state, page, paused, 'net::ERR_ABORTED');
    return undefined;
  }
  return onRequest(state, page, paused);
}

/** Pauses every request of the page, for its navigation listeners, its session's `webRequest` and its schemes. */
export function intercept(state: PageState, page: PageChannel): void {
  page.on('Fetch.requestPaused', (paused: Paused) => {
    // A request whose page goes away meanwhile has nobody left to answer.
    onPaused(state, page, paused)?.catch(() => undefined);
  });
  page.on('Network.loadingFinished', (event: { requestId: string }) => {
    const record = state.requests.get(event.requestId);
    if (!record || !state.requests.delete(event.requestId)) return;
    const { statusCode, statusLine, responseHeaders } = record;
    const members = { statusCode, statusLine, responseHeaders, fromCache: false, error: 'net::OK' };
    void tell(state.session.webRequest, 'onCompleted', withMembers(detailsOf(state, record), members));
  });
  page.on('Network.loadingFailed', (event: { requestId: string; errorText: string }) => {
    const record = state.requests.get(event.requestId);
    if (!record || !state.requests.delete(event.requestId)) return;
    const members = { error: event.errorText, fromCache: false };
    void tell(state.session.webRequest, 'onErrorOccurred', withMembers(detailsOf(state, record), members));
  });
  const patterns = [{ requestStage: 'Request' }, { requestStage: 'Response', resourceType: 'Document' }];
  void page.send('Fetch.enable', { handleAuthRequests: true, patterns });
}
