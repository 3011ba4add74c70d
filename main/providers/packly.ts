import { DockpassError } from '../core/base/errors.ts';
import { Secret } from '../core/base/secret.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import { readApiAddress, readApiBaseBefore } from '../core/oauth/api-address.ts';
import { bearer, getAnything } from '../core/oauth/api-request.ts';
import { requestWithPair } from '../core/oauth/basic-pair.ts';
import type { Endpoint, Environment, FilledForm, Provider, ProviderField, Values } from '../core/oauth/provider.ts';
import type { RefusalRule } from '../core/oauth/refusal.ts';
import { requestByClientCredentials } from '../core/oauth/token-request.ts';
import type { PlainTextKey } from '../text/texts.ts';

/** Packly's errors are not documented: RFC 6749's codes where they come, and what the status says otherwise. */
const tokenRefusals: readonly RefusalRule[] = [
  { error: 'invalid_client', code: 'wrong-credentials' },
  { error: 'invalid_grant', code: 'wrong-credentials' },
  { error: 'invalid_scope', code: 'not-allowed-for-app' },
  { status: 401, code: 'wrong-credentials' },
  { status: 403, code: 'wrong-credentials', reason: 'forbidden' },
];

const tokenPath = '/v1/oauth2/token';

/** At the verify address: nothing is documented but that a token runs out, and nobody can be given more rights. */
const tokenUseRefusals: readonly RefusalRule[] = [
  { status: 401, code: 'needs-sign-in' },
  { status: 403, code: 'needs-sign-in' },
];

/**
 * Where the paths of the API are put behind: what was typed, also where it was copied with a path of the API, else the
 * environment's own origin.
 */
const baseOf = (environment: Environment, { apiAddress = '' }: Values): string => {
  if (apiAddress !== '') return readApiBaseBefore(apiAddress, 'apiAddress', [tokenPath, '/v1']);
  if (environment.origin === '') throw new DockpassError('bad-input', { field: 'apiAddress' });
  return environment.origin;
};
const verifyAddress = ({ verifyAddress: typed = '' }: Values): URL | undefined =>
  typed === '' ? undefined : readApiAddress(typed, 'verifyAddress');

const steps: readonly PlainTextKey[] = ['packly.where.ask', 'packly.where.environment'];
const fields: readonly ProviderField[] = [
  {
    kind: 'text',
    name: 'clientId',
    label: 'provider.client-id.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials'],
    where: { steps },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'provider.client-secret.label',
    required: true,
    advanced: false,
    refusedBy: ['wrong-credentials'],
    where: { steps },
  },
  {
    kind: 'text',
    name: 'apiAddress',
    label: 'provider.api-address.label',
    required: false,
    requiredIn: ['sandbox'],
    advanced: true,
    help: 'packly.api-address.help',
    placeholder: 'https://api.packly.io',
  },
  {
    kind: 'text',
    name: 'verifyAddress',
    label: 'packly.verify-address.label',
    required: false,
    advanced: true,
    help: 'packly.verify-address.help',
  },
  keepFreshField,
];

const endpointsOf = (values: Values): readonly Endpoint[] => {
  // A list of what can be copied never fails: an address that cannot be read is refused when it is asked for.
  const verify: Endpoint = { label: 'packly.verify-address.label', url: () => verifyAddress(values)?.href ?? '' };
  return [
    ...(values.verifyAddress ? [verify] : []),
    // The only documented one; it is asked by POST, with the pair.
    {
      label: 'packly.endpoint.token-requests',
      addressOnly: true,
      url: environment => `${baseOf(environment, values)}${tokenPath}`,
    },
    { label: 'packly.endpoint.api', url: environment => `${baseOf(environment, values)}/v1/` },
  ];
};

const obtain: Provider['obtain'] = ({ environment, values, secrets }: FilledForm, ports) => {
  const { clientId = '' } = values;
  const url = `${baseOf(environment, values)}${tokenPath}`;
  const pair = { clientId, secret: secrets.clientSecret ?? new Secret(''), idField: 'clientId', values };
  return requestWithPair(pair, clientAuthentication =>
    requestByClientCredentials(
      { url, clientId, clientAuthentication, rules: tokenRefusals, tokenTypeRequired: false },
      ['external'],
      ports,
    ),
  );
};

export const packly: Provider = {
  id: 'packly',
  name: 'Packly',
  monogram: 'PK',
  colour: '#7a3fb8',
  summary: 'packly.summary',
  guide: 'https://packly.io/authentication',
  environments: [
    {
      id: 'live',
      label: 'packly.environment.live',
      isProduction: true,
      origin: 'https://api.packly.io',
      preselected: true,
    },
    { id: 'sandbox', label: 'packly.environment.sandbox', origin: '' },
  ],
  fields,
  environmentFor: (environment, values) => ({ ...environment, origin: new URL(baseOf(environment, values)).origin }),
  origins: ({ environment, values }) => {
    const verify = verifyAddress(values);
    return [environment.origin, ...(verify === undefined ? [] : [verify.origin])];
  },
  check: ({ values }) => void verifyAddress(values),
  obtain,
  usualLifeSeconds: 3600,
  canRenew: ({ secrets }) => secrets.clientSecret !== undefined,
  endpoints: endpointsOf,
  identify: ({ values }, accessToken, ports) => {
    const verify = verifyAddress(values);
    return (
      verify &&
      getAnything(verify.href, bearer(accessToken), tokenUseRefusals, ports).then(() => ({
        name: '',
        organizations: [],
      }))
    );
  },
};
