import type { ErrorCode } from '../../preload/contract.ts';
import { DockpassError } from './errors.ts';

/**
 * One line of a provider's table: an answer of this shape means that code. The first line that fits wins.
 * `description` is matched and dropped: providers echo tokens in their texts.
 */
export interface RefusalRule {
  readonly status?: number;
  readonly error?: string;
  readonly description?: RegExp;
  readonly code: ErrorCode;
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

/**
 * What a refused call means, as an error to throw. 429 and 5xx are never the credentials' fault, whatever the body
 * says. `detail` is the host, `reason` the HTTP status; no text of the answer goes anywhere.
 */
export const refusalOf = async (
  response: Response,
  host: string,
  rules: readonly RefusalRule[],
): Promise<DockpassError> => {
  const facts = { detail: host, reason: String(response.status) };
  if (response.status === 429) return new DockpassError('rate-limited', facts);
  if (response.status >= 500) return new DockpassError('provider-down', facts);
  const body = await readErrorBody(response);
  if (body === undefined) return new DockpassError('unexpected', facts);
  const fits = (rule: RefusalRule): boolean =>
    (rule.status === undefined || rule.status === response.status) &&
    (rule.error === undefined || rule.error === body.error) &&
    (rule.description === undefined || rule.description.test(body.description));
  const code = [...rules, ...standardRules].find(fits)?.code ?? byStatus(response.status);
  return new DockpassError(code, facts);
};

const byStatus = (status: number): ErrorCode =>
  status === 401 ? 'needs-sign-in' : status === 403 ? 'insufficient-scope' : 'provider-refused';

const readErrorBody = async (
  response: Response,
): Promise<{ readonly error: string; readonly description: string } | undefined> => {
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return undefined;
    return { error: textAt(body, 'error'), description: textAt(body, 'error_description') };
  } catch {
    return undefined;
  }
};

const textAt = (body: object, name: string): string => {
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
};
