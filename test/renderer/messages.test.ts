import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../preload/contract.ts';
import { actionLabels, instruct } from '../../renderer/messages.ts';

/** Words of the protocol that nobody in a warehouse knows. */
const jargon =
  /oauth|client|grant|scope|authoriz|bearer|refresh|endpoint|payload|http|json|invalid|null|undefined|\{|\}/i;
const safe = /safe|still|nothing|keeps|kept|your tokens|the copy worked|until Dockpass closes|stopped/i;

describe.each(errorCodes)('%s', code => {
  const bare = instruct({ code }, 'Connect');
  const woven = instruct({ code, detail: 'www.example.com' }, 'Connect');

  test('says what to press', () => {
    expect(bare.help).toMatch(/[Pp]ress /);
    if (bare.action !== undefined) expect(actionLabels[bare.action]).toBeTruthy();
  });
  test('says what is still safe', () => expect(bare.help).toMatch(safe));
  test('speaks plainly, with and without a detail', () => {
    for (const { title, help } of [bare, woven]) expect(`${title} ${help}`).not.toMatch(jargon);
  });
  test('is short enough to be read standing up', () => {
    expect(bare.title.length).toBeLessThanOrEqual(60);
    expect(bare.help.length).toBeLessThanOrEqual(190);
    expect(bare.help).toMatch(/\.$/);
    expect(bare.title).not.toMatch(/\.$/);
  });
});

test('the detail is woven in where a message has a place for it', () => {
  expect(instruct({ code: 'provider-down', detail: 'www.readycloud.com' }).title).toContain('www.readycloud.com');
  expect(instruct({ code: 'bad-input', detail: 'App Id' }).title).toBe('Check App Id');
  expect(instruct({ code: 'unexpected', detail: '418' }).help).toContain('(418)');
});

test('titles differ, so that two failures are never taken for the same one', () => {
  const titles = errorCodes.map(code => instruct({ code }).title);
  expect(new Set(titles).size).toBe(errorCodes.length);
});
