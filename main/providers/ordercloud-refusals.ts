import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';

/**
 * OrderCloud's codes. The most telling one stands in `Errors`, and the word of RFC 6749 beside it says less, so these
 * come first. What a person has to put right is not tried again by itself: failures in a row lock the user out.
 */
const named: Readonly<Record<string, Omit<RefusalRule, 'error'> & { readonly code: ErrorCode }>> = {
  'Auth.LockedOut': { code: 'account-locked', stopTrying: true },
  'Auth.InvalidUsernameOrPassword': { code: 'wrong-credentials', stopTrying: true },
  'Auth.UsernameAndPasswordRequired': { code: 'wrong-credentials', stopTrying: true },
  InvalidCredentials: { code: 'wrong-credentials', stopTrying: true },
  'Auth.PasswordExpired': { code: 'password-expired', stopTrying: true },
  'Auth.InsecurePassword': { code: 'password-expired', reason: 'insecure', stopTrying: true },
  'PasswordReset.InsecurePassword': { code: 'password-expired', reason: 'insecure', stopTrying: true },
  'Auth.UserNotActive': { code: 'user-inactive' },
  'Auth.UserNotFound': { code: 'user-inactive', reason: 'no-user' },
  'Auth.SellerNotActive': { code: 'user-inactive', reason: 'company' },
  'Auth.CompanyNotActive': { code: 'user-inactive', reason: 'company' },
  'Auth.ClientNotActive': { code: 'user-inactive', reason: 'api-client' },
  'Auth.TokenRevoked': { code: 'needs-sign-in' },
  InvalidToken: { code: 'needs-sign-in' },
  'Api.Offline': { code: 'provider-down' },
  ServerError: { code: 'provider-down' },
};
const everywhere: readonly RefusalRule[] = Object.entries(named).map(([error, rule]) => ({ error, ...rule }));

const roleRefused = ['Auth.InsufficientRole', 'Auth.InsufficientRoles', 'invalid_scope'];
const invalidClient: readonly RefusalRule[] = [
  { error: 'invalid_client', description: /secret/i, code: 'wrong-app-secret', reason: 'api-client' },
  { error: 'invalid_client', code: 'wrong-app-id', reason: 'api-client' },
];

/** Asking for a token with a name and password, or as a client. */
export const ordercloudSignInRefusals: readonly RefusalRule[] = [
  ...everywhere,
  ...roleRefused.map(error => ({ error, code: 'unknown-scope', reason: 'roles' }) as const),
  // No such API client, not for this user, or its secret is missing.
  { error: 'InvalidGrant', code: 'wrong-app-id', reason: 'api-client' },
  ...invalidClient,
  // RFC 6749 section 5.2: here it means the name and password. OauthError says nothing but "invalid".
  { error: 'invalid_grant', code: 'wrong-credentials', stopTrying: true },
  { error: 'Auth.OauthError', code: 'wrong-credentials', stopTrying: true },
  { status: 401, code: 'wrong-credentials', stopTrying: true },
];

/** Asking with a refresh token: what is wrong with that alone is answered by asking with the details again. */
export const ordercloudRenewalRefusals: readonly RefusalRule[] = [
  ...everywhere.filter(rule => rule.code !== 'wrong-credentials'),
  ...invalidClient,
  ...['InvalidGrant', 'invalid_grant', 'Auth.OauthError'].map(error => ({ error, code: 'needs-sign-in' }) as const),
];

/** Asking the API with a token. */
export const ordercloudApiRefusals: readonly RefusalRule[] = [
  ...everywhere,
  ...['Auth.InsufficientRole', 'Auth.InsufficientRoles', 'InsufficientRoles'].map(
    error => ({ error, code: 'insufficient-scope', reason: 'roles' }) as const,
  ),
];
