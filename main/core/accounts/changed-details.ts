import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import { fillForm } from '../oauth/filled-form.ts';
import { isSealedFor, originsOf } from '../oauth/origins.ts';
import type { FilledForm, Provider, Values } from '../oauth/provider.ts';
import type { AccountRecord } from '../ports/account-record.ts';

// What changed details mean for what is kept: whether to sign in again, and which secrets may be used.

/** Whether these details and secrets are all that the form would ask for. */
export const isComplete = (provider: Provider, form: ConnectForm, secrets: FilledForm['secrets']): boolean => {
  try {
    fillForm(provider, form, secrets);
    return true;
  } catch {
    return false;
  }
};

/** What `prepare` added to an account's values: no field shows it. */
export const foundValues = ({ fields }: Provider, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !fields.some(one => one.name === name)));

/** The name of a secret that was typed for other addresses than these, and not once more just now. */
export const staleSecret = (
  provider: Provider,
  record: AccountRecord,
  filled: FilledForm,
  typedNow: readonly string[],
): string | undefined => {
  if (isSealedFor(provider, record, filled)) return undefined;
  return Object.keys(filled.secrets).find(name => !typedNow.includes(name));
};

/** Whether everything is sent to hosts that the provider names itself, whatever was typed. */
export const asksOwnHostsOnly = (provider: Provider, filled: FilledForm): boolean => {
  const own = provider.environments.flatMap(({ origin, tokenOrigin }) => [origin, tokenOrigin ?? origin]);
  try {
    return originsOf(provider, filled).every(origin => own.includes(origin));
  } catch {
    return false;
  }
};
