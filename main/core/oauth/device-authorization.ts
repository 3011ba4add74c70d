import * as oauth from 'oauth4webapi';
import { secondMs } from '../../../preload/contract/durations.ts';
import { DockpassError } from '../base/errors.ts';
import { longestCompleteAddress, longestTyped, longestUserCode, longestVerificationAddress } from '../base/limits.ts';
import { Secret } from '../base/secret.ts';
import type { HttpReply } from '../ports/network.ts';
import type { DeviceSignIn, ProviderPorts } from './provider.ts';
import { isLoopback, parseAddress } from './redirect-address.ts';
import { refusalOf } from './refusal.ts';
import { requestByDeviceCode, type TokenEndpoint } from './token-request.ts';

/** RFC 8628 section 3.2: where the answer names no interval. */
const usualIntervalSeconds = 5;
/** Nobody takes longer; and a code that lives for years would be asked about for years. */
const longestLifeSeconds = 1800;

/**
 * Begins a sign-in on another device (RFC 8628 section 3.1). `url` is the device authorization endpoint, `tokens` where
 * the tokens are asked for then. Throws the refusal's code, bad-reply for an answer that nobody can sign in with, and
 * what Http throws.
 */
export const beginDeviceSignIn = async (
  url: string,
  tokens: TokenEndpoint,
  scopes: readonly string[],
  ports: ProviderPorts,
): Promise<DeviceSignIn> => {
  const { origin, host, hostname } = new URL(url);
  const server: oauth.AuthorizationServer = { issuer: origin, device_authorization_endpoint: url };
  const client: oauth.Client = { client_id: tokens.clientId };
  let reply: HttpReply | undefined;
  const parameters = new URLSearchParams(scopes.length === 0 ? {} : { scope: scopes.join(' ') });
  const response = await oauth.deviceAuthorizationRequest(server, client, tokens.clientAuthentication, parameters, {
    // Http itself refuses plain http anywhere but on loopback.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (address, init) => {
      reply = await ports.http.send({ url: address, method: 'POST', headers: init.headers, body: String(init.body) });
      return reply.response;
    },
  });
  if (response.status !== 200)
    throw await refusalOf({ ...reply, response }, host, tokens.rules, () => 'provider-refused');
  const said = await readAnswer(server, client, response, host);
  const page = readPage(said, isLoopback(hostname));
  if (page === undefined || !isUserCode(said.user_code) || said.device_code.length > longestTyped)
    throw new DockpassError('bad-reply', { detail: host });
  const deviceCode = new Secret(said.device_code);
  return {
    ...page,
    userCode: said.user_code,
    lifeMs: Math.min(said.expires_in, longestLifeSeconds) * secondMs,
    intervalMs: (said.interval ?? usualIntervalSeconds) * secondMs,
    ask: asking => requestByDeviceCode(tokens, deviceCode, asking),
  };
};

const readAnswer = async (
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
  host: string,
): Promise<oauth.DeviceAuthorizationResponse> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) throw new DockpassError('bad-reply', { detail: host });
  return oauth
    .processDeviceAuthorizationResponse(server, client, Response.json(onlyWhatCounts(body)))
    .catch((): never => {
      // The library's error carries the body, and with it the device code: it ends here.
      throw new DockpassError('bad-reply', { detail: host });
    });
};

/** Members that may be left out: servers also write them as null, as text, or as nothing. */
const optional: Readonly<Record<string, (value: unknown) => boolean>> = {
  interval: value => Number(value) > 0,
  verification_uri_complete: value => typeof value === 'string' && value !== '',
};

/** The answer without members that say nothing, and with Google's name for the address as RFC 8628 has it. */
const onlyWhatCounts = (body: object): Readonly<Record<string, unknown>> => {
  const counting = Object.fromEntries(
    Object.entries(body).filter(([name, value]) => optional[name]?.(value) ?? value !== null),
  );
  const { verification_url, interval, ...said } = counting;
  return {
    ...(verification_url !== undefined && { verification_uri: verification_url }),
    ...(interval !== undefined && { interval: Number(interval) }),
    ...said,
  };
};

type Page = Pick<DeviceSignIn, 'verificationAddress' | 'completeAddress'>;

/** Undefined where its address is none that a person could be sent to. */
const readPage = (said: oauth.DeviceAuthorizationResponse, fromLoopback: boolean): Page | undefined => {
  const page = readPageAddress(said.verification_uri, longestVerificationAddress, fromLoopback);
  if (page === undefined) return undefined;
  const complete = readPageAddress(said.verification_uri_complete ?? '', longestCompleteAddress, fromLoopback);
  return {
    verificationAddress: page.href,
    // The person sees and confirms one origin.
    ...(complete?.origin === page.origin && { completeAddress: complete.href }),
  };
};

/** Https; http on loopback only where the server itself is there. */
const readPageAddress = (text: string, longest: number, fromLoopback: boolean): URL | undefined => {
  const url = text.length > longest ? undefined : parseAddress(text);
  if (url === undefined || url.href.length > longest) return undefined;
  if (isLoopback(url.hostname)) return fromLoopback ? url : undefined;
  return url.protocol === 'https:' ? url : undefined;
};

/** What people can read and type: letters, digits and signs with a space here and there, and nothing that is not seen. */
const isUserCode = (text: string): boolean =>
  text.length <= longestUserCode && /^[\p{L}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{N}\p{P}\p{S}]+)*$/u.test(text);
