import type { Http } from '../../../main/core/ports/network.ts';
import { createHttp } from '../../../main/platform/network/http.ts';

/** The app's own network, on Node's fetch instead of Chromium's; what was sent is written down. */
export const fetchHttp = (): Http & {
  readonly sent: { readonly url: string; readonly body: string | undefined }[];
} => {
  const sent: { url: string; body: string | undefined }[] = [];
  const http = createHttp({ version: '0.0.0', fetch: (url, init) => fetch(url, init), isOnline: () => true });
  return {
    sent,
    send: request => {
      sent.push({ url: request.url, body: request.body });
      return http.send(request);
    },
  };
};
