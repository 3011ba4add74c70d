import { json } from '../local/exchange.ts';
import { type LocalServer, startLocalServer } from '../local/server.ts';

// A server that lets people sign in on another device and answers each request as a test says.

export const devicePaths = {
  description: '/.well-known/oauth-authorization-server',
  device: '/device/code',
  token: '/token',
} as const;

/** What it is asked for, in the order it came; holds device codes: to compare, never to print. */
interface DeviceServer extends LocalServer<'device' | 'token'> {
  /** Changed by tests at any time: members of the first answer, beside or in place of its own. */
  readonly begun: Record<string, unknown>;
  /** The answers to come, oldest first: an error code, or tokens. Without one nobody has allowed it yet. */
  readonly answers: (string | Readonly<Record<string, unknown>>)[];
  /** When tokens were asked for, by `now`. */
  readonly askedAt: () => readonly number[];
}

export const deviceTokens = {
  access_token: 'at-of-another-device',
  refresh_token: 'rt-of-another-device',
  token_type: 'bearer',
  expires_in: 7200,
} as const;

/** `now`: epoch ms, for when requests arrived. */
export async function startDeviceServer(now: () => number): Promise<DeviceServer> {
  const begun: Record<string, unknown> = {};
  const answers: DeviceServer['answers'] = [];
  const server = await startLocalServer<'device' | 'token'>({
    now,
    routesAt: origin => {
      const usual = {
        device_code: 'dc-that-no-window-sees',
        user_code: 'WDJB-MJHT',
        verification_uri: `${origin}/device`,
        expires_in: 600,
      };
      const description = {
        issuer: origin,
        token_endpoint: origin + devicePaths.token,
        device_authorization_endpoint: origin + devicePaths.device,
      };
      const token = () => {
        const answer = answers.shift() ?? 'authorization_pending';
        return typeof answer === 'string' ? json(400, { error: answer }) : json(200, answer);
      };
      return ({ url }) => {
        switch (url.pathname) {
          case devicePaths.description:
            return { endpoint: 'description', answer: () => json(200, description) };
          case devicePaths.device:
            return { endpoint: 'device', place: 'device', answer: () => json(200, { ...usual, ...begun }) };
          case devicePaths.token:
            return { endpoint: 'token', place: 'token', answer: token };
          default:
            return { endpoint: 'nothing', answer: () => json(404, {}) };
        }
      };
    },
  });
  const askedAt = () => server.received.filter(one => one.endpoint === 'token').map(one => one.at);
  return { ...server, begun, answers, askedAt };
}
