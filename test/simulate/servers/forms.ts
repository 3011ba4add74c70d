import type { ConnectForm } from '../../../preload/contract/connect-form.ts';
import type { Client, ProviderKind } from './providers.ts';
import type { KnownSecret } from './secrets.ts';

// What a person types for each kind of provider, and where its secrets may go because of that.

interface Typed {
  readonly form: Omit<ConnectForm, 'accountName'>;
  readonly places: readonly string[];
}

type Type = () => KnownSecret;

const oauth2 = (values: Readonly<Record<string, string>>) => ({ provider: 'oauth2', environment: 'typed', values });
const callback = 'http://127.0.0.1/callback';

const typed: Readonly<Record<ProviderKind, (id: string, host: string, type: Type) => Typed>> = {
  readycloud: (id, _host, type) => ({
    form: {
      provider: 'readycloud',
      environment: 'production',
      values: { appId: id, appSecret: type().text, permissions: 'order', redirectAddress: '', apiVersion: 'v2' },
    },
    places: ['/api/v1/oauth2/token/', '/api/v2/orgs/'].map(path => `https://www.readycloud.com${path}`),
  }),
  'oauth2-code': (id, host, type) => ({
    form: oauth2({
      way: 'authorization_code',
      authorizationAddress: `https://${host}/authorize`,
      tokenAddress: `https://${host}/token`,
      clientId: id,
      clientSecret: type().text,
      scopes: 'order',
      redirectAddress: callback,
    }),
    places: [`https://${host}/token`],
  }),
  'oauth2-discovered': (id, host, type) => ({
    form: oauth2({
      discoverFrom: `https://${host}`,
      way: 'authorization_code',
      clientId: id,
      clientSecret: type().text,
      scopes: 'openid',
      redirectAddress: callback,
    }),
    places: [
      `https://${host}/token`,
      `https://${host}/userinfo`,
      `https://${host}/revoke`,
      `https://${host}/device/code`,
    ],
  }),
  ordercloud: (id, _host, type) => ({
    form: {
      provider: 'ordercloud',
      environment: 'us-west-sandbox',
      values: {
        way: 'password',
        clientId: id,
        clientSecret: type().text,
        username: 'someone',
        password: type().text,
        rememberPassword: id.length % 2 === 0 ? 'yes' : '',
        roles: '',
      },
    },
    places: ['/oauth/token', '/v1/me', '/v1/me/tokens'].map(path => `https://sandboxapi.ordercloud.io${path}`),
  }),
  packly: (id, host, type) => ({
    form: {
      provider: 'packly',
      environment: 'live',
      values: { clientId: id, clientSecret: type().text, apiAddress: '', verifyAddress: `https://${host}/verify` },
    },
    places: ['https://api.packly.io/v1/oauth2/token', `https://${host}/verify`],
  }),
  'sendcloud-oauth2': (id, _host, type) => ({
    form: {
      provider: 'sendcloud',
      environment: 'production',
      values: { way: 'oauth2', publicKey: id, privateKey: type().text, scopes: 'api' },
    },
    places: ['https://account.sendcloud.com/oauth2/token', 'https://panel.sendcloud.sc/api/v2/user'],
  }),
  'sendcloud-keys': (id, _host, type) => ({
    form: {
      provider: 'sendcloud',
      environment: 'production',
      values: { way: 'keys', publicKey: id, privateKey: type().text },
    },
    places: ['https://account.sendcloud.com/oauth2/token', 'https://panel.sendcloud.sc/api/v2/user'],
  }),
  'own-token': (id, host, type) => ({
    form: {
      provider: 'own-token',
      environment: 'typed',
      values: { token: type().text, goodUntil: '', apiAddress: `https://${host}/${id}` },
    },
    places: [],
  }),
  'oauth2-device': (id, host, type) => ({
    form: oauth2({
      way: 'urn:ietf:params:oauth:grant-type:device_code',
      deviceAddress: `https://${host}/device/code`,
      tokenAddress: `https://${host}/token`,
      clientId: id,
      clientSecret: type().text,
      scopes: 'order',
    }),
    places: [`https://${host}/token`, `https://${host}/device/code`],
  }),
  'oauth2-client': (id, host, type) => ({
    form: oauth2({
      discoverFrom: `https://${host}`,
      way: 'client_credentials',
      clientId: id,
      clientSecret: type().text,
      scopes: '',
    }),
    places: [`https://${host}/token`, `https://${host}/revoke`],
  }),
};

/** What a person types for this registration; its secrets are made by `type`, and may go to the places of the form. */
export const typeForm = (client: Pick<Client, 'id' | 'kind' | 'host' | 'places'>, type: Type): Typed['form'] => {
  const { form, places } = typed[client.kind](client.id, client.host, type);
  for (const place of places) client.places.add(place);
  return form;
};

/** This text with the registration's host replaced by another one, which no provider's file names. */
export const atElsewhere = (text: string): string => text.replace('.example.test', '.elsewhere.test');

/** A person typed another host for an account of this registration. */
export const typeElsewhere = (client: Client): void => {
  for (const place of client.places) client.elsewhere.add(atElsewhere(place));
};

/** Where a secret may go that comes of a sign-in at these hosts, or is typed in a form that shows them. */
export const placesAt = ({ host, places, elsewhere }: Client, hosts: readonly string[]): ReadonlySet<string> =>
  hosts.includes(atElsewhere(host)) ? new Set([...places, ...elsewhere]) : places;

/** The registration's id in what an account's record holds. */
export const clientIdOf = (values: Readonly<Record<string, string>>): string =>
  values.clientId ?? values.appId ?? values.publicKey ?? values.apiAddress?.split('/').at(-1) ?? '';
