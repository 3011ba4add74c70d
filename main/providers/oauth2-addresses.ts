import { DockpassError } from '../core/base/errors.ts';
import { readApiAddress } from '../core/oauth/api-address.ts';
import { discover, type ServerDescription } from '../core/oauth/discovery.ts';
import {
  type Environment,
  type FilledForm,
  localEnvironmentId,
  type ProviderPorts,
  type Values,
} from '../core/oauth/provider.ts';
import { isLoopback } from '../core/oauth/redirect-address.ts';
import { byClient, byCode, byDevice, byImplicit, byPassword, found } from './oauth2-fields.ts';

/** The fields of every address that a person may type or a server may give. */
const names = ['discoverFrom', 'authorizationAddress', 'deviceAddress', 'tokenAddress', 'apiAddress'] as const;
type AddressName = (typeof names)[number];

/** The address to use: on a local server the same path there, else as it is. */
export const at = ({ id, origin }: Environment, address: string): string => {
  if (id !== localEnvironmentId) return address;
  const { pathname, search } = new URL(address);
  return `${origin}${pathname}${search}`;
};

const neededBy: Readonly<Record<string, readonly AddressName[]>> = {
  [byCode]: ['authorizationAddress', 'tokenAddress'],
  [byImplicit]: ['authorizationAddress'],
  [byDevice]: ['deviceAddress', 'tokenAddress'],
  [byClient]: ['tokenAddress'],
  [byPassword]: ['tokenAddress'],
};
const requireAddresses = (values: Values): void => {
  const missing = neededBy[values.way ?? '']?.find(name => !values[name]);
  if (missing !== undefined) throw new DockpassError('bad-input', { field: missing });
};

/** Throws bad-input for an address that credentials may not go to, and for one that is missing and not discovered. */
export const checkAddresses = (values: Values): void => {
  for (const name of names) if (values[name]) readApiAddress(values[name], name);
  if (!values.discoverFrom) requireAddresses(values);
};

/** Every origin that secrets go to or that is asked for addresses. Throws bad-input for what is no address. */
export const originsIn = ({ environment, values }: FilledForm): readonly string[] =>
  [...names, found.userinfoAddress, found.revocationAddress, found.deviceAddress].flatMap(name => {
    const address = values[name];
    return address ? [new URL(at(environment, readApiAddress(address, name).href)).origin] : [];
  });

/** Puts what the server says of itself in place of what was typed. Throws what `discover` throws, and bad-input. */
export const discoverInto = async (filled: FilledForm, ports: ProviderPorts): Promise<FilledForm> => {
  const { environment, values } = filled;
  const typed = withoutFound(values);
  if (!values.discoverFrom) return { ...filled, values: typed };
  const from = new URL(at(environment, values.discoverFrom));
  const said = await discover(from, 'discoverFrom', ports);
  const merged = { ...typed, ...foundIn(said, values, from) };
  requireAddresses(merged);
  return { ...filled, values: merged };
};

const withoutFound = (values: Values): Values => {
  const hidden: readonly string[] = Object.values(found);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.includes(name)));
};

/** Of its addresses those that this way of signing in uses; each must be fit to send credentials to. */
const foundIn = (said: ServerDescription, values: Values, from: URL): Values => {
  const method = methodIn(said.token_endpoint_auth_methods_supported ?? ['client_secret_basic']);
  const needed = neededBy[values.way ?? ''] ?? [];
  const usesPage = needed.includes('authorizationAddress');
  return {
    ...(usesPage && checked(from, 'authorizationAddress', said.authorization_endpoint)),
    ...(usesPage && deviceBeside(from, said)),
    ...(needed.includes('deviceAddress') && checked(from, 'deviceAddress', deviceEndpoint(said))),
    ...checked(from, 'tokenAddress', said.token_endpoint),
    ...checked(from, found.userinfoAddress, said.userinfo_endpoint),
    ...(method !== '' && { [found.clientAuthentication]: method }),
    [found.issuer]: said.issuer,
    ...revocationIn(said, from),
    ...(said.authorization_response_iss_parameter_supported === true && { [found.namesItself]: 'yes' }),
  };
};

/** How a secret is sent, of what a server takes; empty where it takes neither way. */
const methodIn = (methods: readonly string[]): string =>
  methods.includes('client_secret_basic') ? 'basic' : methods.includes('client_secret_post') ? 'body' : '';

/** Where tokens are ended (RFC 7009). An address that is not fit is left out: nobody needs it to sign in. */
const revocationIn = (said: ServerDescription, from: URL): Values => {
  const method = methodIn(said.revocation_endpoint_auth_methods_supported ?? []);
  try {
    const address = checked(from, found.revocationAddress, said.revocation_endpoint);
    return {
      ...address,
      ...(method !== '' && said.revocation_endpoint && { [found.revocationAuthentication]: method }),
    };
  } catch {
    return {};
  }
};

/** What a server says that it lets nobody use is not named; most say nothing of it (RFC 8414 section 2). */
const deviceEndpoint = (said: ServerDescription): string | undefined =>
  said.grant_types_supported?.includes(byDevice) === false ? undefined : said.device_authorization_endpoint;

/**
 * For a page on which somebody cannot go on. At another origin than the tokens it is left out: it is not what the person
 * chose, and a secret that is kept would have to be typed once more for it.
 */
const deviceBeside = (from: URL, said: ServerDescription): Values => {
  const endpoint = deviceEndpoint(said);
  const isBeside =
    endpoint !== undefined && URL.parse(endpoint)?.origin === URL.parse(said.token_endpoint ?? '')?.origin;
  return isBeside ? checked(from, found.deviceAddress, endpoint) : {};
};

/** Throws bad-input, too, for an address on this computer that another computer gave. */
const checked = (from: URL, name: string, address: string | undefined): Values => {
  if (address === undefined) return {};
  const url = readApiAddress(address, 'discoverFrom');
  if (isLoopback(url.hostname) && !isLoopback(from.hostname))
    throw new DockpassError('bad-input', { field: 'discoverFrom', reason: 'nothing-discovered' });
  return { [name]: url.href };
};
