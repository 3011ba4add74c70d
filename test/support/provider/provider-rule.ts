import type { Provider } from '../../../main/core/oauth/provider.ts';

/** One rule of main/providers/README.md: what it says, and what of a provider is against it. */
export interface ProviderRule {
  readonly says: string;
  readonly against: (provider: Provider) => readonly string[] | Promise<readonly string[]>;
}

export const isHttps = (address: string): boolean => URL.parse(address)?.protocol === 'https:';
