import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DockpassError } from '../../main/core/base/errors.ts';
import type { FilledForm, Provider } from '../../main/core/oauth/provider.ts';
import { providersWith } from '../../main/providers/index.ts';
import { packly } from '../../main/providers/packly.ts';
import { readycloud } from '../../main/providers/readycloud.ts';
import { projectRoot } from '../support/project-root.ts';
import { providerRules } from '../support/provider/provider-rules.ts';

const providers = providersWith({});

describe.each(providers.map(provider => [provider.name, provider] as const))('%s', (_name, provider) => {
  it.each(providerRules.map(rule => [rule.says, rule] as const))('%s', async (_says, rule) => {
    expect(await rule.against(provider)).toEqual([]);
  });
});

it('nothing but its own file and the registry asks which provider it is', () => {
  // `oauth2` is also what the OAuth library calls one of its algorithms.
  const named = new RegExp(
    `['"](${providers
      .map(({ id }) => id)
      .filter(id => id !== 'oauth2')
      .join('|')})['"]`,
  );
  const sources = ['main/core', 'main/platform', 'renderer', 'preload'].flatMap(folder =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter(path => named.test(readFileSync(path, 'utf8')))).toEqual([]);
});

const [live, sandbox] = packly.environments;
const [appId] = readycloud.fields;
if (live === undefined || sandbox === undefined || appId === undefined) throw new Error('the samples are gone');
const key = {
  kind: 'secret',
  name: 'key',
  label: 'sendcloud.private-key.label',
  required: true,
  advanced: false,
} as const;
const secretOf = ({ secrets }: FilledForm): string => secrets.clientSecret?.reveal() ?? '';

/** A provider that is against one rule, and the words of that rule. */
const spoiled: readonly (readonly [string, Provider])[] = [
  ['its id is the name of its file', { ...packly, id: 'Packly' }],
  ['its origins are https', { ...packly, environments: [{ ...live, origin: 'http://api.packly.io' }] }],
  ['its origins are https', { ...packly, environments: [{ ...live, tokenOrigin: 'https://api.packly.io/' }] }],
  ['its guide is a page', { ...packly, guide: 'http://packly.io/authentication' }],
  ['no environment or field stands there twice', { ...packly, environments: [live, live] }],
  ['no environment or field stands there twice', { ...packly, environments: [sandbox] }],
  ['no environment or field stands there twice', { ...readycloud, fields: [...readycloud.fields, appId] }],
  ['its conditions name', { ...packly, fields: [{ ...appId, when: { field: 'way', is: ['code'] } }] }],
  ['its conditions name', { ...packly, fields: [{ ...appId, when: { field: 'environment', is: ['test'] } }] }],
  ['names of fields', { ...packly, withoutSignIn: ['verifyAdress'] }],
  ['every credential says where', { ...packly, fields: [{ ...key, where: { steps: ['packly.endpoint.api'] } }] }],
  [
    'choices, permissions and formats',
    {
      ...packly,
      fields: [
        {
          kind: 'permissions',
          name: 'p',
          label: 'readycloud.permissions.label',
          advanced: false,
          presets: [{ id: 'all', label: 'readycloud.permissions.everything', value: 'x' }],
          resources: [],
        },
      ],
    },
  ],
  ['its card can be read', { ...packly, colour: '#ffdd00' }],
  ['its card can be read', { ...packly, summary: 'readycloud.endpoint.boxes' }],
  ['its card can be read', { ...packly, monogram: 'Pk' }],
  [
    'some form of it can be filled in',
    {
      ...packly,
      environmentFor: () => {
        throw new DockpassError('bad-input', { field: 'apiAddress' });
      },
    },
  ],
  [
    'what can be copied',
    { ...packly, endpoints: () => [{ label: 'packly.endpoint.api', url: () => 'https://elsewhere.example/' }] },
  ],
  [
    'what can be copied',
    { ...packly, endpoints: () => [{ label: 'packly.endpoint.api', url: () => 'http://api.packly.io/' }] },
  ],
  [
    'its pages are https',
    {
      ...packly,
      window: async filled => ({
        authorizationUrl: `https://api.packly.io/?secret=${secretOf(filled)}`,
        expected: { address: 'https://api.packly.io/', state: 's', stateRequired: true, answer: 'token' },
      }),
    },
  ],
  [
    'it asks nobody but',
    {
      ...packly,
      identify: async (_filled, _token, { http }) => {
        await http.send({ url: 'https://elsewhere.example/me', method: 'GET', headers: {} });
        return { name: '', organizations: [] };
      },
    },
  ],
  [
    'whatever it is answered',
    {
      ...packly,
      identify: async (filled, _token, { http }) => {
        const { response } = await http.send({ url: filled.environment.origin, method: 'GET', headers: {} });
        throw new Error(await response.text());
      },
    },
  ],
  [
    'too many requests',
    {
      ...packly,
      identify: async (filled, _token, { http }) => {
        const { response } = await http.send({ url: filled.environment.origin, method: 'GET', headers: {} });
        if (!response.ok) throw new DockpassError('needs-sign-in');
        return { name: '', organizations: [] };
      },
    },
  ],
];

describe('the rules', () => {
  it.each(spoiled)('“%s …” finds what is against it', async (says, provider) => {
    const rule = providerRules.find(one => one.says.startsWith(says));
    expect(await Promise.resolve(rule?.against(provider)).catch(error => [String(error)])).not.toEqual([]);
    expect(rule).toBeDefined();
  });

  it('are each tried with a provider that is against them, or hold by compilation', () => {
    const tried = new Set(spoiled.map(([says]) => providerRules.find(rule => rule.says.startsWith(says))));
    expect(providerRules.filter(rule => !tried.has(rule)).map(rule => rule.says)).toEqual([
      'every code that it may throw has a message',
    ]);
  });
});
