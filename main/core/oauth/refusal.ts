import * as v from 'valibot';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import { DockpassError } from '../base/errors.ts';
import type { HttpReply } from '../ports/network.ts';

/**
 * One line of a provider's table: an answer of this shape means that code. The first line that fits wins. A line with
 * nothing but a status also fits an answer that is not JSON.
 * `error` is any code of the answer; `description` is matched and dropped: providers echo tokens in their texts.
 */
export interface RefusalRule {
  readonly status?: number;
  readonly error?: string;
  readonly description?: RegExp;
  readonly code: ErrorCode;
  readonly reason?: string;
  /** Trying again by itself would make it worse (a locked account). */
  readonly stopTrying?: boolean;
}

/** RFC 6749 section 5.2 and RFC 6750 section 3.1, for what a provider's own table does not name. */
const standardRules: readonly RefusalRule[] = [
  { error: 'invalid_grant', code: 'needs-sign-in' },
  { error: 'invalid_token', code: 'needs-sign-in' },
  { error: 'insufficient_scope', code: 'insufficient-scope' },
  { error: 'invalid_client', code: 'wrong-app-id' },
  { error: 'invalid_scope', code: 'unknown-scope' },
  { error: 'unauthorized_client', code: 'not-allowed-for-app' },
  { error: 'unsupported_grant_type', code: 'not-allowed-for-app' },
  { error: 'unsupported_response_type', code: 'not-allowed-for-app' },
  { error: 'temporarily_unavailable', code: 'provider-down' },
  { error: 'server_error', code: 'provider-down' },
];

/** What a status alone says of a call to an API (RFC 6750 section 3.1). */
const byStatusOfApi = (status: number): ErrorCode =>
  status === 401 ? 'needs-sign-in' : status === 403 ? 'insufficient-scope' : 'provider-refused';

/**
 * What a refused call means, as an error to throw. 429 and 5xx are never the credentials' fault, whatever the body
 * says. `detail` is the host, `reason` the rule's or else the HTTP status; no text of the answer goes anywhere. A page in
 * place of JSON is no word of the provider's API: provider-refused with the reason `page`.
 * `byStatus`: what a refusal means whose words no rule knows.
 */
export const refusalOf = async (
  { response, retryAfterMs }: HttpReply,
  host: string,
  rules: readonly RefusalRule[],
  byStatus: (status: number) => ErrorCode = byStatusOfApi,
): Promise<DockpassError> => {
  const status = String(response.status);
  const facts = { detail: host, reason: status, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  if (response.status === 429) return new DockpassError('rate-limited', facts);
  if (response.status >= 500) return new DockpassError('provider-down', facts);
  const told = readErrors(await response.text().catch(() => ''));
  const { codes, texts } = told ?? { codes: [], texts: [] };
  const fits = (rule: RefusalRule): boolean =>
    (rule.status === undefined || rule.status === response.status) &&
    (rule.error === undefined || codes.includes(rule.error)) &&
    (rule.description === undefined || texts.some(text => rule.description?.test(text)));
  const rule = [...rules, ...standardRules].find(fits);
  if (told === undefined && rule === undefined)
    return new DockpassError('provider-refused', { ...facts, reason: 'page' });
  return new DockpassError(rule?.code ?? byStatus(response.status), {
    ...facts,
    reason: rule?.reason ?? status,
    stopTrying: rule?.stopTrying ?? false,
  });
};

const code = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(value => String(value)),
);
const text = v.optional(v.nullable(v.string()));
/** RFC 6749 (`error` is a word), Sendcloud v2 (`error` is an object), JSON:API and OrderCloud (lists of errors). */
const shape = v.object({
  error: v.optional(v.union([v.string(), v.object({ code: v.optional(code), message: text })])),
  error_description: text,
  errors: v.optional(v.array(v.object({ code: v.optional(code), title: text, detail: text }))),
  Errors: v.optional(v.nullable(v.array(v.object({ ErrorCode: v.optional(code), Message: text })))),
});

/** Codes and texts of an error body of any known shape; undefined for what is not JSON or no object. */
const readErrors = (
  body: string,
): { readonly codes: readonly string[]; readonly texts: readonly string[] } | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const parsed = v.safeParse(shape, json);
  if (!parsed.success) return { codes: [], texts: [] };
  const { error, error_description, errors = [], Errors } = parsed.output;
  const one = typeof error === 'object' ? error : { code: error, message: error_description };
  const lists = [
    ...errors,
    ...(Errors ?? []).map(each => ({ code: each.ErrorCode, title: null, detail: each.Message })),
  ];
  return {
    codes: [one.code, ...lists.map(each => each.code)].filter(each => each !== undefined),
    texts: [one.message, error_description, ...lists.flatMap(each => [each.title, each.detail])].filter(
      each => each !== undefined && each !== null,
    ),
  };
};
