import type { AccountRecord } from '../ports/account-record.ts';
import type { FilledForm, Provider } from './provider.ts';

/** Every origin that secrets of this account may be sent to, each once. */
export const originsOf = (provider: Provider, filled: FilledForm): readonly string[] => {
  const { origin, tokenOrigin } = filled.environment;
  return [...new Set(provider.origins?.(filled) ?? [origin, tokenOrigin ?? origin])];
};

/** What of a record says where its secrets are sent, and where they may be. */
export type SealedAddresses = Pick<AccountRecord, 'environment' | 'values' | 'origins'>;

/** Whether the secrets of this record were sealed for every origin that these details would send them to. */
export const isSealedFor = (
  provider: Provider,
  record: Pick<SealedAddresses, 'origins'>,
  filled: FilledForm,
): boolean => {
  try {
    return originsOf(provider, filled).every(origin => record.origins.includes(origin));
  } catch {
    // What is no address was never sealed for.
    return false;
  }
};
