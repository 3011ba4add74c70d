import type { DockpassRun } from '../../support/launch.ts';
import { type OrderCloudServer, startOrderCloud } from '../../support/ordercloud/server.ts';
import { peopleClient, programClient, sampleUser, serviceUser, shopClient } from '../../support/ordercloud/settings.ts';
import { testWith } from './computer.ts';
import { connectAccount, type Fields } from './steps.ts';

/** Playwright's `test` with a computer of its own, on which OrderCloud is a local one. */
export const test = testWith<OrderCloudServer>('ordercloud', () => startOrderCloud({ words: 'reference' }));

const user = sampleUser();
/** What a person types for the user Maria. */
export const asMaria: Fields = {
  'Username and password': true,
  'API client ID': peopleClient().id,
  Username: user.username,
  Password: user.password,
};
const program = programClient();
/** What a person types for a program, which stands for the user of the label printer. */
export const asProgram: Fields = {
  'Client credentials': true,
  'API client ID': program.id,
  'Client secret': program.secret ?? '',
};
export const maria = user.username;
export const printer = serviceUser().username;
export const shopper = 'anonymous-shopper';

/** A way of signing in, whom it signs in as, and the grant that renews it. */
export interface Way {
  readonly how: string;
  readonly fields: Fields;
  readonly named: string;
  readonly renewedBy: string;
  /** Changed at the server before anything is asked. */
  readonly before?: (server: OrderCloudServer) => void;
}
export const ways: readonly Way[] = [
  {
    how: 'with username and password, renewed by a refresh token',
    fields: asMaria,
    named: maria,
    renewedBy: 'refresh_token',
  },
  {
    how: 'with username and a remembered password, renewed by it',
    fields: { ...asMaria, 'Remember password': true },
    named: maria,
    renewedBy: 'password',
    before: withoutRefreshTokens,
  },
  { how: 'with client credentials', fields: asProgram, named: printer, renewedBy: 'client_credentials' },
  {
    how: 'as an anonymous shopper',
    fields: { 'Client credentials': true, 'API client ID': shopClient().id },
    named: shopper,
    renewedBy: 'client_credentials',
  },
];

/** As marketplaces are at first: nobody gets a refresh token. */
export function withoutRefreshTokens(server: OrderCloudServer): void {
  for (const client of server.clients) client.refreshTokenMinutes = 0;
}

export const connect = (run: DockpassRun, fields: Fields, named: string) =>
  connectAccount(run, 'OrderCloud', fields, named);

export function lastToken(server: OrderCloudServer): string {
  const token = server.tokens.issued().at(-1)?.accessToken;
  if (token === undefined) throw new Error('the server has issued no token');
  return token;
}

/** The grants asked for since there were `from`, as `type: outcome`. */
export const grantsSince = (server: OrderCloudServer, from: number): readonly string[] =>
  server.grants.slice(from).map(({ type, outcome }) => `${type}: ${outcome}`);
