import { fillRecord, providerOfRecord } from '../oauth/filled-form.ts';
import type { Provider } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';
import type { AccountSecrets } from '../vault/account-secrets.ts';
import type { BackedUp } from './backup-content.ts';

/** The account with these secrets, and whether it renews by them. */
export const withCanRenew = (
  record: AccountRecord,
  secrets: AccountSecrets,
  providers: readonly Provider[],
): AccountRecord => {
  const provider = providerOfRecord(providers, record);
  return { ...record, canRenew: provider.canRenew(fillRecord(provider, record, secrets.fields), secrets) };
};

/**
 * As it goes into a backup that moves nothing: it works until it runs out, and cannot be renewed by that token. What is
 * wrong with that token stays here, too.
 */
export const withoutRefreshToken = (
  { renewingSince: _mark, ...marked }: AccountRecord,
  { refreshToken: _stays, ...secrets }: AccountSecrets,
  providers: readonly Provider[],
): BackedUp => {
  const { warning: _lost, ...whole } = marked;
  const record = marked.warning?.reason === 'answer-lost' ? { ...whole, needsSignIn: false } : marked;
  return { record: record.canRenew ? withCanRenew(record, secrets, providers) : record, secrets };
};
