import { ClientSecretBasic } from 'oauth4webapi';
import { DockpassError } from '../core/base/errors.ts';
import { keepFreshField } from '../core/formats/fetch-on-copy.ts';
import { readApiAddress, readApiBase } from '../core/oauth/api-address.ts';
import { bearer, getAnything } from '../core/oauth/api-request.ts';
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
];

const tokenUseRefusals: readonly RefusalRule[] = [{ status: 401, code: 'needs-sign-in' }];

/** Where the paths of the API are put behind: what was typed, else the environment's own origin. */
const baseOf = (environment: Environment, { apiAddress = '' }: Values): string => {
  if (apiAddress !== '') return readApiBase(apiAddress, 'apiAddress');
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
    where: { steps },
  },
  {
    kind: 'secret',
    name: 'clientSecret',
    label: 'provider.client-secret.label',
    required: true,
    advanced: false,
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
    { label: 'packly.endpoint.api', url: environment => `${baseOf(environment, values)}/v1/` },
    {
      label: 'packly.endpoint.token-requests',
      url: environment => `${baseOf(environment, values)}/v1/oauth2/token`,
    },
  ];
};

const obtain: Provider['obtain'] = ({ environment, values, secrets }: FilledForm, ports) =>
  requestByClientCredentials(
    {
      url: `${baseOf(environment, values)}/v1/oauth2/token`,
      clientId: values.clientId ?? '',
      clientAuthentication: ClientSecretBasic(secrets.clientSecret?.reveal() ?? ''),
      rules: tokenRefusals,
    },
    ['external'],
    ports,
  );

export const packly: Provider = {
  id: 'packly',
  name: 'Packly',
  monogram: 'PK',
  colour: '#7a3fb8',
  summary: 'packly.summary',
  environments: [
    { id: 'live', label: 'packly.environment.live', origin: 'https://api.packly.io', preselected: true },
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
