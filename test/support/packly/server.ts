import { randomBytes } from 'node:crypto';
import { formDecoded, readBasic } from '../local/basic-pair.ts';
import { type Answer, type Asked, json } from '../local/exchange.ts';
import { createSigner } from '../local/jwt.ts';
import { type LocalServer, type Route, startLocalServer } from '../local/server.ts';
import { isFor, type Slash, sentOn } from '../local/slash.ts';
import { isTokenHost, type TokenHost } from '../local/token-host.ts';
import { documentedMembers, type TokenMembers, tokenMembers } from '../local/token-members.ts';
import { plainWire, type Wire } from '../local/wire.ts';

export const tokenPath = '/v1/oauth2/token';
/** Nothing of the API is documented but the token address; this stands for whatever a person was told. */
export const verifyPath = '/v1/whoami';
export type PacklyPlace = 'token' | 'verify';

/** The credentials of one environment: Live and Sandbox have different ones. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}
/** Signs that form-encoding and decoding would change. */
export const sampleClient: Client = { clientId: 'px-4410_a.b', clientSecret: 'k3+Zz/9=pp' };

/** What the guide leaves open, or a server may do otherwise; strict to its letter at first. */
export interface Settings extends Wire, TokenMembers {
  expiresInSeconds: number;
  /** The guide: "use as username and password your client ID and secret". Others form-decode both (RFC 6749 2.3.1). */
  pair: 'plain' | 'form-decoded';
  slash: Slash;
  tokenHost: TokenHost;
  /** "It can be any type of token (such as an opaque string, or a JWT)". */
  tokenForm: 'opaque' | 'jwt';
  /** The status for wrong credentials, and for a token that is not known. */
  refusedWith: 401 | 403;
}
export const strict: Settings = {
  ...documentedMembers,
  ...plainWire,
  // As in the guide's example.
  gzip: true,
  expiresInSeconds: 3600,
  pair: 'plain',
  slash: 'documented',
  tokenHost: 'any',
  tokenForm: 'opaque',
  refusedWith: 401,
};
export interface PacklyOptions extends Partial<Settings> {
  readonly clients?: readonly Client[];
  readonly now?: () => number;
}
export interface Grant {
  readonly type: string;
  readonly outcome: string;
  readonly clientId: string;
}
export interface PacklyServer extends LocalServer<PacklyPlace> {
  readonly settings: Settings;
  readonly clients: Client[];
  readonly grants: readonly Grant[];
  readonly issued: readonly string[];
  /** From now on the API does not know this token. */
  readonly revoke: (accessToken: string) => void;
}

const opaqueToken = (): string => `${randomBytes(18).toString('base64url')}%2F${randomBytes(6).toString('hex')}%3D%3D`;

const jwt = (): string => createSigner().sign({ scope: 'external', jti: randomBytes(6).toString('hex') });

/** Starts a local Packly. Its tokens hold percent escapes that mean nothing. */
export async function startPackly(options: PacklyOptions = {}): Promise<PacklyServer> {
  const { clients: given, now = Date.now, ...changed } = options;
  const settings: Settings = { ...strict, ...changed };
  const clients = [...(given ?? [sampleClient])];
  const grants: Grant[] = [];
  const issued: string[] = [];
  const living = new Map<string, number>();

  const token = (asked: Asked): Answer => {
    const elsewhere = sentOn(asked, tokenPath, settings.slash);
    if (elsewhere !== undefined) return elsewhere;
    const { clientId, refusal } = grant(asked, clients, settings);
    grants.push({ type: asked.form.get('grant_type') ?? '', outcome: refusal ?? 'granted', clientId });
    if (refusal !== undefined) return refused(refusal === 'invalid_client' ? settings.refusedWith : 400, refusal);
    const accessToken = settings.tokenForm === 'jwt' ? jwt() : opaqueToken();
    issued.push(accessToken);
    living.set(accessToken, now() + settings.expiresInSeconds * 1000);
    return json(200, tokenMembers(accessToken, settings.expiresInSeconds, settings));
  };
  const verify = ({ headers }: Asked): Answer => {
    const sent = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    return (living.get(sent) ?? 0) > now() ? json(200, { ok: true }) : refused(settings.refusedWith, 'invalid_token');
  };
  const server = await startLocalServer<PacklyPlace>({
    now,
    wire: settings,
    routesAt:
      () =>
      (asked): Route<PacklyPlace> => {
        if (isTokenHost(asked, settings.tokenHost) && isFor(asked, tokenPath, settings.slash))
          return { endpoint: 'token', place: 'token', answer: token };
        if (asked.url.pathname === verifyPath) return { endpoint: 'verify', place: 'verify', answer: verify };
        return { endpoint: 'nothing', answer: () => refused(404, 'not_found') };
      },
  });
  return { ...server, settings, clients, grants, issued, revoke: accessToken => void living.delete(accessToken) };
}

const refused = (status: number, error: string): Answer =>
  json(status, { error, error_description: 'The request was refused.' });

/** Needs a User-Agent, a pair and exactly the documented form. */
function grant(
  asked: Asked,
  clients: readonly Client[],
  { pair }: Settings,
): { readonly clientId: string; readonly refusal?: string } {
  const sent = readBasic(asked.headers.authorization) ?? [];
  const [clientId = '', clientSecret] = pair === 'plain' ? sent : sent.map(formDecoded);
  const known = clients.some(one => one.clientId === clientId && one.clientSecret === clientSecret);
  if (asked.method !== 'POST' || !asked.headers['user-agent']) return { clientId, refusal: 'invalid_request' };
  if (!known) return { clientId, refusal: 'invalid_client' };
  if (asked.form.get('grant_type') !== 'client_credentials') return { clientId, refusal: 'unsupported_grant_type' };
  return asked.form.get('scope') === 'external' ? { clientId } : { clientId, refusal: 'invalid_scope' };
}
