import { DockpassError } from '../../../main/core/base/errors.ts';
import { Secret } from '../../../main/core/base/secret.ts';
import type { HttpRequest } from '../../../main/core/ports/network.ts';

// A ReadyCloud for renewals alone, in one function call: it rotates refresh tokens, counts, and can fail.

const second = 1000;
const answerAfterMs = 300;
const answerDeadlineMs = 20 * second;

/** How the provider answers token requests. */
export type ServerMode = 'well' | 'down' | 'busy' | 'mute';

/** What the provider knows of one App. */
interface Client {
  readonly lifeSeconds: number;
  refreshToken: string;
  accessToken: string;
  expiresAt: number;
  /** When this one was issued, true time. */
  issuedAt: number;
  grants: number;
  inFlight: number;
  /** Refused for good: the refresh token it sent is unknown. */
  refused: boolean;
  /** An answer never came, so that its tokens are with nobody. */
  lost: boolean;
}

/** The provider; `after` is the time its answers take to come. */
export const createRenewalProvider = (now: () => number, after: (ms: number, call: () => void) => void) => {
  const clients = new Map<string, Client>();
  const wrong: string[] = [];
  let mode: ServerMode = 'well';
  let inFlight = 0;
  let mostInFlight = 0;

  const issue = (clientId: string, client: Client): void => {
    client.grants += 1;
    client.refreshToken = `refresh-${clientId}-${client.grants}`;
    client.accessToken = `access-${clientId}-${client.grants}`;
    client.issuedAt = now();
    client.expiresAt = now() + client.lifeSeconds * second;
  };

  const decide = (clientId: string, client: Client, sent: string): Response => {
    if (mode === 'down') return new Response('<html>', { status: 503 });
    if (mode === 'busy') return new Response('', { status: 429, headers: { 'retry-after': '120' } });
    if (sent !== client.refreshToken) {
      client.refused = true;
      const error = { error: 'invalid_request', error_description: `No such refresh token: ${sent}` };
      return Response.json(error, { status: 400 });
    }
    client.refused = false;
    client.lost = true;
    issue(clientId, client);
    return Response.json({
      access_token: client.accessToken,
      refresh_token: client.refreshToken,
      token_type: 'bearer',
      expires_in: client.lifeSeconds,
    });
  };

  const answerToken = (body: URLSearchParams): Promise<Response> => {
    const clientId = body.get('client_id') ?? '';
    const client = clients.get(clientId);
    if (client === undefined) throw new Error(`no client ${clientId}`);
    if (client.inFlight > 0) wrong.push(`two renewals of ${clientId} at once`);
    client.inFlight += 1;
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const mute = mode === 'mute';
    const response = decide(clientId, client, body.get('refresh_token') ?? '');
    return new Promise((resolve, reject) => {
      after(mute ? answerDeadlineMs : answerAfterMs, () => {
        client.inFlight -= 1;
        inFlight -= 1;
        if (mute) return reject(new DockpassError('timed-out'));
        if (response.ok) client.lost = false;
        resolve(response);
      });
    });
  };

  return {
    clients,
    /** What must never happen and did. */
    wrong,
    mode: () => mode,
    setMode: (next: ServerMode): void => {
      mode = next;
    },
    mostInFlight: () => mostInFlight,
    inFlight: () => inFlight,
    forgetAnswers: (): void => {
      inFlight = 0;
      for (const client of clients.values()) client.inFlight = 0;
    },
    authorize: (clientId: string, lifeSeconds: number) => {
      const client: Client = {
        lifeSeconds,
        refreshToken: '',
        accessToken: '',
        expiresAt: 0,
        issuedAt: 0,
        grants: 0,
        inFlight: 0,
        refused: false,
        lost: false,
      };
      clients.set(clientId, client);
      issue(clientId, client);
      return {
        kind: 'token' as const,
        accessToken: new Secret(client.accessToken),
        refreshToken: new Secret(client.refreshToken),
        expiresInSeconds: lifeSeconds,
        scopes: ['order'],
      };
    },
    answer: (request: HttpRequest): Response | Promise<Response> =>
      request.url.endsWith('/oauth2/token/')
        ? answerToken(new URLSearchParams(request.body))
        : Response.json({ next: null, results: [] }),
  };
};
