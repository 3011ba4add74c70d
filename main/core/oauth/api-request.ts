import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';

/** The credentials of one API call: a bearer token (RFC 6750 section 2.1), or keys as RFC 7617 packs them. */
export const bearer = (token: Secret): Secret => new Secret(`Bearer ${token.reveal()}`);
export const basic = (packed: Secret): Secret => new Secret(`Basic ${packed.reveal()}`);

/**
 * A pair as RFC 7617 section 2 packs it, in UTF-8. Throws bad-input (field `nameField`) for a name with a colon, which
 * that form has no place for.
 */
export const packPair = (name: string, password: Secret, nameField: string): Secret => {
  if (name.includes(':')) throw new DockpassError('bad-input', { field: nameField });
  const bytes = new TextEncoder().encode(`${name}:${password.reveal()}`);
  return new Secret(btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')));
};

/** GET with an Authorization header, where any success is answer enough. Throws like `getJson`. */
export const getAnything = async (
  url: string,
  authorization: Secret,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<void> => {
  const reply = await ports.http.send({ url, method: 'GET', headers: { authorization: authorization.reveal() } });
  if (!reply.response.ok) throw await refusalOf(reply, new URL(url).host, rules);
};

/**
 * GET with an Authorization header, the answer read by `schema`.
 * Throws the refusal's code, bad-reply for an answer of another shape, and what Http throws.
 */
export const getJson = async <Schema extends v.GenericSchema>(
  url: string,
  authorization: Secret,
  schema: Schema,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<v.InferOutput<Schema>> => {
  const reply = await ports.http.send({
    url,
    method: 'GET',
    headers: { accept: 'application/json', authorization: authorization.reveal() },
  });
  if (reply.response.status !== 200) throw await refusalOf(reply, new URL(url).host, rules);
  const body: unknown = await reply.response.json().catch((): never => {
    throw new DockpassError('bad-reply', { detail: new URL(url).host });
  });
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new DockpassError('bad-reply', { detail: new URL(url).host });
  return parsed.output;
};

/** DELETE with an Authorization header; what the answer holds does not matter. Throws as getJson does. */
export const sendDelete = async (
  url: string,
  authorization: Secret,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<void> => {
  const headers = { accept: 'application/json', authorization: authorization.reveal() };
  const reply = await ports.http.send({ url, method: 'DELETE', headers });
  if (!reply.response.ok) throw await refusalOf(reply, new URL(url).host, rules);
};

const pageLimit = 200;

/** Follows `next` from page to page on the first page's origin only, at most 200 pages. Throws bad-reply otherwise. */
export const getAllPages = async <Item>(
  firstUrl: string,
  getPage: (url: string) => Promise<{ readonly items: readonly Item[]; readonly next: string | null }>,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const seen = new Set<string>();
  let url: string | null = firstUrl;
  while (url !== null) {
    if (seen.has(url) || seen.size >= pageLimit) throw new DockpassError('bad-reply', { reason: 'paging' });
    seen.add(url);
    const page: { readonly items: readonly Item[]; readonly next: string | null } = await getPage(url);
    items.push(...page.items);
    url = page.next === null || page.next === '' ? null : sameOrigin(page.next, firstUrl);
  }
  return items;
};

const sameOrigin = (next: string, first: string): string => {
  const url = URL.parse(next, first);
  if (url === null || url.origin !== new URL(first).origin) throw new DockpassError('bad-reply', { reason: 'paging' });
  return url.href;
};
