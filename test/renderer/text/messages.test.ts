import { describe, expect, test } from 'vitest';
import { type ErrorCode, errorCodes, type Failure } from '../../../preload/contract/errors.ts';
import english from '../../../renderer/text/en.json' with { type: 'json' };
import { actionLabel, instruct } from '../../../renderer/text/messages.ts';
import { readyCloud } from '../../pictures/scenes/views.ts';

/** Words of the protocol that nobody in a warehouse knows. */
const jargon =
  /oauth|client|grant|scope|authoriz|bearer|refresh|endpoint|payload|http|json|invalid|null|undefined|\{|\}/i;
/** Names that a provider's own pages give to what a person types. */
const ownNames = /API client( ID)?|client (ID|secret)/gi;
const safe =
  /safe|still|nothing|keeps|kept|your tokens|the copy worked|until Dockpass closes|stopped|not copied|left as it is/i;

const keys = Object.keys(english).filter(key => key.startsWith('error.'));
/** The reasons of a code that have texts of their own. */
const reasonsOf = (code: ErrorCode): readonly string[] => [
  ...new Set(keys.flatMap(key => key.match(`^error\\.${code}\\.([^.]+)\\.(title|help)$`)?.[1] ?? [])),
];

const failures: readonly (readonly [string, Failure])[] = [
  ...errorCodes.map(code => [code, { code }] as const),
  ...errorCodes.flatMap(code => reasonsOf(code).map(reason => [`${code}, ${reason}`, { code, reason }] as const)),
];

describe.each(failures)('%s', (_name, failure) => {
  const bare = instruct(failure, 'Connect');
  const woven = instruct({ ...failure, detail: 'www.example.com' }, 'Connect');

  test('says what to do', () => {
    expect(bare.help).toMatch(/[Pp]ress |Ask support|by itself|Install|Start Dockpass/);
    if (bare.action !== undefined) expect(actionLabel(bare.action)).toBeTruthy();
  });
  test('says what is still safe', () => expect(bare.help).toMatch(safe));
  test('speaks plainly, with and without a detail', () => {
    for (const { title, help } of [bare, woven]) expect(`${title} ${help}`.replace(ownNames, '')).not.toMatch(jargon);
  });
  test('is short enough to be read standing up', () => {
    expect(bare.title.length).toBeLessThanOrEqual(60);
    expect(bare.help.length).toBeLessThanOrEqual(190);
    expect(bare.help).toMatch(/\.$/);
    expect(bare.title).not.toMatch(/\.$/);
  });
});

test('every text is that of a code there is', () => {
  const known = failures.flatMap(([, { code, reason }]) =>
    ['title', 'help'].map(part => ['error', code, reason, part].filter(Boolean).join('.')),
  );
  expect(keys.filter(key => !known.includes(key))).toEqual([]);
});

test('the detail is woven in where a message has a place for it', () => {
  expect(instruct({ code: 'provider-down', detail: 'www.readycloud.com' }).title).toContain('www.readycloud.com');
  expect(instruct({ code: 'bad-input', field: 'appId' }, 'Connect', readyCloud).title).toBe('Check App Id');
  expect(instruct({ code: 'unexpected', detail: '418' }).help).toContain('(418)');
});

test('a button’s dots do not stand before the end of a sentence', () =>
  expect(instruct({ code: 'cancelled' }, 'Choose file…').help).toMatch(/press Choose file\.$/));

test('titles differ, so that two failures are never taken for the same one', () => {
  const titles = errorCodes.map(code => instruct({ code }).title);
  expect(new Set(titles).size).toBe(errorCodes.length);
});
