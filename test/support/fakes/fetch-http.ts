import type { Http } from '../../../main/core/ports/network.ts';
import { createHttp } from '../../../main/platform/network/http.ts';

const nobodyListens = (problem: unknown): boolean =>
  problem instanceof Error && problem.cause instanceof Error && /ECONNREFUSED/.test(String(problem.cause));

/** Refuses a redirect, and says that nobody listens, in the words of Electron's fetch, which Node's has not. */
const electronsFetch = async (url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, { ...init, redirect: 'manual' }).catch(problem => {
    throw nobodyListens(problem) ? new Error('net::ERR_CONNECTION_REFUSED') : problem;
  });
  if (response.status >= 300 && response.status < 400 && init.redirect === 'error')
    throw new Error("Attempted to redirect, but redirect policy was 'error'");
  return response;
};

/** The app's own network, on Node's fetch instead of Chromium's; what was sent is written down. */
export const fetchHttp = (): Http & {
  readonly sent: { readonly url: string; readonly body: string | undefined }[];
} => {
  const sent: { url: string; body: string | undefined }[] = [];
  const http = createHttp({ version: '0.0.0', fetch: electronsFetch, isOnline: () => true });
  return {
    sent,
    send: request => {
      sent.push({ url: request.url, body: request.body });
      return http.send(request);
    },
  };
};
