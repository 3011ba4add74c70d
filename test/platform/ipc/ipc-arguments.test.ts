import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { panelArguments } from '../../../main/platform/ipc/ipc-arguments.ts';

const form = { provider: 'readycloud', environment: 'production', accountName: '', values: { appId: 'x' } };

describe('connect', () => {
  it('takes what the dialog sends', () => {
    expect(v.safeParse(panelArguments.connect, [form]).success).toBe(true);
    expect(v.safeParse(panelArguments.connect, [{ ...form, values: { appSecret: ' s\n' } }]).output).toEqual([
      { ...form, values: { appSecret: ' s\n' } },
    ]);
  });

  it.each([
    [{ ...form, more: 1 }],
    [{ ...form, provider: 7 }],
    [{ ...form, accountName: 'n'.repeat(501) }],
    [{ ...form, values: { appId: 7 } }],
    [{ ...form, values: { 'app id': 'x' } }],
    [{ ...form, values: { appId: 'x'.repeat(20_001) } }],
    [{ ...form, values: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`field${at}`, ''])) }],
    [null],
    [form, form],
  ])('refuses %#', (...args) => {
    expect(v.safeParse(panelArguments.connect, args).success).toBe(false);
  });

  it('a field called like a part of every object does no harm', () => {
    const values = JSON.parse('{"__proto__":"x","constructor":"y"}');
    const parsed = v.safeParse(panelArguments.connect, [{ ...form, values }]);
    expect(Object.getPrototypeOf(parsed.success ? parsed.output[0].values : {})).toBe(Object.prototype);
  });
});

describe('copy', () => {
  it.each([
    [['abcdefgh', 'token', 0], true],
    [['abcdefgh', 'password', 0], false],
    [['abcdefgh', 'token', -1], false],
    [['abcdefgh', 'token', 0.5], false],
    [['abcdefgh', 'token', Number.NaN], false],
    [['', 'token', 0], false],
    [['abcdefgh', 'own:wms-import', 0], true],
    [['abcdefgh', 'own:../x', 0], false],
    [['i'.repeat(201), 'token', 0], false],
  ])('%j: %s', (args, expected) => {
    expect(v.safeParse(panelArguments.copy, args).success).toBe(expected);
  });
});
