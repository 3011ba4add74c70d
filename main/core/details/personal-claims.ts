/**
 * Claims that say nothing of a person, by name: what RFC 7519, RFC 9068 and OpenID Connect say of the token itself, and
 * what providers call rights and programs. Every other claim is a stranger's choice, and may hold a name or an address.
 */
const ofTheToken: readonly string[] = [
  'iss',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'typ',
  'ver',
  'auth_time',
  'acr',
  'amr',
  'azp',
  'client_id',
  'cid',
  'appid',
  'scope',
  'scp',
  'scopes',
  'role',
  'roles',
  'permissions',
  'entitlements',
  'realm_access',
  'resource_access',
  'gty',
  'token_use',
  'usrtype',
];

/** Whether a copy leaves this claim out unless a person ticks it: `sub`, `email`, and all that is not known. */
export const isPersonalClaim = (name: string): boolean => !ofTheToken.includes(name);
