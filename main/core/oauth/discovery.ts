import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { longestServerAddress } from '../base/limits.ts';
import type { HttpReply } from '../ports/network.ts';
import type { ProviderPorts } from './provider.ts';
import { refusalOf } from './refusal.ts';

const words = v.optional(v.array(v.string()));
const address = v.pipe(v.string(), v.maxLength(longestServerAddress));
const schema = v.object({
  issuer: address,
  authorization_endpoint: v.optional(address),
  token_endpoint: v.optional(address),
  userinfo_endpoint: v.optional(address),
  device_authorization_endpoint: v.optional(address),
  grant_types_supported: words,
  token_endpoint_auth_methods_supported: words,
  // Nobody needs them to sign in, so an odd one is as good as none.
  revocation_endpoint: v.fallback(v.optional(address), undefined),
  revocation_endpoint_auth_methods_supported: v.fallback(words, undefined),
  authorization_response_iss_parameter_supported: v.optional(v.boolean()),
});
/** What a server says of itself (RFC 8414 section 2). Its addresses are as it wrote them: not checked yet. */
export type ServerDescription = v.InferOutput<typeof schema>;

/**
 * Asks a server for its description: OpenID Connect Discovery section 4 first, since most have that, then RFC 8414
 * section 3. `from` is its issuer, or the address of either document. Throws bad-input (field `field`, reason
 * `nothing-discovered` or `other-issuer`), and what Http throws.
 */
export const discover = async (from: URL, field: string, ports: ProviderPorts): Promise<ServerDescription> => {
  const issuer = issuerOf(from);
  let reason = 'nothing-discovered';
  for (const algorithm of ['oidc', 'oauth2'] as const) {
    const reply = await ask(issuer, algorithm, ports);
    const found = reply === undefined ? undefined : await read(issuer, reply);
    if (typeof found === 'object') return found;
    if (found === 'other-issuer') reason = found;
  }
  throw new DockpassError('bad-input', { field, reason });
};

/** The issuer that a document's own address is made of. */
const issuerOf = (from: URL): URL => {
  const [, before = '', after = ''] =
    /^(.*?)\/?\.well-known\/(?:openid-configuration|oauth-authorization-server)(.*)$/.exec(from.pathname) ?? [];
  const issuer = new URL(from);
  issuer.search = '';
  if (from.pathname.includes('/.well-known/')) issuer.pathname = `${before}${after}`;
  return issuer;
};

/** Undefined where the server has no such document. A server in trouble, or none at all, is told as that. */
const ask = async (
  issuer: URL,
  algorithm: 'oidc' | 'oauth2',
  { http }: ProviderPorts,
): Promise<HttpReply | undefined> => {
  let reply: HttpReply | undefined;
  const options = {
    algorithm,
    // Http itself refuses plain http anywhere but on loopback.
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (url: string, init: { readonly headers: Record<string, string> }) => {
      reply = await http.send({ url, method: 'GET', headers: init.headers });
      return reply.response;
    },
  };
  try {
    await oauth.discoveryRequest(issuer, options);
  } catch (error) {
    // A redirect, or half an answer: not a description.
    if (error instanceof DockpassError && error.code === 'bad-reply') return undefined;
    throw error;
  }
  const status = reply?.response.status ?? 0;
  if (reply !== undefined && (status === 429 || status >= 500)) throw await refusalOf(reply, issuer.host, []);
  return status === 200 ? reply : undefined;
};

const read = async (issuer: URL, { response }: HttpReply): Promise<ServerDescription | 'other-issuer' | undefined> => {
  let outcome: 'other-issuer' | undefined;
  // A slash at the end is not part of the document's address (RFC 8414 section 3.1), so people cannot tell which it is.
  for (const expected of [issuer, withOtherEnd(issuer)]) {
    try {
      const said = v.safeParse(schema, await oauth.processDiscoveryResponse(expected, response.clone()));
      return said.success ? said.output : undefined;
    } catch (error) {
      const isOther = error instanceof oauth.OperationProcessingError && error.code === oauth.JSON_ATTRIBUTE_COMPARISON;
      outcome = isOther ? 'other-issuer' : outcome;
    }
  }
  return outcome;
};

const withOtherEnd = (issuer: URL): URL => {
  const other = new URL(issuer);
  other.pathname = issuer.pathname.endsWith('/') ? issuer.pathname.slice(0, -1) : `${issuer.pathname}/`;
  return other;
};
