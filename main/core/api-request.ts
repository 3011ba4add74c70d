import * as v from 'valibot';
import { DockpassError } from './errors.ts';
import type { ProviderPorts } from './provider.ts';
import { type RefusalRule, refusalOf } from './refusal.ts';
import type { Secret } from './secret.ts';

/**
 * GET with a bearer token (RFC 6750 section 2.1), the answer read by `schema`.
 * Throws the refusal's code, bad-reply for an answer of another shape, and what Http throws.
 */
export const getJson = async <Schema extends v.GenericSchema>(
  url: string,
  accessToken: Secret,
  schema: Schema,
  rules: readonly RefusalRule[],
  ports: ProviderPorts,
): Promise<v.InferOutput<Schema>> => {
  const { response } = await ports.http.send({
    url,
    method: 'GET',
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken.reveal()}` },
  });
  if (response.status !== 200) throw await refusalOf(response, new URL(url).host, rules);
  const body: unknown = await response.json().catch((): never => {
    throw new DockpassError('bad-reply', { detail: new URL(url).host });
  });
  const parsed = v.safeParse(schema, body);
  if (!parsed.success) throw new DockpassError('bad-reply', { detail: new URL(url).host });
  return parsed.output;
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
