import { describe, expect, test } from 'vitest';
import { viewProvider } from '../../../main/core/accounts/account-view.ts';
import { providersWith } from '../../../main/providers/index.ts';
import { errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import { refusedFields } from '../../../renderer/connect/refused-fields.ts';

const providers = providersWith({}).map(viewProvider);
const fieldsOf = (id: string) => providers.find(one => one.id === id)?.fields ?? [];

describe('which fields a refusal is about', () => {
  test.each<[string, Failure, readonly string[]]>([
    ['readycloud', { code: 'wrong-app-id' }, ['appId']],
    ['readycloud', { code: 'wrong-app-secret' }, ['appSecret']],
    ['readycloud', { code: 'unknown-scope', reason: 'invalid_scope' }, ['permissions']],
    ['readycloud', { code: 'redirect-mismatch' }, ['redirectAddress']],
    ['ordercloud', { code: 'wrong-app-id', reason: 'api-client' }, ['clientId']],
    ['ordercloud', { code: 'wrong-app-secret', reason: 'api-client' }, ['clientSecret']],
    ['ordercloud', { code: 'wrong-credentials' }, ['username', 'password']],
    ['ordercloud', { code: 'password-expired', reason: 'insecure' }, ['password']],
    ['ordercloud', { code: 'account-locked' }, ['username']],
    ['ordercloud', { code: 'user-inactive', reason: 'no-user' }, ['username']],
    ['ordercloud', { code: 'user-inactive', reason: 'api-client' }, ['clientId']],
    ['ordercloud', { code: 'unknown-scope', reason: 'roles' }, ['roles']],
    ['sendcloud', { code: 'wrong-credentials', reason: 'forbidden' }, ['publicKey', 'privateKey']],
    ['sendcloud', { code: 'only-oauth2' }, ['way']],
    ['sendcloud', { code: 'only-keys' }, ['way']],
    ['sendcloud', { code: 'unknown-scope' }, ['scopes']],
    ['packly', { code: 'wrong-credentials' }, ['clientId', 'clientSecret']],
    ['oauth2', { code: 'wrong-credentials', reason: 'client' }, ['clientId', 'clientSecret']],
    ['oauth2', { code: 'wrong-credentials' }, ['username', 'password']],
    ['oauth2', { code: 'redirect-mismatch' }, ['redirectAddress']],
    ['own-token', { code: 'bad-input', field: 'token' }, ['token']],
    ['packly', { code: 'bad-input', field: 'environment' }, ['environment']],
  ])('%s, %o: %o', (id, failure, names) => {
    expect(refusedFields(failure, fieldsOf(id))).toEqual(names);
  });

  test.each<Failure>([{ code: 'offline' }, { code: 'provider-down', reason: '503' }, { code: 'bad-input' }])(
    'none for %o',
    failure => {
      for (const { fields } of providers) expect(refusedFields(failure, fields)).toEqual([]);
    },
  );

  test('no field that is not drawn', () => {
    const shown = fieldsOf('ordercloud').filter(({ name }) => name !== 'username' && name !== 'password');
    expect(refusedFields({ code: 'wrong-credentials' }, shown)).toEqual([]);
  });

  test('providers name codes that there are', () => {
    const named = providers.flatMap(({ fields }) => fields.flatMap(({ refusedBy = [] }) => refusedBy));
    for (const refusal of named) expect(errorCodes).toContain(refusal.split('.')[0]);
  });
});
