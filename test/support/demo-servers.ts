import { startOidc } from './oidc/server.ts';
import { deskClient } from './oidc/settings.ts';
import { startOrderCloud } from './ordercloud/server.ts';
import { sampleUser as marketUser, peopleClient, programClient, serviceUser } from './ordercloud/settings.ts';
import { startPackly } from './packly/server.ts';
import { startReadyCloud } from './readycloud/server.ts';
import { sampleApp, sampleUser } from './readycloud/settings.ts';
import { startSendcloud } from './sendcloud/server.ts';
import { sampleIntegration } from './sendcloud/settings.ts';

/** One account that the demo has ready: what to type, field by field, and what to do then. */
export interface DemoAccount {
  /** As its card says. */
  readonly card: string;
  /** Choices and fields by their labels. */
  readonly fields: readonly (readonly [label: string, value: string])[];
  /** In the sign-in window, in words. */
  readonly afterwards?: string;
}

export interface Demo {
  /** Provider id -> origin, for DOCKPASS_ENVIRONMENTS. */
  readonly environments: Readonly<Record<string, string>>;
  readonly accounts: readonly DemoAccount[];
  readonly close: () => Promise<void>;
}

/** Starts a local server for every provider that has one, with credentials that are short enough to type. */
export async function startDemo(): Promise<Demo> {
  const maria = { ...marketUser(), username: 'maria', password: 'harbour-crane' };
  const [people, program] = [
    { ...peopleClient(), id: 'market-desk' },
    { ...programClient(), id: 'market-printer', secret: 'inky-ribbon' },
  ];
  const clients = [people, program];
  const keys = { ...sampleIntegration, publicKey: 'quay-public', privateKey: 'quay-private' };
  const boxes = { clientId: 'box-desk', clientSecret: 'folded-flat' };
  const shop = { ...sampleUser, orgs: [...sampleUser.orgs, { id: 'N4k', name: 'Northside Returns' }] };
  const [readycloud, ordercloud, sendcloud, packly, oauth2] = await Promise.all([
    startReadyCloud({ users: [shop] }),
    startOrderCloud({ users: [maria, serviceUser()], clients }),
    startSendcloud({ integrations: [keys] }),
    startPackly({ clients: [boxes] }),
    startOidc(),
  ]);
  const servers = { readycloud, ordercloud, sendcloud, packly, oauth2 };
  return {
    environments: Object.fromEntries(Object.entries(servers).map(([id, { origin }]) => [id, origin])),
    accounts: [
      {
        card: 'ReadyCloud',
        fields: [
          ['App Id', sampleApp.appId],
          ['App Secret', sampleApp.appSecret],
        ],
        afterwards: `sign in as ${sampleUser.name} with ${sampleUser.password}, press Allow Access`,
      },
      {
        card: 'OrderCloud',
        fields: [
          ['API client ID', people.id],
          ['Username', maria.username],
          ['Password', maria.password],
        ],
      },
      {
        card: 'OrderCloud',
        fields: [
          ['Sign in with', 'Client credentials'],
          ['API client ID', program.id],
          ['Client secret', program.secret],
        ],
      },
      {
        card: 'Sendcloud',
        fields: [
          ['Public key', keys.publicKey],
          ['Private key', keys.privateKey],
        ],
      },
      {
        card: 'Packly',
        fields: [
          ['Client ID', boxes.clientId],
          ['Client secret', boxes.clientSecret],
        ],
      },
      {
        card: 'Other OAuth 2.0',
        fields: [
          ['Discover from', oauth2.origin],
          ['Client ID', deskClient.client_id],
          ['Scopes', 'openid email offline_access'],
        ],
        afterwards: 'sign in under any name',
      },
      { card: 'I already have a token', fields: [['Token', 'demo-token-of-no-worth']] },
    ],
    close: async () => void (await Promise.all(Object.values(servers).map(server => server.close()))),
  };
}

/** What to type, as a table. */
export const demoTable = (accounts: readonly DemoAccount[]): string => {
  const labels = accounts.flatMap(({ fields }) => fields.map(([label]) => label.length));
  const [cardWidth, labelWidth] = [Math.max(...accounts.map(({ card }) => card.length)), Math.max(...labels)];
  const lines = accounts.flatMap(({ card, fields, afterwards }) => [
    ...fields.map(
      ([label, value], at) => `  ${(at === 0 ? card : '').padEnd(cardWidth)}  ${label.padEnd(labelWidth)}  ${value}`,
    ),
    ...(afterwards === undefined ? [] : [`  ${''.padEnd(cardWidth)}  Connect, ${afterwards}`]),
    '',
  ]);
  return lines.join('\n');
};
