import * as v from 'valibot';
import { DockpassError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import type { ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';

/** The credentials of one API call: a bearer token (RFC 6750 section 2.1), or keys as RFC 7617 packs them. */
export const bearer = (token: Secret): Secret => new Secret(`Bearer ${token.reveal()}`);
export const basic = (packed: Secret): Secret => new Secret(`Basic ${packed.reveal()}`);

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
  const parsed = v.safeParse(schema, await getBody(url, authorization, rules, ports));
  if (!parsed.success) throw new DockpassError('bad-reply', { detail: new URL(url).host });
  return parsed.output;
};

/** The same where any 200 is proof enough: undefined for an answer of another shape. */
export const getJsonIfFit = async <Schema extends v.GenericSchema>(
  url: string,
  authorization: Secret,
  schema: Schema,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<v.InferOutput<Schema> | undefined> => {
  const parsed = v.safeParse(schema, await getBody(url, authorization, rules, ports));
  return parsed.success ? parsed.output : undefined;
};

/** Undefined for what is not JSON. */
const getBody = async (
  url: string,
  authorization: Secret,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<unknown> => {
  const reply = await ports.http.send({
    url,
    method: 'GET',
    headers: { accept: 'application/json', authorization: authorization.reveal() },
  });
  if (reply.response.status !== 200) throw await refusalOf(reply, new URL(url).host, rules);
  return reply.response.json().catch(() => undefined);
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

/** What pages held, and why the rest of them could not be read. */
interface AllPages<Item> {
  readonly items: readonly Item[];
  readonly incomplete?: DockpassError;
}

/**
 * Follows `next` from page to page on the first page's origin only, at most 200 pages. Throws what the first page
 * throws; what a later one does costs nothing that was read: `incomplete` is bad-reply with the reason `part-of-list`.
 */
export const getAllPages = async <Item>(
  firstUrl: string,
  getPage: (url: string) => Promise<{ readonly items: readonly Item[]; readonly next: string | null }>,
): Promise<AllPages<Item>> => {
  const { items, next } = await getPage(firstUrl);
  const all: Item[] = [...items];
  const seen = new Set<string>([firstUrl]);
  try {
    for (let url = nextOf(next, firstUrl); url !== undefined; ) {
      if (seen.has(url) || seen.size >= pageLimit) throw new DockpassError('bad-reply');
      seen.add(url);
      const page = await getPage(url);
      all.push(...page.items);
      url = nextOf(page.next, firstUrl);
    }
    return { items: all };
  } catch (cause) {
    if (!(cause instanceof DockpassError)) throw cause;
    const detail = new URL(firstUrl).host;
    return { items: all, incomplete: new DockpassError('bad-reply', { detail, reason: 'part-of-list', cause }) };
  }
};

/** Undefined at the end. A server behind a proxy may not know that it is asked by https: its own host stays on it. */
const nextOf = (next: string | null, first: string): string | undefined => {
  if (next === null || next === '') return undefined;
  const [url, from] = [URL.parse(next, first), new URL(first)];
  if (url?.protocol === 'http:' && url.host === from.host) url.protocol = from.protocol;
  if (url === null || url.origin !== from.origin) throw new DockpassError('bad-reply');
  return url.href;
};
