import { DockpassError } from '../core/base/errors.ts';
import { Secret } from '../core/base/secret.ts';
import { readApiAddress } from '../core/oauth/api-address.ts';
import type { FilledForm, Provider, Values } from '../core/oauth/provider.ts';
import { isSendableToken, type TokenSet, withoutHeader } from '../core/oauth/tokens.ts';

const apiAddress = ({ apiAddress: typed = '' }: Values): URL | undefined =>
  typed === '' ? undefined : readApiAddress(typed, 'apiAddress');

/** The token as it was pasted, or out of the header it was pasted in. Nothing is asked of anyone. */
const obtain = async ({ values, secrets }: FilledForm): Promise<TokenSet> => {
  const token = withoutHeader(secrets.token?.reveal() ?? '');
  if (!isSendableToken(token)) throw new DockpassError('bad-input', { field: 'token' });
  return { accessToken: new Secret(token), ...(values.goodUntil && { goodUntil: values.goodUntil }) };
};

export const ownToken: Provider = {
  id: 'own-token',
  name: 'Own token',
  shownName: 'own-token.name',
  cardName: 'own-token.card-name',
  monogram: 'TK',
  colour: '#56606f',
  summary: 'own-token.summary',
  environments: [{ id: 'typed', label: 'own-token.environment.typed', origin: '', preselected: true }],
  fields: [
    {
      kind: 'secret',
      name: 'token',
      label: 'own-token.token.label',
      required: true,
      advanced: false,
      where: { steps: ['own-token.where.page', 'own-token.where.token'] },
    },
    {
      kind: 'date',
      name: 'goodUntil',
      label: 'own-token.good-until.label',
      advanced: false,
      help: 'own-token.good-until.help',
    },
    {
      kind: 'text',
      name: 'apiAddress',
      label: 'provider.api-address.label',
      required: false,
      advanced: false,
      help: 'own-token.api-address.help',
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
  endpoints: ({ apiAddress: typed = '' }) =>
    typed === '' ? [] : [{ label: 'provider.api-address.label', url: () => typed }],
  detail: ({ apiAddress: typed = '' }) => URL.parse(typed)?.host,
};
