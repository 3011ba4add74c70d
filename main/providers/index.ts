import { type Environment, localEnvironmentId, type Provider } from '../core/oauth/provider.ts';
import { isLoopback } from '../core/oauth/redirect-address.ts';
import { oauth2 } from './oauth2.ts';
import { ordercloud } from './ordercloud.ts';
import { ownToken } from './own-token.ts';
import { packly } from './packly.ts';
import { readycloud } from './readycloud.ts';
import { sendcloud } from './sendcloud.ts';

/** Every provider, in the order people see them. The only file that names them all. */
const providers: readonly Provider[] = [readycloud, ordercloud, sendcloud, packly, oauth2, ownToken];

/**
 * The registry. `localOrigins` (provider id -> origin) adds a preselected environment "Local" whose origin replaces the
 * provider's; plain http is taken for loopback only, and anything else is left out.
 */
export const providersWith = (localOrigins: Readonly<Record<string, string>>): readonly Provider[] =>
  providers.map(provider => {
    const local = localEnvironment(localOrigins[provider.id]);
    if (local === undefined) return provider;
    const others = provider.environments.map(({ preselected: _no, ...environment }) => environment);
    return { ...provider, environments: [local, ...others] };
  });

const localEnvironment = (origin: string | undefined): Environment | undefined => {
  const url = origin === undefined ? null : URL.parse(origin);
  if (url === null) return undefined;
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return allowed
    ? { id: localEnvironmentId, label: 'provider.environment.local', origin: url.origin, preselected: true }
    : undefined;
};
