import { DockpassError } from '../core/base/errors.ts';
import { Secret } from '../core/base/secret.ts';
import { readApiAddress } from '../core/oauth/api-address.ts';
import type { FilledForm, Provider, Values } from '../core/oauth/provider.ts';
import { isSendableToken, type TokenSet } from '../core/oauth/tokens.ts';

const apiAddressLabel = 'API address';
const apiAddress = ({ apiAddress: typed = '' }: Values): URL | undefined =>
  typed === '' ? undefined : readApiAddress(typed, 'apiAddress');

/** The token as it was pasted, or out of the header it was pasted in. Nothing is asked of anyone. */
const obtain = async ({ values, secrets }: FilledForm): Promise<TokenSet> => {
  const token = (secrets.token?.reveal() ?? '').trim().replace(/^(?:authorization\s*:)?\s*bearer\s+/i, '');
  if (!isSendableToken(token)) throw new DockpassError('bad-input', { field: 'token' });
  return { accessToken: new Secret(token), ...(values.goodUntil && { goodUntil: values.goodUntil }) };
};

export const ownToken: Provider = {
  id: 'own-token',
  name: 'Own token',
  cardName: 'I already have a token',
  monogram: 'TK',
  colour: '#56606f',
  summary: 'Keep it sealed here, see when it runs out, and copy it in one click.',
  environments: [{ id: 'typed', label: 'Pasted here', origin: '', preselected: true }],
  fields: [
    {
      kind: 'secret',
      name: 'token',
      label: 'Token',
      required: true,
      advanced: false,
      where: {
        steps: [
          'Open the page of the system where it makes tokens, often called API keys or access tokens.',
          'Make a token there and copy it; most systems show it only once.',
        ],
      },
    },
    {
      kind: 'date',
      name: 'goodUntil',
      label: 'Good until',
      advanced: false,
      help: 'The last day it works, if the system said so. Dockpass asks for a new one in time.',
    },
    {
      kind: 'text',
      name: 'apiAddress',
      label: apiAddressLabel,
      required: false,
      advanced: false,
      help: 'Where it is used, if you want to copy a curl command or this address too.',
      placeholder: 'https://api.example.com/v1/orders',
    },
  ],
  check: ({ values }) => void apiAddress(values),
  origins: ({ values }) => {
    const address = apiAddress(values);
    return address === undefined ? [] : [address.origin];
  },
  obtain,
  renewedByTyping: true,
  canRenew: () => false,
  endpoints: ({ apiAddress: typed = '' }) => (typed === '' ? [] : [{ label: apiAddressLabel, url: () => typed }]),
  detail: ({ apiAddress: typed = '' }) => URL.parse(typed)?.host,
};
