import type { OwnField } from '../../preload/contract/errors.ts';
import type { ProviderView } from '../../preload/contract/provider-view.ts';

const own: Record<OwnField, string> = {
  account: 'the account',
  'account-name': 'Account name',
  accounts: 'which accounts',
  'address-ended-on': 'the address you ended on',
  date: 'the date',
  endpoint: 'the endpoint',
  environment: 'Environment',
  format: 'what to copy',
  organization: 'which organization you chose',
  passphrase: 'the passphrase',
  provider: 'the provider',
  setting: 'what you chose',
  storage: 'how accounts are kept',
};
const isOwn = (field: string): field is OwnField => Object.hasOwn(own, field);

/** What a failure's field is called on the screen: by its provider's label, or in our own words. */
export const fieldWords = (field: string, provider: Pick<ProviderView, 'fields'> | undefined): string | undefined =>
  provider?.fields.find(({ name }) => name === field)?.label ?? (isOwn(field) ? own[field] : undefined);
