import { type Answer, json } from '../local/exchange.ts';
import { type ApiClient, knownRoles, type User } from './settings.ts';
import type { TokensAround } from './tokens.ts';

/** Why no token was given: the code in `Errors`, and the word of RFC 6749 beside it. */
export interface Refusal {
  readonly code: string;
  readonly error: string;
  readonly message?: string;
}

/** Who may sign in with what; counts wrong passwords as it goes. */
export interface Refusals {
  readonly client: (form: URLSearchParams) => ApiClient | Refusal;
  /** Undefined: an anonymous shopper. */
  readonly user: (form: URLSearchParams, client: ApiClient) => User | Refusal | undefined;
  readonly roles: (form: URLSearchParams, user: User | undefined) => readonly string[] | Refusal;
  readonly refreshToken: () => Refusal;
  readonly answer: (refusal: Refusal) => Answer;
}

const refused = (code: string, error = 'invalid_grant', message = `${code} was the reason.`): Refusal => ({
  code,
  error,
  message,
});

export function createRefusals({ users, clients, settings }: TokensAround): Refusals {
  const wrongPasswords = new Map<string, number>();
  const inGuide = (): boolean => settings.words === 'guide';
  const worded = (guide: string, reference: Refusal): Refusal => (inGuide() ? refused(guide) : reference);

  const client: Refusals['client'] = form => {
    const found = clients.find(one => one.id === form.get('client_id'));
    if (found === undefined)
      return worded('InvalidGrant', refused('invalid_client', 'invalid_client', 'no such client'));
    if ((form.get('client_secret') ?? undefined) !== found.secret)
      return worded('InvalidGrant', refused('invalid_client', 'invalid_client', 'invalid client secret'));
    return found.active ? found : refused('Auth.ClientNotActive');
  };

  const byPassword = (username: string, password: string): User | Refusal => {
    const wrong = wrongPasswords.get(username) ?? 0;
    if (wrong >= settings.lockOutAfter) return refused('Auth.LockedOut');
    const found = users.find(one => one.username === username);
    if (found === undefined || found.password !== password) {
      wrongPasswords.set(username, wrong + 1);
      return worded('InvalidCredentials', refused('Auth.InvalidUsernameOrPassword'));
    }
    wrongPasswords.delete(username);
    if (found.passwordExpired) return refused('Auth.PasswordExpired');
    return found.active ? found : refused('Auth.UserNotActive');
  };

  const user: Refusals['user'] = (form, client) => {
    const type = form.get('grant_type');
    if (type === 'password') {
      const [username, password] = [form.get('username') ?? '', form.get('password') ?? ''];
      return username === '' || password === ''
        ? refused('Auth.UsernameAndPasswordRequired')
        : byPassword(username, password);
    }
    if (type !== 'client_credentials') return refused('unsupported_grant_type', 'unsupported_grant_type');
    if (client.secret === undefined && client.isAnonBuyer) return undefined;
    const found = users.find(one => one.username === client.defaultContextUser);
    if (found === undefined) return refused('Auth.UserNotFound');
    return found.active ? found : refused('Auth.UserNotActive');
  };

  const roles: Refusals['roles'] = (form, user) => {
    const assigned = user?.roles ?? ['Shopper', 'MeAdmin'];
    const asked = (form.get('scope') ?? '').split(' ').filter(role => role !== '');
    if (asked.length === 0) return assigned;
    const beyond = asked.filter(role => !assigned.includes(role));
    if (settings.excessRoles === 'refused' && beyond.length > 0)
      return refused(
        beyond.some(role => knownRoles.includes(role)) ? 'Auth.InsufficientRole' : 'Auth.InsufficientRoles',
      );
    return assigned.filter(role => asked.includes(role));
  };

  return {
    client,
    user,
    roles,
    refreshToken: () => worded('InvalidGrant', refused('Auth.TokenRevoked')),
    // A code of RFC 6749 alone comes without the list.
    answer: ({ code, error, message }) =>
      json(settings.refusedWith, {
        error,
        error_description: message,
        ...(code !== error && { Errors: [{ ErrorCode: code, Message: message, Data: null }] }),
      }),
  };
}
